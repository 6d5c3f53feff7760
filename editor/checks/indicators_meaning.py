"""Whether target, level and wording of a row mean the same kind of thing: IND-18, IND-19, IND-20."""

import re
from collections.abc import Iterator
from decimal import Decimal

from editor.checks.check import Check, Report
from editor.checks.chinese import narrow
from editor.checks.finding import Finding
from editor.checks.guides import GOALS, GUIDE
from editor.checks.views import RowView, SheetView

_SHARE_NAME = re.compile(r"(?:率|比例|比重|占比|百分比)$|(?<!效)(?<!频)率(?:（|\()")
_DIGIT = re.compile(r"\d")
_COMPLAINTS = re.compile("投诉|不满意|差评|上访")
_PRICE = re.compile(r"费用|单价|标准|金额|价格|支出|投入|资金")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)?)\s*(%|[\u4e00-\u9fff]{1,2})")
_WHOLE_YEAR = re.compile(r"全年(?!度)|常年|全天候|365")
_SAME_UNITS = (
    frozenset("人名"),
    frozenset(("人", "名", "位")),
    frozenset(("台", "套", "台套")),
    frozenset(("个", "处", "座")),
)


def _right_level(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        said = _wrong_level(sheet, row)
        if said:
            yield report(row.at("level2"), said, severity="info" if row.is_a("benefit") else None)


def _wrong_level(sheet: SheetView, row: RowView) -> str:
    words, value = sheet.words, row.value
    unit = value.unit.split("/")[0] if value.kind == "quantity" else ""
    levels = sheet.form.indicators.roles
    counted = unit in words.of("count_units")
    if "满意" in row.name and not row.is_a("satisfaction"):
        return f"“{row.name}”是满意度，应列入{levels.get('satisfaction', '满意度指标')}。"
    if row.is_a("quantity"):
        return _no_count(sheet, row, unit)
    if row.is_a("quality") and counted and not re.search("等级|级|分", row.name):
        return f"“{row.target}”数的是数量，应列入{levels.get('quantity', '数量指标')}，质量指标填比率或等级。"
    if row.is_a("timeliness") and _not_of_time(sheet, row, unit):
        return f"“{row.name}”说的不是时间快慢，不是时效，请改列质量或效益指标，时效写完成日期或及时率。"
    if row.is_a("benefit") and _of_output(sheet, row):
        return (
            f"“{row.name}”说的是工作做得怎样，是产出，应列入{levels.get('quality', '质量指标')}，效益写带来什么好处。"
        )
    return ""


def _no_count(sheet: SheetView, row: RowView, unit: str) -> str:
    words = sheet.words
    if unit in words.of("share_units") or (_SHARE_NAME.search(row.name) and row.value.kind == "quantity" and not unit):
        return f"“{row.target}”是比率，不是数量，请改列质量指标，或填具体的数。"
    if unit in words.of("money_units") and not re.search(
        "收入|产值|销售|增收|资金规模|发放|补贴|贷款|税|投资", row.name
    ):
        return f"“{row.target}”是金额，不是数量，请改列成本指标，或填数了多少人、多少件。"
    if unit in words.of("time_units") and not re.search("次|天数|课时|学时|年限|工日|小时数|时数|期数|期限", row.name):
        return f"“{row.target}”是时间长短，不是数量，请改列时效或质量指标。"
    return ""


def _not_of_time(sheet: SheetView, row: RowView, unit: str) -> bool:
    if row.value.kind in ("deadline", "words", "blank") or unit in sheet.words.of("time_units"):
        return False
    return not sheet.words.any_of("time").search(row.name + row.description + row.target)


def _of_output(sheet: SheetView, row: RowView) -> bool:
    """A ratio of works or equipment among the benefits."""
    if row.value.unit != "%" or sheet.words.any_of("output_ratio_ok").search(row.name):
        return False
    ratio = sheet.words.any_of("output_ratio").search(row.name)
    share = re.search("比例|比率|率$", row.name)
    thing = sheet.words.any_of("facility").search(row.name)
    return bool(thing and (ratio or share))


def _right_way(sheet: SheetView, report: Report) -> Iterator[Finding]:
    """Costs have an upper bound, satisfaction a lower one, accidents no lower one."""
    words = sheet.words
    for row in sheet.rows:
        operator = row.value.operator
        if not operator:
            continue
        place = row.at("target")
        said = row.name + row.description
        share = row.value.unit in words.of("share_units")
        if row.is_a("cost") and operator in ("≥", ">") and not words.any_of("saving").search(said):
            yield report(place, f"成本是上限，“{row.target}”应写“≤”，请核对。")
        elif row.is_a("satisfaction") and operator in ("≤", "<") and not _COMPLAINTS.search(row.name):
            yield report(place, f"满意度是下限，“{row.target}”应写“≥”，请核对。")
        elif _bad_event(sheet, row) and operator in ("≥", ">"):
            yield report(place, f"“{row.name}”越少越好，“{row.target}”应写“≤”或“0”，请核对。")
        elif row.is_a("quantity") and operator in ("≤", "<") and not share and not _bad_event(sheet, row):
            message = f"数量指标写了上限“{row.target}”，请核对是否应写“≥”。"
            yield report(place, message, severity="info")


def _bad_event(sheet: SheetView, row: RowView) -> bool:
    name = row.name
    match = sheet.words.any_of("bad_events").search(name)
    rate = re.search(
        "整改|处置|处理|办结|侦破|调解|化解|查处|下降|降低|减少|减低|修复|排除|防控|控制|知晓|排查|宣传|回复|发现|检查|监测|救援|演练|预防|治理|消除|响应|整治|办理|打击|破获|受理|赔|救助|鉴定|安全|为零|零",
        name,
    )
    return bool(match) and not rate and bool(re.search("发生|次数|起数|件数|人数|率|数$|数量", name))


def _numbers_agree(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        value = row.value
        if value.kind != "quantity" or value.number is None:
            continue
        own = _other_number(value.rest, value.number, value.unit or None)
        if own is not None and not value.unit and value.operator in ("≥", "≤", "=", ">", "<"):
            message = f"前面写{value.number}，后面又写{own}，两个数不一致，请核对。"
            yield report(row.at("target"), message)
        elif value.unit == "天" and value.number < 360 and _all_year(row):
            message = f"描述说的是全年，指标值却是“{row.target}”，请核对。"
            yield report(row.at("target"), message)
        else:
            yield from _against_words(row, value.number, value.unit, report)


def _all_year(row: RowView) -> bool:
    said = row.name + row.description
    return bool(_WHOLE_YEAR.search(said)) and "天数" not in said


def _against_words(row: RowView, number: Decimal, unit: str, report: Report) -> Iterator[Finding]:
    for column, text in (("level3", row.name), ("description", row.description)):
        if not unit or not _DIGIT.search(text):
            continue
        found = [Decimal(m[1]) for m in _NUMBERED.finditer(narrow(text)) if _same_unit(m[2], unit)]
        if len(found) == 1 and found[0] != number and not re.search("每|占|以内|以上|以下|内", text):
            message = f"{'名称' if column == 'level3' else '描述'}里写的是{found[0]}{unit}，指标值是“{row.target}”，请核对哪个数不对。"
            yield report(row.at("target"), message)
            return


def _other_number(rest: str, number: Decimal, unit: str | None) -> str | None:
    """The only number of the sentence behind the value, where it is another one."""
    found = re.findall(r"(\d+(?:\.\d+)?)\s*(%|[\u4e00-\u9fff])", rest)
    if len(found) != 1 or unit is not None or Decimal(found[0][0]) == number:
        return None
    return str(found[0][0] + found[0][1])


def _same_unit(one: str, other: str) -> bool:
    return one.startswith(other) or any(one[0] in same and other in same for same in _SAME_UNITS)


CHECKS = (
    Check(
        "IND-18",
        "指标列在该列的地方",
        "warning",
        GUIDE,
        "数量指标填“覆盖率≥90%”；应列入质量指标。",
        sheet=_right_level,
        each_row=True,
    ),
    Check(
        "IND-19",
        "上限和下限没有写反",
        "warning",
        GUIDE,
        "项目总成本 ≥40万元；应写 ≤40万元。",
        sheet=_right_way,
        each_row=True,
    ),
    Check(
        "IND-20",
        "同一条指标里的数一致",
        "warning",
        GOALS,
        "描述写全年管护，指标值写90天；应一致。",
        sheet=_numbers_agree,
        each_row=True,
    ),
)
