"""A made-up unit's ledgers: a small observatory with two sources of money."""

from editor.domain import budget_edits
from editor.domain.fields import Fields
from editor.domain.volume import Project, Unit, Volume

FUNCTIONS = (
    {"code": "2200501", "general_basic": "310.20"},
    {"code": "2200504", "general_project": "45.00", "own_project": "5.00"},
    {"code": "2200509", "general_project": "30.50", "carry_general": "12.25"},
    {"code": "2080505", "general_basic": "28.40"},
    {"code": "2101101", "general_basic": "14.06"},
    {"code": "2210201", "general_basic": "21.00"},
    {"code": "2120899", "name": "其他国有土地使用权出让收入安排的支出", "fund_project": "8.00"},
)
ECONOMY = (
    {"code": "30101", "government": "工资奖金津补贴", "personnel": "250.00"},
    {"code": "30108", "government": "社会保障缴费", "personnel": "28.40"},
    {"code": "30201", "government": "办公经费", "running": "60.26"},
    {"code": "30231", "government": "公务用车运行维护费", "running": "20.00"},
    {"code": "30309", "government": "社会福利和救助", "personnel": "15.00"},
)
PROJECTS = (
    {"name": "天气雷达维护", "category": "其他运转类", "general": "45.00", "own": "5.00"},
    {"name": "山洪预警站点", "category": "特定目标类", "general": "30.50", "fund": "8.00"},
)


def unit() -> Volume:
    """Everything balances: basic 373.66, projects 75.50 + 8.00 + 5.00, carried 12.25."""
    volume = Volume("shanxi-2026", 2026, "云台山气象局", (Unit("205001", "观测站"),))
    tables = {
        "functions": FUNCTIONS,
        "economy": ECONOMY,
        "projects": PROJECTS,
        "carried_projects": ({"name": "预警平台", "general": "12.25"},),
        "three_public": ({"line": "running", "general": "20.00"}, {"line": "reception", "general": "1.50"}),
        "running_costs": ({"general": "80.26"},),
        "fund_income": ({"code": "1030148", "amount": "8.00"},),
    }
    for key, rows in tables.items():
        volume = budget_edits.set_budget_table(volume, key, [Fields(dict(row)) for row in rows])
    return volume


def with_projects(count: int) -> Volume:
    """A table of many projects."""
    rows = [Fields({"name": f"项目{n}", "general": f"{n}.50", "own": "1.00"}) for n in range(1, count + 1)]
    return budget_edits.set_budget_table(unit(), "projects", rows)


def sheets(volume: Volume) -> tuple[Project, ...]:
    """Goal sheets of the unit's projects, in 元."""
    found = [("天气雷达维护", "500,000"), ("山洪预警站点", "385,000")]
    return tuple(Project(900 + n, fields=Fields({"name": a, "year_total": b})) for n, (a, b) in enumerate(found))
