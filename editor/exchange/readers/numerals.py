"""Takes a number and the name of a numbering style of Word and gives the number as Word prints it."""

from collections.abc import Callable

_HAN = "〇一二三四五六七八九"
_HAN_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MAX = 99_999


def numeral(value: int, style: str) -> str:
    """`value` in the w:numFmt `style` (decimal, chineseCounting, upperRoman …); an unknown style counts in decimal."""
    if not 0 <= value <= _MAX:
        return str(value)
    return _STYLES.get(style, str)(value)


def chinese(value: int) -> str:
    """一, 十, 十一, 二十, 一百〇一 … as chineseCountingThousand prints it."""
    return _han(value, _HAN, "十百千", leading_one=False)


def _han(value: int, digits: str, tens: str, *, leading_one: bool) -> str:
    if value == 0:
        return digits[0]
    if value >= 10_000:
        rest = value % 10_000
        high = _han(value // 10_000, digits, tens, leading_one=leading_one) + "万"
        return high + ((digits[0] if rest < 1_000 else "") + _han(rest, digits, tens, leading_one=True) if rest else "")
    out = ""
    pending = False
    for power in (3, 2, 1, 0):
        digit = value // 10**power % 10
        if digit == 0:
            pending = bool(out)
            continue
        if pending:
            out += digits[0]
            pending = False
        out += digits[digit] + (tens[power - 1] if power else "")
    return out[1:] if not leading_one and 10 <= value < 20 else out


def _legal(value: int) -> str:
    return _han(value, _HAN_LEGAL, "拾佰仟", leading_one=True)


def _digit_by_digit(value: int) -> str:
    """chineseCounting: counted like 十一 up to ninety-nine, then digit by digit, as Word does it."""
    return chinese(value) if value < 100 else "".join(_HAN[int(d)] for d in str(value))


def _roman(value: int) -> str:
    out = ""
    for size, letters in _ROMAN:
        out += letters * (value // size)
        value %= size
    return out


def _letter(value: int) -> str:
    """A … Z, AA, BB …: Word repeats the letter, it does not count in base 26."""
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1) if value else ""


def _circled(value: int) -> str:
    if 1 <= value <= 20:
        return chr(0x2460 + value - 1)
    if 21 <= value <= 35:
        return chr(0x3251 + value - 21)
    return chr(0x32B1 + value - 36) if 36 <= value <= 50 else str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value else ""


def _full_width(value: int) -> str:
    return "".join(chr(ord(d) + 0xFEE0) for d in str(value))


def _bracketed(value: int) -> str:
    return chr(0x2474 + value - 1) if 1 <= value <= 20 else f"({value})"


def _dotted(value: int) -> str:
    return chr(0x2488 + value - 1) if 1 <= value <= 20 else f"{value}."


_STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalHalfWidth": str,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _bracketed,
    "decimalEnclosedFullstop": _dotted,
    "numberInDash": lambda value: f"- {value} -",
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "upperLetter": _letter,
    "lowerLetter": lambda value: _letter(value).lower(),
    "chineseCounting": _digit_by_digit,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": _digit_by_digit,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "japaneseDigitalTenThousand": lambda value: "".join(_HAN[int(d)] for d in str(value)),
    "ideographDigital": lambda value: "".join(_HAN[int(d)] for d in str(value)),
    "taiwaneseDigital": lambda value: "".join(_HAN[int(d)] for d in str(value)),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "none": lambda value: "",
    "bullet": lambda value: "",
}
