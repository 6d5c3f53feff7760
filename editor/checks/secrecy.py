"""Checks of classified content (涉密): SEC."""

from collections.abc import Iterator

from editor.checks.check import Check, Report, SheetView
from editor.checks.finding import Finding
from editor.domain.volume import NAME


def _holds_nothing(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """The values cannot hold more than a name (`check_classified`); the name must be a neutral one."""
    names = sheet.form.sheet.classified_names
    if sheet.project.classified and sheet.project.name not in names:
        yield report(
            sheet.place(NAME), f"涉密项目的名称只能用“{'”“'.join(names)}”，不能写出项目内容，请改用这样的名称。"
        )


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
)
