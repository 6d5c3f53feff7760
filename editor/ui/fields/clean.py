"""What is on the clipboard as clean paragraphs: from Word, WPS, a browser or plain text."""

import json
import re
from html.parser import HTMLParser

from PySide6.QtCore import QByteArray, QMimeData

PARAGRAPHS = "application/x-jixiao-paragraphs"
"""Our own format: a JSON list of texts, whose line breaks are newlines."""
MAX_CHARS = 4_000_000

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "table",
        "body",
        "blockquote",
        "pre",
        "dt",
        "dd",
    ]
)
_SILENT = frozenset(["head", "style", "script", "title", "xml", "del"])
_SPACES = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\ufdd0\ufdd1\ufffc]")
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u201c\u201d\u2018\u2019\u2026\u2014"
_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n\s*|[ \t]*\n\s*(?=[{_WIDE}])")
_BEHIND_MARKER = re.compile(
    r"^((?:第?[〇零一二三四五六七八九十百]{1,4}|\d{1,3})[、.．，]|[（(](?:[〇零一二三四五六七八九十百]{1,4}|\d{1,3})[）)]|\d{1,3}[)）])\s+"
)


def has_paragraphs(mime: QMimeData) -> bool:
    """There is text to paste."""
    return mime.hasFormat(PARAGRAPHS) or mime.hasHtml() or mime.hasText()


def paragraphs_of(mime: QMimeData) -> tuple[str, ...]:
    """The paragraphs: no styles, tabs, indents or empty ones; automatic numbers as text; breaks inside one are newlines.

    What was copied from a field of this program comes back as it was.
    """
    if mime.hasFormat(PARAGRAPHS):
        own = _own(bytes(mime.data(PARAGRAPHS).data()))
        if own is not None:
            return own
    if mime.hasHtml():
        found = from_html(mime.html()[:MAX_CHARS])
        if found:
            return found
    return from_text(mime.text()[:MAX_CHARS])


def put_paragraphs(mime: QMimeData, paragraphs: tuple[str, ...]) -> None:
    """Puts paragraphs on a clipboard's data, as our own format and as plain text."""
    mime.setData(PARAGRAPHS, QByteArray(json.dumps(paragraphs, ensure_ascii=False).encode("utf-8", "replace")))
    mime.setText("\n".join(paragraphs))


def from_text(text: str) -> tuple[str, ...]:
    """A line is a paragraph."""
    return _tidy(re.split(r"\r\n|[\r\n\u2029\x0b\x0c]", text.replace("\u2028", "\n")))


def from_html(html: str) -> tuple[str, ...]:
    """A block is a paragraph, `<br>` a break inside one; a row of a table is one paragraph."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return _tidy(reader.found)


def _own(data: bytes) -> tuple[str, ...] | None:
    try:
        found = json.loads(data.decode("utf-8"))
    except ValueError:
        return None
    if not isinstance(found, list) or not all(isinstance(part, str) for part in found):
        return None
    return tuple(found)


def _tidy(paragraphs: list[str]) -> tuple[str, ...]:
    tidy = (_line(part) for part in paragraphs)
    return tuple(part for part in tidy if part)


def _line(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip(" \u3000") for line in _CONTROL.sub("", text).split("\n"))
    return _BEHIND_MARKER.sub(r"\1", "\n".join(line for line in lines if line))


class _Reader(HTMLParser):
    """Collects the text of blocks; where a list numbers its items itself, their numbers too."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._parts: list[str] = []
        self._silent = 0
        self._lists: list[int | None] = []
        self._number = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag == "br":
            self._parts.append("\0")
        if tag in _BLOCKS and "".join(self._parts).strip() != self._number:
            self.end_block()
        if tag in ("td", "th") and "".join(self._parts).strip():
            self._parts.append(" ")
        if tag in ("ol", "ul"):
            start = (dict(attrs).get("start") or "1")[:4]
            self._lists.append((int(start) if start.isdecimal() else 1) if tag == "ol" else None)
        if tag == "li" and self._lists and self._lists[-1] is not None:
            self._number = f"{self._lists[-1]}."
            self._parts = [self._number]
            self._lists[-1] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag in _BLOCKS:
            self.end_block()
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._parts.append(data)

    def end_block(self) -> None:
        """Ends a paragraph. A break of the source's lines is no break, and no space between Chinese characters."""
        text = _BREAK_IN_CHINESE.sub("", "".join(self._parts))
        self.found.append(re.sub(r"\s*\n\s*", " ", text).replace("\0", "\n"))
        self._parts, self._number = [], ""
