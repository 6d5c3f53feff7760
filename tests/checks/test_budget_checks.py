"""Each check of budget tables, narrative and goal sheets finds its fault where it is, and nothing where all agrees."""

from collections.abc import Callable

import pytest

from editor.budget.bookkeeper import compute
from editor.budget.narrative import paragraphs
from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.domain import budget_edits, edits
from editor.domain.entries import put_entry
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.packs import bundled_packs
from tests.checks.budget_unit import clean

FORM = bundled_packs().form("shanxi-2026")
Change = Callable[[Volume], Volume]


def found(volume: Volume, check: str = "") -> list[Finding]:
    return [f for f in Checker(FORM).check(volume) if f.check.startswith(check)]


def put(place: Place, text: str) -> Change:
    return lambda volume: put_entry(volume, place, text)


def over(table: str, line: str, column: str, text: str) -> Change:
    return put(Place(table=table, line=line, field=column), text)


def cell(table: str, n: int, column: str, text: str) -> Change:
    def change(volume: Volume) -> Volume:
        row = volume.table(table).rows[n].key
        return budget_edits.set_budget_cells(volume, table, [(row, column, text)])

    return change


def more(table: str, **cells: str) -> Change:
    def change(volume: Volume) -> Volume:
        return budget_edits.insert_budget_rows(volume, table, len(volume.table(table).rows), [Fields(cells)])

    return change


def generated(volume: Volume, section: str, line: str) -> str:
    return next(p.derived for p in paragraphs(FORM, volume, compute(FORM, volume))[section] if p.key == line)


def said(section: str, line: str, old: str, new: str) -> Change:
    """A paragraph typed over as it is generated, with other words in one place."""

    def change(volume: Volume) -> Volume:
        text = generated(volume, section, line)
        assert old in text, text
        return put_entry(volume, Place(section=section, line=line), text.replace(old, new, 1))

    return change


def field(key: str, text: str) -> Change:
    return put(Place(project=9001, field=key), text)


def test_the_clean_unit_has_no_findings() -> None:
    assert [(f.check, f.place, f.message) for f in found(clean())] == []


CASES: list[tuple[str, str, Change, Place]] = [
    ("BGT-01", "error", over("t5", "20805", "basic", "30.40"), Place(table="t5", line="20805", field="basic")),
    ("BGT-01", "info", over("t5", "22005", "basic", "310.21"), Place(table="t5", line="22005", field="basic")),
    ("BGT-02", "error", over("t5", "total", "basic", "383.66"), Place(table="t5", line="total", field="basic")),
    ("BGT-02", "error", over("t12", "unit_", "general", "76.50"), Place(table="t12", line="unit_", field="general")),
    ("BGT-03", "error", over("t6", "30101", "total", "215.94"), Place(table="t6", line="30101", field="total")),
    ("BGT-04", "error", put(Place(field="year_end"), "1.00"), Place(table="t1", line="income_all", field="now")),
    ("BGT-05", "error", over("t1", "own", "now", "6.00"), Place(table="t1", line="income_now", field="now")),
    ("BGT-06", "error", over("t1", "f208", "total", "29.40"), Place(table="t1", line="f208", field="total")),
    ("BGT-07", "error", over("t4", "fund", "amount", "9.00"), Place(table="t4", line="income_all", field="amount")),
    ("BGT-08", "error", over("t1", "general", "now", "450.16"), Place(table="t5", line="total", field="total")),
    ("BGT-09", "error", cell("economy", 0, "personnel", "215.94"), Place(table="t5", line="total", field="basic")),
    ("BGT-11", "error", cell("running_costs", 0, "general", "81.26"), Place(table="t11", line="total", field="general")),
    ("BGT-12", "warning", cell("economy", 1, "personnel", "27.40"), Place(table="t5", line="2080505", field="basic")),
    ("BGT-13", "warning", cell("fund_income", 0, "amount", "7.00"), Place(table="t7", line="total", field="amount")),
    ("NAR-01", "error", said("performance", "whole", "2026年", "2025年"), Place(section="performance", line="whole")),
    ("NAR-02", "error", said("performance", "whole", "474.41", "447.41"), Place(section="performance", line="whole")),
    ("NAR-02", "error", said("general", "scale", "减少", "增加"), Place(section="general", line="scale")),
    ("NAR-02", "warning", said("spending", "kinds", "。", "，其中人员310.77万元。"), Place(section="spending", line="kinds")),
    ("NAR-02", "error", said("three_public", "kinds", "与上年预算数相同", "比上年增加3.00万元"), Place(section="three_public", line="kinds")),
    ("NAR-03", "error", said("spending", "kinds", "78.76%", "77.86%"), Place(section="spending", line="kinds")),
    ("NAR-03", "warning", said("spending", "kinds", "78.76%", "79%"), Place(section="spending", line="kinds")),
    ("NAR-04", "error", put(Place(field="reason_income"), "项目减少26.00万元，人员增加4.00万元"), Place(field="reason_income")),
    ("NAR-04", "warning", put(Place(field="reason_income"), "项目减少16.00万元"), Place(field="reason_income")),
    ("NAR-05", "info", put(Place(field="reason_income"), "项目减少20万元"), Place(field="reason_income")),
    ("NAR-06", "warning", said("basic", "personnel", "基本工资", "基本工资费"), Place(section="basic", line="personnel")),
    ("NAR-06", "info", said("basic", "running", "。", "等。"), Place(section="basic", line="running")),
    ("NAR-07", "error", put(Place(field="cars_business"), "5"), Place(field="cars_leader")),
    ("NAR-08", "error", put(Place(field="reason_operating"), ""), Place(field="reason_operating")),
    ("NAR-08", "warning", put(Place(field="reason_income"), ""), Place(field="reason_income")),
    ("SX-01", "error", field("year_provincial", "490,000"), Place(project=9001, field="year_total")),
    ("SX-03", "error", field("year_total", "1,600,000"), Place(project=9001, field="year_total")),
    ("SX-03", "error", field("term", "1年"), Place(project=9001, field="period_total")),
    ("SX-05", "warning", field("head", ""), Place(project=9001, field="head")),
    ("SX-05", "warning", field("filled_on", "20240312150558"), Place(project=9001, field="filled_on")),
    ("SX-05", "info", field("filled_on", "20250912150558"), Place(project=9001, field="filled_on")),
    ("SX-05", "error", field("overview", ""), Place(project=9001, field="overview")),
    ("IND-30", "error", field("year_goal", "三年内观测设备整体可用率"), Place(project=9001, field="year_goal")),
    ("PRJ-07", "error", field("name", "天气雷达维修"), Place(project=9001, field="name")),
    ("PRJ-07", "warning", field("name", "气象卫星地面站"), Place(project=9001, field="name")),
    ("DOC-06", "warning", field("plan", "按月巡检，故障登记销号，备件入库出库有台账。"), Place(project=9001, field="plan")),
    ("GOL-04", "warning", field("year_goal", "天气雷达维护由本单位组织实施，保证观测设备常年稳定运行。"), Place(project=9001, field="year_goal")),
    ("BUD-04", "error", field("year_total", "1,500,000"), Place()),
    ("BUD-03", "warning", field("overview", "雷达维护由本单位实施，全年共需60万元。"), Place(project=9001, field="overview")),
]  # fmt: skip


@pytest.mark.parametrize(("check", "severity", "change", "place"), CASES)
def test_the_fault_is_found_at_its_place(check: str, severity: str, change: Change, place: Place) -> None:
    there = found(change(clean()), check)
    assert (place, severity) in [(f.place, f.severity) for f in there], [
        (f.place, f.severity, f.message) for f in there
    ]


def test_one_typed_sum_is_one_error_and_what_follows_it_only_hints() -> None:
    there = [f for f in found(over("t5", "total", "basic", "383.66")(clean())) if f.check[:6] in ("BGT-01", "BGT-02")]
    assert [f.place.table for f in there if f.severity == "error"] == ["t5"]
    assert {f.place.table for f in there if f.severity == "info"} == {"t1", "t2", "t3", "t4", "t5"}


def test_two_cells_that_disagree_are_both_named() -> None:
    (finding,) = found(cell("running_costs", 0, "general", "81.26")(clean()), "BGT-11")
    assert finding.other == Place(table="t6", line="total", field="running")
    for words in (
        "预算公开表11“部门合计 一般公共预算” 81.26万元",
        "预算公开表6“合计 公用经费” 80.26万元",
        "相差1.00万元",
    ):
        assert words in finding.message


def test_a_sheet_and_its_project_have_the_same_amount_to_the_yuan() -> None:
    volume = field("year_provincial", "500,001")(field("year_total", "500,001")(clean()))
    (finding,) = found(volume, "SX-02")
    row = volume.table("projects").rows[0]
    assert finding.place == Place(project=9001, field="year_total")
    assert finding.other == Place(table="projects", row=row.key, field="name")
    assert found(clean(), "SX-02") == []


def test_rows_of_an_entry_table_are_at_the_last_level_once_and_known() -> None:
    faults = {
        "error": more("functions", code="22005", general_basic="0.00"),
        "warning": more("functions", code="2080505"),
    }
    for severity, change in faults.items():
        volume = change(clean())
        last = volume.table("functions").rows[-1].key
        there = found(volume, "BGT-14")
        assert [(f.place.row, f.place.field, f.severity) for f in there] == [(last, "code", severity)]
    unknown = more("functions", code="2999999")(clean())
    assert [f.severity for f in found(unknown, "BGT-14")] == ["warning"]
    named = more("functions", code="2999999", name="其他支出")(clean())
    assert found(named, "BGT-14") == []


@pytest.mark.parametrize(
    ("text", "severity"), [("八十", "error"), ("-1.00", "error"), ("1.005", "error"), ("1,250.00", "info")]
)
def test_an_amount_is_one(text: str, severity: str) -> None:
    there = found(cell("projects", 0, "fund", text)(clean()), "BGT-15")
    assert [(f.place.field, f.severity) for f in there] == [("fund", severity)]
    assert [f.place for f in found(put(Place(field="last_total"), "")(clean()), "BGT-15")] == [
        Place(field="last_total")
    ]


def test_purchases_of_the_tables_are_in_the_plan_of_purchases() -> None:
    volume = cell("projects", 0, "name", "雷达设备购置")(clean())
    volume = edits.set_field(volume, 9001, "name", "雷达设备购置")
    (finding,) = found(volume, "NAR-07")
    assert finding.place == Place(field="procurement_goods") and finding.other is not None
    assert found(put(Place(field="procurement_goods"), "50.00")(volume), "NAR-07") == []
    assert found(put(Place(field="procurement_goods"), "-3.00")(clean()), "NAR-07") == []


def test_a_project_of_one_year_is_no_lasting_one() -> None:
    volume = field("attribute", "一次性项目（1年结束）")(clean())
    assert [(f.place.field, f.severity) for f in found(volume, "NAR-07")] == [("category", "info")]


def test_what_is_cut_off_on_one_side_is_told_there() -> None:
    volume = edits.set_cells(clean(), 9001, [(90010, "year_level3", "维护雷达")])
    assert [(f.place.field, f.severity) for f in found(volume, "IND-30")] == [("year_level3", "error")]
    other = edits.set_cells(clean(), 9001, [(90010, "year_level3", "检修雷达台数")])
    assert [(f.place.field, f.severity) for f in found(other, "IND-30")] == [("year_level3", "warning")]


def test_a_paragraph_typed_word_for_word_has_no_findings() -> None:
    volume = clean()
    for section, several in paragraphs(FORM, volume, compute(FORM, volume)).items():
        for one in several:
            volume = put_entry(volume, Place(section=section, line=one.key), one.derived)
    assert [f for f in found(volume, "NAR") if f.severity != "info"] == []
    assert [f.message for f in found(volume, "DOC-06")] == []


MENDED = ("BGT-01", "BGT-02", "BGT-03", "NAR-01", "NAR-02", "NAR-03", "NAR-05", "NAR-06", "PRJ-07")


@pytest.mark.parametrize("case", [case for case in CASES if case[0] in MENDED])
def test_fixes_take_their_finding_away(case: tuple[str, str, Change, Place]) -> None:
    volume = case[2](clean())
    for finding in found(volume, case[0]):
        if finding.fix is not None:
            mended = volume
            for place, entry in finding.fix.entries:
                mended = put_entry(mended, place, entry)
            assert (finding.place, finding.message) not in [(f.place, f.message) for f in found(mended, case[0])]


def test_words_typed_over_are_read_like_any_text() -> None:
    volume = put(
        Place(field="reason_income"), "上年安排了机房改造，本年不再安排，减少20.00万元，感谢肺炎防控物资另行安排"
    )(clean())
    assert [f.place for f in found(volume, "TXT-02")] == [Place(field="reason_income")]
    typed = said("income", "sources", "主要包括", "仅供内部审核主要包括")(clean())
    assert [f.place for f in found(typed, "TXT")] == []


def test_a_waiver_of_a_typed_cell_sleeps_while_it_stays() -> None:
    from editor.checks.waiving import text_at
    from editor.domain.volume import Waiver

    place = Place(table="t5", line="total", field="basic")
    volume = over("t5", "total", "basic", "383.66")(clean())
    waived = edits.set_waiver(volume, Waiver("BGT-02", place, text_at(volume, place), "财政局核定数"))
    assert [f.waived for f in found(waived, "BGT-02") if f.place == place] == ["财政局核定数"]
    again = over("t5", "total", "basic", "384.66")(waived)
    assert [f.waived for f in found(again, "BGT-02") if f.place == place] == [None]


@pytest.mark.parametrize(
    ("text", "check", "severity"),
    [
        ("", "IND-11", "error"),
        ("若干台", "IND-12", "error"),
        ("≥2", "IND-13", "error"),
        ("2024年12月底前", "IND-27", "error"),
    ],
)
def test_the_side_of_the_year_is_looked_at_too(text: str, check: str, severity: str) -> None:
    volume = edits.set_cells(clean(), 9001, [(90010, "year_target", text)])
    assert [(f.place.row, f.place.field, f.severity) for f in found(volume, check)] == [
        (90010, "year_target", severity)
    ]
    both = edits.set_cells(volume, 9001, [(90010, "target", text)])
    assert [f.place.field for f in found(both, check)] == ["target"]


def test_a_fix_on_the_side_of_the_year_mends_that_side() -> None:
    volume = edits.set_cells(clean(), 9001, [(90010, "year_target", "2024年12月底前")])
    (fix,) = [f.fix for f in found(volume, "IND-27")]
    assert fix is not None and [place.field for place, _ in fix.entries] == ["year_target"]
