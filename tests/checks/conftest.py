"""A small clean volume, and the findings of a volume changed at one place."""

from collections.abc import Callable

import pytest

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Unit, Volume
from editor.forms.form import Form
from editor.forms.packs import bundled_packs

ROWS = (
    ("产出指标", "数量指标", "养护里程", "全年养护的县道里程", "≥120公里", "《青石县农村公路养护计划》"),
    ("效益指标", "社会效益指标", "优良路率", "县道优良路里程占比", "≥85%", "上年普查结果"),
    ("满意度指标", "服务对象满意度指标", "群众满意度", "受访群众表示满意的比例", "≥90%", "问卷调查"),
)


@pytest.fixture(scope="session")
def form() -> Form:
    return bundled_packs().form("hebei-2023")


@pytest.fixture
def volume(form: Form) -> Volume:
    rows = tuple(
        Indicator(10 + i, Fields(dict(zip(form.indicators.columns, row, strict=True)))) for i, row in enumerate(ROWS)
    )
    fields = Fields(
        {
            "code": "13039927P00000000011",
            "name": "县道养护经费",
            "budget": "5.00",
            "fiscal_funds": "4.00",
            "other_funds": "1.00",
            "purpose": "县道日常养护",
            "disbursement": ("0", "50", "75.5", "100"),
            "goals": ("县道平整畅通。",),
        }
    )
    project = Project(1, "401001", fields=fields, indicators=rows)
    secret = Project(2, classified=True, fields=Fields({"name": "专项业务经费"}))
    return Volume("hebei-2023", 2027, "青石县交通运输局", (Unit("401001", "青石县公路站"),), (), (project, secret))


@pytest.fixture
def found(form: Form) -> Callable[[Volume], list[Finding]]:
    return lambda volume: list(Checker(form).check(volume))
