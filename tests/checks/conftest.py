"""A clean volume, and the findings of a volume changed at one place."""

from collections.abc import Callable

import pytest

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.checks.words import Words, bundled_words
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Section, Unit, Volume
from editor.forms.form import Form
from editor.forms.packs import bundled_packs

ROWS = (
    (
        "产出指标",
        "数量指标",
        "养护里程",
        "全年日常养护的县道公里数",
        "≥120公里",
        "《青石县农村公路养护计划》（青交字〔2026〕3号）",
    ),
    ("产出指标", "质量指标", "优良路率", "评定为优良的里程占养护里程的比例", "≥85%", "2026年路况普查结果"),
    ("产出指标", "时效指标", "病害处治及时率", "接报三日内处治的病害占全部病害的比例", "≥95%", "2026年养护台账"),
    ("产出指标", "成本指标", "项目总成本", "全年养护支出的总额", "≤5万元", "养护定额测算"),
    (
        "效益指标",
        "社会效益指标",
        "沿线出行时间缩短",
        "县道沿线村到县城的平均车程缩短分钟数",
        "≥5分钟",
        "2026年实测车程",
    ),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "受访沿线群众表示满意的比例", "≥90%", "沿线群众问卷调查"),
)
SECTIONS = (
    Section(
        "overall_goal",
        (
            "以安全畅通为目标，做好全县农村公路的建设、养护和管理，县道优良路率达到85%以上，群众出行更加方便，养护资金使用规范，年底前完成全部计划。",
        ),
    ),
    Section(
        "itemised_goals",
        (
            "（一）农村公路养护：县道日常养护全覆盖，路面平整，标线清楚，边沟畅通，桥涵完好，发现病害三日内处治。",
            "（二）路政执法：沿线巡查每月不少于四次，及时清理占道堆物，超限车辆得到有效管控。",
        ),
    ),
    Section(
        "safeguards",
        (
            "一是落实责任，每条县道确定一名养护负责人，按月检查，结果与养护费挂钩。",
            "二是管好资金，专账核算，按进度支付，不得挪作他用。",
        ),
    ),
)


@pytest.fixture(scope="session")
def form() -> Form:
    return bundled_packs().form("hebei-2023")


@pytest.fixture(scope="session")
def words() -> Words:
    return bundled_words()


@pytest.fixture
def volume(form: Form) -> Volume:
    rows = tuple(
        Indicator(10 + i, Fields(dict(zip(form.indicators.columns, row, strict=True)))) for i, row in enumerate(ROWS)
    )
    fields = Fields(
        {
            "code": "13039927P000000000011",
            "name": "县道养护经费",
            "budget": "5.00",
            "fiscal_funds": "4.00",
            "other_funds": "1.00",
            "purpose": "用于县道日常养护的材料、机械租用和养护工人劳务费。",
            "disbursement": ("0", "50", "75", "100"),
            "goals": ("完成县道日常养护120公里，路面平整，病害及时处治。",),
        }
    )
    project = Project(1, "401001", fields=fields, indicators=rows)
    secret = Project(2, classified=True, fields=Fields({"name": "专项业务经费"}))
    units = (Unit("401001", "青石县公路站"),)
    return Volume("hebei-2023", 2027, "青石县交通运输局", units, SECTIONS, (project, secret))


@pytest.fixture
def found(form: Form) -> Callable[[Volume], list[Finding]]:
    return lambda volume: list(Checker(form).check(volume))
