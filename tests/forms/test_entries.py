"""Entries as a form keeps and as it prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.domain.fields import Entry
from editor.domain.money import read_money
from editor.forms.entries import keep, marker, show
from editor.forms.packs import bundled_packs

PACKS = bundled_packs()
FORMS = {form_id: PACKS.form(form_id) for form_id in PACKS.ids}


@pytest.mark.parametrize(
    ("form_id", "key", "written", "kept", "shown"),
    [
        ("hebei-2020", "budget", "5", "5.00", "5.00"),
        ("hebei-2023", "budget", "５万元", "5.00", "5.00"),
        ("hebei-2023", "budget", "0.546", "0.546", "0.546"),
        ("hebei-2023", "budget", "约五万", "约五万", "约五万"),
        ("hebei-2020", "other_funds", "", "", ""),
        ("hebei-2021", "other_funds", "", "", "0"),
        ("hebei-2023", "other_funds", "", "", ""),
        ("hebei-2021", "other_funds", "0.00", "0", "0"),
        ("hebei-2023", "other_funds", "0", "0.00", "0.00"),
        ("hebei-2020", "disbursement", "30%", "30.00", "30.00"),
        ("hebei-2021", "disbursement", "25", "25.00", "25.00%"),
        ("hebei-2023", "disbursement", "25.00%", "25", "25%"),
        ("hebei-2023", "disbursement", "4.30", "4.3", "4.3%"),
        ("hebei-2023", "disbursement", "年底", "年底", "年底"),
        ("hebei-2023", "disbursement", "", "", ""),
        ("hebei-2023", "name", " 5.0 ", " 5.0 ", " 5.0 "),
        ("hebei-2023", "no_such_field", "5", "5", "5"),
    ],
)
def test_kept_and_shown(form_id: str, key: str, written: str, kept: str, shown: str) -> None:
    form = FORMS[form_id]
    assert keep(form, key, written) == kept
    assert show(form, key, kept) == shown
    assert show(form, key, written) == shown


def test_a_list_is_kept_part_by_part() -> None:
    assert keep(FORMS["hebei-2023"], "disbursement", ("0%", "", "33.30%", "100.00")) == ("0", "", "33.3", "100")
    assert keep(FORMS["hebei-2023"], "goals", ("完成5项", "1.50")) == ("完成5项", "1.50")


@given(
    st.sampled_from(list(FORMS)),
    st.sampled_from(("budget", "disbursement", "purpose")),
    st.text("0123456789.,%万元 约", max_size=9),
)
def test_what_is_kept_is_kept_again_and_says_the_same(form_id: str, key: str, written: str) -> None:
    form = FORMS[form_id]
    kept = keep(form, key, written)
    assert isinstance(kept, str)
    assert keep(form, key, kept) == kept
    assert show(form, key, kept) == show(form, key, written)
    if key == "budget":
        assert read_money(kept, form.money.unit) == read_money(written, form.money.unit)
    if key == "purpose":
        assert kept == written


@pytest.mark.parametrize(("form_id", "printed"), [("hebei-2020", "3、"), ("hebei-2021", "3."), ("hebei-2023", "3.")])
def test_markers_of_a_list(form_id: str, printed: str) -> None:
    assert marker(FORMS[form_id], "goals", 3) == printed


def test_an_entry_may_be_a_list_where_a_text_is_meant() -> None:
    entry: Entry = ("5", "")
    assert keep(FORMS["hebei-2023"], "budget", entry) == ("5.00", "")
