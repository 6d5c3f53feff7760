"""What part one says of the projects, and what most projects have in common."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.domain import edits
from editor.domain.places import Place
from editor.domain.volume import Project, Volume
from editor.forms.form import Form

Find = Callable[[Volume], list[Finding]]
SAID = Place(section="overall_goal", item=0)


def saying(volume: Volume, text: str) -> Volume:
    return edits.set_paragraphs(volume, "overall_goal", [text])


def of(findings: list[Finding], check: str) -> list[Finding]:
    return [finding for finding in findings if finding.check == check]


def without_classified(volume: Volume) -> Volume:
    return edits.delete_projects(volume, [2])


@pytest.mark.parametrize(
    ("text", "found_there"),
    [
        ("2027年度项目支出预算合计6.50万元，全部用于农村公路。", True),
        ("本年度项目支出共安排4.00万元。", True),
        ("本年度项目支出合计5.00万元。", False),
        ("上年项目支出合计8.00万元，已全部支付。", False),
        ("2026年项目支出合计8.00万元。", False),
        ("其中重点项目支出合计3.00万元。", False),
    ],
)
def test_the_sum_part_one_names_is_that_of_the_projects(
    volume: Volume, found: Find, text: str, found_there: bool
) -> None:
    findings = of(found(saying(without_classified(volume), text)), "BUD-04")
    assert [f.place for f in findings] == [SAID] * found_there


def test_a_classified_project_may_make_the_sum_larger_never_smaller(volume: Volume, found: Find) -> None:
    assert of(found(saying(volume, "本年度项目支出合计9.00万元。")), "BUD-04") == []
    assert of(found(saying(volume, "本年度项目支出合计4.00万元。")), "BUD-04")


def test_the_sum_is_known_again_after_an_edit(volume: Volume, form: Form) -> None:
    checker = Checker(form)
    plain = saying(without_classified(volume), "本年度项目支出合计5.00万元。")
    assert of(list(checker.check(plain)), "BUD-04") == []
    raised = edits.set_field(edits.set_field(plain, 1, "budget", "6.00"), 1, "fiscal_funds", "5.00")
    (finding,) = of(list(checker.check(raised)), "BUD-04")
    assert "6.00" in finding.message and finding.chars is not None
    text = raised.sections[0].paragraphs[0]
    assert text[slice(*finding.chars)] == "5.00万元"


@pytest.mark.parametrize(
    ("text", "found_there"),
    [
        ("实施“县道养路经费”项目，保持路面平整。", True),
        ("实施“县道养护经费”项目，保持路面平整。", False),
        ("实施“县道养护”项目，保持路面平整。", False),
        ("争取“四好农村路”项目支持。", False),
        ("成立“县道养路经费”项目组。", False),
    ],
)
def test_a_name_quoted_in_part_one_is_a_projects(volume: Volume, found: Find, text: str, found_there: bool) -> None:
    assert [f.place for f in of(found(saying(volume, text)), "PRJ-07")] == [SAID] * found_there


def coded(volume: Volume, *codes: str) -> Volume:
    projects = tuple(replace(volume.projects[0], key=n, indicators=()) for n in range(1, len(codes) + 1))
    volume = replace(volume, projects=projects)
    for n, code in enumerate(codes, 1):
        volume = edits.set_field(volume, n, "code", code)
    return volume


def test_one_code_of_another_county_is_told_and_not_the_others(volume: Volume, found: Find) -> None:
    codes = [f"13039927P00000000{n:03d}1" for n in range(9)]
    changed = coded(volume, "13019927P000000009991", *codes)
    (finding,) = of(found(changed), "PRJ-01")
    assert (finding.place, finding.chars) == (Place(project=1, field="code"), (0, 6))
    assert of(found(coded(volume, "13019927P000000009991", codes[0])), "PRJ-01") == []


def test_a_code_of_2020_begins_as_its_units(volume: Volume) -> None:
    from editor.forms.packs import bundled_packs

    form = bundled_packs().form("hebei-2020")
    old = replace(volume, form=form.id, year=2020)
    fitting, other = (edits.set_field(old, 1, "code", code) for code in ("401-0101-YBN-UXB5", "402-0101-YBN-UXB5"))
    places = [[f.place.field for f in of(list(Checker(form).check(v)), "PRJ-01")] for v in (fitting, other)]
    assert places == [[], ["code"]]


def test_most_descriptions_copied_is_told_once_of_the_sheet(volume: Volume, found: Find) -> None:
    project: Project = volume.projects[0]
    cells = [(row.key, "description", row.cells.text("level3")) for row in project.indicators]
    told = [(f.place.row, f.severity) for f in of(found(edits.set_cells(volume, 1, cells)), "IND-10")]
    assert told.count((None, "warning")) == 1 and len(told) == len(cells) + 1
    few = of(found(edits.set_cells(volume, 1, cells[:3])), "IND-10")
    assert {f.severity for f in few} == {"info"}


@pytest.mark.parametrize(
    ("text", "found_there"),
    [
        ("仅供内部审核", True),
        ("（讨论稿）", True),
        ("认真听取各方意见，修改完善后形成征求意见稿，印发各站所组织讨论。", False),
    ],
)
def test_a_drafts_stamp_is_no_paragraph(volume: Volume, found: Find, text: str, found_there: bool) -> None:
    assert bool(of(found(edits.set_paragraphs(volume, "safeguards", [text])), "DOC-11")) == found_there


@pytest.mark.parametrize(
    ("text", "found_there"),
    [
        ("购置养护机具50000元（0.5万元）。", True),
        ("购置养护机具50000元（5万元）。", False),
        ("购置养护机具4.5万元，即45000元。", False),
        ("购置养护机具4.5万元（含税费0.3万元）。", False),
        ("每台800元，共4万元。", False),
    ],
)
def test_an_amount_in_two_units_is_the_same(volume: Volume, found: Find, text: str, found_there: bool) -> None:
    assert bool(of(found(edits.set_field(volume, 1, "purpose", text)), "BUD-05")) == found_there
