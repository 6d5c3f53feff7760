"""Edits: what changes, what stays the same object, and what undoes what."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.places import VOLUME, Place
from editor.domain.volume import Indicator, Project, Section, Unit, Volume, Waiver, check_classified
from tests.samples import small_volume

TEXTS = st.text("绩效ab1 ", max_size=3)
CELLS = st.dictionaries(st.sampled_from(("level1", "target")), TEXTS).map(Fields)
ROWS = st.lists(CELLS, max_size=4).map(lambda rows: tuple(Indicator(0, cells) for cells in rows))
NAMES = st.fixed_dictionaries({"name": TEXTS}, optional={"budget": TEXTS, "goals": st.tuples(TEXTS, TEXTS)}).map(Fields)
OPEN = st.builds(Project, st.just(0), st.sampled_from(("", "210001")), st.just(False), NAMES, ROWS)
CLASSIFIED = st.just(Project(0, classified=True, fields=Fields({"name": "专项业务经费"})))


def assembled(projects: list[Project], waived: set[int]) -> Volume:
    """A volume of these projects, each edit giving keys; a finding is waived in the projects at these positions."""
    volume = Volume("any", 2031, "清河县教育局", (Unit("210001", "本级"),), (Section("safeguards", ("一是",)),))
    for project in projects:
        volume = edits.insert_project(volume, 0, project)
    for position in waived & set(range(len(projects))):
        waiver = Waiver("BUD-01", Place(volume.projects[position].key, field="budget"), "", "已说明")
        volume = edits.set_waiver(volume, waiver)
    return volume


def volumes(least: int = 0) -> st.SearchStrategy[Volume]:
    projects = st.lists(st.one_of(OPEN, OPEN, CLASSIFIED), min_size=least, max_size=5)
    return st.builds(assembled, projects, st.sets(st.integers(0, 4), max_size=2))


VOLUMES = volumes()
WITH_PROJECTS = volumes(1)


def keys(items: Sequence[Project] | Sequence[Indicator]) -> list[int]:
    return [item.key for item in items]


def all_keys(volume: Volume) -> list[int]:
    return [key for p in volume.projects for key in (p.key, *keys(p.indicators))]


@given(WITH_PROJECTS, st.data())
def test_an_edit_shares_all_it_does_not_touch(volume: Volume, data: st.DataObject) -> None:
    project = data.draw(st.sampled_from(volume.projects))
    edited = edits.set_field(volume, project.key, "name", project.name + "（续）")
    assert edited.project(project.key).name == project.name + "（续）"
    for before, after in zip(volume.projects, edited.projects, strict=True):
        assert (before is after) == (before.key != project.key)
    assert edited.project(project.key).indicators is project.indicators
    assert (edited.units, edited.sections, edited.waivers) == (volume.units, volume.sections, volume.waivers)
    assert edits.set_field(edited, project.key, "name", project.name) == volume


@given(WITH_PROJECTS, st.data())
def test_an_edit_that_changes_nothing_gives_the_volume_itself(volume: Volume, data: st.DataObject) -> None:
    project = data.draw(st.sampled_from(volume.projects))
    assert edits.set_field(volume, project.key, "name", project.name) is volume
    assert (
        edits.set_cells(volume, project.key, [(r.key, k, v) for r in project.indicators for k, v in r.cells.items()])
        is volume
    )  # type: ignore[misc]
    assert edits.delete_rows(volume, project.key, ()) is volume
    assert edits.insert_rows(volume, project.key, 0, ()) is volume
    assert edits.move_rows(volume, project.key, keys(project.indicators), 0) is volume


@given(WITH_PROJECTS, st.data())
def test_moved_projects_keep_their_number_and_the_order_of_both_groups(volume: Volume, data: st.DataObject) -> None:
    there = keys(volume.projects)
    moved = data.draw(st.sets(st.sampled_from(there)))
    before = data.draw(st.integers(0, len(there)))
    after = keys(edits.move_projects(volume, moved, before).projects)
    stay = [key for key in there if key not in moved]
    ahead = [key for key in there[:before] if key not in moved]
    assert after == [*ahead, *(key for key in there if key in moved), *stay[len(ahead) :]]
    assert Counter(after) == Counter(there)


@given(WITH_PROJECTS, st.data())
def test_moved_rows_keep_their_number_and_the_order_of_both_groups(volume: Volume, data: st.DataObject) -> None:
    project = data.draw(st.sampled_from(volume.projects))
    there = keys(project.indicators)
    moved = data.draw(st.sets(st.sampled_from(there))) if there else set()
    before = data.draw(st.integers(0, len(there)))
    edited = edits.move_rows(volume, project.key, moved, before).project(project.key)
    ahead = [key for key in there[:before] if key not in moved]
    assert Counter(keys(edited.indicators)) == Counter(there)
    assert keys(edited.indicators)[: len(ahead)] == ahead
    assert [key for key in keys(edited.indicators) if key in moved] == [key for key in there if key in moved]
    assert {row.key: row for row in edited.indicators} == {row.key: row for row in project.indicators}


@given(WITH_PROJECTS.filter(lambda v: not all(p.classified for p in v.projects)), st.data())
def test_deleting_what_was_inserted_brings_the_volume_back(volume: Volume, data: st.DataObject) -> None:
    project = data.draw(st.sampled_from([p for p in volume.projects if not p.classified]))
    at = data.draw(st.integers(0, len(project.indicators)))
    cells = data.draw(st.lists(CELLS, min_size=1, max_size=3))
    inserted = edits.insert_rows(volume, project.key, at, cells)
    rows = inserted.project(project.key).indicators
    assert [row.cells for row in rows[at : at + len(cells)]] == cells
    assert len(set(all_keys(inserted))) == len(all_keys(inserted))
    assert edits.delete_rows(inserted, project.key, keys(rows[at : at + len(cells)])) == volume


@given(VOLUMES, st.data())
def test_an_inserted_project_gets_fresh_keys(volume: Volume, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(volume.projects)))
    project = data.draw(st.one_of(OPEN, CLASSIFIED))
    inserted = edits.insert_project(volume, at, project)
    fresh = inserted.projects[at]
    assert (fresh.fields, [r.cells for r in fresh.indicators]) == (
        project.fields,
        [r.cells for r in project.indicators],
    )
    assert len(set(all_keys(inserted))) == len(all_keys(inserted))
    assert edits.delete_projects(inserted, [fresh.key]) == volume


@given(WITH_PROJECTS, st.data())
def test_a_project_marked_classified_keeps_its_place_and_nothing_else(volume: Volume, data: st.DataObject) -> None:
    project = data.draw(st.sampled_from(volume.projects))
    marked = edits.classify(volume, project.key, "专项业务经费")
    assert keys(marked.projects) == keys(volume.projects)
    assert marked.project(project.key) == Project(project.key, classified=True, fields=Fields({"name": "专项业务经费"}))
    assert not [w for w in marked.waivers if w.place.project == project.key]
    assert edits.declassify(marked, project.key).project(project.key).fields == Fields({"name": "专项业务经费"})


@pytest.mark.parametrize(
    "edit",
    [
        lambda v: edits.set_field(v, 3, "budget", "5.00"),
        lambda v: edits.set_unit(v, 3, "210001"),
        lambda v: edits.insert_rows(v, 3, 0, [Fields({"level1": "产出指标"})]),
        lambda v: edits.insert_project(v, 0, replace(v.project(1), classified=True)),
    ],
)
def test_a_classified_project_takes_no_content(edit: Callable[[Volume], Volume]) -> None:
    with pytest.raises(ValueError, match="classified"):
        edit(small_volume())


def test_a_classified_project_may_hold_its_name() -> None:
    check_classified(Project(1, classified=True, fields=Fields({"name": "专项业务经费"})))


@pytest.mark.parametrize(
    "edit",
    [
        lambda v: edits.set_field(v, 99, "name", "无"),
        lambda v: edits.set_cells(v, 1, [(99, "target", "1")]),
        lambda v: edits.set_cells(v, 1, [(21, "target", "1")]),
        lambda v: edits.delete_rows(v, 99, [10]),
    ],
)
def test_an_unknown_key_is_an_error(edit: Callable[[Volume], Volume]) -> None:
    with pytest.raises(KeyError):
        edit(small_volume())


def test_cells_of_several_rows_in_one_edit() -> None:
    volume = small_volume()
    edited = edits.set_cells(volume, 1, [(10, "target", "3所"), (12, "target", "改善"), (10, "basis", "")])
    rows = edited.project(1).indicators
    assert [row.cells.text("target") for row in rows] == ["3所", "6月30日前", "改善"]
    assert rows[1] is volume.project(1).indicators[1]
    assert "basis" not in rows[0].cells


def test_a_deleted_row_takes_its_waivers_along() -> None:
    kept = Waiver("IND-09", Place(1, row=11, field="target"), "6月30日前", "按合同")
    gone = Waiver("IND-09", Place(1, row=10, field="target"), "2所", "按计划")
    volume = edits.set_waiver(edits.set_waiver(small_volume(), gone), kept)
    assert edits.delete_rows(volume, 1, [10]).waivers == (kept,)
    assert edits.delete_projects(volume, [1]).waivers == ()


def test_a_waiver_replaces_the_one_of_the_same_check_at_the_same_place() -> None:
    first, second = (Waiver("DOC-01", VOLUME, "", reason) for reason in ("甲", "乙"))
    other = Waiver("DOC-02", VOLUME, "", "丙")
    volume = edits.set_waiver(edits.set_waiver(edits.set_waiver(small_volume(), first), other), second)
    assert volume.waivers == (other, second)
    assert edits.drop_waiver(volume, first).waivers == (other,)


def test_a_renamed_unit_takes_its_projects_and_waivers_along() -> None:
    volume = edits.set_waiver(small_volume(), Waiver("DOC-08", Place(unit="210001", field="name"), "", "简称"))
    renamed = edits.rename_unit_code(volume, "210001", "210009")
    assert [unit.code for unit in renamed.units] == ["210009", "210002"]
    assert [project.unit for project in renamed.projects] == ["210009", "210009", "", "210002"]
    assert renamed.waivers[0].place == Place(unit="210009", field="name")
    assert renamed.projects[3] is volume.projects[3]


def test_units_may_not_share_a_code() -> None:
    with pytest.raises(ValueError, match="repeat"):
        edits.set_units(small_volume(), [Unit("210001", "甲"), Unit("210001", "乙")])
    with pytest.raises(ValueError, match="repeat"):
        edits.rename_unit_code(small_volume(), "210001", "210002")


def test_paragraphs_of_a_section_the_volume_has_and_of_one_it_lacks() -> None:
    volume = small_volume()
    changed = edits.set_paragraphs(volume, "safeguards", ["一是", "二是"])
    assert [s.key for s in changed.sections] == [s.key for s in volume.sections]
    assert changed.section("safeguards").paragraphs == ("一是", "二是")
    assert changed.sections[0] is volume.sections[0]
    added = edits.set_paragraphs(volume, "annex", ["附"])
    assert added.sections == (*volume.sections, Section("annex", ("附",)))


def test_the_head_of_the_volume() -> None:
    volume = edits.set_department(edits.set_year(small_volume(), 2031), "青石县教育局")
    assert (volume.year, volume.department) == (2031, "青石县教育局")
    assert edits.set_volume_field(volume, "stage", "（定稿）").fields["stage"] == "（定稿）"
