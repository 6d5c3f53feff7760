"""The narrative's numbering: one style to a level, consecutive, and headings alike: DOC-04."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.checks.check import Check, Report
from editor.checks.chinese import han_number, to_han
from editor.checks.finding import Finding, Fix
from editor.checks.views import FrontView
from editor.domain.places import Place

_C = "[一二三四五六七八九十]{1,3}"
_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("{c}、", re.compile(rf"^({_C})、")),
    ("（{c}）", re.compile(rf"^[（(]({_C})[）)]")),
    ("{c}是", re.compile(rf"^({_C})是")),
    ("{c}要", re.compile(rf"^({_C})要")),
    ("第{c}，", re.compile(rf"^第({_C})[，、：]")),
    ("{n}、", re.compile(r"^(\d{1,2})、")),
    ("{n}.", re.compile(r"^(\d{1,2})[.．](?!\d)")),
    ("（{n}）", re.compile(r"^[（(](\d{1,2})[）)]")),
)
_SPOKEN = ("{c}是", "{c}要")


@dataclass(frozen=True, slots=True)
class _Numbered:
    at: int
    style: str
    number: int
    marker: str
    text: str


def _numbering(front: FrontView, report: Report) -> Iterator[Finding]:
    length = front.form.numbering.heading_length
    for section in front.sections:
        found = [n for i, text in enumerate(section.paragraphs) if (n := _read(i, text.strip())) is not None]
        yield from _sequence(section.key, found, section.paragraphs, report)
        yield from _unlike(section.key, found, length, report)
        yield from _same_as_section(front, section.key, found, report)


def _read(at: int, text: str) -> _Numbered | None:
    for style, pattern in _STYLES:
        match = pattern.match(text)
        if match is not None:
            number = int(match[1]) if match[1].isdigit() else han_number(match[1])
            return None if number is None else _Numbered(at, style, number, match[0], text)
    return None


def _sequence(key: str, found: Sequence[_Numbered], texts: Sequence[str], report: Report) -> Iterator[Finding]:
    """A state machine: the open levels with the number each stands at."""
    open_: list[_Numbered] = []
    for item in found:
        depth = next((i for i, level in enumerate(open_) if level.style == item.style), None)
        if depth is not None:
            before = open_[depth]
            del open_[depth:]
            if item.number not in (before.number + 1, 1):
                yield _wrong_number(key, item, before, texts[item.at], report)
        elif open_ and item.number > 1 and item.number == open_[-1].number + 1:
            before = open_.pop()
            yield _other_style(key, item, before, texts[item.at], report)
            item = _Numbered(item.at, before.style, item.number, item.marker, item.text)  # noqa: PLW2901
        elif item.number != 1:
            message = f"编号从“{item.marker}”开始，前面没有第一项，请核对编号。"
            yield report(Place(section=key, item=item.at), message, chars=(0, len(item.marker)))
        open_.append(item)


def _wrong_number(key: str, item: _Numbered, before: _Numbered, text: str, report: Report) -> Finding:
    wanted = _marker(item.style, before.number + 1)
    what = "重复" if item.number == before.number else "不连续"
    place = Place(section=key, item=item.at)
    message = f"“{before.marker}”之后是“{item.marker}”，编号{what}，应为“{wanted}”。"
    fix = Fix(f"改为“{wanted}”", ((place, _replaced(text, item.marker, wanted)),))
    return report(place, message, chars=_span(text, item.marker), fix=fix)


def _other_style(key: str, item: _Numbered, before: _Numbered, text: str, report: Report) -> Finding:
    wanted = _marker(before.style, item.number)
    place = Place(section=key, item=item.at)
    message = f"前面用“{before.marker}”编号，这里换成了“{item.marker}”，同一级编号应一致，应为“{wanted}”。"
    spoken = before.style in _SPOKEN or item.style in _SPOKEN
    fix = None if spoken else Fix(f"改为“{wanted}”", ((place, _replaced(text, item.marker, wanted)),))
    return report(place, message, chars=_span(text, item.marker), fix=fix)


def _unlike(key: str, found: Sequence[_Numbered], length: int, report: Report) -> Iterator[Finding]:
    """One of several items of a level that has no heading, or is only one, unlike the rest."""
    by_style: dict[str, list[_Numbered]] = {}
    for item in found:
        by_style.setdefault(item.style, []).append(item)
    for items in by_style.values():
        headings = [item for item in items if len(item.text) <= length and not item.text.endswith(("。", "；"))]
        if len(items) >= 4 and len(headings) == len(items) - 1:
            (odd,) = set(items) - set(headings)
            message = f"“{odd.marker}”没有小标题，与前后各条的写法不一致，请给它加上小标题。"
            yield report(Place(section=key, item=odd.at), message, severity="info")


def _same_as_section(front: FrontView, key: str, found: Sequence[_Numbered], report: Report) -> Iterator[Finding]:
    section = front.form.sections().get(key)
    if section is None or not found:
        return
    own = _read(0, section.heading)
    if own is not None and found[0].style == own.style:
        below = _marker("（{c}）", 1) if own.style == "{c}、" else ""
        if below:
            message = f"上一级标题“{section.heading}”已用“{own.marker}”编号，其下宜从“{below}”编起。"
            yield report(Place(section=key, item=found[0].at), message, severity="info")


def _marker(style: str, number: int) -> str:
    return style.format(c=to_han(number), n=number)


def _span(text: str, marker: str) -> tuple[int, int]:
    at = text.index(marker)
    return at, at + len(marker)


def _replaced(text: str, marker: str, wanted: str) -> str:
    start, end = _span(text, marker)
    return text[:start] + wanted + text[end:]


CHECKS = (
    Check(
        id="DOC-04",
        title="编号连续、写法一致",
        severity="warning",
        rule="GB/T 9704《党政机关公文格式》：结构层次序数依次用“一、”“（一）”“1.”“（1）”",
        example="一要、二要、三要之后写“四、”；应写 四要。",
        front=_numbering,
    ),
)
