"""Takes a stored number and its cell's number format and gives what the sheet shows for it."""

import re
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

GENERAL = "General"
# The formats a file may name by number alone. 27–36 and 50–58 depend on the language of the machine: these are the
# Chinese ones, as Excel and WPS show them here.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "yyyy-mm-dd", 16: "yyyy-mm-dd", 17: "yyyy-mm", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "yyyy-mm-dd", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"', 33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"',
    35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss",
    47: "mm:ss", 48: "0.0E+0", 49: "@", 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"',
    54: 'm"月"d"日"', 55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_(?:.|$)|\*(?:.|$)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<general>General)|(?P<ampm>AM/PM|A/P|上午/下午)|(?P<power>E[+-])|(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+)"
    r"|(?P<place>[0#?])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CURRENCY = re.compile(r"\$([^-]*)")
_DIGITS = 15
_EPOCH_1900 = datetime(1899, 12, 30, tzinfo=UTC)
_EPOCH_1904 = datetime(1904, 1, 1, tzinfo=UTC)
_LAST_DAY = 2_958_466
_WEEKDAYS = "一二三四五六日"
_CHINESE_DATE = re.compile("[年月日时分秒]")

_Token = tuple[str, str]


def shown(stored: str, code: str, *, from_1904: bool = False) -> str:
    """The text for a stored number, e.g. ("0.25", "0%") → "25%", ("13.260000000000002", "General") → "13.26".

    A format we do not know shows the number itself; text that is no number is given back.
    """
    try:
        value = Decimal(f"{float(stored):.{_DIGITS}g}")
    except (ValueError, InvalidOperation, OverflowError):
        return stored
    if not value.is_finite():
        return stored
    sections = _sections(code)
    tokens = _choose(sections, value)
    if any(kind == "date" for kind, _ in tokens):
        return _date(value, tokens, from_1904) or plain_number(value)
    text = _number(abs(value) if len(sections) > 1 and value < 0 else value, tokens)
    return plain_number(value) if text is None else text


def plain_number(value: Decimal) -> str:
    """A number without exponent, without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def has_lost_digits(stored: str) -> bool:
    """Whether a number is too long for a sheet to have kept all of its digits (a code typed as a number)."""
    try:
        return abs(float(stored)) >= 1e15
    except ValueError:
        return False


def _sections(code: str) -> list[list[_Token]]:
    sections: list[list[_Token]] = [[]]
    for match in _TOKEN.finditer(code):
        kind = match.lastgroup or "pad"
        text = match.group(kind) if match.lastgroup else ""
        if kind == "other" and text == ";":
            sections.append([])
        else:
            sections[-1].append((kind, text))
    return sections


def _choose(sections: list[list[_Token]], value: Decimal) -> list[_Token]:
    """Positive; negative; zero — the conditions some formats state ([>=1]) are not weighed: they end in the number itself."""
    if len(sections) > 1 and value < 0:
        return sections[1]
    if len(sections) > 2 and value == 0:
        return sections[2]
    return sections[0]


def _number(value: Decimal, tokens: list[_Token]) -> str | None:
    """None where the format holds something that is not handled."""
    core = _core(tokens)
    if core is None:
        return None
    before, places, after = core
    text = _digits(value, places, percents=sum(t.count("%") for t in (before, after)))
    if text is None:
        return None
    sign = "-" if value < 0 and any(c in "123456789" for c in text) else ""
    return before.lstrip() + sign + text + after.rstrip()


def _core(tokens: list[_Token]) -> tuple[str, str, str] | None:
    """Literals before, digit places, literals after; None where literals stand among the places, or something unknown."""
    before, places, after = "", "", ""
    for kind, text in tokens:
        if _is_unknown(kind, text):
            return None
        if kind == "place" or (kind == "other" and text in ".,"):
            if after:
                return None
            places += text
        elif places:
            after += _literal(kind, text)
        else:
            before += _literal(kind, text)
    return (before, places, after) if any(c in "0#?" for c in places) else None


def _is_unknown(kind: str, text: str) -> bool:
    if kind == "bracket":
        return text[:1] in ("<", ">", "=") or text[:5].upper() == "DBNUM"
    return kind in ("general", "power", "ampm") or (kind == "other" and text in "/@")


def _literal(kind: str, text: str) -> str:
    """What a token prints by itself: colours and languages in brackets print nothing, a currency its sign."""
    if kind != "bracket":
        return text
    currency = _CURRENCY.match(text)
    return currency.group(1) if currency else ""


def _digits(value: Decimal, places: str, percents: int) -> str | None:
    whole, _, fraction = places.partition(".")
    if "." in fraction:
        return None
    scale = len(places) - len(places.rstrip(","))
    value = value * Decimal(100) ** percents / Decimal(1000) ** scale
    decimals = sum(c in "0#?" for c in fraction)
    rounded = abs(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    if rounded == 0 and set(whole + fraction) <= {"?", "#", ","} and "?" in whole + fraction:
        return ""
    integer, _, tail = format(rounded, "f").partition(".")
    integer = integer.rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        integer = re.sub(r"(?<=\d)(?=(\d{3})+\Z)", ",", integer)
    kept = fraction.rstrip(",").rstrip("#?").count("0") + sum(c in "#?" for c in fraction.rstrip(",").rstrip("#?"))
    while len(tail) > kept and tail.endswith("0"):
        tail = tail[:-1]
    return integer + ("." + tail if tail else "")


def _date(value: Decimal, tokens: list[_Token], from_1904: bool) -> str | None:
    if not 0 <= value < _LAST_DAY:
        return None
    days = value
    if not from_1904 and 1 <= value < 60:
        days = value + 1  # the sheet's calendar has a 29 February 1900
    moment = (_EPOCH_1904 if from_1904 else _EPOCH_1900) + timedelta(seconds=round(float(days) * 86_400))
    words = "".join(text for kind, text in tokens if kind in ("quoted", "escaped", "other"))
    letters = {text[0].lower() for kind, text in tokens if kind == "date"}
    if _CHINESE_DATE.search(words):
        return _date_by_tokens(moment, tokens)
    has_day = bool(letters & {"y", "d", "e"}) or (letters == {"m"})
    parts = []
    if has_day and value >= 1:
        parts.append(moment.strftime("%Y-%m-%d") if "d" in letters else moment.strftime("%Y-%m"))
    if letters & {"h", "s"}:
        parts.append(moment.strftime("%H:%M:%S" if "s" in letters else "%H:%M"))
    return " ".join(parts) or None


def _date_by_tokens(moment: datetime, tokens: list[_Token]) -> str:
    out: list[str] = []
    after_hour = False
    for kind, text in tokens:
        if kind != "date":
            out.append(text if kind in ("quoted", "escaped", "other") else "")
            continue
        letter, length = text[0].lower(), len(text)
        if letter in "ye":
            out.append(str(moment.year) if length > 2 or letter == "e" else f"{moment.year % 100:02d}")
        elif letter == "a":
            out.append(("星期" if length > 3 else "") + _WEEKDAYS[moment.weekday()])
        elif letter in "mdhs":
            number = {"m": moment.minute if after_hour else moment.month, "d": moment.day, "h": moment.hour}.get(
                letter, moment.second
            )
            out.append(f"{number:02d}" if length == 2 else str(number))
        after_hour = letter == "h"
    return "".join(out).strip()
