"""Amounts of money as the forms write them."""

import re
from decimal import MAX_PREC, Context, Decimal
from typing import Literal, cast

from editor.values import value

MoneyUnit = Literal["万元", "元"]
_SHIFTS = {"万元": 4, "元": 0}
"""Decimal places from 元."""
_EXACT = Context(prec=MAX_PREC)
_WIDE = str.maketrans("０１２３４５６７８９．，－", "0123456789.,-")
_AMOUNT = re.compile(r"^(-?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(万元|元)?$")


@value
class Money:
    """An exact amount in its unit (万元 or 元)."""

    amount: Decimal
    unit: MoneyUnit

    def to(self, unit: MoneyUnit) -> "Money":
        """The same money in another unit, exactly."""
        return Money(self.amount.scaleb(_SHIFTS[self.unit] - _SHIFTS[unit], _EXACT), unit)


def read_money(text: str, unit: MoneyUnit) -> Money | None:
    """Reads 5.00, 1,030,500, ５．００ or 5万元; `unit` is the form's, and holds where the text names none.

    None where the text is blank or no amount.
    """
    match = _AMOUNT.match(re.sub(r"\s", "", text).translate(_WIDE))
    if match is None:
        return None
    sign, whole, fraction, own = match.groups()
    amount = Decimal(sign + whole.replace(",", "") + (fraction or ""))
    return Money(amount, unit) if own in (None, unit) else Money(amount, cast(MoneyUnit, own)).to(unit)


def write_amount(amount: Decimal, decimals: int = 2, separator: bool = False) -> str:
    """An amount with at least this many decimals: 5 → 5.00; digits beyond them are kept, never rounded away."""
    needed = len(f"{amount:f}".partition(".")[2].rstrip("0"))
    return f"{amount:{',' if separator else ''}.{max(decimals, needed)}f}"
