"""Readings of dates as clerks and finance systems write them."""

import re
from datetime import date

_SHAPES = (
    re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?"),
    re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?"),
    re.compile(r"(\d{4})[-/.．](\d{1,2})[-/.．](\d{1,2})(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.0+)?)?)?"),
)


def read_date(text: str) -> date | None:
    """The day in 2025年8月7日, 2025-8-7, 20250807 or the 14 digits of a finance system's stamp; None where there is none."""
    for shape in _SHAPES:
        match = shape.fullmatch(text.strip())
        if match is not None:
            try:
                return date(*map(int, match.groups()))
            except ValueError:
                return None
    return None
