"""What a change names, and that it names all of it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from editor.document.change import Change, change_between
from editor.domain import budget_edits, edits
from editor.domain.edits import Edit
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Project, Unit, Volume, Waiver
from editor.forms.packs import bundled_packs
from tests.store.samples import sample
from tests.strategies import volumes

FORM = bundled_packs().form("hebei-2020")
FRESH = Project(0, "312001", fields=Fields({"name": "新项目"}))


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (lambda v: edits.set_field(v, 4, "budget", "9.00"), {"places": {Place(4, field="budget")}, "projects": {4}}),
        (lambda v: edits.set_unit(v, 4, "312001"), {"places": {Place(4, field="unit")}, "projects": {4}}),
        (
            lambda v: edits.set_cells(v, 1, [(2, "target", "≥5起"), (3, "basis", "")]),
            {"places": {Place(1, row=2, field="target"), Place(1, row=3, field="basis")}, "projects": {1}},
        ),
        (lambda v: edits.insert_rows(v, 1, 0, [Fields()]), {"projects": {1}, "rows": {1}}),
        (lambda v: edits.move_rows(v, 1, [3], 0), {"projects": {1}, "rows": {1}}),
        (lambda v: edits.delete_rows(v, 1, [3]), {"projects": {1}, "rows": {1}}),
        (lambda v: edits.move_projects(v, [7], 0), {"order": True}),
        (lambda v: edits.insert_project(v, 0, FRESH), {"projects": {8}, "order": True}),
        (lambda v: edits.delete_projects(v, [4]), {"removed": {4}, "order": True, "waivers": True}),
        (lambda v: edits.set_paragraphs(v, "overall_goal", ["新"]), {"places": {Place(section="overall_goal")}}),
        (lambda v: edits.set_volume_field(v, "stage", ""), {"places": {Place(field="stage")}}),
        (lambda v: edits.set_year(v, 2028), {"places": {Place(field="year")}, "whole": True}),
        (lambda v: edits.set_units(v, [Unit("312001", "局")]), {"units": True}),
        (lambda v: edits.drop_waiver(v, v.waivers[0]), {"waivers": True}),
        (lambda v: edits.set_waiver(v, Waiver("A", Place(), "", "因")), {"waivers": True}),
    ],
)
def test_each_kind_of_edit(edit: Edit, expected: dict[str, object]) -> None:
    old = sample()
    assert change_between(old, edit(old), "一") == Change("一", **expected)  # type: ignore[arg-type]


@settings(max_examples=40)
@given(volumes(FORM, max_projects=3, waivers=True), volumes(FORM, max_projects=3, waivers=True))
def test_what_is_not_named_is_equal(old: Volume, new: Volume) -> None:
    change = change_between(old, new, "")
    assert bool(change) == (old != new)
    before = {project.key: project for project in old.projects}
    for project in new.projects:
        if project.key not in change.projects:
            assert before[project.key] == project
    assert set(before) - change.removed == {p.key for p in new.projects} & set(before)
    if not change.order:
        assert [p.key for p in old.projects] == [p.key for p in new.projects]
    for key in FORM.sections():
        assert (Place(section=key) in change.places) == (old.section(key) != new.section(key))
    assert change.units == (old.units != new.units)


def test_equal_but_not_the_same_is_no_change() -> None:
    assert not change_between(sample(), sample(), "无")
    assert not change_between(sample(), replace(sample()), "无")


def test_budget_rows_and_typed_values_are_told() -> None:
    old = budget_edits.insert_budget_rows(
        Volume("x", 2026, ""), "functions", 0, [Fields({"a": "1"}), Fields({"b": "2"})]
    )
    key = old.table("functions").rows[0].key
    entered = budget_edits.set_budget_cells(old, "functions", [(key, "a", "3")])
    assert change_between(old, entered, "") == Change(
        "", frozenset({Place(table="functions", row=key, field="a")}), tables=frozenset({"functions"})
    )
    typed_at = Place(table="t5", line="204", field="basic")
    assert change_between(old, budget_edits.set_override(old, typed_at, "4"), "") == Change("", frozenset({typed_at}))
    assert change_between(old, budget_edits.delete_budget_rows(old, "functions", [key]), "").tables == {"functions"}
