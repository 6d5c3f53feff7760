"""An entry put at a place stands there, and nothing else has changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.domain.entries import entry_at, put_entries, put_entry
from editor.domain.fields import Entry
from editor.domain.places import VOLUME, Place
from editor.domain.volume import Volume
from tests.samples import small_volume

PLACES: dict[Place, Entry] = {
    Place(field="year"): "2024",
    Place(field="department"): "清河县教育局",
    Place(field="reviewer"): "清河县财政局预算股",
    Place(field="stage"): "",
    Place(section="overall_goal"): ("办好家门口的学校。",),
    Place(section="itemised_goals", item=2): "1.摸清底数",
    Place(1, field="budget"): "12.50",
    Place(1, field="disbursement"): ("0", "40", "", "100"),
    Place(1, field="disbursement", item=1): "40",
    Place(1, field="goals", item=1): "汛期前完工",
    Place(1, row=11, field="target"): "6月30日前",
    Place(4, field="purpose"): "",
}


@pytest.mark.parametrize(("place", "entry"), PLACES.items(), ids=str)
def test_the_entry_at_each_kind_of_place(place: Place, entry: Entry) -> None:
    assert entry_at(small_volume(), place) == entry


@given(
    st.sampled_from([place for place in PLACES if place.field != "year"]),
    st.sampled_from(list(PLACES)),
    st.text(min_size=1),
)
def test_a_text_put_somewhere_stands_there_and_only_there(place: Place, other: Place, text: str) -> None:
    before = small_volume()
    after = put_entry(before, place, text)
    stands = entry_at(after, place)
    assert stands == ((text,) if place.section is not None and place.item is None else text)
    if place.whole() != other.whole():
        assert entry_at(after, other) == PLACES[other]


def test_an_item_beyond_the_list_fills_it_up() -> None:
    after = put_entry(small_volume(), Place(4, field="disbursement", item=3), "100")
    assert after.project(4).fields["disbursement"] == ("", "", "", "100")


def test_the_year_is_a_number() -> None:
    assert put_entry(small_volume(), Place(field="year"), "2031").year == 2031


@pytest.mark.parametrize("place", [VOLUME, Place(1), Place(1, row=10), Place(unit="210001", field="name")])
def test_a_place_that_names_no_entry(place: Place) -> None:
    with pytest.raises(ValueError, match="no entry"):
        entry_at(small_volume(), place)
    with pytest.raises(ValueError, match="no entry"):
        put_entry(small_volume(), place, "甲")


@pytest.mark.parametrize("place", [Place(99, field="name"), Place(1, row=99, field="target")])
def test_a_place_that_is_gone(place: Place) -> None:
    volume: Volume = small_volume()
    with pytest.raises(KeyError):
        entry_at(volume, place)


@given(st.lists(st.tuples(st.sampled_from([place for place in PLACES if place.field != "year"]), st.text(min_size=1))))
def test_several_entries_are_put_as_one_after_the_other(entries: list[tuple[Place, Entry]]) -> None:
    before = small_volume()
    after = put_entries(before, entries)
    expected = before
    for place, entry in entries:
        expected = put_entry(expected, place, entry)
    assert after == expected
    untouched = {project.key for project in before.projects} - {place.project for place, _ in entries}
    assert all(after.project(key) is before.project(key) for key in untouched)


def test_an_entry_of_a_project_that_is_gone_is_an_error() -> None:
    with pytest.raises(KeyError):
        put_entries(small_volume(), [(Place(1, field="budget"), "1.00"), (Place(99, field="budget"), "1.00")])
