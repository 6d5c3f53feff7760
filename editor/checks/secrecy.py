"""Checks of classified content (涉密): SEC."""

from collections.abc import Iterator

from editor.checks.check import Check, Mark, Report
from editor.checks.chinese import in_title
from editor.checks.finding import Finding
from editor.checks.views import LISTED, PARAGRAPH, CellView, SheetView
from editor.domain.volume import NAME


def _holds_nothing(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """The values cannot hold more than a name (`check_classified`); the name must be a neutral one."""
    names = sheet.form.sheet.classified_names
    if sheet.project.classified and sheet.project.name not in names:
        yield report(
            sheet.place(NAME), f"涉密项目的名称只能用“{'”“'.join(names)}”，不能写出项目内容，请改用这样的名称。"
        )


def _open_words(view: CellView, report: Report) -> Iterator[Mark]:
    """Words of classified work in an open project; the names of laws may hold them."""
    if view.kind == PARAGRAPH:
        return
    for hit in view.hits:
        if hit.word.kind == "sensitive" and not in_title(view.text, hit.start):
            message = f"公开的项目里出现“{hit.word.find}”，请核对是否涉密；涉密的应标为涉密项目，只留名称。"
            yield Mark(message, (hit.start, hit.end))


CHECKS = (
    Check(
        id="SEC-01",
        title="涉密项目只留名称",
        severity="error",
        rule="《中华人民共和国保守国家秘密法》",
        example="涉密项目写了具体名称；应写 专项业务经费。",
        sheet=_holds_nothing,
        hard=True,
        classified_too=True,
    ),
    Check(
        id="SEC-02",
        title="公开项目里没有涉密的话",
        severity="warning",
        rule="《中华人民共和国保守国家秘密法》",
        example="公开项目写“技侦设备购置”；应核对并标为涉密项目。",
        cell=_open_words,
        signs=frozenset({LISTED}),
    ),
)
