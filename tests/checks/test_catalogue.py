"""Each check of a project finds its fault at the right place, and nothing else of weight; fixes take their finding away."""

from collections.abc import Callable

import pytest

from editor.checks.catalogue import CATALOGUE
from editor.checks.finding import Finding
from editor.domain import edits
from editor.domain.entries import put_entry
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.domain.volume import Unit, Volume

Find = Callable[[Volume], list[Finding]]
RANK = {"info": 0, "warning": 1, "error": 2}


def cell(row: int, field: str | None = None) -> Place:
    return Place(project=1, row=10 + row, field=field)


def of_sheet(field: str | None = None, item: int | None = None) -> Place:
    return Place(project=1, field=field, item=item)


CASES: list[tuple[str, Place, Entry, Place, str]] = [
    ("PLN-01", of_sheet("disbursement", 0), "", of_sheet("disbursement", 0), "error"),
    ("PLN-01", of_sheet("disbursement"), "", of_sheet("disbursement"), "error"),
    ("PLN-01", of_sheet("disbursement", 1), "一半", of_sheet("disbursement", 1), "error"),
    ("PLN-02", of_sheet("disbursement", 1), "80", of_sheet("disbursement", 2), "error"),
    ("PLN-03", of_sheet("disbursement", 3), "95", of_sheet("disbursement", 3), "error"),
    ("PLN-04", of_sheet("disbursement", 0), "-1", of_sheet("disbursement", 0), "error"),
    ("PLN-05", of_sheet("disbursement", 1), "50.5", of_sheet("disbursement"), "info"),
    ("PLN-05", of_sheet("disbursement", 1), "50％", of_sheet("disbursement"), "info"),
    ("PLN-06", of_sheet("disbursement"), ("10", "20", "30", "100"), of_sheet("disbursement", 2), "info"),
    ("PLN-06", of_sheet("disbursement"), ("100", "100", "100", "100"), of_sheet("disbursement", 0), "info"),
    ("BUD-01", of_sheet("budget"), "5.10", of_sheet("budget"), "error"),
    ("BUD-01", of_sheet("other_funds"), "", of_sheet("budget"), "error"),
    ("BUD-02", of_sheet("budget"), "五万", of_sheet("budget"), "error"),
    ("BUD-02", of_sheet("budget"), "", of_sheet("budget"), "error"),
    ("BUD-02", of_sheet("budget"), "5", of_sheet("budget"), "info"),
    ("BUD-03", of_sheet("purpose"), "用于县道日常养护的材料和劳务费，共需6万元。", of_sheet("purpose"), "warning"),
    ("TXT-10", of_sheet("purpose"), "聘用养路工10人，每人每月400元，年需4万元。", of_sheet("purpose"), "warning"),
    ("USE-01", of_sheet("purpose"), "", of_sheet("purpose"), "warning"),
    ("USE-01", of_sheet("purpose"), "县道养护经费", of_sheet("purpose"), "warning"),
    ("USE-01", of_sheet("purpose"), "日常养护", of_sheet("purpose"), "info"),
    ("USE-02", cell(0, "description"), "站房翻修、围墙重砌、锅炉更新、院落绿化", cell(0, "description"), "info"),
    ("GOL-01", of_sheet("goals"), "", of_sheet("goals"), "error"),
    ("GOL-01", of_sheet("goals"), ("畅通。",), of_sheet("goals", 0), "warning"),
    ("GOL-02", of_sheet("goals"), ("1、完成县道日常养护120公里。",), of_sheet("goals", 0), "info"),
    (
        "GOL-04",
        of_sheet("goals"),
        ("用于县道日常养护的材料、机械租用和养护工人劳务费。",),
        of_sheet("goals", 0),
        "warning",
    ),
    ("GOL-05", of_sheet("goals"), ("组织职工书法比赛丰富业余生活。",), of_sheet("goals", 0), "info"),
    ("PRJ-01", of_sheet("code"), "130399 27P000000000011", of_sheet("code"), "error"),
    ("PRJ-01", of_sheet("code"), "", of_sheet("code"), "error"),
    ("PRJ-01", of_sheet("code"), "13039929P000000000011", of_sheet("code"), "warning"),
    ("PRJ-03", of_sheet("name"), "县道养护经费yh", of_sheet("name"), "warning"),
    ("PRJ-03", of_sheet("name"), "2027年县道养护经费", of_sheet("name"), "info"),
    ("PRJ-03", of_sheet("name"), "业务经费", of_sheet("name"), "info"),
    ("PRJ-03", of_sheet("name"), "公路站公用经费", of_sheet("name"), "info"),
    ("DOC-03", of_sheet("title"), "县道管护经费绩效目标表", of_sheet("title"), "error"),
    ("DOC-03", of_sheet("contents_title"), "县道经费绩效目标表", of_sheet("contents_title"), "error"),
    ("SEC-01", Place(project=2, field="name"), "侦查设备购置费", Place(project=2, field="name"), "error"),
    ("SEC-02", cell(0, "basis"), "绝密级养护定额测算表", cell(0, "basis"), "warning"),
    ("IND-01", cell(4, "level1"), "产出指标", of_sheet(), "error"),
    ("IND-02", cell(5, "level1"), "效益指标", of_sheet(), "warning"),
    ("IND-03", cell(0, "level2"), "质量指标", of_sheet(), "error"),
    ("IND-07", cell(4, "level2"), "数量指标", cell(4, "level2"), "error"),
    ("IND-07", cell(0, "level1"), "产出", cell(0, "level1"), "error"),
    ("IND-08", cell(1, "level3"), "养护里程", cell(1, "level3"), "warning"),
    ("IND-09", cell(1, "description"), "", cell(1, "description"), "error"),
    ("IND-09", cell(1, "description"), "0", cell(1, "description"), "error"),
    ("IND-10", cell(1, "description"), "全年实际优良路率", cell(1, "description"), "info"),
    ("IND-11", cell(1, "target"), "", cell(1, "target"), "error"),
    ("IND-12", cell(0, "target"), "全部县道", cell(0, "target"), "error"),
    ("IND-12", cell(1, "target"), "路面平整美观", cell(1, "target"), "warning"),
    ("IND-12", cell(2, "target"), "及时处置", cell(2, "target"), "warning"),
    ("IND-12", cell(4, "target"), "明显缩短", cell(4, "target"), "info"),
    ("IND-13", cell(0, "target"), "≥120", cell(0, "target"), "error"),
    ("IND-13", cell(1, "target"), "≥85", cell(1, "target"), "warning"),
    ("IND-14", cell(1, "target"), "≥100%", cell(1, "target"), "error"),
    ("IND-14", cell(1, "target"), "＞１００％", cell(1, "target"), "error"),
    ("IND-14", cell(5, "target"), "100%", cell(5, "target"), "warning"),
    ("IND-15", cell(1, "basis"), "≥85%", cell(1, "basis"), "error"),
    ("IND-15", cell(4, "basis"), "进一步提高", cell(4, "basis"), "error"),
    ("IND-16", cell(1, "basis"), "", cell(1, "basis"), "error"),
    ("IND-16", cell(1, "basis"), "公路养护管理条例", cell(1, "basis"), "info"),
    ("IND-16", cell(1, "basis"), "历史经验", cell(1, "basis"), "info"),
    ("IND-16", cell(1, "basis"), "《幼儿园保教质量评估指南》", cell(1, "basis"), "warning"),
    ("IND-17", cell(3, "target"), "≤6万元", cell(3, "target"), "error"),
    ("IND-17", cell(3, "target"), "4万元", cell(3, "target"), "error"),
    ("IND-17", cell(3, "target"), "≤2万元", cell(3, "target"), "warning"),
    ("IND-17", cell(3, "target"), "严格控制", cell(3, "target"), "error"),
    ("IND-17", cell(3, "target"), "≤90%", cell(3, "target"), "warning"),
    ("IND-18", cell(0, "target"), "≥95%", cell(0, "level2"), "warning"),
    ("IND-18", cell(0, "target"), "≥3万元", cell(0, "level2"), "warning"),
    ("IND-18", cell(0, "target"), "≥3年", cell(0, "level2"), "warning"),
    ("IND-18", cell(1, "target"), "40件", cell(1, "level2"), "warning"),
    ("IND-19", cell(3, "target"), "≥5万元", cell(3, "target"), "warning"),
    ("IND-19", cell(5, "target"), "≤90%", cell(5, "target"), "warning"),
    ("IND-19", cell(0, "target"), "≤120公里", cell(0, "target"), "info"),
    ("IND-20", cell(1, "target"), "≥85优良路率达到80%以上", cell(1, "target"), "warning"),
    ("IND-20", cell(0, "description"), "全年日常养护的县道150公里", cell(0, "target"), "warning"),
    ("IND-21", cell(1, "target"), "优良路率", cell(1, "target"), "warning"),
    ("IND-21", cell(0, "target"), "养护里程", cell(0, "target"), "error"),
    ("IND-22", cell(1, "target"), "是否通过评定", cell(1, "target"), "error"),
    ("IND-23", cell(4, "description"), "县道沿线村到县城车程比上年下降的比例", cell(4, "target"), "warning"),
    ("IND-25", cell(0, "level3"), "养护120公里", cell(0, "level3"), "info"),
    ("IND-26", cell(0, "target"), "县道120公里；乡道80公里", cell(0, "target"), "warning"),
    ("IND-26", cell(0, "target"), "120公里；80公里", cell(0, "target"), "warning"),
    ("IND-27", cell(2, "target"), "2026年11月底前", cell(2, "target"), "error"),
    ("IND-28", cell(1, "target"), "≥85％", cell(1, "target"), "info"),
    ("IND-29", cell(1, "description"), "站内绿植成活情况占比", cell(1, "description"), "info"),
    ("IND-31", cell(5, "target"), "≥80%", cell(5, "target"), "info"),
    ("TXT-09", cell(1, "level3"), "优良路率。", cell(1, "level3"), "info"),
]


@pytest.mark.parametrize(("check", "at", "entry", "place", "severity"), CASES)
def test_finds_the_fault_at_its_place(
    volume: Volume, found: Find, check: str, at: Place, entry: Entry, place: Place, severity: str
) -> None:
    changed = put_entry(volume, at, entry)
    if check == "IND-23":
        changed = put_entry(changed, cell(4, "target"), "≥90%")
    findings = [f for f in found(changed) if f.check == check]
    assert [(f.place, f.severity) for f in findings] == [(place, severity)]
    assert findings[0].message.endswith("。")
    others = [f for f in found(changed) if f.check != check and f.severity == "error" and f.place == place]
    assert others == []


@pytest.mark.parametrize(
    ("at", "entry"),
    [
        (cell(1, "target"), "100%"),
        (cell(1, "target"), "一级"),
        (cell(0, "target"), "1200公里"),
        (cell(0, "target"), "120公里以上"),
        (cell(2, "target"), "2027年11月底前"),
        (cell(2, "target"), "接报后3日内"),
        (cell(3, "target"), "5万元"),
        (cell(3, "target"), "50000元"),
        (cell(4, "target"), "≥3个百分点"),
        (cell(1, "basis"), "《青石县农村公路养护计划》（青交字〔2026〕3号）"),
        (of_sheet("purpose"), "聘用养路工10人，每人每月400元，年需4.8万元；材料0.2万元，共需5万元。"),
        (of_sheet("name"), "GPS巡查设备购置费"),
        (of_sheet("disbursement"), ("0", "0", "70", "100")),
    ],
)
def test_no_error_where_nothing_is_wrong(volume: Volume, found: Find, at: Place, entry: Entry) -> None:
    findings = [f for f in found(put_entry(volume, at, entry)) if f.severity != "info" and f.place == at]
    assert [f for f in findings if not (entry == "一级" and f.check == "IND-12")] == []


@pytest.mark.parametrize(("check", "at", "entry", "place", "severity"), CASES)
def test_a_fix_takes_its_finding_away_and_adds_nothing_worse(
    volume: Volume, found: Find, check: str, at: Place, entry: Entry, place: Place, severity: str
) -> None:
    changed = put_entry(volume, at, entry)
    before = found(changed)
    for finding in [f for f in before if f.check == check and f.fix is not None]:
        assert finding.fix is not None
        mended = changed
        for where, fixed in finding.fix.entries:
            mended = put_entry(mended, where, fixed)
        after = found(mended)
        assert finding not in after
        fresh = [f for f in after if (f.check, f.place) not in {(b.check, b.place) for b in before}]
        assert all(RANK[f.severity] <= RANK[finding.severity] for f in fresh)


@pytest.mark.parametrize("entry", ["100%", "100人", "≥1000%o"])
def test_a_ratio_of_just_100_is_no_fault_in_output(volume: Volume, found: Find, entry: str) -> None:
    assert "IND-14" not in [f.check for f in found(put_entry(volume, cell(1, "target"), entry))]


def test_rows_out_of_order_are_put_in_order(volume: Volume, found: Find) -> None:
    changed = edits.move_rows(volume, 1, [10], 6)
    (finding,) = [f for f in found(changed) if f.check == "IND-24"]
    assert finding.fix is not None
    for place, fixed in finding.fix.entries:
        changed = put_entry(changed, place, fixed)
    assert found(changed) == []
    assert [row.cells.text("level3") for row in changed.projects[0].indicators] == [
        row.cells.text("level3") for row in volume.projects[0].indicators
    ]


@pytest.mark.parametrize(("role", "row"), [("IND-04", 1), ("IND-05", 2), ("IND-06", 3)])
def test_a_kind_of_indicator_is_missing(volume: Volume, found: Find, role: str, row: int) -> None:
    changed = edits.delete_rows(volume, 1, [10 + row])
    assert (role, of_sheet(), "warning") in [(f.check, f.place, f.severity) for f in found(changed)]


def test_the_same_count_twice(volume: Volume, found: Find) -> None:
    row = (
        volume.projects[0]
        .indicators[0]
        .cells.put("level3", "县道养护公里数")
        .put("description", "全年养护的县道公里数")
    )
    changed = edits.insert_rows(volume, 1, 1, [row])
    assert "IND-08" in [f.check for f in found(changed)]


def test_a_project_without_a_known_unit(volume: Volume, found: Find) -> None:
    changed = edits.set_unit(volume, 1, "401009")
    assert [(f.check, f.place) for f in found(changed)] == [("PRJ-04", of_sheet())]


def test_units_have_codes_of_the_form_and_names(volume: Volume, found: Find) -> None:
    changed = edits.set_units(volume, [*volume.units, Unit("4010", " ")])
    findings = {(f.check, f.place.field) for f in found(changed)}
    assert findings == {("PRJ-01", "code"), ("PRJ-01", "name")}


def test_a_strict_form_wants_costs_of_purchases(volume: Volume, found: Find) -> None:
    changed = edits.set_field(edits.delete_rows(volume, 1, [13]), 1, "name", "养护机械购置")
    assert ("IND-06", "error") in [(f.check, f.severity) for f in found(changed)]


def test_spacing_in_a_title_is_no_difference(volume: Volume, found: Find) -> None:
    changed = edits.set_field(volume, 1, "title", "县道养护经费 绩效目标表")
    assert "DOC-03" not in [f.check for f in found(changed)]


def test_ids_are_unique_and_each_check_runs_somewhere() -> None:
    assert len({check.id for check in CATALOGUE}) == len(CATALOGUE)
    for check in CATALOGUE:
        runs = (check.cell, check.sheet, check.unit, check.front, check.clash, check.survey, check.book, check.printed)
        assert any(runs)
        assert check.title and check.rule and check.example.endswith("。")
