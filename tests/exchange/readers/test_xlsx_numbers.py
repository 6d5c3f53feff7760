"""Numbers as a sheet shows them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.exchange.readers.xlsx_numbers import BUILT_IN, has_lost_digits, plain_number, shown

ACCOUNTING = '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(("stored", "code", "text"), [
    ("5", "General", "5"), ("5", "0.00", "5.00"), ("587.92", "General", "587.92"), ("5.0", "@", "5"),
    ("13.260000000000002", "General", "13.26"), ("0.1", "General", "0.1"), ("1E-7", "General", "0.0000001"),
    ("0.25", "0%", "25%"), ("0.125", "0.0%", "12.5%"), ("1", "0.00%", "100.00%"), ("0.043", "0.##%", "4.3%"),
    ("2.345", "0.00", "2.35"), ("-2.345", "0.00", "-2.35"), ("0.004", "0.00", "0.00"), ("-0.001", "0.00", "0.00"),
    ("1234567.5", "#,##0.00", "1,234,567.50"), ("1234", "#,##0", "1,234"), ("12", "000", "012"),
    ("-3", "0.00_);\\(0.00\\)", "(3.00)"), ("0", ACCOUNTING, "-"), ("12", ACCOUNTING, "12.00"),
    ("40", '"≥"0"人"', "≥40人"), ("33", '0.00"万元"', "33.00万元"), ("33", "0.00!万", "33.00万"),
    ("12345", "0.0,", "12.3"), ("12345", "0!.0,", "12345"), ("5", "[Red]0.0", "5.0"), ("5", "[$¥-804]0.00", "¥5.00"),
    ("5", "[>=1]0.0;0", "5"), ("5", "[DBNum1]0", "5"), ("0.5", "# ?/?", "0.5"), ("5000", "0.00E+00", "5000"),
    ("0", "0;-0;", "0"), ("words", "0.00", "words"), ("1e999", "0.00", "1e999"), ("nan", "0", "nan"),
])  # fmt: skip
def test_numbers(stored: str, code: str, text: str) -> None:
    assert shown(stored, code) == text


@pytest.mark.parametrize(("stored", "code", "text"), [
    ("45291", 'yyyy"年"m"月"d"日"', "2023年12月31日"), ("45291", "[$-804]yyyy\"年\"m\"月\";@", "2023年12月"),
    ("45291", "yyyy/m/d", "2023-12-31"), ("45291", "m-d-yy", "2023-12-31"), ("45291", "yyyy\\-mm", "2023-12"),
    ("45291.5", "yyyy-m-d h:mm", "2023-12-31 12:00"), ("0.5", "h:mm:ss", "12:00:00"), ("0.75", 'h"时"mm"分"', "18时00分"),
    ("45291", "yyyy年mm月dd日", "2023年12月31日"), ("45291", 'yy"年"', "23年"), ("45291", 'yyyy"年"m"月"d"日" aaaa', "2023年12月31日 星期日"),
    ("59", "yyyy-mm-dd", "1900-02-28"), ("61", "yyyy-mm-dd", "1900-03-01"), ("-1", "yyyy-mm-dd", "-1"),
    ("99999999", "yyyy-mm-dd", "99999999"),
])  # fmt: skip
def test_dates(stored: str, code: str, text: str) -> None:
    assert shown(stored, code) == text


def test_the_other_calendar() -> None:
    assert shown("43829", "yyyy-mm-dd", from_1904=True) == "2023-12-31"


def test_formats_known_by_number() -> None:
    assert shown("45291", BUILT_IN[31]) == "2023年12月31日"
    assert shown("0.5", BUILT_IN[9]) == "50%"


@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_money_keeps_its_cents(amount: Decimal) -> None:
    """Whatever the file keeps of a sum (a binary fraction with its tail), two decimals come out."""
    assert shown(repr(float(amount)), "0.00") == f"{amount:.2f}"
    assert Decimal(shown(repr(float(amount)), "General")) == amount


@given(st.text('0#?.,%"年mdyhs;[]()_*\\-@E+ 万', max_size=12), st.floats(-1e12, 1e12))
def test_no_format_is_fatal(code: str, value: float) -> None:
    assert isinstance(shown(repr(value), code), str)


def test_plain_numbers_and_long_ones() -> None:
    assert plain_number(Decimal("1E+3")) == "1000"
    assert plain_number(Decimal("1.500")) == "1.5"
    assert has_lost_digits("1.30324234E+20")
    assert not has_lost_digits("130324")
    assert not has_lost_digits("words")
