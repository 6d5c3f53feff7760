"""Takes a number of projects and gives a made-up volume of as many, always the same one for the same number.

The lengths follow real volumes: five to ten indicators a sheet, a sixth of the projects classified, now and then a
sheet that runs over a page; the sentences are put together from a few templates.
"""

import random
from collections.abc import Iterator
from decimal import Decimal

from editor.domain.fields import Entry, Fields
from editor.domain.money import write_amount
from editor.domain.volume import Indicator, Project, Section, Unit, Volume
from editor.forms.form import Form

DEPARTMENT = "云岭县城乡服务管理局"
YEAR = 2027
UNITS = ("云岭县城乡服务管理局本级", "云岭县环境卫生中心", "云岭县园林养护中心", "云岭县供热服务站")
PLACES = ("东关片区", "西河片区", "老城街道", "北岭新区", "南湖乡镇", "云河两岸", "环城公路沿线", "各行政村")
WORKS = (
    ("路灯更换与亮化", "更换老旧灯具并敷设线路", "盏", "亮灯率"),
    ("清扫保洁", "对主次干道实行机械化清扫和人工保洁", "公里", "保洁达标率"),
    ("绿地养护", "补植行道树，修剪绿篱，防治病虫害", "亩", "苗木成活率"),
    ("供热管网改造", "更换锈蚀管段，加装分户阀门", "米", "管网完好率"),
    ("污水管线疏通", "清掏检查井，疏通堵塞管段", "处", "疏通合格率"),
    ("公厕改造", "改造旱厕，配齐无障碍设施", "座", "验收合格率"),
    ("业务用车购置", "购置作业车辆并办理保险", "辆", "车辆投用率"),
    ("信息平台运行维护", "维护监测平台，更换故障设备", "套", "平台在线率"),
)
BASES = ("本年度工作计划", "上年度完成情况", "县政府办公室批复的实施方案", "合同约定", "行业技术规范", "第三方检测报告")
REASONS = (
    "该项工作与群众日常生活联系紧密，群众来电来信反映较多，上年度只完成了一部分，其余部分需要在本年度内全部完成",
    "现有设施已经使用多年，故障逐年增多，维修费用高于更换费用，经现场查勘和专家论证，确定分批更换",
    "按照责任分工，由本单位负责组织实施，施工单位通过公开招标确定，资金按工程进度支付，竣工后经审计再付尾款",
    "项目完成以后，可以减少投诉，节约能源，方便群众出行，同时为下一步整体改造提供经验",
)
DUTIES = ("市容环境", "园林绿化", "城市供热", "排水防涝", "道路照明", "智慧管理", "安全生产", "队伍建设")


def made_up_volume(form: Form, count: int) -> Volume:
    """`count` projects of the form, spread over four units."""
    dice = random.Random(count)
    codes = [f"501{n:03d}" for n in range(1, len(UNITS) + 1)]
    keys = iter(range(1, 100 * count + 100))
    projects = []
    for n in range(count):
        if n % 6 == 5:
            name = form.sheet.classified_names[0]
            projects.append(Project(next(keys), classified=True, fields=Fields({"name": name})))
            continue
        fields = _fields(dice, n)
        rows = tuple(Indicator(next(keys), row) for row in _rows(dice, form, fields))
        projects.append(Project(next(keys), codes[n * len(codes) // count], fields=Fields(fields), indicators=rows))
    units = tuple(Unit(code, name) for code, name in zip(codes, UNITS, strict=True))
    return Volume(form.id, YEAR, DEPARTMENT, units, tuple(_sections(dice, form)), tuple(projects))


def _fields(dice: random.Random, n: int) -> dict[str, Entry]:
    place, (work, how, _, _) = dice.choice(PLACES), WORKS[n % len(WORKS)]
    amount = write_amount(Decimal(dice.randrange(50, 60000)) / 100)
    why = "；".join(dice.sample(REASONS, dice.randint(1, 3)))
    goals = [f"{how}，{dice.choice(('确保', '保证'))}{place}{work}工作按期完成。", f"{why}。"]
    return {
        "code": f"13099927P{n:011d}{dice.choice('0123456789ABCDEFGHJK')}",
        "name": f"{place}{work}{YEAR}年第{n + 1}批经费",
        "budget": amount,
        "fiscal_funds": amount,
        "purpose": f"用于{place}{work}：{how}。{why}。",
        "disbursement": dice.choice((("0", "30", "70", "100"), ("25", "50", "75", "100"), ("0", "0", "50", "100"))),
        "goals": tuple(goals[: dice.randint(1, 2)]),
    }


def _rows(dice: random.Random, form: Form, fields: dict[str, Entry]) -> Iterator[Fields]:
    columns = tuple(form.indicators.columns)
    work, how, unit, rate = dice.choice(WORKS)
    targets = (
        f"{dice.randrange(2, 900)}{unit}",
        f"≥{dice.randrange(85, 100)}%",
        "12月底前完成",
        f"≤{fields['budget']}万元",
        "明显改善",
    )
    for level1, level2s in form.indicators.taxonomy.items():
        for level2 in level2s:
            for _ in range(dice.choice((0, 1, 1, 1, 2)) if level1 != "满意度指标" else 1):
                long = dice.choice(REASONS) if dice.random() < 0.08 else how
                cells = (
                    level1,
                    level2,
                    f"{work}{rate}",
                    f"{dice.choice(PLACES)}{long}",
                    dice.choice(targets),
                    dice.choice(BASES),
                )
                yield Fields(dict(zip(columns, cells, strict=True)))


def _sections(dice: random.Random, form: Form) -> Iterator[Section]:
    for key in form.sections():
        paragraphs = []
        for n, duty in enumerate(DUTIES, 1):
            paragraphs.append(f"（{'一二三四五六七八'[n - 1]}）{duty}")
            paragraphs.append(f"1.{dice.choice(PLACES)}{duty}：{'。'.join(dice.sample(REASONS, 2))}。")
        yield Section(key, tuple(paragraphs))
