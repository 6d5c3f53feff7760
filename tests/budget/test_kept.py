"""What did not change is not worked out again: the very same objects are given."""

from dataclasses import replace

from editor.budget.bookkeeper import Bookkeeper
from editor.domain import budget_edits
from editor.domain.entries import put_entry
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.forms.form import Form
from tests.budget.made_up import unit, with_projects


def test_one_figure_among_many_rows_makes_two_lines_anew(form: Form) -> None:
    keeper, volume = Bookkeeper(form), with_projects(300)
    before = keeper.book(volume)
    row = volume.table("projects").rows[150]
    after = keeper.book(put_entry(volume, Place(table="projects", row=row.key, field="general"), "9.99"))
    anew = [
        new.id
        for new, old in zip(after.table("t12").lines(), before.table("t12").lines(), strict=True)
        if new is not old
    ]
    assert anew == ["unit_", str(row.key)]
    assert {key for key in before.tables if after.tables[key] is not before.tables[key]} == {"t12"}


def test_rows_that_move_or_go_leave_the_others(form: Form) -> None:
    keeper, volume = Bookkeeper(form), with_projects(20)
    lines = {line.id: line for line in keeper.book(volume).table("t12").lines()}
    keys = [row.key for row in volume.table("projects").rows]
    moved = budget_edits.move_budget_rows(volume, "projects", keys[:1], 20)
    shorter = budget_edits.delete_budget_rows(moved, "projects", keys[5:7])
    after = list(keeper.book(shorter).table("t12").lines())
    assert [line.id for line in after[1:]] == [str(key) for key in (*keys[1:5], *keys[7:], keys[0])]
    assert all(line is lines[line.id] for line in after[1:])


def test_typed_values_come_and_go_at_their_lines(form: Form) -> None:
    keeper, volume = Bookkeeper(form), with_projects(20)
    before = keeper.book(volume)
    place = Place(table="t12", line=str(volume.table("projects").rows[3].key), field="total")
    typed = keeper.book(put_entry(volume, place, "1.00"))
    assert typed.value(place).kind == "overridden"  # type: ignore[union-attr]
    assert typed.table("t5") is before.table("t5")
    back = keeper.book(volume)
    assert back.value(place).kind == "derived"  # type: ignore[union-attr]
    assert back.table("t12").rows == before.table("t12").rows


def test_another_name_or_year_is_seen(form: Form) -> None:
    keeper, volume = Bookkeeper(form), unit()
    before = keeper.book(volume)
    assert keeper.book(replace(volume, fields=Fields({"reason_income": "新增"}))).table("t5") is before.table("t5")
    renamed = keeper.book(replace(volume, department="灵石山气象局"))
    assert renamed.table("t12").by_id["unit_"].label == "灵石山气象局"
    assert (
        keeper.book(replace(volume, fields=Fields({"ministry": "省气象局"}))).table("t13").by_id["ministry"].label
        == "省气象局"
    )
    assert (
        keeper.book(replace(volume, fields=Fields({"year_end": "2.00"})))
        .table("t1")
        .by_id["year_end"]
        .values["total"]
        .text
        == "2.00"
    )
