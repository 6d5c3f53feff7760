"""Figures of paragraphs typed over against what the tables say: NAR-01 to NAR-03; how figures are written: NAR-05."""

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from editor.checks.check import Check, Report
from editor.checks.finding import Finding, Fix
from editor.checks.narrative_figures import Aligned, Figure, aligned, differing, figures
from editor.domain.money import write_amount
from editor.domain.places import Place

if TYPE_CHECKING:
    from editor.budget.narrative import Number, Paragraph
    from editor.checks.budget_view import BookView

_PUBLIC = "财预〔2016〕143号《地方预决算公开操作规程》：内容准确，文字说明与报表一致"
_UP, _DOWN = re.compile("增加|增长|上升|提高"), re.compile("减少|下降|降低")
_SAME = re.compile("持平|相同|一致|没有变化|无变化")
_REASON = re.compile("原因")
_CLAUSE = re.compile(r"[，。；：,;:]")
_BEFORE = 8
_HUNDRED = Decimal(100)


def _years(view: "BookView", report: Report) -> Iterator[Finding]:
    for paragraph in view.typed_paragraphs():
        for pair in aligned(paragraph.text, paragraph.derived):
            typed, derived = pair.typed, pair.derived
            if typed.kind == "year" and typed.amount != derived.amount:
                message = f"这里写的是{typed.text}年，本文本是{view.volume.year}年度的，应为{derived.text}年。"
                yield report(paragraph.place, message, chars=_chars(typed), fix=_fix(paragraph, typed, derived.text))


def _amounts(view: "BookView", report: Report) -> Iterator[Finding]:
    for paragraph in view.typed_paragraphs():
        numbers = {number.start: number for number in paragraph.numbers}
        pairs = aligned(paragraph.text, paragraph.derived)
        for pair in pairs:
            number = numbers.get(pair.derived.start)
            if number is not None and pair.typed.kind in ("money", "count"):
                yield from _amount(view, paragraph, pair, number, report)
        yield from _left_out(view, paragraph, report)
        yield from _strange(view, paragraph, pairs, report)


def _amount(
    view: "BookView", paragraph: "Paragraph", pair: Aligned, number: "Number", report: Report
) -> Iterator[Finding]:
    """A figure that is not the tables', or goes the other way than the tables say."""
    typed, derived = pair.typed, pair.derived
    if typed.amount != abs(number.amount):
        source = number.places[0] if number.places else Place()
        named = view.called(source) if source != Place() else "绩效目标表"
        message = f"这里写{typed.text}，按{named}应为{derived.text}，请核对。"
        fix, other = _fix(paragraph, typed, derived.text), source if source != Place() else None
        yield report(paragraph.place, message, chars=_chars(typed), fix=fix, other=other)
        return
    one, two = _way(paragraph.text, typed), _way(paragraph.derived, derived)
    if one and two and one != two:
        words = f"“{one}{typed.text}”" if one else typed.text
        message = f"这里写{words}，按报表应为“{two}{derived.text}”，请核对。"
        other = number.places[0] if number.places else None
        yield report(paragraph.place, message, chars=_chars(typed), other=other)


def _way(text: str, figure: Figure) -> str:
    """增加 or 减少, where one of them stands right before a figure."""
    before = _CLAUSE.split(text[max(0, figure.start - _BEFORE) : figure.start])[-1]
    return "增加" if _UP.search(before) else "减少" if _DOWN.search(before) else ""


def _left_out(view: "BookView", paragraph: "Paragraph", report: Report) -> Iterator[Finding]:
    """持平 is said where the tables have a change, or a change where they have none."""
    typed, derived = paragraph.text, paragraph.derived
    for one, two in differing(typed, derived):
        typed_same, derived_same = _SAME.search(typed, *one), _SAME.search(derived, *two)
        changes, said = _changes(derived, two), _changes(typed, one)
        if typed_same and not derived_same and changes and not said:
            way = f"{_way(derived, changes[0])}{changes[0].text}{view.budget.unit}"
            message = f"这里写“{typed_same[0]}”，按报表是{way}，请核对。"
            yield report(paragraph.place, message, chars=typed_same.span())
        elif derived_same and not typed_same and said and not changes:
            way = f"{_way(typed, said[0])}{said[0].text}{view.budget.unit}"
            message = f"这里写{way}，按报表是“{derived_same[0]}”，请核对。"
            yield report(paragraph.place, message, chars=_chars(said[0]))


def _changes(text: str, part: tuple[int, int]) -> list[Figure]:
    """The amounts in a part of a text that are said to be more or less; reasons have their own."""
    money = [f for f in figures(text) if f.kind == "money" and part[0] <= f.start < part[1]]
    return [f for f in money if _way(text, f) and not _REASON.search(text, part[0], f.start)]


def _strange(view: "BookView", paragraph: "Paragraph", pairs: tuple[Aligned, ...], report: Report) -> Iterator[Finding]:
    """An amount between words of the clerk's own that no table has; reasons may have figures of their own."""
    known = {pair.typed.start for pair in pairs} | set(_in_reasons(paragraph.text))
    for figure in figures(paragraph.text):
        if figure.kind != "money" or figure.start in known or not figure.amount:
            continue
        if figure.amount not in _all_amounts(view, paragraph):
            message = f"报表里没有{figure.text}这个数，请核对。"
            yield report(paragraph.place, message, severity="warning", chars=_chars(figure))


def _in_reasons(text: str) -> Iterator[int]:
    for figure in figures(text):
        sentence = text.rfind("。", 0, figure.start) + 1
        if _REASON.search(text, sentence, figure.start):
            yield figure.start


def _all_amounts(view: "BookView", paragraph: "Paragraph") -> frozenset[Decimal]:
    """Every amount of the tables, and the figures of what the template says."""
    own = {abs(number.amount) for number in paragraph.numbers}
    shown = (value.amount for t in view.book.tables.values() for line in t.lines() for value in line.values.values())
    return frozenset(own | {amount for amount in shown if amount is not None})


def _percents(view: "BookView", report: Report) -> Iterator[Finding]:
    for paragraph in view.typed_paragraphs():
        numbers = {number.start: number for number in paragraph.numbers}
        for pair in aligned(paragraph.text, paragraph.derived):
            number = numbers.get(pair.derived.start)
            if number is not None and pair.typed.kind == "percent":
                yield from _percent(view, paragraph, pair, number, report)


def _percent(
    view: "BookView", paragraph: "Paragraph", pair: Aligned, number: "Number", report: Report
) -> Iterator[Finding]:
    """Against the share worked out, at the precision it is written with; then how it is written, and of what it is said."""
    typed, derived = pair.typed, pair.derived
    rounded = number.amount.quantize(Decimal(1).scaleb(-typed.decimals), ROUND_HALF_UP)
    other = number.places[0] if number.places else None
    fix = _fix(paragraph, typed, derived.text)
    if typed.amount != rounded:
        message = f"这里写{typed.text}%，按报表算是{derived.text}%，请核对。"
        yield report(paragraph.place, message, chars=_chars(typed), fix=fix, other=other)
    elif typed.amount != number.amount:
        message = f"{typed.text}%没有写到两位小数，与其他百分比的写法不一致，应写{derived.text}%。"
        yield report(paragraph.place, message, severity="warning", chars=_chars(typed), fix=fix, other=other)
    elif typed.amount and _clause(paragraph.text, typed) != _clause(paragraph.derived, derived):
        one, two = _clause(paragraph.text, typed), _clause(paragraph.derived, derived)
        if one.startswith("占") and two.startswith("占"):
            message = f"“{one}{typed.text}%”，报表里算的是“{two}{derived.text}%”，请核对是占哪一个数的比例。"
            yield report(paragraph.place, message, severity="warning", chars=_chars(typed), other=other)


def _clause(text: str, figure: Figure) -> str:
    return _CLAUSE.split(text[: figure.start])[-1].strip()


def _written(view: "BookView", report: Report) -> Iterator[Finding]:
    """Amounts with separators and the decimals of the tables, as in what is generated."""
    for place, text in _texts(view):
        odd = [figure for figure in figures(text) if _unlike(figure, view.budget.decimals)]
        if odd:
            mended = text
            for figure in reversed(odd):
                wanted = write_amount(figure.amount, view.budget.decimals, separator=True)
                mended = mended[: figure.start] + wanted + mended[figure.end :]
            shown = "、".join(figure.text for figure in odd)
            message = f"{shown}与其余金额的写法不一致，应有千分位和{view.budget.decimals}位小数。"
            fix = Fix("统一写法", ((place, mended),))
            yield report(place, message, chars=_chars(odd[0]), fix=fix)


def _unlike(figure: Figure, decimals: int) -> bool:
    if figure.kind != "money" or not figure.amount:
        return False
    grouped = "," in figure.text or figure.amount < 1000
    return not grouped or figure.decimals != decimals


def _texts(view: "BookView") -> Iterator[tuple[Place, str]]:
    for paragraph in view.typed_paragraphs():
        yield paragraph.place, paragraph.text
    for key, fact in view.budget.facts.items():
        if fact.kind == "text" and view.volume.fields.text(key):
            yield Place(field=key), view.volume.fields.text(key)


def _chars(figure: Figure) -> tuple[int, int]:
    return figure.start, figure.end


def _fix(paragraph: "Paragraph", figure: Figure, wanted: str) -> Fix:
    mended = paragraph.text[: figure.start] + wanted + paragraph.text[figure.end :]
    return Fix(f"改为{wanted}", ((paragraph.place, mended),))


CHECKS = (
    Check(
        id="NAR-01",
        title="说明里的年份是本年度",
        severity="error",
        rule=_PUBLIC,
        example="2027年度说明写“2026年整体绩效目标”；应写 2027年整体绩效目标。",
        book=_years,
    ),
    Check(
        id="NAR-02",
        title="说明里的金额与报表一致",
        severity="error",
        rule=_PUBLIC,
        example="报表支出总计560.40，说明写“涉及资金530.40万元”；应写 560.40万元。",
        book=_amounts,
    ),
    Check(
        id="NAR-03",
        title="说明里的百分比算得对",
        severity="error",
        rule=_PUBLIC,
        example="增长45.84%写成“增长46%”；应写 45.84%。",
        book=_percents,
    ),
    Check(
        id="NAR-05",
        title="说明里的金额写法一致",
        severity="info",
        rule=_PUBLIC,
        example="别处写1,250.00万元，这里写1250万元；应写 1,250.00万元。",
        book=_written,
    ),
)
