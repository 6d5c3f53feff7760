"""What a target rests on (指标值确定依据): IND-16."""

import re
from collections.abc import Iterator

from editor.checks.check import Check, Report
from editor.checks.chinese import any_in, bare, book_titles, pairs
from editor.checks.finding import Finding
from editor.checks.guides import GUIDE
from editor.checks.references import OTHER_UNIT
from editor.checks.views import RowView, SheetView

_OF_ALL = re.compile(r"^中华人民共和国|(?<![办方做])法$|法典$|条例$|标准|规范|规程|规划|纲要")
"""Laws, standards and plans hold for all there is; a notice about one matter holds for that."""
_TELLING = 2
_CITED = re.compile(r"[《〔\[【]|\d+\s*号")


def _founded(sheet: SheetView, report: Report) -> Iterator[Finding]:
    about: str | None = None
    for row in sheet.rows:
        if not row.basis:
            yield report(
                row.at("basis"), "指标值确定依据没有填，请填文件、标准、合同、上年实际或测算方法。", severity="error"
            )
        elif _names_a_law(sheet, row.basis):
            message = f"“{row.basis}”像文件名称，请加书名号，并写明文号或条款。"
            yield report(row.at("basis"), message)
        elif row.basis in sheet.words.of("vague") and row.is_a("output"):
            message = f"“{row.basis}”太笼统，请写明是哪个文件、哪年的数据或怎样测算。"
            yield report(row.at("basis"), message)
        elif "《" in row.basis:
            about = _about(sheet) if about is None else about
            yield from _unrelated(sheet, row, about, report)


def _names_a_law(sheet: SheetView, text: str) -> bool:
    plain = bare(text)
    if _CITED.search(text) or len(plain) < 4 or len(plain) > 30 or "的" in plain:
        return False
    words = sheet.words
    named = words.ends(plain, "law_ends") and not words.ends(plain, "not_law")
    return named and plain not in words.of("vague")


def _unrelated(sheet: SheetView, row: RowView, about: str, report: Report) -> Iterator[Finding]:
    """None of the documents cited shares a word with the project."""
    generic = sheet.words.of("generic")
    titles = [title for _, _, title in book_titles(row.basis)]
    telling = [pairs(title) - generic for title in titles if not _OF_ALL.search(title)]
    telling = [title for title in telling if len(title) >= _TELLING]
    if telling and len(telling) == len(titles) and not any(any_in(title, about) for title in telling):
        message = "依据的文件与这个项目看不出联系，可能是从别的项目抄来的，请核对。"
        yield report(row.at("basis"), message, severity="warning")


def _about(sheet: SheetView) -> str:
    words = [text for _, _, text in sheet.prose()]
    words += [row.name + "，" + row.description for row in sheet.rows]
    words += [sheet.department, sheet.unit.name if sheet.unit else ""]
    return "，".join(words)


CHECKS = (
    Check(
        id="IND-16",
        title="指标值有依据",
        severity="info",
        rule=GUIDE,
        example="依据写“工作细则”；应写 《农村公路养护细则》（青交字〔2026〕3号）。",
        sheet=_founded,
        clash=OTHER_UNIT,
    ),
)
