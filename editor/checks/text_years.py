"""Years that are not the budget year: TXT-01."""

import re
from collections.abc import Iterator

from editor.checks.check import Check, Mark, Report
from editor.checks.chinese import book_titles
from editor.checks.views import NARRATIVE, CellView

_YEAR = re.compile(r"(?<![\d〔\[【（(.-])(20\d\d)(?=\s*年|\s*[-—~～至到]\s*20\d\d\s*年)")
_CLAUSE = re.compile(r"[^。！？；，,;\n]+")
_DEADLINE = re.compile(
    r"(20\d\d)\s*年\s*(?:度|底|末|年底|(?:\d{1,2}\s*月\s*(?:\d{1,2}\s*日|底|末)?))?\s*(?:之?前|以前|底|末)"
)
_NEXT = re.compile(r"(?<![说证声表透申注标])明年")
_BUILT = re.compile(r"[^，。；、]{1,10}的")
"""2018年以前建成的小区: a deadline no longer, but what something is."""
_ONGOING = re.compile(
    r"\s*年?\S{0,4}(?:以来|数据|文件|统计|决算)|\s*年?(?:\d{1,2}月)?(?:\d{1,2}日)?(?:起|开始|至今|出台|实施的|印发的|全国)"
)
_PAST = re.compile(
    "了|过|已|曾|截至|截止|立项|开工|形成|实际|结余|结转|尾款|质保金|以前年度|评价结果|审计|普查|调查显示|数据显示"
)
_SPAN = re.compile(r"20\d\d\s*[-—~～至到]+\s*(20\d\d)\s*年(?P<named>\S{0,6}(?:计划|规划|行动|纲要|方案))?")
_STATUTE = re.compile(r"20\d\d\s*[)）\]】〕]|号|20\d\d\s*版")


def _stale(view: CellView, report: Report) -> Iterator[Mark]:
    if view.kind in ("target", "name", "basis") or "20" not in view.text:
        return
    apart = [(start, end) for start, end, _ in book_titles(view.text)]
    apart += [span.span() for span in _SPAN.finditer(view.text) if span["named"] or int(span[1]) >= view.year]
    for clause in _CLAUSE.finditer(view.text):
        for match in _YEAR.finditer(view.text, clause.start(), clause.end()):
            year, at = int(match[1]), match.start()
            if year >= view.year or any(start <= at < end for start, end in apart):
                continue
            mark = _said(view, clause, match, year)
            if mark is not None:
                yield mark
                break


def _said(view: CellView, clause: re.Match[str], match: re.Match[str], year: int) -> Mark | None:
    """Whether the clause speaks of what is to be done, or of what was."""
    text, chars = clause[0], (match.start(), match.start() + 4)
    due = _DEADLINE.match(view.text, match.start(), clause.end())
    if due is not None and _BUILT.match(view.text, due.end(), clause.end()):
        return None
    before = view.text[clause.start() : match.start()]
    history = view.words.any_of("history").search(before) or _ONGOING.match(view.text, chars[1])
    if _STATUTE.search(text) or (history and not due) or _PAST.search(text):
        return None
    if due is not None:
        mended = f"{view.text[: match.start()]}{view.year}{view.text[match.start() + 4 :]}"
        message = f"期限写的是{year}年，本文本是{view.year}年度的，请改为{view.year}年的日期。"
        return Mark(message, chars, mended, f"改为{view.year}年")
    if view.words.any_of("plans").search(view.text, match.start() + 4, clause.end()):
        return Mark(f"这里说的是计划，却写{year}年，本文本是{view.year}年度的，请核对年份。", chars)
    if str(view.year) in text:
        return None
    message = f"提到了{year}年，本文本是{view.year}年度的；说的是往年情况就不用改，否则请改年份。"
    return Mark(message, chars, severity="info")


def _relative(view: CellView, report: Report) -> Iterator[Mark]:
    for match in _NEXT.finditer(view.text):
        yield Mark(
            f"“{match[0]}”指哪一年不明确，请写出年份（本文本是{view.year}年度）。", match.span(), severity="info"
        )


def _years(view: CellView, report: Report) -> Iterator[Mark]:
    if view.kind != NARRATIVE:  # years of a narrative are held against what is generated
        yield from _stale(view, report)
    yield from _relative(view, report)


CHECKS = (
    Check(
        id="TXT-01",
        title="年份是本年度",
        severity="error",
        rule="部门预算绩效文本编制要求：绩效目标为预算年度内的目标",
        example="2027年度文本写“2025年底前支付完毕”；应写 2027年底前。",
        cell=_years,
        signs=frozenset("2明"),
    ),
)
