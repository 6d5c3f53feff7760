"""Volumes for the tests of the window."""

from editor.bridge.session import Session
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Unit, Volume
from editor.forms.packs import bundled_packs

FORM = bundled_packs().form("hebei-2023")

ROWS = (
    ("产出指标", "数量指标", "补植株数", "补植行道树的数量", "≥1200株", "绿化养护计划"),
    ("产出指标", "质量指标", "成活率", "成活株数占补植株数的比例", "≥95%", "绿化养护标准"),
    ("效益指标", "社会效益指标", "绿化覆盖率", "城区绿化覆盖的比例", "≥40%", "年度工作安排"),
    ("满意度指标", "服务对象满意度指标", "居民满意度", "受访居民满意的比例", "≥90%", "问卷调查"),
)


def volume_with(rows: tuple[tuple[str, ...], ...] = ROWS, *more: tuple[tuple[str, ...], ...]) -> Volume:
    """A volume with one project for each table of rows; the first has key 1, its rows 2, 3 …"""
    projects, key = [], 1
    names = ("行道树栽种", "苗圃管护", "古树保护", "林道维修")
    for i, table in enumerate((rows, *more)):
        cells = [Fields(dict(zip(FORM.indicators.columns, row, strict=False))) for row in table]
        indicators = tuple(Indicator(key + 1 + n, row) for n, row in enumerate(cells))
        fields = Fields({"name": names[i % len(names)], "budget": "5.00", "disbursement": ("0", "50", "75", "100")})
        projects.append(Project(key, "401001", fields=fields, indicators=indicators))
        key += len(table) + 1
    units = (Unit("401001", "青石县林业局本级"),)
    return Volume(FORM.id, 2027, "青石县林业局", units, (), tuple(projects))


def texts(session: Session, project: int = 1) -> list[tuple[str, ...]]:
    """The table of a project as rows of texts."""
    rows = session.volume.project(project).indicators
    return [tuple(row.cells.text(key) for key in session.form.indicators.columns) for row in rows]
