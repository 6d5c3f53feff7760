from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.domain.money import Money, MoneyUnit, read_money, write_amount

AMOUNTS = st.decimals(min_value=-(10**40), max_value=10**40, places=7)
WIDE = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5.00", "5"),
        ("5万元", "5"),
        ("50000元", "5"),
        ("1,030,500", "1030500"),
        ("５．００", "5"),
        ("１，０３０，５００．５", "1030500.5"),
        (" 5 .0\n0 ", "5"),
        ("-36.90", "-36.9"),
        ("0", "0"),
        ("0.0001", "0.0001"),
    ],
)
def test_reads_amounts_as_offices_write_them(text: str, amount: str) -> None:
    assert read_money(text, "万元") == Money(Decimal(amount), "万元")


@pytest.mark.parametrize(
    "text", ["", " ", "五万元", "5.", ".5", "5,00", "1,0305,00", "5万", "约5万元", "5元/人", "5-6", "NaN", "1e3", "≥5"]
)
def test_what_is_no_amount_is_not_guessed(text: str) -> None:
    assert read_money(text, "万元") is None


@given(AMOUNTS, st.integers(0, 4), st.booleans(), st.booleans())
def test_an_amount_written_and_read_is_the_same(amount: Decimal, decimals: int, separator: bool, wide: bool) -> None:
    text = write_amount(amount, decimals, separator)
    fraction = text.partition(".")[2]
    assert len(fraction) >= decimals
    assert len(fraction) == decimals or not fraction.endswith("0")
    assert read_money(text.translate(WIDE) if wide else text, "元") == Money(amount, "元")


@given(AMOUNTS, st.sampled_from(("万元", "元")), st.sampled_from(("万元", "元")))
def test_another_unit_is_the_same_money(amount: Decimal, one: MoneyUnit, other: MoneyUnit) -> None:
    money = Money(amount, one)
    assert money.to(other).to(one) == money
    assert money.to(other).unit == other


def test_ten_thousand_yuan_are_one_wan_yuan() -> None:
    assert Money(Decimal(319600), "元").to("万元") == Money(Decimal("31.96"), "万元")
    assert Money(Decimal("31.96"), "万元").to("元") == Money(Decimal(319600), "元")
    assert read_money("31.96万元", "元") == Money(Decimal(319600), "元")


def test_decimals_are_a_least_number_never_a_rounding() -> None:
    assert write_amount(Decimal(5)) == "5.00"
    assert write_amount(Decimal("1E+3")) == "1000.00"
    assert write_amount(Decimal("0.546"), 2) == "0.546"
    assert write_amount(Decimal(1030500), 0, separator=True) == "1,030,500"
