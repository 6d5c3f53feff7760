"""Percentages of the spending plan (资金支出计划, cumulative)."""

import re
from decimal import Decimal

from editor.values import value

_WIDE = str.maketrans("０１２３４５６７８９．％﹪℅－", "0123456789.%%%-")
_PERCENT = re.compile(r"^(-?\d+(?:\.\d+)?)%?$")


def read_percent(text: str) -> Decimal | None:
    """Reads 25, 25%, 25.00%, ２５％ or 100℅ as 25, 25, …; None where the text is blank or no percentage."""
    match = _PERCENT.match(re.sub(r"\s", "", text).translate(_WIDE))
    return Decimal(match.group(1)) if match else None


def write_percent(value: Decimal, decimals: int, trim: bool) -> str:
    """`decimals` places (more where the value has them); with `trim` only those that are needed: 25, 4.3."""
    needed = len(f"{value:f}".partition(".")[2].rstrip("0"))
    return f"{value:.{needed if trim else max(decimals, needed)}f}"


@value
class DisbursementPlan:
    """The cumulative shares at the form's dates (资金支出计划), in percent; None where blank or unreadable."""

    shares: tuple[Decimal | None, ...]

    @classmethod
    def read(cls, texts: tuple[str, ...]) -> "DisbursementPlan":
        """One share for each text."""
        return cls(tuple(read_percent(text) for text in texts))
