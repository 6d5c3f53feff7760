"""Places in the budget tables, as the clerk reads them."""

import pytest

from editor.domain.places import NEW_ROW, Place
from editor.forms.packs import bundled_packs
from editor.forms.place_words import place_words
from tests.budget.made_up import unit

FORM = bundled_packs().form("shanxi-2026")
VOLUME = unit()
KEYS = {key: VOLUME.table(key).rows[0].key for key in ("functions", "projects", "three_public", "running_costs")}


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(table="t5"), "预算公开表5"),
        (Place(table="t5", line="total", field="basic"), "预算公开表5 合计 基本支出"),
        (Place(table="t5", line="22005", field="total"), "预算公开表5 22005气象事务 合计"),
        (Place(table="t8", line="2120899"), "预算公开表8 2120899其他国有土地使用权出让收入安排的支出"),
        (Place(table="t9", line="in_103", field="amount"), "预算公开表9 103非税收入 国有资本经营收入预算"),
        (Place(table="t12", line=str(KEYS["projects"]), field="own"), "预算公开表12 天气雷达维护 单位资金"),
        (Place(table="t12", line="unit_205001"), "预算公开表12 观测站"),
        (Place(table="t12", line="unit_"), "预算公开表12 云台山气象局"),
        (Place(table="t99", line="x"), ""),
        (Place(table="projects", row=KEYS["projects"], field="general"), "项目支出（本年预算） 天气雷达维护 一般公共预算"),
        (Place(table="functions", row=KEYS["functions"], field="general_basic"), "支出（按功能分类科目） 2200501 一般公共预算 基本支出"),
        (Place(table="running_costs", row=KEYS["running_costs"]), "机关运行经费 第1行"),
        (Place(table="three_public", row=NEW_ROW, line="abroad", field="fund"), "“三公”经费 因公出国（境）费 政府性基金预算"),
        (Place(section="income", line="sources"), "收入预算情况说明 第1段（自动生成）"),
        (Place(field="last_total"), "上年收支总计"),
    ],
)  # fmt: skip
def test_a_place_is_named(place: Place, said: str) -> None:
    assert place_words(FORM, VOLUME, place) == said
