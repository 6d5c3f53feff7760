"""Any volume, however it is laid out, is recognised whole."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.exchange.importing import recognise_documents
from editor.exchange.readers.text import read_lines
from editor.forms.packs import bundled_packs
from tests.exchange.truth import compare, volume_values
from tests.exchange.variants import Style, grids, printed, word_dump
from tests.strategies import volumes

PACKS = bundled_packs()
TEXTS = [form.id for form in PACKS.all() if form.budget is None]
"""Forms of the 绩效文本: a publication with budget tables is another kind of document, with its own tests."""


@pytest.mark.parametrize("form_id", TEXTS)
@pytest.mark.parametrize("layout", ["dump", "two", "one", "stacked", "sheet"])
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_any_volume(form_id: str, layout: str, data: st.DataObject) -> None:
    form = PACKS.form(form_id)
    volume = data.draw(volumes(form).filter(lambda v: bool(v.projects)))
    if layout == "dump":
        document = read_lines(word_dump(volume, form, Style(fields=True)), "a.txt")
    else:
        document = grids(volume, form, Style(), layout)
    found, _ = recognise_documents([document], PACKS, form_id, volume.year)
    only = "projects" if layout in ("stacked", "sheet") else ""
    result = compare(volume_values(printed(volume, form), form), volume_values(found, form), only)
    assert not result.wrong, result.lines()
