"""Checks of the words of any text: wrong characters, words said twice, terms out of date, left-over control marks."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from editor.checks.check import Check, Mark, Report
from editor.checks.chinese import book_titles
from editor.checks.views import LISTED, NARRATIVE, TWICE, CellView

_TWICE = re.compile(r"([\u3400-\u9fff]{2,4})\1")
_SPREADING = frozenset("每一各逐对比挨")
"""人每 in 每人每月 and 老年人每人每月, 一对 in 一对一对口: these words stand between equal ones."""
_AGAIN = re.compile(r"([\u3400-\u9fff]{2})(?:绝对|完全|更加|进一步|不断|切实|全面)\1")


def _typos(view: CellView, report: Report) -> Iterator[Mark]:
    for hit in view.hits:
        if hit.word.kind == "typo":
            right, start, end = hit.word.instead, hit.start, hit.end
            text = view.text[:start] + right + view.text[end:]
            yield Mark(f"“{hit.word.find}”应为“{right}”。", (start, end), text, f"改为“{right}”")
    yield from slips(view, report)


def slips(view: CellView, report: Report) -> Iterator[Mark]:
    """The patterns that name this check; each is tried once, where its trigger stands in the text."""
    if not view.hits:
        return
    tried = {hit.word.source for hit in view.hits if hit.word.kind == "trigger"}
    for source in sorted(tried):
        pattern, regex = view.words.patterns[source]
        if pattern.check != report.check.id:
            continue
        for match in regex.finditer(view.text):
            text = None
            if pattern.instead is not None:
                text = view.text[: match.start()] + match.expand(pattern.instead) + view.text[match.end() :]
            yield Mark(pattern.note, match.span(), text, "改正", pattern.severity)


def _terms(view: CellView, report: Report) -> Iterator[Mark]:
    for hit in view.hits:
        if hit.word.kind != "term":
            continue
        term = view.words.terms[hit.word.source]
        if view.year >= term.since:
            text = view.text[: hit.start] + term.instead + view.text[hit.end :] if term.instead else None
            message = f"“{hit.word.find}”：{term.note}"
            yield Mark(message, (hit.start, hit.end), text, f"改为“{term.instead}”", term.severity)


def _doubled(view: CellView, report: Report) -> Iterator[Mark]:
    if view.again:
        yield from _doubled_words(view)
    yield from slips(view, report)
    if view.prose and view.kind != NARRATIVE:
        yield from _said_twice(view, report)


def _doubled_words(view: CellView) -> Iterator[Mark]:
    legit = view.words.of("doubled")
    for match in _TWICE.finditer(view.text):
        word, (start, end) = match[1], match.span()
        if match[0] in legit or len(set(word)) == 1 or not _SPREADING.isdisjoint(word):
            continue
        if view.words.stands_at(view.text, start + len(word), "compounds"):
            message = f"“{match[0]}”连用两个“{word}”，请核对是否多写了一遍，或中间缺“的”字、标点。"
            yield Mark(message, match.span(), severity="info")
            continue
        text = view.text[:start] + word + view.text[end:]
        yield Mark(f"“{word}”连写了两遍，请删去一个。", match.span(), text, f"删去一个“{word}”")
    for match in _AGAIN.finditer(view.text):
        yield Mark(f"“{match[0]}”里“{match[1]}”重复，请改写。", match.span())


def _said_twice(view: CellView, report: Report) -> Iterator[Mark]:
    """The first piece of some length that comes twice in one text, outside the titles of documents."""
    text, least = view.text, int(report.number("piece"))
    if view.again < least - 1:
        return
    titles = book_titles(text)
    ends = [end for _, end, _ in titles]
    seen: dict[str, int] = {}
    for i in range(len(text) - least + 1):
        first = seen.setdefault(text[i : i + least], i)
        if i < first + least:
            continue
        title = bisect_right(ends, i)
        if title == len(titles) or titles[title][0] >= i + least:
            end = i + least
            while end < len(text) and text[end] == text[first + end - i]:
                end += 1
            yield Mark(f"“{_short(text[i:end])}”在这一段里写了两遍，请删去重复的一遍。", (i, end))
            return


def _residue(view: CellView, report: Report) -> Iterator[Mark]:
    match = _RESIDUE.search(view.text)
    if match is not None:
        message = f"“{_short(match[0].strip())}”是从别的文件带进来的控制符，不是正文，请删去。"
        yield Mark(message, match.span(), view.text[: match.start()] + view.text[match.end() :], "删去控制符")


_RESIDUE = re.compile(
    r"\s*TC\s[^\n]*?\\[fl]\s*\w(?:\s*\\l\s*\d)?|</?[A-Za-z][^<>]{0,40}>|^#{1,6}\s|&(?:nbsp|lt|gt|amp|quot);"
    r"|\{\s*(?:TOC|PAGE|REF|HYPERLINK)[^{}]*\}|\\[fl]\s[A-Z1-9]\b"
)


def _short(text: str, most: int = 16) -> str:
    return text if len(text) <= most else text[:most] + "…"


CHECKS = (
    Check(
        id="DOC-12",
        title="没有带进来的控制符",
        severity="error",
        rule="部门预算绩效文本编制要求：正文不含排版控制符",
        example="<b>项目概况</b>；应写 项目概况。",
        cell=_residue,
        signs=frozenset("\\<#&{"),
    ),
    Check(
        id="TXT-02",
        title="错别字",
        severity="warning",
        rule="《党政机关公文处理工作条例》：文字使用规范",
        example="圆满完场；应写 圆满完成。",
        cell=_typos,
        signs=frozenset({LISTED}),
    ),
    Check(
        id="TXT-03",
        title="重复的字词和句子",
        severity="warning",
        rule="《党政机关公文处理工作条例》：文字精练",
        example="征求意见意见；应写 征求意见。",
        cell=_doubled,
        signs=frozenset({LISTED, TWICE}),
        defaults={"piece": "20"},
    ),
    Check(
        id="TXT-06",
        title="过时的说法",
        severity="info",
        rule="《党政机关公文处理工作条例》：内容符合现行规定，用语规范",
        example="人犯；应写 在押人员。",
        cell=_terms,
        signs=frozenset({LISTED}),
    ),
    Check(
        id="TXT-07",
        title="语句完整",
        severity="warning",
        rule="《党政机关公文处理工作条例》：表述准确，语句完整",
        example="通过开展，为工作提供保障；应写明通过开展什么。",
        cell=slips,
        signs=frozenset({LISTED}),
    ),
)
