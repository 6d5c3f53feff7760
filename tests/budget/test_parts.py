"""From a total to its parts, down to what was entered."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings

from editor.budget.bookkeeper import Bookkeeper
from editor.budget.parts import Part
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.form import Form
from editor.forms.packs import bundled_packs
from tests.budget.made_up import unit
from tests.budget_strategies import tables

FORM = bundled_packs().form("shanxi-2026")


def parts(form: Form, volume: Volume, table: str, line: str, column: str) -> tuple[Part, ...]:
    keeper = Bookkeeper(form)
    return keeper.parts(volume, keeper.book(volume), Place(table=table, line=line, field=column))


def test_a_total_leads_to_its_lines(form: Form) -> None:
    found = parts(form, unit(), "t5", "total", "basic")
    assert [(part.place.line, str(part.amount)) for part in found] == [
        ("208", "28.40"), ("210", "14.06"), ("220", "310.20"), ("221", "21.00"),
    ]  # fmt: skip


def test_a_line_leads_to_its_columns_and_other_tables(form: Form) -> None:
    assert [p.place.field for p in parts(form, unit(), "t3", "2200509", "total")] == ["project"]
    found = parts(form, unit(), "t3", "2200509", "project")
    assert [(p.place.table, p.place.line, p.place.field) for p in found] == [
        ("t5", "2200509", "project"), ("t2", "2200509", "carried"),
    ]  # fmt: skip
    assert parts(form, unit(), "t1", "f220", "this_year") == (
        Part(Place(table="t2", line="220", field="all"), Decimal("390.70")),
    )


def test_a_leaf_leads_to_what_was_entered(form: Form) -> None:
    volume = unit()
    row = volume.table("functions").rows[0].key
    place = Place(table="functions", row=row, field="general_basic")
    assert parts(form, volume, "t5", "2200501", "basic") == (Part(place, Decimal("310.20")),)


def test_where_there_is_nothing_there_are_no_parts(form: Form) -> None:
    assert parts(form, unit(), "t5", "999", "basic") == ()
    assert parts(form, unit(), "t5", "total", "name") == ()
    assert parts(form, unit(), "t99", "total", "basic") == ()


def test_blank_parts_are_there_where_they_are_asked_for(form: Form) -> None:
    keeper, volume = Bookkeeper(form), unit()
    book = keeper.book(volume)
    found = keeper.parts(volume, book, Place(table="t12", line="unit_", field="fund"), noughts=True)
    assert [str(part.amount) for part in found] == ["0", "8.00"]
    total = keeper.parts(volume, book, Place(table="t10", line="abroad", field="total"), noughts=True)
    assert [part.place.field for part in total] == ["general", "fund", "capital"]


@settings(max_examples=8)
@given(tables(FORM))
def test_parts_add_up(made: object) -> None:
    volume = replace(Volume(FORM.id, 2026, "云台山气象局"), tables=made)
    keeper = Bookkeeper(FORM)
    book = keeper.book(volume)
    for key in ("t1", "t3", "t5", "t10", "t12"):
        for line in book.table(key).lines():
            for column, value in line.values.items():
                if value.kind == "derived" and value.amount:
                    found = keeper.parts(volume, book, Place(table=key, line=line.id, field=column))
                    assert sum((p.sign * p.amount for p in found), Decimal(0)) == value.amount, (key, line.id, column)
