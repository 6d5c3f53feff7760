"""What an indicator's target (指标值) says: operator, number, unit, date, grades, several of them, or only words."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Operator = Literal["≥", "≤", ">", "<", "=", ""]
Kind = Literal["quantity", "deadline", "grades", "composite", "words", "blank"]

_NARROW = str.maketrans("０１２３４５６７８９．，％﹪℅＞＜＝～－（）", "0123456789.,%%%><=~-()")
_BEFORE: tuple[tuple[str, Operator], ...] = (
    ("≥", "≥"), (">=", "≥"), ("≧", "≥"), ("⩾", "≥"), ("大于等于", "≥"), ("大于或等于", "≥"), ("不低于", "≥"), ("不少于", "≥"),
    ("不小于", "≥"), ("至少", "≥"), ("≤", "≤"), ("<=", "≤"), ("≦", "≤"), ("⩽", "≤"), ("小于等于", "≤"), ("小于或等于", "≤"),
    ("不高于", "≤"), ("不超过", "≤"), ("不大于", "≤"), ("不多于", "≤"), (">", ">"), ("大于", ">"), ("超过", ">"), ("高于", ">"),
    ("<", "<"), ("小于", "<"), ("低于", "<"), ("少于", "<"), ("=", "="), ("等于", "="),
)  # fmt: skip
_AFTER: tuple[tuple[str, Operator], ...] = (
    ("及以上", "≥"),
    ("以上", "≥"),
    ("及以下", "≤"),
    ("以下", "≤"),
    ("以内", "≤"),
)
_OPERATOR = "|".join(re.escape(word) for word, _ in sorted(_BEFORE, key=lambda pair: -len(pair[0])))
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNIT = r"[%‰°℃㎡㎥]|[A-Za-z]{1,4}(?:/[A-Za-z\u4e00-\u9fff]{1,3})?|[\u4e00-\u9fff]{1,4}?(?:/[\u4e00-\u9fff]{1,3})?"
_QUANTITY = re.compile(rf"^(?P<operator>{_OPERATOR})?(?P<number>{_NUMBER})(?P<rest>.*)$", re.DOTALL)
_WHOLE_UNIT = re.compile(rf"^(?P<unit>{_UNIT})?(?P<after>{'|'.join(word for word, _ in _AFTER)})?$")
_LEADING_UNIT = re.compile(r"^[%‰°℃㎡㎥]")
_GRADE = re.compile(rf"({_NUMBER})(%|分)?[:：]?(优秀|良好|中等|较差|优|良|中|低|差)")
_DATE = re.compile(
    r"(?:(?P<year>20\d\d)年)?(?:(?P<month>1[0-2]|0?[1-9])月)?(?:(?P<day>3[01]|[12]\d|0?[1-9])日|(?P<end>底|末))?"
    r"(?P<before>之?前|以前|止)?"
)
_CYCLE = re.compile(r"^每(?:年|季度?|月|周|日|天)")
_JOINTS = re.compile(r"[；;、，\n]")


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date a target names; what it leaves out is None; `cycle` is 每月, 每年 …, "" for a single date."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    cycle: str = ""


@dataclass(frozen=True, slots=True)
class Grade:
    """One step of a graded target: 100%优."""

    number: Decimal
    name: str


@dataclass(frozen=True, slots=True)
class TargetValue:
    """A target as it was written, and its reading.

    quantity: operator ("" where none is written), number, unit ("" where none is), and `rest`, a sentence that follows the number
    (≥90案件结案率达到90%以上). deadline: `deadline`, `rest` what is to be done by then. grades: `grades`. composite: `parts`, each
    a quantity. words: nothing countable; numbers inside the words may still be there.
    """

    text: str
    kind: Kind
    operator: Operator = ""
    number: Decimal | None = None
    unit: str = ""
    rest: str = ""
    deadline: Deadline | None = None
    grades: tuple[Grade, ...] = ()
    parts: "tuple[TargetValue, ...]" = ()


def read_target(text: str) -> TargetValue:
    """Reads a target; never fails: what is no number, date or grades is words."""
    plain = re.sub(r"\s+", "", text).translate(_NARROW)
    if not plain:
        return TargetValue(text, "blank")
    return _grades(text, plain) or _deadline(text, plain) or _composite(text, plain) or _single(text, plain)


def _single(text: str, plain: str) -> TargetValue:
    match = _QUANTITY.match(plain)
    if match is None:
        return TargetValue(text, "words")
    operator = dict(_BEFORE).get(match["operator"] or "", "")
    number = Decimal(match["number"].replace(",", ""))
    unit, operator, rest = _unit(match["rest"].rstrip("。；;"), operator)
    return TargetValue(text, "quantity", operator, number, unit, rest)


def _unit(tail: str, operator: Operator) -> tuple[str, Operator, str]:
    """The unit behind a number; a longer tail is a sentence, in front of which only a sign counts as a unit."""
    whole = _WHOLE_UNIT.match(tail)
    if whole is not None:
        return whole["unit"] or "", operator or dict(_AFTER).get(whole["after"] or "", ""), ""
    sign = _LEADING_UNIT.match(tail)
    return (sign[0], operator, tail[1:]) if sign else ("", operator, tail)


def _grades(text: str, plain: str) -> TargetValue | None:
    found = tuple(Grade(Decimal(m[1].replace(",", "")), m[3]) for m in _GRADE.finditer(plain))
    return TargetValue(text, "grades", grades=found) if len(found) >= 2 else None


def _deadline(text: str, plain: str) -> TargetValue | None:
    cycle = _CYCLE.match(plain)
    start = cycle.end() if cycle else 0
    match = _DATE.match(plain, start)
    if match is None or match.end() == start:
        return None
    named = [match["year"], match["month"], match["day"]]
    dated = match["month"] is not None or match["day"] is not None or match["end"] is not None
    if not dated or not (match["year"] or match["before"] or match["end"] or match["day"]):
        return None
    year, month, day = (int(part) if part else None for part in named)
    deadline = Deadline(year, month, day, cycle[0] if cycle else "")
    return TargetValue(text, "deadline", rest=plain[match.end() :], deadline=deadline)


def _composite(text: str, plain: str) -> TargetValue | None:
    pieces = [piece for piece in _JOINTS.split(plain.rstrip("。")) if piece]
    if len(pieces) < 2:
        return None
    parts = tuple(_single(piece, piece) for piece in pieces)
    counted = [part for part in parts if part.kind == "quantity"]
    return TargetValue(text, "composite", parts=parts) if len(counted) >= 2 else None
