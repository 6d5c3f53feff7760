"""Takes the beginning of a line and gives the number it begins with, if it begins an item of a list."""

import re
from dataclasses import dataclass

_HAN = "一二三四五六七八九"
_HAN_NUMBER = r"[一二三四五六七八九十百〇零]{1,6}"
_STYLES = (
    ("han、", re.compile(rf"({_HAN_NUMBER})、")),
    ("(han)", re.compile(rf"[（(]({_HAN_NUMBER})[）)]")),
    ("han是", re.compile(rf"({_HAN_NUMBER})是")),
    ("han要", re.compile(rf"({_HAN_NUMBER})要")),
    ("第han", re.compile(rf"第({_HAN_NUMBER})[，,、]")),
    ("1、", re.compile(r"(\d{1,3})、")),
    ("1.", re.compile(r"(\d{1,3})[.．](?!\d)")),
    ("(1)", re.compile(r"[（(](\d{1,3})[）)]")),
    ("1)", re.compile(r"(\d{1,3})[）)]")),
    ("①", re.compile("([①-⑳])")),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A leading number: how it is written, and what it counts."""

    style: str
    value: int

    def follows(self, earlier: "Mark | None") -> bool:
        """Whether this is the next item of the same list, or the first of a new one."""
        if earlier is not None and earlier.style == self.style:
            return self.value == earlier.value + 1
        return self.value == 1


def leading_mark(text: str) -> Mark | None:
    """The number a line begins with (一、 （一） 一是 1、 1. (1) ①), None where it begins with words."""
    for style, pattern in _STYLES:
        match = pattern.match(text)
        if match:
            return Mark(style, _value(match.group(1)))
    return None


def _value(digits: str) -> int:
    if digits.isdecimal():
        return int(digits)
    if "①" <= digits <= "⑳":
        return ord(digits) - ord("①") + 1
    return _han_value(digits)


def _han_value(digits: str) -> int:
    total = unit = 0
    for char in digits:
        if char == "百":
            total, unit = total + (unit or 1) * 100, 0
        elif char == "十":
            total, unit = total + (unit or 1) * 10, 0
        elif char in _HAN:
            unit = _HAN.index(char) + 1
    return total + unit
