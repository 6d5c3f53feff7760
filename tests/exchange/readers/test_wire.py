"""What passes the border between the worker and the program."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.errors import UserError
from editor.exchange.raw import RawCell, RawDocument, RawNote, RawParagraph, RawTable, Where
from editor.exchange.readers import wire

SOURCE = "文本.docx"
words = st.text(st.characters(blacklist_categories=["Cc", "Cf", "Cs", "Zl", "Zp"], blacklist_characters="\ufffe\uffff"))
places = st.builds(
    Where,
    st.just(SOURCE),
    page=st.none() | st.integers(1, 99),
    sheet=st.none() | words.filter(lambda text: len(text) < 200),
    line=st.none() | st.integers(1, 99),
)
cells = st.builds(
    RawCell, st.integers(0, 4), st.integers(0, 4), words, st.integers(1, 3), st.integers(1, 3), st.none() | places
)
blocks = st.builds(RawParagraph, words, places) | st.builds(
    lambda some, where: RawTable(tuple(some), 7, 7, where), st.lists(cells, max_size=5), places
)
documents = st.builds(
    RawDocument,
    st.just(SOURCE),
    st.sampled_from(["docx", "xlsx", "pdf", "txt"]),
    st.lists(blocks, max_size=6).map(tuple),
    st.lists(st.builds(RawNote, words, places, words, words), max_size=3).map(tuple),
    st.booleans(),
)


@given(documents)
def test_what_goes_in_comes_out(document: RawDocument) -> None:
    assert wire.from_bytes(wire.to_bytes(document), SOURCE) == document


def sent(**changes: object) -> bytes:
    return json.dumps({"kind": "docx", "wraps": False, "blocks": [], "notes": []} | changes).encode()


@pytest.mark.parametrize("data", [
    b"", b"[]", b"\xff", b"{}", sent(kind="exe"), sent(wraps=1), sent(blocks=None), sent(blocks=[["x"]]), sent(blocks=[[]]),
    sent(blocks=[["p", "a"]]), sent(blocks=[["p", 1, [None, None, None]]]), sent(blocks=[["p", "a", [0, None, None]]]),
    sent(blocks=[["p", "a", [True, None, None]]]), sent(blocks=[["p", "a", [None, 3, None]]]),
    sent(blocks=[["t", 0, 1, [None, None, None], []]]), sent(blocks=[["t", 1, 1, [None, None, None], [[1, 0, "", 1, 1, None]]]]),
    sent(blocks=[["t", 1, 1, [None, None, None], [[0, 0, "", 2, 1, None]]]]), sent(notes=[["a"]]),
    sent(blocks=[["t", 1, 1, [None, None, None], [[0, 0, "", 1.0, 1, None]]]]),
])  # fmt: skip
def test_anything_else_is_stopped(data: bytes) -> None:
    with pytest.raises(wire.BadMessage):
        wire.from_bytes(data, SOURCE)


def paragraphs(count: int, text: str) -> bytes:
    return sent(blocks=[["p", text, [None, None, None]]] * count)


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "MAX_PIECES", 100)
    monkeypatch.setattr(wire, "MAX_TEXT", 1000)
    monkeypatch.setattr(wire, "MAX_PIECE_TEXT", 500)
    assert len(wire.from_bytes(paragraphs(100, "一"), SOURCE).blocks) == 100
    wide = sent(blocks=[["t", 50, 50, [None, None, None], [[0, 0, "", 50, 50, None]]]])
    empty = sent(blocks=[["t", 1000, 1000, [None, None, None], []]])
    for data in (paragraphs(101, "一"), paragraphs(11, "一" * 100), paragraphs(1, "一" * 501), wide, empty):
        with pytest.raises(UserError, match="内容太多"):
            wire.from_bytes(data, SOURCE)


def test_characters_nobody_sees_stay_outside() -> None:
    assert wire.plain("项\u200b目\ufeff编\x00码\x07\r\n一\r二\x0b三\u2028四\ud800") == "项目编码\n一\n二\n三\n四"
    assert wire.plain("甲\t乙\u3000丙\xa0丁") == "甲\t乙\u3000丙\xa0丁"
