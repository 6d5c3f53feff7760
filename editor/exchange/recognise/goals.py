"""Takes the text of a list field (绩效目标) and gives its items without their numbering."""

import re
from collections.abc import Iterator

from editor.exchange.recognise.stream import Stream
from editor.exchange.recognise.words import ends_sentence, join_lines

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五")
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
# The styles of numbers, each with the number in group 1. A dot before a digit is a decimal point, not a number's end.
_STYLES = (
    re.compile(r"([0-9０-９]{1,2})\s*[、]"),
    re.compile(r"([0-9０-９]{1,2})\s*[.．](?![0-9０-９])"),
    re.compile(r"[（(]\s*([0-9０-９]{1,2})\s*[)）]\s*[、.．]?"),
    re.compile(r"([0-9０-９]{1,2})\s*[)）]"),
    re.compile(r"([0-9０-９]{1,2})\s*[:：](?![0-9０-９])"),
    re.compile(rf"([{_CIRCLED}])\s*[、.．]?"),
    re.compile(r"([一二三四五六七八九十]{1,2})\s*[、.．]"),
    re.compile(r"[（(]\s*([一二三四五六七八九十]{1,2})\s*[)）]\s*[、.．]?"),
)
_PLAIN = frozenset((_STYLES[0], _STYLES[1], _STYLES[4]))
"""Styles writers mix in one list: 1、 2. 3："""
_TIGHT = re.compile(r"([0-9０-９]{1,2})[.．](?=[0-9０-９])")
"""A number whose item begins with a digit (2.21条线路); alone it could be a decimal."""
_BEFORE_ITEM = re.compile(r"(?:^|[。；;！!？?\s）)”])\s*$")


def split_items(raw: str, stream: Stream) -> tuple[str, ...]:
    """The items, from the text before its gaps were closed up: a gap may be all that parts two of them.

    Where line ends are a page's, or the items are numbered, only a number begins an item; else every paragraph is one.
    """
    lines = _paragraphs(raw, stream) if stream.wraps else [line.strip() for line in raw.split("\n") if line.strip()]
    pieces = [piece for line in lines for piece in _run_together(line)]
    pieces = _loosened(pieces)
    main = next((style for piece in pieces for style in _STYLES if style.match(piece)), None)
    items: list[str] = []
    begun = False
    for piece in pieces:
        text, numbered = _without_number(piece, len(items) + 1, main, strict=stream.wraps and bool(items))
        if begun and not numbered:
            items[-1] = f"{items[-1]}\n{text}"
        else:
            items.append(text)
        begun = begun or numbered
    closed = (stream.closed(join_lines(item) if stream.wraps else item) for item in items)
    return tuple(item for item in closed if item)


def _paragraphs(raw: str, stream: Stream) -> list[str]:
    """A wrapped text whole; where it has no numbers, and line ends are not a page's own, sentences' ends part it."""
    if stream.kind == "pdf" or any(style.match(raw.strip()) for style in _STYLES):
        return [raw.strip()]
    found: list[str] = []
    for line in (line.strip() for line in raw.split("\n") if line.strip()):
        if found and not ends_sentence(found[-1]):
            found[-1] = f"{found[-1]}\n{line}"
        else:
            found.append(line)
    return found


def _loosened(pieces: list[str]) -> list[str]:
    """A gap behind numbers that stand right before a digit, where every piece of several counts along: then none is a decimal."""
    dotted = (_STYLES[1], _TIGHT)
    found = [next((m for style in dotted if (m := style.match(piece))), None) for piece in pieces]
    if len(pieces) < 2 or any(m is None or _value(m.group(1)) != n for n, m in enumerate(found, 1)):
        return pieces
    return [_TIGHT.sub(r"\1. ", piece, count=1) if _TIGHT.match(piece) else piece for piece in pieces]


def _run_together(line: str) -> Iterator[str]:
    """Parts a line at numbers that run on from the one it begins with, after a sentence's end or a gap."""
    style = next((style for style in _STYLES if style.match(line)), None)
    if style is None:
        yield line
        return
    first = style.match(line)
    assert first is not None
    start, wanted = 0, _value(first.group(1)) + 1
    for match in style.finditer(line, first.end()):
        if _value(match.group(1)) == wanted and _BEFORE_ITEM.search(line[: match.start()]):
            yield line[start : match.start()].strip()
            start, wanted = match.start(), wanted + 1
    yield line[start:].strip()


def _without_number(text: str, position: int, main: re.Pattern[str] | None, strict: bool) -> tuple[str, bool]:
    """Without the number before it, where it counts along or is of the list's own style (`main`); `strict` asks for the first.

    Chinese numbers must count along always, being words as well.
    """
    for style in _STYLES:
        match = style.match(text)
        if match is None:
            continue
        value = _value(match.group(1))
        alike = style is main or (style in _PLAIN and main in _PLAIN)
        if alike and (value == position or (style is main and not strict and match.group(1) not in _CHINESE)):
            return text[match.end() :].strip(), True
    return text, False


def _value(digits: str) -> int:
    if digits in _CIRCLED:
        return _CIRCLED.index(digits) + 1
    if digits in _CHINESE:
        return _CHINESE.index(digits) + 1
    plain = digits.translate(_DIGITS)
    return int(plain) if plain.isdigit() else 0
