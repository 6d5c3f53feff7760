"""Findings by project, counted: whatever changes, the next version is what sorting all of them anew gives."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from editor.bridge.found import Found, Key, Part
from editor.checks.finding import Finding, Severity
from editor.domain.places import Place
from editor.domain.volume import Project

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
KEYS = (4, 2, 1, 5, 3)


def projects(*keys: int) -> tuple[Project, ...]:
    return tuple(Project(key) for key in keys)


def one(key: Key, message: str = "改。", severity: Severity = "error", section: str | None = None) -> Finding:
    return Finding("PLN-03", severity, Place(key, section=section), message)


def parts_of(key: Key) -> st.SearchStrategy[Part]:
    sections = st.none() if key is not None else st.sampled_from((None, "overall_goal", "safeguards"))
    finding = st.builds(one, st.just(key), severity=st.sampled_from(SEVERITIES), section=sections)
    waived = finding.map(lambda made: replace(made, waived="另文说明"))
    return st.lists(st.one_of(finding, waived), max_size=3).map(tuple)


@st.composite
def versions(draw: st.DrawFn) -> tuple[tuple[int, ...], dict[Key, Part]]:
    """The projects that are left, in an order, and parts that are others."""
    left = draw(st.permutations(KEYS))[: draw(st.integers(0, len(KEYS)))]
    changed = {key: draw(parts_of(key)) for key in (None, *left) if draw(st.booleans())}
    return tuple(left), {**changed, **{key: () for key in KEYS if key not in left}}


@given(st.lists(versions(), max_size=6))
def test_each_version_is_counted_as_if_made_anew(steps: list[tuple[tuple[int, ...], dict[Key, Part]]]) -> None:
    found, kept = Found(), dict[Key, Part]()
    for order, parts in steps:
        before, found = found, found.followed_by(projects(*order), parts)
        was, kept = kept, {key: part for key, part in {**kept, **parts}.items() if part}
        listed = [finding for key in (None, *order) for finding in kept.get(key, ())]
        assert list(found.findings) == listed
        counted = Counter("waived" if finding.waived else finding.severity for finding in listed)
        assert dict(found.counts) == {**dict.fromkeys((*SEVERITIES, "waived"), 0), **counted}
        assert found.worst == worst(listed)
        others = {key for key in kept.keys() | was.keys() if kept.get(key) != was.get(key)}
        assert found.changed_since(before) == others
        assert found.changed_since(Found()) == kept.keys()


def worst(listed: list[Finding]) -> dict[object, Severity]:
    made: dict[object, Severity] = {}
    for finding in sorted(listed, key=lambda finding: -SEVERITIES.index(finding.severity)):
        if finding.waived is None:
            made[finding.place.project or finding.place.section] = finding.severity
    return made


def test_what_stays_is_the_same_object_and_costs_nothing() -> None:
    old = Found().followed_by(projects(*range(1, 9)), {key: (one(key),) for key in (None, *range(1, 9))})
    new = old.followed_by(projects(*range(1, 9)), {3: (one(3, "改了。"),), 4: (), 5: (one(5),)})
    assert new.changed_since(old) == {3, 4}
    assert all(new.of(key) is old.of(key) for key in (None, 1, 2, 5, 6, 7, 8))
    assert new.of(4) == ()


def test_findings_worked_out_anew_take_the_place_of_all() -> None:
    old = Found().followed_by(projects(1, 2), {None: (), 1: (one(1),), 2: (one(2),)})
    new = old.followed_by(projects(1), {None: (), 1: (one(1, "另一条规则。"),)})
    assert new.findings == (one(1, "另一条规则。"),)
    assert new.changed_since(old) == {1, 2}
