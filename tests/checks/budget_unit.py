"""A made-up unit whose budget tables, narrative and goal sheets are clean of findings."""

from dataclasses import replace

from editor.domain import budget_edits, edits
from editor.domain.entries import put_entry
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project, Volume
from tests.budget import made_up

FACTS = {
    "ministry_coded": "205-云台山气象局",
    "last_total": "494.41",
    "last_general": "479.16",
    "last_operating": "70.26",
    "last_running": "22.00",
    "last_reception": "1.50",
    "reason_income": "上年安排了机房改造，本年不再安排，减少20.00万元",
    "reason_spending": "机房改造已于上年完工，减少20.00万元",
    "reason_three_public": "车辆更换为新能源车，油费减少2.00万元",
    "reason_vehicles": "新能源车用电代油，减少2.00万元",
    "reason_running": "两辆旧车报废，减少2.00万元",
    "reason_operating": "观测场取暖改为用电，电费增加10.00万元",
    "procurement_goods": "9.00",
    "cars_quota": "4",
    "cars_business": "3",
}
ECONOMY = (
    {"code": "30101", "government": "工资奖金津贴补贴", "personnel": "214.94"},
    {"code": "30108", "government": "社会保障缴费", "personnel": "28.40"},
    {"code": "30110", "government": "社会保障缴费", "personnel": "14.06"},
    {"code": "30113", "government": "住房公积金", "personnel": "21.00"},
    {"code": "30201", "government": "办公经费", "running": "58.76"},
    {"code": "30217", "government": "公务接待费", "running": "1.50"},
    {"code": "30231", "government": "公务用车运行维护费", "running": "20.00"},
    {"code": "30309", "government": "社会福利和救助", "personnel": "15.00"},
)
ROWS = (
    ("产出指标", "数量指标", "维护雷达台数", "2台"),
    ("产出指标", "质量指标", "雷达数据可用率", "≥96%"),
    ("产出指标", "时效指标", "故障修复时间", "≤24小时"),
    ("产出指标", "成本指标", "维护总成本", "≤50万元"),
    ("效益指标", "社会效益", "强降水预警提前时间", "≥60分钟"),
    ("满意度指标", "服务对象满意度", "用户满意度", "≥92%"),
)


def sheet(key: int, name: str, amount: str, cost: str) -> Project:
    """A goal sheet of one project, the whole term three times the year."""
    texts = {
        "name": name,
        "implementer": "云台山气象局",
        "attribute": "经常性项目（长期开展）",
        "term": "3年",
        "period_total": f"{3 * int(amount):,}",
        "period_provincial": f"{3 * int(amount):,}",
        "year_total": f"{int(amount):,}",
        "year_provincial": f"{int(amount):,}",
        "overview": f"{name}由本单位组织实施，保证观测设备常年稳定运行。",
        "grounds": "《气象观测设备运行保障办法》规定观测设备由所在台站维护。",
        "necessity": "山区强降水多发，观测数据中断会影响预警发布。",
        "measures": "按月巡检，故障登记销号，备件入库出库有台账。",
        "plan": "汛前完成全面检修，汛期每周巡检，年底前验收付款。",
        "period_goal": "三年内观测设备整体可用率稳定在较高水平，备件国产化。",
        "year_goal": "汛期设备不停机，数据可用率达到96%以上，预警提前一小时发布。",
        "head": "苏闻野",
        "handler": "程霁",
        "phone": "0000-1234567",
        "filled_on": "2025年9月12日",
    }
    rows = []
    for n, (one, two, named, target) in enumerate(ROWS):
        said, whole = (cost, f"≤{3 * int(amount) // 10000}万元") if two == "成本指标" else (target, target)
        cells = {"level1": one, "level2": two, "level3": named, "target": whole}
        rows.append(Indicator(key * 10 + n, Fields({**cells, "year_level3": named, "year_target": said})))
    return Project(key, "", fields=Fields(texts), indicators=tuple(rows))


def clean() -> Volume:
    """Everything agrees."""
    volume = budget_edits.set_budget_table(made_up.unit(), "economy", [Fields(dict(row)) for row in ECONOMY])
    for key, text in FACTS.items():
        volume = put_entry(volume, Place(field=key), text)
    projects = (sheet(9001, "天气雷达维护", "500000", "≤50万元"), sheet(9101, "山洪预警站点", "385000", "≤38.5万元"))
    projects = (projects[0], replace(projects[1], fields=_other(projects[1].fields)))
    volume = replace(volume, projects=projects)
    duties = ["负责云台山地区天气观测、预报和灾害性天气预警发布，组织防雷检测和人工影响天气作业，提供气象服务。"]
    volume = edits.set_paragraphs(volume, "duties", [duties[0] + "管理所属观测站的设备、资料和人员。"])
    return edits.set_paragraphs(
        volume,
        "organisation",
        [
            "本单位内设办公室、预报科、观测科、服务科四个科室，下设观测站一个，编制三十二名，实有三十名，另有政府购买服务的驾驶员两名。"
        ],
    )


def _other(fields: Fields) -> Fields:
    own = {
        "overview": "在三条沟口布设雨量水位站点，与县应急部门联网共享。",
        "grounds": "《山洪灾害监测预警站网建设方案》把三条沟列入重点防治区。",
        "necessity": "沟口住户靠近河道，目前没有自动监测手段。",
        "measures": "站点建成后由村级信息员看护，数据异常当日排查。",
        "plan": "四月选址，五月安装，六月主汛期前并网试运行。",
        "period_goal": "三年内重点沟口监测站点实现全覆盖。",
        "year_goal": "主汛期前三处站点并网，预警信息十分钟内送达村组。",
    }
    for key, text in own.items():
        fields = fields.put(key, text)
    return fields
