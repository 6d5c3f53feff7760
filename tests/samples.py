"""A small made-up volume with one of everything, and what makes two volumes comparable."""

from dataclasses import replace

from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Section, Unit, Volume

_COLUMNS = ("level1", "level2", "level3", "description", "target", "basis")
_ROWS = (
    ("产出指标", "数量指标", "维修校舍", "完成屋面翻修的校舍数量", "2所", "年度维修计划"),
    ("产出指标", "时效指标", "完工时间", "主汛期来临以前全部完工", "6月30日前", "年度维修计划"),
    ("效益指标", "社会效益指标", "师生安全", "校舍不再漏雨", "明显改善", "学校报告"),
)
_CODE = "13099923P{:011d}A"


def small_volume() -> Volume:
    """hebei-2023, two units, four projects; the third is classified; a goal of two lines, a missing share, an own title."""
    first = {
        "code": _CODE.format(1),
        "name": "校舍维修补助",
        "budget": "12.50",
        "fiscal_funds": "12.50",
        "purpose": "用于两所村小屋面维修",
        "disbursement": ("0", "40", "", "100"),
        "goals": ("完成两所村小校舍屋面维修", "汛期前完工"),
    }
    second = {
        "code": _CODE.format(2),
        "name": "图书采购",
        "budget": "3.00",
        "other_funds": "1.00",
        "purpose": "购书\n上架",
        "goals": ("按目录采购图书\n并编目上架",),
        "title": "关于图书采购绩效目标表",
    }
    fourth = {"code": _CODE.format(4), "name": "食堂设备更新"}
    return Volume(
        "hebei-2023",
        2024,
        "清河县教育局",
        (Unit("210001", "清河县教育局本级"), Unit("210002", "清河县第一小学")),
        (
            Section("overall_goal", ("办好家门口的学校。",)),
            Section("itemised_goals", ("一、改善办学条件", "（一）维修校舍", "1.摸清底数", "逐校排查，列出清单。")),
            Section("safeguards", ("一是按月调度，落实责任。",)),
        ),
        (
            Project(1, "210001", fields=Fields(dict(first)), indicators=_rows(10)),
            Project(2, "210001", fields=Fields(dict(second)), indicators=_rows(20)[1:]),
            Project(3, classified=True, fields=Fields({"name": "专项业务经费"})),
            Project(4, "210002", fields=Fields(dict(fourth))),
        ),
        Fields({"reviewer": "清河县财政局预算股"}),
    )


def rekeyed(volume: Volume) -> Volume:
    """The volume with the keys an import gives, in order from 1, and no waivers."""
    key = 0
    projects = []
    for project in volume.projects:
        rows = tuple(replace(row, key=key + 2 + n) for n, row in enumerate(project.indicators))
        projects.append(replace(project, key=key + 1, indicators=rows))
        key += 1 + len(rows)
    tables = []
    for table in volume.tables:
        tables.append(replace(table, rows=tuple(replace(row, key=key + 1 + n) for n, row in enumerate(table.rows))))
        key += len(table.rows)
    return replace(volume, projects=tuple(projects), waivers=(), tables=tuple(tables))


def _rows(key: int) -> tuple[Indicator, ...]:
    return tuple(Indicator(key + n, Fields(dict(zip(_COLUMNS, row, strict=True)))) for n, row in enumerate(_ROWS))
