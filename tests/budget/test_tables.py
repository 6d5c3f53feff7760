"""Printed tables: what was entered once stands everywhere, sums are sums, what is typed over them is marked and followed."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.budget.bookkeeper import Bookkeeper, compute
from editor.budget.typed import stale_overrides
from editor.domain import budget_edits
from editor.domain.entries import put_entry
from editor.domain.fields import Fields
from editor.domain.money import read_money
from editor.domain.places import NEW_ROW, Place
from editor.domain.volume import BudgetRow, BudgetTable, Volume
from editor.forms.form import Form
from editor.forms.packs import bundled_packs
from tests.budget.made_up import unit
from tests.budget_strategies import overrides, tables

FORM = bundled_packs().form("shanxi-2026")
SOURCES = ("general", "fund", "capital", "special", "own")
CARRIED = ("carry_general", "carry_fund", "carry_capital", "carry_own")


def amount(row: BudgetRow, *columns: str) -> Decimal:
    """What a row has in these columns, read the plain way."""
    found = (read_money(row.cells.text(column), "万元") for column in columns)
    return sum((money.amount for money in found if money), Decimal(0))


def added(volume: Volume, ledger: str, columns: Iterable[str], code: str = "") -> Decimal:
    rows = volume.table(ledger).rows
    return sum((amount(row, *columns) for row in rows if row.cells.text("code").startswith(code)), Decimal(0))


def each(suffix: str, sources: Iterable[str] = SOURCES) -> tuple[str, ...]:
    return tuple(f"{source}_{suffix}" for source in sources)


@settings(max_examples=15)
@given(tables(FORM))
def test_every_figure_is_the_plain_sum_of_what_was_entered(made: tuple[object, ...]) -> None:
    volume = replace(Volume(FORM.id, 2026, "云台山气象局"), tables=made)
    book = compute(FORM, volume)
    codes = {row.cells.text("code") for row in volume.table("functions").rows}
    for code in {"", *(code[:n] for code in codes for n in (3, 5, 7))}:
        line = code or "total"
        basic, project = (
            added(volume, "functions", each("basic"), code),
            added(volume, "functions", each("project"), code),
        )
        carried = added(volume, "functions", CARRIED, code)
        assert book.amount("t3", line, "basic") == basic
        assert book.amount("t3", line, "project") == project + carried
        assert book.amount("t3", line, "total") == basic + project + carried
        assert book.amount("t2", line, "all") == basic + project
        assert book.amount("t2", line, "carried") == carried
        general = added(volume, "functions", ("general_basic", "general_project"), code)
        assert book.amount("t5", line, "total") == book.amount("t2", line, "general") == general
        assert book.amount("t8", line, "total") == added(volume, "functions", ("fund_basic", "fund_project"), code)
        assert book.amount("t9", line, "total") == added(
            volume, "functions", ("capital_basic", "capital_project"), code
        )
        if len(code) == 3:
            assert book.amount("t1", f"f{code}", "total") == basic + project + carried
            fiscal = added(
                volume, "functions", (*each("basic", SOURCES[:3]), *each("project", SOURCES[:3]), *CARRIED[:3]), code
            )
            assert book.amount("t4", f"f{code}", "subtotal") == fiscal
    assert book.amount("t1", "income_all", "now") == added(
        volume, "functions", (*each("basic"), *each("project"), *CARRIED)
    )
    assert book.amount("t6", "total", "total") == added(volume, "economy", ("personnel", "running"))
    assert book.amount("t7", "total", "amount") == added(volume, "fund_income", ("amount",))
    assert book.amount("t10", "total", "total") == added(volume, "three_public", SOURCES[:3])
    assert book.amount("t11", "total", "total") == added(volume, "running_costs", SOURCES[:3])
    groups = [line for line in book.table("t12").lines() if line.kind == "group"]
    total = sum((line.values["total"].amount or 0 for line in groups), Decimal(0))
    assert total == added(volume, "projects", SOURCES)
    assert book.amount("t13", "ministry", "total") == added(volume, "carried_projects", SOURCES[:3])


@settings(max_examples=12)
@given(tables(FORM), tables(FORM, 500), overrides(FORM), overrides(FORM), st.data())
def test_a_book_kept_is_the_book_made_anew(
    a: object, b: object, typed: Fields, other: Fields, data: st.DataObject
) -> None:
    keeper = Bookkeeper(FORM)
    volume = Volume(FORM.id, 2026, "云台山气象局")
    for step in range(4):
        made = data.draw(st.sampled_from((a, b)), label=f"tables {step}")
        over = data.draw(st.sampled_from((typed, other, Fields())), label=f"typed {step}")
        volume = replace(volume, tables=made, overrides=over, year=2026 + step // 2)
        kept, anew = keeper.book(volume), compute(FORM, volume)
        for key, table in anew.tables.items():
            assert kept.table(key).rows == table.rows
            assert (kept.table(key).title, kept.table(key).notes) == (table.title, table.notes)


def test_one_figure_entered_once_stands_everywhere(form: Form) -> None:
    volume = unit()
    before = compute(form, volume)
    place = before.table("t5").by_id["2200509"].values["project"].place
    assert place is not None
    assert (place.table, place.field) == ("functions", "general_project")
    after = compute(form, put_entry(volume, place, "31.50"))
    one = Decimal(1)
    for at in (
        *(("t5", line, column) for line in ("2200509", "22005", "220", "total") for column in ("project", "total")),
        *(("t2", line, column) for line in ("2200509", "220", "total") for column in ("general", "all")),
        *(("t3", line, "project") for line in ("2200509", "22005", "total")),
        *(("t1", line, "now") for line in ("general", "income_now", "income_all")),
        *(("t1", line, "this_year") for line in ("f220", "spending_now", "spending_all")),
        *(("t4", line, "spent_general") for line in ("f220", "spending_now", "spending_all")),
        ("t4", "income_all", "amount"),
    ):
        assert after.amount(*at) - before.amount(*at) == one, at
    assert after.amount("t5", "2200501", "total") == before.amount("t5", "2200501", "total")


def test_kinds_say_what_may_be_typed_where(form: Form) -> None:
    book = compute(form, unit())
    cell: Callable[[str, str, str], object] = lambda t, line, c: book.table(t).by_id[line].values[c].kind  # noqa: E731
    assert cell("t5", "2200501", "basic") == "entered"
    assert cell("t5", "2200501", "total") == cell("t5", "220", "basic") == cell("t3", "2200501", "basic") == "derived"
    assert cell("t10", "running", "general") == "entered"
    assert cell("t10", "vehicles", "general") == "derived"
    assert cell("t5", "2200501", "name") == "label"
    assert book.value(Place(table="t3", line="2200501", field="basic")).place == Place(
        table="t3", line="2200501", field="basic"
    )  # type: ignore[union-attr]


def test_a_code_in_two_rows_is_worked_out_and_no_cell_of_one(form: Form) -> None:
    volume = budget_edits.insert_budget_rows(
        unit(), "functions", 0, [Fields({"code": " 2200501", "general_basic": "0.80"})]
    )
    value = compute(form, volume).table("t5").by_id["2200501"].values["basic"]
    assert (value.kind, value.text) == ("derived", "311.00")


def test_a_fixed_row_nothing_was_written_to_can_be_written(form: Form) -> None:
    volume = unit()
    value = compute(form, volume).table("t10").by_id["abroad"].values["general"]
    assert (value.text, value.kind, value.amount) == ("", "entered", 0)
    assert value.place == Place(table="three_public", row=NEW_ROW, line="abroad", field="general")
    after = compute(form, put_entry(volume, value.place, "3.00"))
    assert after.amount("t10", "total", "total") == Decimal("24.50")


def test_what_is_typed_over_a_sum_is_marked_and_followed_by_the_sums_above(form: Form) -> None:
    volume = put_entry(unit(), Place(table="t5", line="22005", field="basic"), "310.19")
    book = compute(form, volume)
    value = book.table("t5").by_id["22005"].values["basic"]
    assert (value.kind, value.text, value.derived) == ("overridden", "310.19", Decimal("310.20"))
    assert value.place == Place(table="t5", line="22005", field="basic")
    plain = compute(form, unit())
    for at in (("t5", "22005", "total"), ("t5", "220", "basic"), ("t5", "total", "basic"), ("t3", "22005", "basic")):
        assert book.amount(*at) - plain.amount(*at) == Decimal("-0.01"), at
    for at in (
        ("t3", "total", "total"),
        ("t2", "220", "general"),
        ("t1", "income_all", "now"),
        ("t4", "f220", "subtotal"),
    ):
        assert book.amount(*at) - plain.amount(*at) == Decimal("-0.01"), at
    assert book.amount("t5", "2200501", "basic") == plain.amount("t5", "2200501", "basic")


def test_what_is_typed_over_a_line_of_another_table_is_added_to_its_sums_alone(form: Form) -> None:
    volume = put_entry(unit(), Place(table="t3", line="2200509", field="project"), "50.00")
    book, plain = compute(form, volume), compute(form, unit())
    more = Decimal("7.25")
    assert book.amount("t3", "220", "project") - plain.amount("t3", "220", "project") == more
    assert book.amount("t3", "total", "total") - plain.amount("t3", "total", "total") == more
    assert book.amount("t5", "total", "project") == plain.amount("t5", "total", "project")


def test_a_row_total_that_is_typed_over_counts_in_the_total(form: Form) -> None:
    volume = unit()
    row = volume.table("projects").rows[0]
    typed = put_entry(volume, Place(table="t12", line=str(row.key), field="total"), "51.00")
    book = compute(form, typed)
    assert book.table("t12").by_id[str(row.key)].values["total"].kind == "overridden"
    assert book.amount("t12", "unit_", "total") == Decimal("89.50")


def test_blank_is_nought_and_nought_is_blank(form: Form) -> None:
    place = Place(table="functions", row=unit().table("functions").rows[0].key, field="general_basic")
    for text in ("", "0", "0.00"):
        book = compute(form, put_entry(unit(), place, text))
        assert book.table("t5").line("2200501") is None
        assert book.amount("t5", "total", "basic") == Decimal("63.46")
    unreadable = compute(form, put_entry(unit(), place, "三百"))
    value = unreadable.table("t5").by_id["2200501"].values["basic"]
    assert (value.text, value.amount, value.kind) == ("三百", None, "entered")
    assert unreadable.amount("t5", "total", "basic") == Decimal("63.46")


def test_empty_tables_have_their_line_of_totals_and_say_so(form: Form) -> None:
    book = compute(form, Volume(form.id, 2026, "云台山气象局"))
    for key in ("t7", "t8", "t9"):
        table = book.table(key)
        assert table.empty
        assert table.notes == ("注：本表无数据",)
        assert len(table.rows) == 1
        assert {next(iter(line.values.values())).text for line in table.lines()} == {"合计"}
    assert [line.id for line in book.table("t12").lines()] == ["unit_"]
    assert not compute(form, unit()).table("t7").notes


def test_only_codes_with_an_amount_stand_in_a_table(form: Form) -> None:
    book = compute(form, unit())
    assert book.table("t5").line("2120899") is None
    assert [line.id for line in book.table("t8").lines()] == ["total", "212", "21208", "2120899"]
    names = [line.label for line in book.table("t8").lines()]
    assert names[1:] == ["城乡社区支出", "国有土地使用权出让收入安排的支出", "其他国有土地使用权出让收入安排的支出"]


def test_the_two_sides_of_a_table_end_level(form: Form) -> None:
    table = compute(form, unit()).table("t4")
    ends = [tuple(line.label if line else None for line in row) for row in table.rows[-6:]]
    assert ends == [
        ("本年收入合计", "本年支出合计"),
        ("上年财政拨款结转", "年终结转"),
        ("一、一般公共预算", ""),
        ("二、政府性基金预算", ""),
        ("三、国有资本经营预算", ""),
        ("收入总计", "支出总计"),
    ]
    assert [len(row) for row in table.rows] == [2] * 36
    assert table.rows[5][0] is None


def test_projects_stand_under_their_units(form: Form) -> None:
    rows = [
        {"unit": "205001", "name": "甲", "general": "1.00"},
        {"name": "乙", "general": "2.00"},
        {"unit": "205001", "name": "丙", "own": "4.00"},
    ]
    volume = budget_edits.set_budget_table(unit(), "projects", [Fields(row) for row in rows])
    lines = list(compute(form, volume).table("t12").lines())
    assert [(line.kind, line.label, line.values["total"].text) for line in lines] == [
        ("group", "观测站", "5.00"),
        ("row", "甲", "1.00"),
        ("row", "丙", "4.00"),
        ("group", "云台山气象局", "2.00"),
        ("row", "乙", "2.00"),
    ]


def test_words_follow_the_year_and_the_unit(form: Form) -> None:
    table = compute(form, replace(unit(), year=2027)).table("t12")
    assert table.title == "2027年项目支出预算表（本年预算）"
    assert table.unit_line == ("单位名称：云台山气象局", "单位：万元")
    assert [cell.text for cell in table.head[-1]] == ["1", "2", "3", "4", "5", "6", "7"]
    assert table.head[0][2].text == "2027年财政拨款"


def test_subjects_taken_in_by_the_clerk_go_before_the_forms(form: Form) -> None:
    own = [
        Fields({"list": "functions", "code": "22005", "name": "气象"}),
        Fields({"list": "economy", "code": "220", "name": "别的"}),
    ]
    book = compute(form, budget_edits.set_budget_table(unit(), "subjects", own))
    assert book.table("t5").by_id["22005"].label == "气象"
    assert book.table("t5").by_id["220"].label == "自然资源海洋气象等支出"


@pytest.mark.parametrize(
    "code", ["2200", "22", "2200501001", "", "中文", "total", "codes", "22A", "unit_", " ２２０ ", "{line}", "a/b"]
)
def test_codes_of_any_kind_lose_no_amount(form: Form, code: str) -> None:
    row = Fields({"code": code, "name": "旧科目", "general_basic": "1.00"})
    book = compute(form, budget_edits.insert_budget_rows(unit(), "functions", 0, [row]))
    assert book.amount("t5", "total", "basic") == Decimal("374.66")
    tops = [line for line in book.table("t5").lines() if line.level == 0 and line.kind != "total"]
    assert sum((line.values["basic"].amount or 0 for line in tops), Decimal(0)) == Decimal("374.66")


def test_a_row_without_a_code_is_no_line_of_its_keys_number(form: Form) -> None:
    """Keys and codes are both numbers."""
    rows = (
        BudgetRow(220, Fields({"name": "无码", "general_basic": "1.00"})),
        BudgetRow(5, Fields({"code": "220", "general_basic": "2.00"})),
    )
    volume = replace(Volume(form.id, 2026, ""), tables=(BudgetTable("functions", rows),))
    table = compute(form, volume).table("t5")
    assert [(line.id, line.values["basic"].text) for line in table.lines()] == [
        ("total", "3.00"),
        ("220", "2.00"),
        ("row_220", "1.00"),
    ]


def test_typed_values_that_stand_nowhere_are_told(form: Form) -> None:
    typed = {
        "t5/22005/basic": "1.00",
        "t5/99999/basic": "2.00",
        "income/sources": "另述。",
        "income/gone": "无处。",
        "t99/a/b": "3",
    }
    volume = replace(unit(), overrides=Fields(dict(typed)))
    assert stale_overrides(form, volume, compute(form, volume)) == (
        Place(table="t5", line="99999", field="basic"), Place(section="income", line="gone"), Place(table="t99", line="a", field="b"),
    )  # fmt: skip
