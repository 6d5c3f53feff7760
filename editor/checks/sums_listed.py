"""Sums of numbered items: 1.… X万元 with (1)…(5) below it, and what all the numbered items come to."""

import re
from collections.abc import Iterator
from decimal import Decimal

from editor.checks.chinese import narrow
from editor.checks.sums import AMOUNT, WrongSum, amount_of

_ITEM = re.compile(r"(?:^|(?<=[;。\s]))(\d{1,2})[.、](?!\d)")
_BELOW = re.compile(r"\((\d{1,2})\)")
_HEAD = re.compile(r"[^;:。，,]{0,30}?" + AMOUNT.format("sum") + r"(?=[;:。，,]|$)")
_MONEY = re.compile(AMOUNT.format("sum") + r"(?!\s*/)")
_TENTH = Decimal("0.05")


def wrong_items(text: str) -> Iterator[WrongSum]:
    """Numbered items whose amount is not what the items below them come to."""
    plain = narrow(text)
    for start, end in _items(plain):
        head = _HEAD.match(plain, start, end)
        starts = [match.end() for match in _BELOW.finditer(plain, start, end)]
        if head is None or len(starts) < 2 or starts[0] < head.end():
            continue
        ends = [*(match.start() for match in _BELOW.finditer(plain, starts[0], end)), end]
        last = [list(_MONEY.finditer(plain, a, b)) for a, b in zip(starts, ends, strict=True)]
        if all(last):
            added = sum((amount_of(found[-1], "sum") for found in last), Decimal(0))
            written = amount_of(head, "sum")
            if abs(added - written) > _TENTH:
                yield WrongSum(head.span("sum"), "下面各小项相加", added, written)


def items_total(text: str) -> tuple[Decimal, tuple[int, int]] | None:
    """What two or more numbered items come to in 万元, with the characters of the first amount; none where one has no amount."""
    plain = narrow(text)
    items = list(_items(plain))
    heads = [_HEAD.match(plain, start, end) for start, end in items]
    known = [head for head in heads if head is not None]
    if len(known) < 2 or len(known) != len(items):
        return None
    return sum((amount_of(head, "sum") for head in known), Decimal(0)), known[0].span("sum")


def _items(text: str) -> Iterator[tuple[int, int]]:
    """From behind the number to the next one; only where they count from 1."""
    found = list(_ITEM.finditer(text))
    if [int(match[1]) for match in found] != list(range(1, len(found) + 1)):
        return
    for match, after in zip(found, (*found[1:], None), strict=False):
        yield match.end(), after.start() if after else len(text)
