"""Text said twice in part one: DOC-06."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from editor.checks.alike import Alike
from editor.checks.check import Check, Report
from editor.checks.chinese import bare, sentences
from editor.checks.finding import Finding, Severity
from editor.checks.narrative_reasons import told_twice
from editor.checks.sheet_copies import copied_cells
from editor.checks.views import FrontView
from editor.domain.places import Place

_LEADING = re.compile(r"^(?:[一二三四五六七八九十\d]{1,3}[是要、.．]|[（(][一二三四五六七八九十\d]{1,3}[）)])")
_SIMILAR = 0.9
_TAIL = 40
"""Sentences that end alike for as long as this are the same, with another beginning."""
_LONG = 60


@dataclass(frozen=True, slots=True)
class _Sentence:
    place: Place
    chars: tuple[int, int]
    section: str


def _repeated(front: FrontView, report: Report) -> Iterator[Finding]:
    least = int(report.number("least"))
    seen: dict[str, _Sentence] = {}
    long, places = Alike(_SIMILAR), list[_Sentence]()
    names = {key: section.title for key, section in front.form.sections().items()}
    for place, text in front.paragraphs():
        twice: list[tuple[_Sentence, tuple[int, int]]] = []
        for start, end, plain in _keys(text, least):
            first = seen.setdefault(plain, _Sentence(place, (start, end), names.get(place.section or "", "")))
            if first.place != place:
                twice.append((first, (start, end)))
        if twice:
            yield _said(place, text, twice, report)
        elif len(text) >= _LONG:
            near = long.first(text)
            if near is not None:
                yield report(place, f"这一段与{_where(places[near])}几乎相同，请删去一处或改写。", severity="warning")
        if len(text) >= _LONG:
            long.put(text)
            places.append(_Sentence(place, (0, len(text)), names.get(place.section or "", "")))
    yield from _headings(front, report)


@lru_cache(maxsize=4096)
def _keys(text: str, least: int) -> tuple[tuple[int, int, str], ...]:
    """Sentences long enough to be no set phrase: from, to, and bare without their numbering."""
    found = []
    for start, sentence in sentences(text):
        plain = bare(_LEADING.sub("", sentence.strip()))
        if len(plain) >= least:
            found.append((start, start + len(sentence), plain[-_TAIL:]))
    return tuple(found)


def _said(place: Place, text: str, twice: list[tuple[_Sentence, tuple[int, int]]], report: Report) -> Finding:
    first, (start, _) = twice[0]
    end = twice[-1][1][1]
    covered = sum(b - a for _, (a, b) in twice)
    if covered >= len(text) * 0.8:
        message = f"这一段与{_where(first)}重复，请删去一处。"
    else:
        message = f"这一段有{len(twice)}句与{_where(first)}重复，请删去一处或改写。"
    level: Severity = "warning" if covered >= report.number("long") else "info"
    return report(place, message, severity=level, chars=(start, end))


def _where(sentence: _Sentence) -> str:
    return f"“{sentence.section}”第{(sentence.place.item or 0) + 1}段"


def _headings(front: FrontView, report: Report) -> Iterator[Finding]:
    """The same heading at the same level of one section."""
    for section in front.sections:
        seen: dict[tuple[str, str], str] = {}
        above = ""
        for i, text in enumerate(section.paragraphs):
            match = _LEADING.match(text.strip())
            if match is None:
                continue
            head = re.split(r"[：。，；]", text.strip()[match.end() :])[0].strip()
            top = bool(re.match(r"[一二三四五六七八九十]{1,3}、", match[0]))
            above = head if top else above
            key = ("" if top else above, head)
            if 4 <= len(head) <= 24:
                if key in seen:
                    message = f"小标题“{head}”前面（{seen[key]}）已经有了，请核对是否写重，或另拟标题。"
                    at = text.index(head)
                    yield report(Place(section=section.key, item=i), message, chars=(at, at + len(head)))
                seen.setdefault(key, match[0])


CHECKS = (
    Check(
        id="DOC-06",
        title="没有重复的段落和标题",
        severity="warning",
        rule="《党政机关公文处理工作条例》：文字精练",
        example="保障措施里整段照抄分项绩效目标；应删去或改写。",
        front=_repeated,
        sheet=copied_cells,
        book=told_twice,
        defaults={"cells": "", "apart": "", "least": "26", "long": "40"},
    ),
)
