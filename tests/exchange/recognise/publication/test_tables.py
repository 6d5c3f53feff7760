"""Printed tables that come back as the entry tables they were worked out from."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from editor.budget.bookkeeper import compute
from editor.domain import budget_edits
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.exchange.importing import recognise_documents
from editor.exchange.raw import RawDocument
from editor.exchange.readers.text import read_lines, read_text
from editor.exchange.report import ImportReport
from tests import budget_strategies
from tests.budget import made_up
from tests.exchange.recognise.publication.printed import PACKS, as_lines, example, ledgers


def read(text: str) -> tuple[Volume, ImportReport]:
    return recognise_documents([read_lines(text, "公开.txt")], PACKS)


def seed(shared: Path) -> RawDocument:
    return read_text(next((shared / "seeds").glob("004*.txt")))


def test_the_example_comes_back() -> None:
    volume = example()
    back, report = read(as_lines(volume))
    assert (back.form, back.year, back.department) == (volume.form, 2026, volume.department)
    assert ledgers(back) == ledgers(volume)
    assert not back.overrides
    assert not report.of("not_understood")


def test_an_amount_that_is_no_sum_is_kept() -> None:
    volume = budget_edits.set_override(example(), Place(table="t5", line="208", field="basic"), "91.90")
    back, report = read(as_lines(volume))
    assert dict(back.overrides.items()) == {"t5/208/basic": "91.90"}
    assert any("91.80" in item.after and "91.90" in item.before for item in report.of("doubtful"))


def test_a_row_the_table_does_not_have_is_told() -> None:
    text = as_lines(example()).replace("公务用车购置及运行费\t", "招商费\t5.00\t5.00\t\t\n公务用车购置及运行费\t", 1)
    back, report = read(text)
    assert any("招商费" in item.before for item in report.of("not_understood"))
    assert ledgers(back) == ledgers(example())


def test_a_whole_publication(shared: Path) -> None:
    volume, report = recognise_documents([seed(shared)], PACKS)
    assert (volume.form, volume.year, volume.department) == ("shanxi-2026", 2026, "山西省看守所")
    rows = {table.key: len(table.rows) for table in volume.tables}
    assert rows == {
        "functions": 9, "economy": 25, "three_public": 1, "running_costs": 1, "projects": 6, "carried_projects": 1,
    }  # fmt: skip
    tables = {key: entry for key, entry in volume.overrides.items() if key.startswith("t")}
    assert {key for key in tables if key[1].isdigit()} == {"t5/21011/basic", "t5/total/basic"}
    book = compute(PACKS.form(volume.form), volume)
    assert book.amount("t1", "spending_all", "total") == Decimal("2551.79")
    assert book.amount("t6", "total", "total") == Decimal("1712.52")
    assert sum(1 for line in book.table("t3").lines() if line.kind == "code") == 17 - 1
    assert volume.fields.text("ministry") == "山西省公安厅"
    assert not report.of("not_understood")


def test_several_sources_of_money_come_back() -> None:
    volume = replace(made_up.unit(), units=())
    back, report = read(as_lines(volume))
    assert ledgers(back) == ledgers(volume)
    assert not back.overrides
    assert not report.of("not_understood")


@given(st.data())
@settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))
def test_no_printed_amount_is_lost(data: st.DataObject) -> None:
    form = PACKS.form("shanxi-2026")
    assert form.budget is not None
    tables = data.draw(budget_strategies.tables(form))
    volume = Volume(form.id, 2026, "云台山气象局", tables=tables)
    back, report = read(as_lines(volume))
    before, after = printed(volume), printed(back)
    other = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    # names that are not the subject list's: table 6 prints no codes
    assert {table for table, _, _ in other} <= {"t6"}
    assert not other or report.of("doubtful")


def printed(volume: Volume) -> dict[tuple[str, str, str], Decimal]:
    book = compute(PACKS.form(volume.form), volume)
    return {
        (key, line.id, column): value.amount
        for key, table in book.tables.items()
        for line in table.lines()
        if line.kind in ("code", "total", "line")
        for column, value in line.values.items()
        if value.amount
    }
