"""What an indicator's target (指标值) says: operator, number, unit, date, grades, several of them, or only words."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Operator = Literal["≥", "≤", ">", "<", "=", ""]
Kind = Literal["quantity", "range", "deadline", "grades", "composite", "words", "blank"]

_NARROW = str.maketrans("０１２３４５６７８９．，％﹪℅＞＜＝～－（）：﹥﹤", "0123456789.,%%%><=~-():><")
_BEFORE: tuple[tuple[str, Operator], ...] = (
    ("≥", "≥"), (">=", "≥"), ("≧", "≥"), ("⩾", "≥"), ("≥=", "≥"), ("大于等于", "≥"), ("大于或等于", "≥"), ("不低于", "≥"),
    ("不少于", "≥"), ("不小于", "≥"), ("至少", "≥"), ("最低", "≥"), ("最少", "≥"), ("达到", "≥"), ("≤", "≤"), ("<=", "≤"), ("≦", "≤"),
    ("⩽", "≤"), ("≤=", "≤"), ("小于等于", "≤"), ("小于或等于", "≤"), ("不高于", "≤"), ("不超过", "≤"), ("不大于", "≤"), ("不多于", "≤"),
    ("最多", "≤"), ("最高", "≤"), ("控制在", "≤"), (">", ">"), ("大于", ">"), ("超过", ">"), ("高于", ">"), ("多于", ">"), ("<", "<"),
    ("小于", "<"), ("低于", "<"), ("少于", "<"), ("=", "="), ("等于", "="),
)  # fmt: skip
_AFTER: tuple[tuple[str, Operator], ...] = (
    ("(含)以上", "≥"), ("及以上", "≥"), ("以上", "≥"), ("(含)以下", "≤"), ("及以下", "≤"), ("以下", "≤"), ("以内", "≤"), ("之内", "≤"),
    ("内", "≤"), ("左右", ""), ("(含)", ""),
)  # fmt: skip
_OPERATORS = dict(_BEFORE)
_OPERATOR = "|".join(re.escape(word) for word, _ in sorted(_BEFORE, key=lambda pair: -len(pair[0])))
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_HAN_UNIT = r"(?:个?百分点|个?工作日|[\u4e00-\u9fff]{1,4}?)(?:\((?!含)[\u4e00-\u9fff]{1,2}\))?"
_UNIT = (
    r"[%‰°℃㎡㎥](?:/[\u4e00-\u9fff]{1,3})?|[A-Za-zμ²³]{1,4}(?:[/·][A-Za-z\u4e00-\u9fff]{1,3})?"
    rf"|{_HAN_UNIT}(?:[/·每][\u4e00-\u9fff]{{1,3}}){{0,2}}"
)
_QUANTITY = re.compile(rf"^(?P<operator>{_OPERATOR})?约?(?P<number>{_NUMBER})(?P<rest>.*)$", re.DOTALL)
_WHOLE_UNIT = re.compile(rf"^(?P<unit>{_UNIT})?(?P<after>{'|'.join(re.escape(word) for word, _ in _AFTER)})?$")
_LEADING_UNIT = re.compile(r"^[%‰°℃㎡㎥]")
_RANGE = re.compile(
    rf"^(?P<low>{_NUMBER})(?P<low_unit>[%‰]|[\u4e00-\u9fff]{{1,2}})?(?:[-—–~至到]+)(?P<high>{_NUMBER})(?P<unit>{_UNIT})?$"
)
_HAN_NUMBER = re.compile(
    rf"^(?P<operator>{_OPERATOR})?(?P<number>[一二两三四五六七八九十]|十[一二三四五六七八九]|[二三四五六七八九]十[一二三四五六七八九]?)"
    r"(?P<unit>个月|人次|小时|[个次套人名座处台辆期场篇份项件户家批年月天条部只所间亩])(?P<after>以上|以内|内|以下)?$"
)
_HAN_DIGITS = {digit: n for n, digit in enumerate("一二三四五六七八九", 1)} | {"两": 2}
_GRADE = re.compile(
    rf"(?:≥|≤|>|<|=)?({_NUMBER})(%|分)?(?:及?以上|以下)?[:为]?(优秀|良好|中等|较差|优|良|中|低|差)(?![质化秀良])"
)
_NAMED_GRADE = re.compile(rf"(优秀|良好|中等|较差|优|良|中|低|差)[:为]?(?:≥|≤|>|<|=)?({_NUMBER})(?:%|分)?")
_DATE = re.compile(
    r"(?:(?P<year>20\d\d)年度?)?(?:第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年"
    r"|(?P<month>1[0-2]|0?[1-9])月份?)?(?:(?P<day>3[01]|[12]\d|0?[1-9])[日号]|年?(?P<end>底|末))?(?P<before>之?前|以前|止)?"
)
_PLAIN_DATE = re.compile(
    r"(?P<year>20\d\d)[.\-/](?P<month>1[0-2]|0?[1-9])(?:[.\-/](?P<day>3[01]|[12]\d|0?[1-9]))?(?P<before>之?前|以前|止)?"
)
_QUARTERS = {"一": 3, "二": 6, "三": 9, "四": 12, "1": 3, "2": 6, "3": 9, "4": 12}
_CYCLE = re.compile(r"^每(?:个?月|半?年|个?季度?|周|日|天|学期|学年)")
_GRADE_HINT = re.compile(r"[优良中低差]")
_NAMED = re.compile(rf"^[\u4e00-\u9fff]{{1,8}}?(?=(?:{_OPERATOR})?\d)")
"""机房1个: what is counted stands before the number."""
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
    (≥90案件结案率达到90%以上). range: `number` to `high`, `unit`. deadline: `deadline`, `rest` what is to be done by
    then. grades: `grades`. composite: `parts`, each
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
    high: Decimal | None = None


def read_target(text: str) -> TargetValue:
    """Reads a target; never fails: what is no number, date or grades is words."""
    plain = re.sub(r"\s+", "", text).translate(_NARROW)
    if not plain:
        return TargetValue(text, "blank")
    found = _grades(text, plain) or _range(text, plain) or _deadline(text, plain) or _composite(text, plain)
    return found or _single(text, plain)


def _single(text: str, plain: str) -> TargetValue:
    match = _QUANTITY.match(plain)
    if match is None:
        return _in_han(text, plain) or TargetValue(text, "words")
    operator = _OPERATORS.get(match["operator"] or "", "")
    number = _decimal(match["number"])
    unit, operator, rest = _unit(match["rest"].rstrip("。；;"), operator)
    return TargetValue(text, "quantity", operator, number, unit, rest)


def _in_han(text: str, plain: str) -> TargetValue | None:
    """三次, 至少两个, 十二期 — a Chinese number counts only before a word that counts."""
    match = _HAN_NUMBER.match(plain.rstrip("。；;"))
    if match is None:
        return None
    tens, ten, ones = match["number"].rpartition("十")
    number = (_HAN_DIGITS.get(tens, 1) * 10 if ten else 0) + _HAN_DIGITS.get(ones, 0)
    operator = _OPERATORS.get(match["operator"] or "", "") or dict(_AFTER).get(match["after"] or "", "")
    return TargetValue(text, "quantity", operator, Decimal(number), match["unit"])


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def _unit(tail: str, operator: Operator) -> tuple[str, Operator, str]:
    """The unit behind a number; a longer tail is a sentence, in front of which only a sign counts as a unit."""
    whole = _WHOLE_UNIT.match(tail)
    if whole is not None:
        return whole["unit"] or "", operator or dict(_AFTER).get(whole["after"] or "", ""), ""
    sign = _LEADING_UNIT.match(tail)
    return (sign[0], operator, tail[1:]) if sign else ("", operator, tail)


def _range(text: str, plain: str) -> TargetValue | None:
    match = _RANGE.match(plain.rstrip("。；;"))
    if match is None or (match["low_unit"] and match["low_unit"] != match["unit"]):
        return None
    low, high = _decimal(match["low"]), _decimal(match["high"])
    return (
        TargetValue(text, "range", "", low, match["unit"] or "", high=high)
        if low < high < 2000 or match["unit"]
        else None
    )


def _grades(text: str, plain: str) -> TargetValue | None:
    if _GRADE_HINT.search(plain) is None:
        return None
    found = tuple(Grade(_decimal(m[1]), m[3]) for m in _GRADE.finditer(plain))
    named = tuple(Grade(_decimal(m[2]), m[1]) for m in _NAMED_GRADE.finditer(plain))
    best = named if plain[0] in "优良中" and len(named) >= len(found) else found
    return TargetValue(text, "grades", grades=best) if len(best) >= 2 else None


def _deadline(text: str, plain: str) -> TargetValue | None:
    dated = _PLAIN_DATE.match(plain)
    if dated is not None and (dated["day"] or dated["before"] or dated.end() == len(plain)):
        day = int(dated["day"]) if dated["day"] else None
        return TargetValue(
            text, "deadline", rest=plain[dated.end() :], deadline=Deadline(int(dated["year"]), int(dated["month"]), day)
        )
    cycle = _CYCLE.match(plain)
    start = cycle.end() if cycle else 0
    match = _DATE.match(plain, start)
    if match is None or match.end() == start or not _names_a_date(match, plain, start):
        return None
    year, day = (int(part) if part else None for part in (match["year"], match["day"]))
    deadline = Deadline(year, _month(match), day, cycle[0] if cycle else "")
    return TargetValue(text, "deadline", rest=plain[match.end() :], deadline=deadline)


def _names_a_date(match: re.Match[str], plain: str, start: int) -> bool:
    """A month, day, quarter or end, and something that says it is a date and no length of time."""
    if match["quarter"] or match["half"]:
        return bool(match["before"] or match["year"] or match["end"] or match.end() == len(plain))
    if match["month"] is None and match["day"] is None and match["end"] is None:
        return False
    if match["day"] and not match["month"] and not match["year"] and not start:
        return bool(match["before"])
    return bool(match["year"] or match["before"] or match["end"] or match["day"])


def _month(match: re.Match[str]) -> int | None:
    if match["month"]:
        return int(match["month"])
    if match["quarter"]:
        return _QUARTERS[match["quarter"]]
    return {"上": 6, "下": 12}[match["half"]] if match["half"] else None


def _composite(text: str, plain: str) -> TargetValue | None:
    pieces = [piece for piece in _JOINTS.split(plain.rstrip("。")) if piece]
    if len(pieces) < 2:
        return None
    parts = tuple(_single(piece, _NAMED.sub("", piece)) for piece in pieces)
    counted = [part for part in parts if part.kind == "quantity"]
    return TargetValue(text, "composite", parts=parts) if len(counted) >= 2 else None
