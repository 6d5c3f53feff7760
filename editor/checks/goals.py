"""Checks of the goals (绩效目标): GOL."""

import re
import zlib
from collections.abc import Iterator
from itertools import repeat

from editor.checks.check import Check, Clash, Mark, Member, Report
from editor.checks.chinese import bare, likeness, pairs, share_a_pair
from editor.checks.finding import Finding
from editor.checks.views import CellView, SheetView

_LABEL = re.compile(r"^(?:目标内容\s*\d*[、.．:：]?\s*)")
_NUMBER = re.compile(r"^(?:\d{1,2}\s*[、.．)）](?!\d)|[（(]\d{1,2}[）)]|[①-⑳])\s*")
_SHINGLE = 5
_LEAST = 14
_ALIKE = 0.85
_SEEDS = (0, 0x9E3779B9)
_RULE = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：指向明确、细化量化"


def _there(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for key, items in sheet.lists():
        if not any(item.strip() for item in items):
            yield report(sheet.place(key), "绩效目标没有填，请写明做什么、做到什么程度。")
        for i, item in enumerate(items):
            text = bare(_LABEL.sub("", _NUMBER.sub("", item.strip())))
            if item.strip() and len(text) < report.number("least"):
                message = f"绩效目标“{item.strip()}”太短，请写明做什么、做到什么程度。"
                yield report(sheet.place(key, i), message, severity="warning")


def _own_marker(view: CellView, report: Report) -> Iterator[Mark]:
    field = view.form.fields.get(view.kind)
    if field is None or field.kind != "list":
        return
    match = _NUMBER.match(view.text) or _LABEL.match(view.text)
    rest = view.text[match.end() :] if match else ""
    if match is not None and rest.strip():
        message = f"打印时会自动编号，请删去“{match[0].strip()}”。"
        yield Mark(message, match.span(), rest, f"删去“{match[0].strip()}”")


def _sketches(sheet: SheetView) -> Iterator[Member]:
    """Each goal under two sketches of its text: texts that are nearly the same share at least one."""
    for key, items in sheet.lists():
        for i, item in enumerate(items):
            text = bare(_LABEL.sub("", item))
            if len(text) >= _LEAST:
                place = sheet.place(key, i)
                wide = text.encode("utf-32-le")
                shingles = [wide[j : j + 4 * _SHINGLE] for j in range(0, len(wide) - 4 * _SHINGLE + 1, 4)]
                for seed in _SEEDS:
                    sketch = min(map(zlib.crc32, shingles, repeat(seed)))
                    yield Member((seed, sketch), sheet.project.key, place, text, None, sheet.project.name)


def _same_goal(member: Member, peer: Member, report: Report) -> Finding | None:
    if member.text == peer.text:
        message = f"与“{peer.owner}”的绩效目标相同，请写出这个项目自己的目标。"
        return report(member.place, message)
    if likeness(member.text, peer.text) >= _ALIKE:
        return report(member.place, f"与“{peer.owner}”的绩效目标几乎相同，请写出这个项目自己的目标。")
    return None


def _no_copy(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """A goal is not the purpose over again."""
    key = report.value("text")
    purpose = bare(sheet.text(key))
    goals = [(sheet.place(name, i), item) for name, items in sheet.lists() for i, item in enumerate(items)]
    goals += [(sheet.place(name), sheet.text(name)) for name in report.value("goals").split()]
    for place, item in goals:
        text = bare(_LABEL.sub("", item))
        if len(text) < _LEAST or 3 * abs(len(text) - len(purpose)) > len(purpose):
            continue
        if text == purpose or likeness(text, purpose) >= report.number("alike"):
            label = sheet.form.fields[key].label or "资金用途"
            yield report(place, f"绩效目标照抄了{label}，请写这笔钱要达到的目标。", other=sheet.place(key))


def _measured(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """Every goal is taken up by an indicator."""
    if not sheet.rows:
        return
    common = sheet.words.of("common")
    said = "，".join([f"{row.name}，{row.description}" for row in sheet.rows])
    for key, items in sheet.lists():
        for i, item in enumerate(items):
            goal = _LABEL.sub("", item)
            if not share_a_pair(goal, said, common) and len(pairs(goal) - common) >= 6:
                yield report(sheet.place(key, i), "没有一条绩效指标与这条目标有关，请补写相应的指标，或核对目标。")


CHECKS = (
    Check(
        id="GOL-01",
        title="有绩效目标",
        severity="error",
        rule=_RULE,
        example="绩效目标空着；应写 完成县道日常养护120公里，保持路面平整。",
        sheet=_there,
        defaults={"least": "8"},
    ),
    Check(
        id="GOL-02",
        title="目标不带自己的编号",
        severity="info",
        rule="部门预算绩效文本填报要求：绩效目标逐条编号",
        example="目标内容1 完成养护；应写 完成养护。",
        cell=_own_marker,
        signs=frozenset("0123456789（(目①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    ),
    Check(
        id="GOL-03",
        title="各项目的目标不雷同",
        severity="warning",
        rule=_RULE,
        example="两个项目的绩效目标一字不差；应各写各的。",
        clash=Clash(_same_goal, _sketches),
    ),
    Check(
        id="GOL-04",
        title="目标不照抄用途",
        severity="warning",
        rule=_RULE,
        example="绩效目标与资金用途相同；应写要达到的效果。",
        sheet=_no_copy,
        defaults={"alike": "0.95", "text": "purpose", "goals": ""},
    ),
    Check(
        id="GOL-05",
        title="目标都有指标",
        severity="info",
        rule="财预〔2015〕88号《中央部门预算绩效目标管理办法》：目标与指标相互对应",
        example="目标写培训护路员，指标没有一条提到；应补写培训指标。",
        sheet=_measured,
    ),
)
