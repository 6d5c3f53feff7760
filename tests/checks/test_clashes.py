"""Checks over the whole volume: what two projects say that cannot both be right."""

from collections.abc import Callable

import pytest

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Unit, Volume
from editor.forms.form import Form

Find = Callable[[Volume], list[Finding]]
NOTICE = "《关于加强农村公路日常养护工作的通知》"


@pytest.fixture
def three(volume: Volume) -> Volume:
    """Three open projects, each with its own code, name and goal."""
    first = volume.projects[0]
    for number, (name, goal) in enumerate(
        (
            ("桥梁加固工程", "完成六座危桥加固，消除通行隐患，按期开放交通。"),
            ("标线施划", "施划热熔标线八十公里，夜间反光达到标准。"),
        ),
        2,
    ):
        volume = edits.insert_project(volume, number - 1, first)
        key = volume.projects[number - 1].key
        volume = edits.set_field(volume, key, "code", f"13039927P0000000000{number}1")
        volume = edits.set_field(volume, key, "name", name)
        volume = edits.set_field(volume, key, "goals", (goal,))
    return volume


def of(findings: list[Finding], check: str) -> list[int | None]:
    return [f.place.project for f in findings if f.check == check]


def keys(volume: Volume) -> list[int]:
    return [p.key for p in volume.projects if not p.classified]


def test_nothing_clashes(three: Volume, found: Find) -> None:
    assert {f.check for f in found(three)} & {"PRJ-02", "PRJ-05", "GOL-03", "TXT-08"} == set()


def test_a_code_twice(three: Volume, found: Find) -> None:
    a, b, _ = keys(three)
    same = edits.set_field(three, b, "code", three.project(a).code)
    assert of(found(same), "PRJ-02") == [a, b]


def test_a_name_twice_in_one_unit(three: Volume, found: Find) -> None:
    a, b, _ = keys(three)
    same = edits.set_field(three, b, "name", "县道养护 经费")
    assert of(found(same), "PRJ-05") == [a, b]
    units = edits.set_units(same, [*same.units, Unit("401002", "青石县地方道路站")])
    assert of(found(edits.set_unit(units, b, "401002")), "PRJ-05") == []


@pytest.mark.parametrize(
    ("goal", "count"),
    [
        ("完成六座危桥加固，消除通行隐患，按期开放交通。", 2),
        ("完成六座危桥加固，消除通行隐患，按期开放交通", 2),
        ("完成五座危桥加固，消除通行隐患，按期开放交通。", 2),
        ("完成六座涵洞清淤，保证汛期排水，护好沿线农田。", 0),
    ],
)
def test_a_goal_twice(three: Volume, found: Find, goal: str, count: int) -> None:
    last = keys(three)[2]
    assert len(of(found(edits.set_field(three, last, "goals", (goal,))), "GOL-03")) == count


@pytest.mark.parametrize(
    ("one", "two", "count"),
    [
        (f"{NOTICE}（青交字〔2026〕12号）", f"{NOTICE}（青交字〔2026〕21号）", 2),
        (f"{NOTICE}（青交字〔2026〕12号）", f"{NOTICE}（青交字[2026] 12号）", 0),
        (f"{NOTICE}（青交字〔2026〕12号）", "《关于做好桥梁检测评定工作的通知》（青交字〔2026〕12号）", 2),
        (f"{NOTICE}（青交字〔2026〕12号）", f"{NOTICE}（青交字〔2025〕9号）", 0),
        (f"{NOTICE}（青交字〔2026〕12号）", f"{NOTICE}（石公字〔2026〕9号）", 0),
        (f"青交字〔2026〕12号{NOTICE}", f"根据青交字〔2026〕21号文件{NOTICE}", 2),
    ],
)
def test_a_document_with_two_numbers(three: Volume, found: Find, one: str, two: str, count: int) -> None:
    a, b, _ = keys(three)
    changed = edits.set_field(edits.set_field(three, a, "purpose", one), b, "purpose", two)
    assert len(of(found(changed), "TXT-08")) == count


def test_a_section_and_a_project_disagree(three: Volume, found: Find) -> None:
    changed = edits.set_field(three, 1, "purpose", f"根据{NOTICE}（青交字〔2026〕12号）安排养护费用。")
    texts = (*three.section("safeguards").paragraphs, f"三是落实{NOTICE}（青交字〔2026〕21号）。")
    changed = edits.set_paragraphs(changed, "safeguards", texts)
    places = [f.place for f in found(changed) if f.check == "TXT-08"]
    assert places == [Place(section="safeguards", item=2), Place(project=1, field="purpose")]


def test_the_document_of_another_unit(three: Volume, found: Find) -> None:
    units = edits.set_units(three, [*three.units, Unit("401002", "青石县汽车客运站")])
    a = keys(units)[0]
    changed = edits.set_field(units, a, "purpose", "根据《汽车客运站设施维护办法》安排，用于站房检修。")
    assert of(found(changed), "IND-16") == [a]
    assert of(found(edits.set_unit(changed, a, "401002")), "IND-16") == []


def test_the_first_of_the_same_goes(three: Volume, form: Form) -> None:
    """The index follows when the project others were held against is changed, moved or deleted."""
    a, b, c = keys(three)
    same = edits.set_field(edits.set_field(three, b, "name", "县道养护经费"), c, "name", "县道养护经费")
    checker = Checker(form)
    steps = (
        same,
        edits.set_field(same, a, "name", "乡道养护经费"),
        edits.move_projects(same, [c], 0),
        edits.delete_projects(same, [a]),
        edits.delete_projects(same, [a, b]),
        same,
    )
    for step in steps:
        assert checker.check(step) == Checker(form).check(step)
    assert [len(of(list(checker.check(step)), "PRJ-05")) for step in steps] == [3, 2, 3, 2, 0, 3]


def test_classified_projects_may_share_their_name(volume: Volume, found: Find) -> None:
    secret = volume.projects[1]
    changed = edits.insert_project(volume, 2, secret)
    assert found(changed) == []
    assert changed.projects[2].fields == Fields({"name": "专项业务经费"})
