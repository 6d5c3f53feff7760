from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.domain.percent import DisbursementPlan, read_percent, write_percent

SHARES = st.decimals(min_value=-1000, max_value=1000, places=6)


@pytest.mark.parametrize("text", ["25", "25%", "25.00%", "２５％", "25﹪", "25℅", " 2 5 % ", "25.0"])
def test_reads_percentages_as_offices_write_them(text: str) -> None:
    assert read_percent(text) == 25


@pytest.mark.parametrize("text", ["", "%", "25%%", "百分之25", "25‰", "≥25%", "25%以上", "2,5"])
def test_what_is_no_percentage_is_not_guessed(text: str) -> None:
    assert read_percent(text) is None


@given(SHARES, st.integers(0, 4), st.booleans())
def test_a_share_written_and_read_is_the_same(share: Decimal, decimals: int, trim: bool) -> None:
    text = write_percent(share, decimals, trim)
    assert read_percent(text) == share
    assert read_percent(text + "％") == share
    fraction = text.partition(".")[2]
    if trim:
        assert not fraction.endswith("0")
    else:
        assert len(fraction) >= decimals


@pytest.mark.parametrize(
    ("share", "decimals", "trim", "text"),
    [
        ("25", 2, False, "25.00"),
        ("25.00", 0, True, "25"),
        ("4.30", 0, True, "4.3"),
        ("33.333", 2, False, "33.333"),
        ("1E+2", 0, True, "100"),
    ],
)
def test_decimals_as_the_forms_want_them(share: str, decimals: int, trim: bool, text: str) -> None:
    assert write_percent(Decimal(share), decimals, trim) == text


def test_a_plan_keeps_its_gaps() -> None:
    assert DisbursementPlan.read(("", "40%", "全部", "100")).shares == (None, 40, None, 100)
