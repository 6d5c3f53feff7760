"""Findings by project, counted: whatever changes, the next version is what sorting all of them anew gives."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.bridge import found as module
from editor.bridge.found import Found
from editor.checks.finding import Finding, Severity
from editor.domain.places import Place

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
places = st.one_of(
    st.builds(Place, project=st.integers(1, 5)),
    st.builds(Place, section=st.sampled_from(("overall_goal", "safeguards"))),
    st.just(Place()),
)
findings = st.builds(
    Finding,
    st.sampled_from(("PLN-03", "USE-01")),
    st.sampled_from(SEVERITIES),
    places,
    st.just("改。"),
    waived=st.sampled_from((None, "另文说明")),
)


def in_order(listed: list[Finding]) -> tuple[Finding, ...]:
    """As the checks give them: of the volume first, those of a project together."""
    return tuple(sorted(listed, key=lambda finding: finding.place.project or 0))


def same(a: Found, b: Found) -> None:
    assert (a.findings, dict(a.parts), dict(a.counts), dict(a.worst)) == (b.findings, b.parts, b.counts, b.worst)


@given(st.lists(findings, max_size=20), st.data())
def test_every_next_version_is_as_if_made_anew(listed: list[Finding], data: st.DataObject) -> None:
    old = Found.among(in_order(listed))
    staying = [finding for finding in old.findings if data.draw(st.booleans())]
    new = in_order([*staying, *data.draw(st.lists(findings, max_size=4))])
    same(old.followed_by(new), Found.among(new))


def one(project: int, message: str = "改。", severity: Severity = "error") -> Finding:
    return Finding("PLN-03", severity, Place(project), message)


def test_projects_that_stay_keep_their_part_and_those_that_changed_are_named() -> None:
    listed = tuple(one(n) for n in range(1, 9))
    old = Found.among(listed)
    new = old.followed_by((*listed[:2], one(3, "改了。"), *listed[4:], one(9)))
    assert sorted(key or 0 for key in new.changed_since(old)) == [3, 4, 9]
    assert all(new.of(n) is old.of(n) for n in (1, 2, 5, 6, 7, 8))
    assert new.of(4) == ()
    assert new.changed_since(new) == []


def test_only_what_changed_is_sorted_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two projects far apart clash: what lies between them is not gone through."""
    listed = tuple(one(n) for n in range(1, 4001))
    old = Found.among(listed)
    homes: list[int | str | None] = []
    home = module._home
    monkeypatch.setattr(module, "_home", lambda finding: homes.append(finding.place.project) or home(finding))
    new = old.followed_by((*listed[:9], one(10, "同名。"), *listed[10:3989], one(3990, "同名。"), *listed[3990:]))
    assert set(homes) == {10, 3990}
    assert sorted(key or 0 for key in new.changed_since(old)) == [10, 3990]


def test_the_same_findings_are_the_same_version() -> None:
    old = Found.among((one(1), replace(one(2), waived="另文说明")))
    assert old.followed_by(old.findings) is old
    assert dict(old.counts) == {"error": 1, "warning": 0, "info": 0, "waived": 1}
    assert dict(old.worst) == {1: "error"}
