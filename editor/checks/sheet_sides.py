"""Goal sheets with two sides, the whole term and the year: sums, terms, footers, names: SX-01, SX-03, SX-05, IND-30.

Which fields these are is the form's to say: without its parameters no check here has anything to look at.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from editor.checks.check import Check, Report
from editor.checks.chinese import bare
from editor.checks.finding import Finding
from editor.checks.guides import ENTRY
from editor.checks.views import SheetView
from editor.domain.dates import read_date
from editor.domain.money import read_money, write_amount

_ONE_YEAR = re.compile(r"^\s*(?:1|１|一)\s*年")


def _amount(sheet: SheetView, key: str) -> Decimal | None:
    """A blank is nothing; None where the text is no amount."""
    text = sheet.text(key)
    money = read_money(text, sheet.form.money.unit) if text else None
    return money.amount if money is not None else None if text else Decimal(0)


def _label(sheet: SheetView, key: str) -> str:
    return sheet.form.fields[key].label.rstrip(":：").removeprefix("其中").lstrip(":：")


def _shown(sheet: SheetView, amount: Decimal) -> str:
    money = sheet.form.money
    return write_amount(amount, money.decimals, separator=money.separator) + money.unit


def _sources(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """资金总额 = Σ sources, of each side."""
    for side in report.value("sums").split(";"):
        total_key, *keys = side.split() or ("",)
        total = _amount(sheet, total_key) if total_key in sheet.form.fields else None
        parts = [_amount(sheet, key) for key in keys]
        if total is None or None in parts or not sheet.text(total_key):
            continue
        added = sum((part for part in parts if part is not None), Decimal(0))
        if added != total:
            message = f"{_label(sheet, total_key)}{_shown(sheet, total)}，各来源相加是{_shown(sheet, added)}，不相等，请核对。"
            yield report(sheet.place(total_key), message, other=sheet.place(keys[0]) if keys else None)


def _term(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """A project of one year has the same amount on both sides; no year takes more than the whole term."""
    period_key, year_key, term_key = report.value("period"), report.value("year"), report.value("term")
    if not {period_key, year_key, term_key} <= set(sheet.form.fields):
        return
    period, year = _amount(sheet, period_key), _amount(sheet, year_key)
    if not period or not year:
        return
    place, other = sheet.place(period_key), sheet.place(year_key)
    two = f"{_label(sheet, period_key)}{_shown(sheet, period)}，{_label(sheet, year_key)}{_shown(sheet, year)}"
    if year > period:
        yield report(other, f"{two}，一年的不会多于整个实施期的，请核对。", other=place)
    elif year != period and _ONE_YEAR.match(sheet.text(term_key)):
        yield report(place, f"项目期只有1年，{two}，两个数应相等，请核对。", other=other)
    elif year != period and period < 2 * year:
        message = f"项目期{sheet.text(term_key)}，{two}，实施期的总额像是只列了一年的，请核对。"
        yield report(place, message, severity="info", other=other)


def _filled(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """Everything the form requires in words is written, the day is one, and not long past."""
    footer = report.value("footer").split()
    for key, field in sheet.form.fields.items():
        if not footer or field.kind not in ("text", "date") or not field.required or key == report.value("name"):
            continue
        text = sheet.text(key)
        if not text:
            message = f"{field.label.rstrip(':：')}没有填，请补填。"
            yield report(sheet.place(key), message, severity=None if key in footer else "error")
        elif field.kind == "date":
            yield from _day(sheet, key, text, report)


def _day(sheet: SheetView, key: str, text: str, report: Report) -> Iterator[Finding]:
    day, label = read_date(text), sheet.form.fields[key].label.rstrip(":：")
    if day is None:
        yield report(sheet.place(key), f"{label}“{text}”不是日期，请写成 {sheet.year - 1}年8月7日 这样。")
    elif not sheet.year - 1 <= day.year <= sheet.year:
        message = f"{label}是{day.year}年{day.month}月{day.day}日，编{sheet.year}年预算时应在{sheet.year - 1}年或{sheet.year}年，可能是沿用旧表，请核对。"
        yield report(sheet.place(key), message)
    elif text.isdigit() and len(text) > 8:
        yield report(
            sheet.place(key),
            f"{label}是系统的14位时间，打印时写成{day.year}年{day.month}月{day.day}日。",
            severity="info",
        )


def _same_names(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """The same indicator stands on both sides of a row; no text of one side is the beginning of the other's."""
    for pair in report.value("texts").split():
        left, _, right = pair.partition("=")
        for one, two in ((left, right), (right, left)):
            short, long = sheet.text(one).rstrip("。；"), sheet.text(two)
            if short and long.startswith(short) and len(long.rstrip("。；")) > len(short):
                message = f"{_label(sheet, one)}只有{_label(sheet, two)}的前面一部分，后面被截断了，请补全。"
                yield report(sheet.place(one), message, severity="error", other=sheet.place(two))
    left_key, _, right_key = report.value("columns").partition(" ")
    if not {left_key, right_key} <= set(sheet.form.indicators.columns):
        return
    for row in sheet.rows:
        one, two = bare(row.row.cells.text(left_key)), bare(row.row.cells.text(right_key))
        if not one or not two or one == two:
            continue
        cut, place, other = one.startswith(two) or two.startswith(one), row.at(right_key), row.at(left_key)
        left, right = row.row.cells.text(left_key), row.row.cells.text(right_key)
        if cut and len(one) > len(two):
            message = f"实施期写“{left}”，年度只写“{right}”，年度的被截断了，请补全。"
            yield report(place, message, severity="error", other=other)
        elif cut:
            message = f"年度写“{right}”，实施期只写“{left}”，实施期的被截断了，请补全。"
            yield report(other, message, severity="error", other=place)
        else:
            yield report(place, f"实施期写“{left}”，年度写“{right}”，同一条指标的名称应一致。", other=other)


CHECKS = (
    Check(
        id="SX-01",
        title="绩效目标表资金总额等于各来源之和",
        severity="error",
        rule=ENTRY + "：资金总额等于各来源之和",
        example="年度资金总额 300,000，省级财政资金 280,000，其余为0；应相等。",
        sheet=_sources,
        defaults={"sums": ""},
    ),
    Check(
        id="SX-03",
        title="实施期与年度资金对得上",
        severity="error",
        rule=ENTRY + "：一年期项目的实施期资金等于年度资金",
        example="项目期1年，实施期 900,000，年度 300,000；应相等。",
        sheet=_term,
        defaults={"period": "", "year": "", "term": ""},
    ),
    Check(
        id="SX-05",
        title="绩效目标表各栏和落款填齐",
        severity="warning",
        rule=ENTRY + "：各栏填写完整，负责人、经办人、联系电话、填报日期齐全",
        example="负责人空着；应填姓名。",
        sheet=_filled,
        defaults={"footer": "", "name": "name"},
    ),
    Check(
        id="IND-30",
        title="实施期与年度的指标名称一致",
        severity="warning",
        rule=ENTRY + "：实施期指标与年度指标对应",
        example="实施期写“物资发放及时率”，年度写“物资发”；应写全。",
        sheet=_same_names,
        defaults={"columns": "", "texts": ""},
    ),
)
