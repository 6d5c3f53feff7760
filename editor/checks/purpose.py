"""Checks of what the money is for (资金用途): USE."""

import re
from collections.abc import Iterator

from editor.checks.check import Check, Report
from editor.checks.chinese import any_in, bare, pairs
from editor.checks.finding import Finding
from editor.checks.views import SheetView

_LIST = re.compile(r"[、；]|以及")
_WORKS = frozenset(("改造", "更新", "维修", "维护", "建设", "购置", "采购", "安装", "等等"))
_KEY = "purpose"


def _written(sheet: SheetView, report: Report) -> Iterator[Finding]:
    if _KEY not in sheet.form.fields:
        return
    text, place = sheet.text(_KEY), sheet.place(_KEY)
    length = len(bare(text))
    if not text:
        yield report(place, "资金用途没有填，请写明钱用在哪些方面。")
    elif bare(text) == bare(sheet.project.name):
        yield report(place, "资金用途只写了项目名称，请写明钱用在哪些方面。")
    elif length < report.number("least"):
        yield report(place, f"资金用途只有{length}个字，太简略，请写明钱用在哪些方面。", severity="info")
    elif length > report.number("most"):
        message = f"资金用途有{length}个字，太长，请只写钱的用处和测算，背景另写。"
        yield report(place, message, severity="info")


def _covered(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """A quantity that lists several works, most of which the purpose does not know."""
    said = sheet.text(_KEY)
    if not said:
        return
    known = ""
    for row in sheet.rows:
        works = [bare(part) for part in _LIST.split(row.description)] if row.is_a("quantity") else []
        works = [work for work in works if len(work) >= 4]
        if len(works) < 3:
            continue
        goals = (text for _, items in sheet.lists() for text in items)
        known = known or bare("，".join((said, sheet.project.name, *goals)))
        unknown = [work for work in works if not any_in(pairs(work) - _WORKS, known)]
        if 2 * len(unknown) >= len(works):
            message = f"数量指标写了“{'、'.join(unknown[:3])}”，资金用途里没有提到，请核对用途和指标是否一致。"
            yield report(row.at("description"), message)


CHECKS = (
    Check(
        id="USE-01",
        title="资金用途写明",
        severity="warning",
        rule="财预〔2015〕88号《中央部门预算绩效目标管理办法》：具体细化",
        example="用途只写项目名称；应写明用于哪些支出。",
        sheet=_written,
        defaults={"least": "10", "most": "250"},
    ),
    Check(
        id="USE-02",
        title="用途与数量指标一致",
        severity="info",
        rule="财预〔2015〕88号《中央部门预算绩效目标管理办法》：绩效目标与资金用途相关",
        example="用途写浴室改造，数量指标写楼顶防水、值班室改造；应一致。",
        sheet=_covered,
    ),
)
