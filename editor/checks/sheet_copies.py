"""Cells of one goal sheet that say the same over again: DOC-06."""

from collections.abc import Iterator

from editor.checks.check import Report
from editor.checks.chinese import bare, likeness
from editor.checks.finding import Finding
from editor.checks.views import SheetView

_LEAST, _LONG, _ALIKE = 12, 30, 0.85


def copied_cells(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """Each cell of words against those before it; pairs joined by = may say the same."""
    keys = report.value("cells").split()
    allowed = {frozenset(pair.split("=")) for pair in report.value("apart").split()}
    said = [(key, bare(sheet.text(key))) for key in keys]
    for n, (key, text) in enumerate(said):
        if len(text) < _LEAST:
            continue
        for other, before in said[:n]:
            if frozenset((key, other)) not in allowed and _same(before, text):
                fields = sheet.form.fields
                what = "相同" if text == before else "几乎相同"
                message = f"“{fields[key].label}”与“{fields[other].label}”{what}，请各写各的内容。"
                yield report(sheet.place(key), message, severity="warning", other=sheet.place(other))
                break


def _same(one: str, two: str) -> bool:
    if one == two:
        return True
    longer = max(len(one), len(two))
    return longer >= _LONG and 5 * abs(len(one) - len(two)) <= longer and likeness(one, two) >= _ALIKE
