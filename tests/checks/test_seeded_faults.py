"""Faults of each kind put into clean volumes of many fields of work, one at a time, are found where they were put.

No word of these volumes is in any list: what finds them are the general mechanisms.
"""

import re
from collections.abc import Callable, Iterator

import pytest

from editor.checks.engine import Checker
from editor.domain.entries import put_entry
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.domain.volume import Project, Volume
from editor.forms.packs import bundled_packs
from tests.checks.test_clean_fields import FILES, volume_of

Fault = tuple[str, Place, Entry]
"""The check that should find it, where, and what is written there."""
LEAST = 0.95
"""Of the faults of one kind, in all the volumes."""


def at(project: Project, row: int, column: str) -> Place:
    return Place(project=project.key, row=project.indicators[row].key, field=column)


def rows_of(volume: Volume, *levels: str) -> Iterator[tuple[Project, int]]:
    for project in volume.projects:
        for i, row in enumerate(project.indicators):
            if not levels or row.cells.text("level2") in levels:
                yield project, i


def text(project: Project, row: int, column: str) -> str:
    return project.indicators[row].cells.text(column)


def cells(
    check: str, column: str, made: Callable[[str], str], *levels: str, where: Callable[[str], bool] = bool
) -> Callable[[Volume], Iterator[Fault]]:
    """Each cell of a column in rows of these levels, where its text is of that sort, written otherwise."""

    def faults(volume: Volume) -> Iterator[Fault]:
        for project, i in rows_of(volume, *levels):
            if where(text(project, i, column)):
                yield check, at(project, i, column), made(text(project, i, column))

    return faults


def fields(check: str, key: str, made: Callable[[Volume, Project], Entry]) -> Callable[[Volume], Iterator[Fault]]:
    """A field of each project written otherwise."""

    def faults(volume: Volume) -> Iterator[Fault]:
        for project in volume.projects:
            yield check, Place(project=project.key, field=key), made(volume, project)

    return faults


def stale_deadlines(volume: Volume) -> Iterator[Fault]:
    for project, i in rows_of(volume, "时效指标"):
        yield "IND-27", at(project, i, "target"), f"{volume.year - 1}年12月底前"


def swapped_basis(volume: Volume) -> Iterator[Fault]:
    for project, i in rows_of(volume):
        yield "IND-15", at(project, i, "basis"), "进一步提高"


def copied_targets(volume: Volume) -> Iterator[Fault]:
    for project, i in rows_of(volume, "数量指标", "质量指标", "社会效益指标"):
        yield "IND-21", at(project, i, "target"), text(project, i, "level3")


def prose(check: str, made: Callable[[str], str], where: str = "，") -> Callable[[Volume], Iterator[Fault]]:
    """Each paragraph of part one written otherwise."""

    def faults(volume: Volume) -> Iterator[Fault]:
        for section in volume.sections:
            for i, paragraph in enumerate(section.paragraphs):
                if len(paragraph) > 40 and re.search(where, paragraph):
                    yield check, Place(section=section.key, item=i), made(paragraph)

    return faults


def stale_plans(volume: Volume) -> Iterator[Fault]:
    for project in volume.projects:
        said = f"{project.fields.text('purpose')}{volume.year - 1}年底前支付完毕。"
        yield "TXT-01", Place(project=project.key, field="purpose"), said


def dear_costs(volume: Volume) -> Iterator[Fault]:
    for project, i in rows_of(volume, "成本指标"):
        budget = float(project.fields.text("budget"))
        yield "IND-17", at(project, i, "target"), f"≤{budget * 2 + 1:.0f}万元"


def twice(paragraph: str) -> str:
    """The first word of two characters before a comma written twice."""
    return re.sub("([\u4e00-\u9fff]{2})(?=，)", r"\1\1", paragraph, count=1)


KINDS: dict[str, Callable[[Volume], Iterator[Fault]]] = {
    "数量没有数": cells("IND-12", "target", lambda _: "按计划落实到位", "数量指标"),
    "比率超过上限": cells(
        "IND-14", "target", lambda _: "≥100%", "质量指标", "服务对象满意度指标", where=lambda t: "%" in t
    ),
    "没有单位": cells("IND-13", "target", lambda _: "≥90", "质量指标", "服务对象满意度指标"),
    "指标值空": cells("IND-11", "target", lambda _: ""),
    "指标值是问句": cells("IND-22", "target", lambda _: "是否按期完成", "时效指标", "质量指标"),
    "指标值照抄名称": copied_targets,
    "一格多值": cells("IND-26", "target", lambda _: "12个点位；36台设备", "数量指标"),
    "往年期限": stale_deadlines,
    "依据是指标值": swapped_basis,
    "依据空": cells("IND-16", "basis", lambda _: ""),
    "描述空": cells("IND-09", "description", lambda _: "0"),
    "成本超预算": dear_costs,
    "成本无金额": cells("IND-17", "target", lambda _: "严格控制", "成本指标"),
    "满意度写反": cells("IND-19", "target", lambda _: "≤90%", "服务对象满意度指标"),
    "数量填比率": cells("IND-18", "target", lambda _: "≥90%", "数量指标"),
    "名称带标点": cells("TXT-09", "level3", lambda t: t + "。"),
    "百分号": cells("IND-28", "target", lambda t: t.replace("%", "％"), where=lambda t: "%" in t),
    "文号括号": cells("TXT-04", "basis", lambda _: "河财字[2019]12号"),
    "书名号不配对": cells("TXT-05", "basis", lambda t: t + "《专项资金管理办法"),
    "一级二级不配": cells("IND-07", "level1", lambda _: "满意度指标", "数量指标"),
    "预算不等": fields("BUD-01", "budget", lambda _, p: f"{float(p.fields.text('budget')) + 1:.2f}"),
    "预算不是数": fields("BUD-02", "budget", lambda _, p: "若干"),
    "用途空": fields("USE-01", "purpose", lambda _, p: ""),
    "用途只写名称": fields("USE-01", "purpose", lambda _, p: p.name),
    "用途截断": fields("DOC-07", "purpose", lambda _, p: p.fields.text("purpose")[:-1] + "，以及"),
    "用途写往年": stale_plans,
    "合计不符": fields("BUD-03", "purpose", lambda _, p: "用于设备购置和人员培训，共需12345.6万元。"),
    "算不对": fields("TXT-10", "purpose", lambda _, p: "聘用人员20人，每人每月2000元，全年需50万元。"),
    "目标空": fields("GOL-01", "goals", lambda _, p: ()),
    "目标照抄用途": fields("GOL-04", "goals", lambda _, p: (p.fields.text("purpose"),)),
    "计划缺一期": fields("PLN-01", "disbursement", lambda _, p: ("", *p.fields.items_of("disbursement")[1:])),
    "计划倒退": fields("PLN-02", "disbursement", lambda _, p: ("80", "50", "90", "100")),
    "计划不到百": fields("PLN-03", "disbursement", lambda _, p: (*p.fields.items_of("disbursement")[:3], "98")),
    "编码格式": fields("PRJ-01", "code", lambda _, p: p.code[:-2]),
    "词写两遍": prose("TXT-03", twice, where="[\u4e00-\u9fff]{2}，"),
    "引号不配对": prose("TXT-05", lambda t: t.replace("，", "，“", 1)),
    "半角标点": prose("TXT-04", lambda t: t.replace("，", ",", 1)),
    "截断": prose("DOC-07", lambda t: t[:-1] + "和"),
    "控制符": prose("DOC-12", lambda t: t + "<b>"),
}


@pytest.fixture(scope="module")
def checked() -> list[tuple[Volume, Checker]]:
    made = []
    for file in FILES:
        volume = volume_of(file)
        checker = Checker(bundled_packs().form(volume.form))
        checker.check(volume)
        made.append((volume, checker))
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_put_in_is_found(kind: str, checked: list[tuple[Volume, Checker]]) -> None:
    missed, count = [], 0
    for volume, checker in checked:
        for check, place, entry in KINDS[kind](volume):
            count += 1
            findings = checker.check(put_entry(volume, place, entry))
            if not any(f.check == check and same_place(f.place, place) for f in findings):
                missed.append((volume.department, place, entry))
    assert count > 0
    assert len(missed) <= count * (1 - LEAST), missed


def same_place(found: Place, put: Place) -> bool:
    """The same entry, or a part of it; of a row's level the other level may be told."""
    if put.field in ("level1", "target") and found.field in ("level2", "level1") and found.row == put.row:
        return True
    return (found.project, found.row, found.section, found.field) == (
        put.project,
        put.row,
        put.section,
        put.field,
    ) and (put.item is None or found.item == put.item)
