"""Whatever lies in a file, the user gets a document or one plain sentence."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.errors import UserError
from editor.exchange.raw import RawDocument
from editor.exchange.readers.docx import read_docx
from editor.exchange.readers.package import BrokenFile
from editor.exchange.readers.worker import read_source
from editor.exchange.readers.xlsx import read_xlsx
from tests.exchange.readers.makers import cell, docx_members, para, row, table, write_docx, write_xlsx, zip_bytes
from tests.exchange.readers.pdf_makers import flow, make

anywhere = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
TAGS = [
    "p", "r", "t", "tab", "br", "tbl", "tr", "tc", "tcPr", "gridSpan", "vMerge", "hMerge", "trPr",
    "gridBefore", "sdt", "sdtContent", "ins", "del", "moveFrom", "txbxContent", "drawing", "pict", "object",
    "sym", "fldChar", "instrText", "fldSimple", "hyperlink", "pPr", "numPr", "numId", "ilvl", "rPr", "vanish",
    "rFonts", "ruby", "rubyBase", "pStyle", "footnoteReference", "altChunk",
]  # fmt: skip
VALUES = [
    "",
    "0",
    "1",
    "2",
    "9",
    "-1",
    "x",
    "99999999999",
    "restart",
    "continue",
    "begin",
    "separate",
    "end",
    "F0FC",
    "ZZ",
]
attributes = st.dictionaries(
    st.sampled_from(["val", "fldCharType", "char", "font", "id", "ascii"]), st.sampled_from(VALUES), max_size=2
)


def element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    def build(tag: str, given_attributes: dict[str, str], inner: list[str]) -> str:
        shown = "".join(f' w:{name}="{value}"' for name, value in given_attributes.items())
        return f"<w:{tag}{shown}>{''.join(inner)}</w:{tag}>"

    return st.builds(build, st.sampled_from(TAGS), attributes, st.lists(children, max_size=4))


trees = st.recursive(st.sampled_from(["<w:t>字</w:t>", "字", "<w:p/>", "<w:tc/>"]), element, max_leaves=30)


@anywhere
@given(st.lists(trees, max_size=5))
def test_any_tree_of_known_elements_is_read(tmp_path: Path, some: list[str]) -> None:
    numbering = '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"/></w:abstractNum><w:num w:numId="1"/>'
    try:
        assert isinstance(read_docx(write_docx(tmp_path / "a.docx", "".join(some), numbering=numbering)), RawDocument)
    except BrokenFile:
        assert "gridSpan" in "".join(some) or "gridBefore" in "".join(some)  # a table wider than any


cells = st.builds(
    lambda place, kind, style, inner: f'<c r="{place}" t="{kind}" s="{style}">{inner}</c>',
    st.sampled_from(["A1", "B1", "ZZ9", "", "1", "XFD1", "ZZZ1"]),
    st.sampled_from(["n", "s", "str", "b", "e", "inlineStr", "d", "?"]),
    st.sampled_from(["0", "1", "x", "-1"]),
    st.sampled_from(
        ["", "<v/>", "<v>1</v>", "<v>x</v>", "<v>-5</v>", "<f>A1</f>", "<is/>", "<v>1e400</v>", "<is><t>字</t></is>"]
    ),
)


@anywhere
@given(
    st.lists(st.tuples(st.sampled_from(["", "1", "7", "x", "0"]), st.lists(cells, max_size=4)), max_size=4),
    st.text("A1:BZ9$", max_size=8),
)
def test_any_worksheet_is_read(tmp_path: Path, some: list[tuple[str, list[str]]], merged: str) -> None:
    rows = "".join(f'<row r="{number}">{"".join(inner)}</row>' for number, inner in some)
    columns, merges = (
        '<cols><col min="x" max="9" hidden="1"/></cols>',
        f'<mergeCells><mergeCell ref="{merged}"/></mergeCells>',
    )
    sheet = f"{columns}<sheetData>{rows}</sheetData>{merges}"
    try:
        assert isinstance(read_xlsx(write_xlsx(tmp_path / "a.xlsx", sheet)), RawDocument)
    except BrokenFile:
        assert any(number == "0" or 't="s"' in "".join(inner) for number, inner in some)


def outcome(path: Path, *, in_process: bool) -> bool:
    """Whether reading ends as it may: with a document, or with a sentence that names the file."""
    try:
        return isinstance(read_source(path, in_process=in_process), RawDocument)
    except UserError as refusal:
        return path.name in str(refusal)


@anywhere
@given(st.data())
def test_damaged_bytes_end_in_a_sentence(tmp_path: Path, data: st.DataObject) -> None:
    whole = zip_bytes(docx_members(para("一") + table(row(cell("甲"), "乙"))))
    spots = data.draw(st.lists(st.tuples(st.integers(0, len(whole) - 1), st.integers(0, 255)), min_size=1, max_size=6))
    damaged = bytearray(whole)
    for spot, value in spots:
        damaged[spot] = value
    path = tmp_path / "坏.docx"
    path.write_bytes(bytes(damaged[: data.draw(st.integers(1, len(whole)))]))
    assert outcome(path, in_process=True)


@pytest.mark.parametrize("seed", range(6))
def test_damaged_pdfs_end_in_a_sentence(tmp_path: Path, seed: int) -> None:
    whole = bytearray(make(tmp_path / "a.pdf", lambda sheet: flow(sheet, ["一段话", "又一段话"])).read_bytes())
    for i in range(40):
        whole[(seed * 7919 + i * 104729) % len(whole)] = (seed * 31 + i * 17) % 256
    path = tmp_path / "坏.pdf"
    path.write_bytes(bytes(whole) + b"\n%%EOF\n")
    assert outcome(path, in_process=False)
