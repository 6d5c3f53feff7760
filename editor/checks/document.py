"""Checks of the document as a whole: what must be there, and titles that agree: DOC-01 to DOC-03."""

from collections.abc import Iterator

from editor.checks.check import Check, Report
from editor.checks.chinese import bare
from editor.checks.finding import Finding, Fix
from editor.checks.views import FrontView, SheetView
from editor.domain.places import Place
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


def _sections_there(front: FrontView, report: Report) -> Iterator[Finding]:
    written = {section.key for section in front.sections if any(text.strip() for text in section.paragraphs)}
    for key, section in front.form.sections().items():
        if section.required and key not in written and not section.templates:
            yield report(Place(section=key), f"“{section.title}”没有内容，请补写。")


def _sections_filled(front: FrontView, report: Report) -> Iterator[Finding]:
    titles = front.form.sections()
    for section in front.sections:
        length = sum(len(bare(text)) for text in section.paragraphs)
        if 0 < length < report.number("least") and section.key in titles:
            message = f"“{titles[section.key].title}”只有{length}个字，太简略，请写明做什么、做到什么程度。"
            yield report(Place(section=section.key), message)
        for i, text in enumerate(section.paragraphs):
            if report.value("withheld") in text:
                continue
            head, colon, body = text.strip().partition("：")
            if colon and bare(body) and bare(head).lstrip("0123456789一二三四五六七八九十") == bare(body):
                message = f"“{body.strip()}”只把标题重写了一遍，没有内容，请写明目标和要做的工作。"
                at = text.index(body)
                yield report(Place(section=section.key, item=i), message, chars=(at, at + len(body)))


CHECKS = (
    Check(
        id="DOC-01",
        title="各部分齐全",
        severity="error",
        rule="部门预算绩效文本编制要求：总体绩效目标、分项绩效目标、工作保障措施齐全",
        example="没有写工作保障措施；应补写。",
        front=_sections_there,
    ),
    Check(
        id="DOC-02",
        title="各部分有实际内容",
        severity="warning",
        rule="财预〔2015〕88号《中央部门预算绩效目标管理办法》：绩效目标具体细化",
        example="1、安全宣传：安全宣传；应写明宣传什么、做到什么程度。",
        front=_sections_filled,
        defaults={"least": "50", "withheld": "涉密"},
    ),
    Check(
        id="DOC-03",
        title="目录、表题与项目名称一致",
        severity="error",
        rule="部门预算绩效文本编制要求：目录、表题与项目名称一致",
        example="目录写“道路管理经费绩效目标表”，表题写“道路安全管理经费绩效目标表”；应一致。",
        sheet=_titles_agree,
    ),
)
