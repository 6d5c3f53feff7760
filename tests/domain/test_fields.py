import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.domain.fields import BLANK, Entry, Fields, is_blank

KEYS = st.sampled_from(("name", "goals", "budget", "shares"))
ENTRIES: st.SearchStrategy[Entry] = st.one_of(st.text(max_size=3), st.lists(st.text(max_size=2), max_size=3).map(tuple))
MAPPINGS = st.dictionaries(KEYS, ENTRIES)


@pytest.mark.parametrize("entry", ["", (), ("",), ("", "")])
def test_a_blank_entry_is_an_absent_one(entry: Entry) -> None:
    assert is_blank(entry)
    assert Fields({"name": entry}) == BLANK
    assert Fields({"name": "甲"}).put("name", entry) == BLANK


@pytest.mark.parametrize("entry", [" ", "0", ("", "50", "", "100")])
def test_what_was_written_is_kept_whole(entry: Entry) -> None:
    assert not is_blank(entry)
    assert Fields({"name": entry})["name"] == entry


def test_one_text_and_a_list_read_as_each_other() -> None:
    fields = Fields({"one": "甲", "two": ("乙", "丙")})
    assert fields.text("one") == "甲"
    assert fields.text("two") == "乙\n丙"
    assert fields.items_of("one") == ("甲",)
    assert fields.items_of("two") == ("乙", "丙")
    assert fields.text("three") == ""
    assert fields.items_of("three") == ()


@given(MAPPINGS, KEYS, ENTRIES)
def test_put_is_what_a_new_mapping_would_be(entries: dict[str, Entry], key: str, entry: Entry) -> None:
    fields = Fields(entries)
    changed = fields.put(key, entry)
    assert changed == Fields({**entries, key: entry})
    assert fields == Fields(entries)
    assert (changed is fields) == (changed == fields)
    assert changed.put(key, fields.get(key, "")) == fields


@given(MAPPINGS)
def test_equal_fields_have_equal_hashes_in_any_order_and_over_a_process(entries: dict[str, Entry]) -> None:
    turned = Fields(dict(reversed(entries.items())))
    assert turned == Fields(entries)
    assert hash(turned) == hash(Fields(entries))
    assert pickle.loads(pickle.dumps(turned)) == turned


def test_the_mapping_given_may_change_later() -> None:
    entries: dict[str, Entry] = {"name": "甲"}
    fields = Fields(entries)
    entries["name"] = "乙"
    assert fields["name"] == "甲"


def test_all_words_of_the_entries() -> None:
    assert Fields({"name": "苗圃", "goals": ("翻耕", "浇水")}).words() == "苗圃\n翻耕\n浇水"
    assert Fields().words() == ""
