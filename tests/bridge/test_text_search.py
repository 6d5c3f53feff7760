"""Finding and replacing: every occurrence, in reading order, and only where words may be replaced."""

import re
from dataclasses import replace

from editor.bridge.text_search import Hit, Query, find, replace_all, replace_one
from editor.domain import edits
from editor.domain.places import Place
from editor.domain.volume import Section, Volume
from editor.forms.packs import bundled_packs
from tests.budget.made_up import unit
from tests.ui.volumes import FORM, ROWS, volume_with


def volume() -> Volume:
    made = replace(volume_with(ROWS, ROWS), sections=(Section("overall_goal", ("绿化一", "第二段绿化")),))
    made = edits.set_field(made, 1, "goals", ("绿化目标", "其他"))
    return edits.set_field(made, 1, "budget", "2027.00")


def test_all_occurrences_in_reading_order() -> None:
    hits = find(volume(), FORM, Query("绿化"))
    assert [hit.place for hit in hits[:3]] == [
        Place(section="overall_goal", item=0),
        Place(section="overall_goal", item=1),
        Place(project=1, field="goals", item=0),
    ]
    assert (hits[1].start, hits[1].end) == (3, 5)
    assert len(hits) == 3 + 2 * 4


def test_one_table_only() -> None:
    assert {hit.place.project for hit in find(volume(), FORM, Query("绿化", table=6))} == {6}
    assert find(volume(), FORM, Query("")) == ()


def test_case_and_signs_are_words() -> None:
    made = edits.set_cells(volume_with(), 1, [(2, "basis", "A.c a.C abc")])
    assert len(find(made, FORM, Query("a.c"))) == 2
    assert len(find(made, FORM, Query("A.c", case=True))) == 1


def test_amounts_are_found_and_not_replaced() -> None:
    hits = find(volume(), FORM, Query("2027"))
    assert hits == (Hit(Place(project=1, field="budget"), 0, 4, replaceable=False),)
    assert replace_all(volume(), FORM, Query("2027"), "2028").project(1) == volume().project(1)


def test_everything_is_replaced_and_the_rest_is_shared() -> None:
    made = volume()
    after = replace_all(made, FORM, Query("绿化"), r"\1绿")
    assert find(after, FORM, Query("绿化")) == ()
    assert len(find(after, FORM, Query(r"\1绿"))) == len(find(made, FORM, Query("绿化")))
    only = replace_all(made, FORM, Query("绿化", table=1), "x")
    assert only.projects[1] is made.projects[1]
    assert only.projects[0].fields is made.projects[0].fields
    assert only.sections is made.sections
    assert replace_all(made, FORM, Query("没有"), "x") == made


def test_a_classified_project_is_left_alone() -> None:
    made = edits.classify(volume(), 6, FORM.sheet.classified_names[0])
    name = FORM.sheet.classified_names[0]
    assert replace_all(made, FORM, Query(name[:2]), "x").project(6) == made.project(6)
    assert [hit.replaceable for hit in find(made, FORM, Query(name))] == [False]


def test_one_occurrence() -> None:
    assert replace_one("甲乙甲", Hit(Place(), 2, 3), "丙丁") == "甲乙丙丁"


def test_letters_are_found_in_either_case_and_signs_without_case_as_they_are() -> None:
    assert not Query("清掏").pattern().flags & re.IGNORECASE
    assert Query("LED灯").pattern().search("更换led灯")
    assert not Query("LED灯", case=True).pattern().search("更换led灯")


def test_entry_tables_and_facts_are_searched_and_only_words_are_replaced() -> None:
    form = bundled_packs().form("shanxi-2026")
    made = edits.set_volume_field(unit(), "reason_income", "天气好")
    hits = find(made, form, Query("天气"))
    row = made.table("projects").rows[0].key
    assert [hit.place for hit in hits] == [Place(field="reason_income"), Place(table="projects", row=row, field="name")]
    assert [hit.place.table for hit in find(made, form, Query("天气", table="projects"))] == ["projects"]
    assert find(made, form, Query("天气", table="economy")) == ()
    after = replace_all(made, form, Query("天气"), "气象")
    assert after.table("projects").rows[0].cells.text("name") == "气象雷达维护"
    assert after.fields.text("reason_income") == "气象好"
    assert after.table("economy") is made.table("economy")
    assert all(not hit.replaceable for hit in find(made, form, Query("45.00")))
    assert replace_all(made, form, Query("45.00"), "1").tables == made.tables
