"""Checks of the document as a whole: DOC."""

from collections.abc import Iterator

from editor.checks.check import Check, Report, SheetView
from editor.checks.finding import Finding, Fix
from editor.domain.volume import CONTENTS_TITLE, TITLE
from editor.forms.wording import sheet_title


def _titles_agree(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """目录题名 = 表题 = 项目名称 + the form's suffix."""
    project = sheet.project
    wanted = project.name + sheet.form.sheet.title_suffix
    title = sheet_title(sheet.form, project)
    if _bare(title) != _bare(wanted):
        place = sheet.place(TITLE)
        message = f"表题“{title}”与项目名称“{project.name}”不一致，表题应为“{wanted}”。"
        yield report(place, message, fix=Fix("表题改为随项目名称", ((place, ""),)))
    listed = project.fields.text(CONTENTS_TITLE)
    if listed and _bare(listed) != _bare(title):
        place = sheet.place(CONTENTS_TITLE)
        message = f"原目录写的是“{listed}”，与表题“{title}”不一致，请核对哪一个对；打印的目录按表题。"
        yield report(place, message, fix=Fix("以表题为准", ((place, ""),)))


def _bare(text: str) -> str:
    return "".join(text.split())


CHECKS = (
    Check(
        id="DOC-03",
        title="目录、表题与项目名称一致",
        severity="error",
        rule="部门预算绩效文本编制要求：目录、表题与项目名称一致",
        example="目录写“道路管理经费绩效目标表”，表题写“道路安全管理经费绩效目标表”；应一致。",
        sheet=_titles_agree,
    ),
)
