"""What stands in the target (指标值): IND-11 to IND-15, IND-21 to IND-23, IND-26, IND-27.

One target of words gets one fault: it asks (IND-22), it copies (IND-21), or else it counts nothing (IND-12).
"""

import re
from collections.abc import Iterator

from editor.checks.check import Check, Report
from editor.checks.chinese import bare, narrow, pairs
from editor.checks.finding import Finding, Fix, Severity
from editor.checks.guides import GOALS, GUIDE, SCORES
from editor.checks.views import RowView, SheetView

_OVER_FULL = re.compile(r"^(?:≥|>=|>|大于|不低于|超过|达到)\s*100(?:\.0+)?\s*%")
_JUST_FULL = re.compile(r"^=?100(?:\.0+)?%$")
_ABOVE_FULL = re.compile(r"^[=≥>]?\s*(1(?:0[1-9]|[1-9]\d)(?:\.\d+)?|[2-9]\d\d(?:\.\d+)?)\s*%")
_QUESTION = re.compile(r"是否|能否|有无|[？?]|吗$")
_VALUE = re.compile(
    r"^(?:[≥≤><=]\s*\d|\d+(?:\.\d+)?\s*%$|(?:进一步|明显|显著|不断|逐步|有所|有效|大幅)?(?:提高|提升|增强|改善|增长|下降|减少)$)"
)
_VALUE_STARTS = frozenset("≥≤><=＞＜＝0123456789０１２３４５６７８９进明显不逐有大提增改下减")
_DIGIT = re.compile(r"\d")
_CLASS = re.compile(r"[ⅠⅡⅢⅣⅤ一二三四五六甲乙丙ABCD]\s*[类级等]")
"""Ⅲ类及以上, 二级甲等: a class of a known scale is a measure."""
_STATE = re.compile(
    r"^(?:全部|均)?(?:合格|达标|合规|优秀|优良|规范|验收合格|通过验收)$|^符合.{0,16}(?:要求|标准|规定|规范)$|^无[^，。]{2,12}$"
)
"""Whether it is so can be looked up, though not counted."""
_BETTER = re.compile(r"(提高|提升|增强|改善|增加|增长|加强|好转)")
_WORSE = re.compile(r"(下降|减少|降低)")
_RAISED = re.compile(r"^(提高|提升|增长|增加|上升|下降|降低|减少)\s*[≥>=]?\s*(\d+(?:\.\d+)?)\s*%")
_GROWTH = re.compile(r"上升|增长|增幅|提升率|提高率|提高幅度|下降|降低|减低|减少|降幅|增加比|同比|相比|较上年|比上年")


def _swapped_columns(row: RowView) -> bool:
    return row.basis[:1] in _VALUE_STARTS and bool(_VALUE.match(narrow(row.basis)))


def _copied(row: RowView) -> bool:
    """Words that only say the name or the description over again."""
    if not _wordy(row):
        return False
    text, name, description = bare(row.target), bare(row.name), bare(row.description)
    inside = len(text) >= 6 and bool(name) and (text.endswith(name) or description.startswith(text))
    return bool(text) and (text in (name, description) or inside)


def _wordy(row: RowView) -> bool:
    """A target of words without a digit, and no question."""
    return row.value.kind == "words" and not _DIGIT.search(narrow(row.target)) and not _QUESTION.search(row.target)


def _filled(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        if not row.target:
            yield report(row.at("target"), "指标值没有填，请填要达到的数，如 ≥95%、12次。")


def _no_question(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        for column, text in (("level3", row.name), ("description", row.description), ("target", row.target)):
            match = _QUESTION.search(text)
            if match is not None:
                what = "指标值是问句，请写要达到的结果，如“通过验收”“≥95%”。"
                named = "这里写成了问句，请写成指标名称，如“验收通过率”。"
                level: Severity = "error" if column == "target" else "warning"
                yield report(row.at(column), what if column == "target" else named, severity=level, chars=match.span())


def _not_copied(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in filter(_copied, sheet.rows):
        level: Severity = "error" if row.is_a("quantity", "cost") else "warning"
        message = "指标值照抄了名称或描述，没有写要达到多少，请填数，如 ≥95%、12次、11月底前。"
        yield report(row.at("target"), message, severity=level)


def _counted(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in filter(_wordy, sheet.rows):
        if row.is_a("cost") or _copied(row) or _CLASS.search(row.target):
            continue
        place = row.at("target")
        if row.is_a("quantity"):
            yield report(
                place, f"数量指标的值“{row.target}”没有数字，请填具体的数和单位，如 ≥120人。", severity="error"
            )
        elif row.is_a("timeliness"):
            message = f"时效指标的值“{row.target}”没有日期、天数或比率，请填如 11月底前、5个工作日内、≥95%。"
            yield report(place, message)
        elif row.is_a("quality", "satisfaction"):
            level: Severity = "info" if _STATE.search(row.target) else "warning"
            yield report(place, f"“{row.target}”不好衡量，请填比率或数，如 ≥95%。", severity=level)
        else:
            yield report(place, f"“{row.target}”不好衡量，{_better(row)}。", severity="info")


def _better(row: RowView) -> str:
    better, worse = _BETTER.search(row.target), _WORSE.search(row.target)
    if better is not None:
        return f"能数的请写成“较上年{better[1]}≥几%”，不能数的写明分几档"
    if worse is not None:
        return f"能数的请写成“较上年{worse[1]}≥几%”，不能数的写明分几档"
    return "能数的请填数，不能数的写明分几档（优、良、中、差）"


def _well_formed(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        value = row.value
        if value.kind != "quantity" or row.is_a("cost"):
            continue
        if not value.unit and not value.rest:
            rated = row.is_a("satisfaction") or re.search("率|比例|满意", row.name)
            level: Severity = "error" if row.is_a("quantity") and not rated else "warning"
            hint = f"{row.target}%" if rated else f"{row.target}人、{row.target}次"
            yield report(row.at("target"), f"“{row.target}”后面没有单位，请补上，如 {hint}。", severity=level)
        elif not value.unit and value.operator and not re.match(r"\D{0,30}?\d", value.rest):
            message = f"“{row.target}”的数字后面没有单位，直接跟着一句话，请写成数和单位，说明移到描述。"
            yield report(row.at("target"), message, severity="info")


def _upper_bound(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        target = narrow(row.target)
        if "%" not in target:
            continue
        place = row.at("target")
        if _OVER_FULL.match(target):
            yield report(
                place, f"“{row.target}”超过了 100% 的上限，比率最多是 100%，请写成 100% 或降低要求（如 ≥95%）。"
            )
        elif "satisfaction" in row.roles and _JUST_FULL.match(target):
            message = "满意度定为 100% 一般达不到，请写成 ≥95% 这样的数。"
            yield report(place, message, severity="warning")
        elif (
            _ABOVE_FULL.match(target)
            and re.search(r"率|满意|占|比例", row.name)
            and not _GROWTH.search(row.name + row.description)
        ):
            yield report(place, f"比率不会超过 100%，“{row.target}”请核对。", severity="warning")


def _not_swapped(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        if _swapped_columns(row):
            message = f"依据栏写的“{row.basis}”是指标值，请移到指标值，依据填文件、标准或测算方法。"
            yield report(row.at("basis"), message)
        elif _self_made(row):
            message = f"依据栏写的“{row.basis}”是要求，不是依据，请填文件、标准或测算方法。"
            yield report(row.at("basis"), message, severity="warning")


def _self_made(row: RowView) -> bool:
    """The basis only says the target over again, while the target says the name."""
    copied = bool(row.target) and bare(row.target) == bare(row.name)
    return copied and len(pairs(row.basis) & pairs(row.target)) * 5 >= len(pairs(row.basis)) * 2 > 0


def _plausible(sheet: SheetView, report: Report) -> Iterator[Finding]:
    most = report.number("most")
    for row in sheet.rows:
        value = row.value
        raised = _RAISED.match(narrow(row.target))
        if raised is not None and float(raised[2]) >= most:
            message = f"一年里{raised[1]}{raised[2]}%不合常理，请核对是想写比率还是变化幅度。"
            yield report(row.at("target"), message)
        if value.kind != "quantity" or value.unit != "%" or value.number is None or value.number < most:
            continue
        said = row.name + "，" + row.description
        grown = _GROWTH.search(said)
        if (
            grown
            and re.search(r"上升|增长|增幅|下降|降低|减低|减少|降幅|提升率|提高率|提高幅度", said)
            and row.is_a("benefit")
        ):
            what = "没有写“≥”，也" if not value.operator else ""
            message = f"一年里{grown[0]}{row.target}，{what}不合常理，请核对是想写比率还是变化幅度。"
            yield report(row.at("target"), message)


def _one_value(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        if row.value.kind == "composite":
            counted = [part for part in row.value.parts if part.number is not None]
            message = f"一个格里写了{len(counted)}个值，打分时分不清，请拆成{len(counted)}条指标。"
            yield report(row.at("target"), message)


def _this_year(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        deadline = row.value.deadline
        if deadline is None or deadline.year in (None, sheet.year):
            continue
        year, place = deadline.year, row.at("target")
        text = row.row.cells.text("target")
        at = text.find(str(year))
        if at < 0 or year is None:
            continue
        if year > sheet.year:
            message = f"期限在{year}年，晚于预算年度{sheet.year}年，跨年的请写本年度做到什么。"
            yield report(place, message, severity="warning", chars=(at, at + 4))
            continue
        mended = text[:at] + str(sheet.year) + text[at + 4 :]
        fix = Fix(f"改为{sheet.year}年", ((place, mended),))
        message = f"期限写的是{year}年，本文本是{sheet.year}年度的，请改为{sheet.year}年的日期。"
        yield report(place, message, chars=(at, at + 4), fix=fix)


CHECKS = (
    Check("IND-11", "指标值不空", "error", GOALS, "指标值空着；应填 ≥95%。", sheet=_filled, each_row=True),
    Check(
        "IND-12",
        "指标值能衡量",
        "warning",
        GUIDE,
        "数量指标填“在册人数”；应填 ≥120人。",
        sheet=_counted,
        each_row=True,
    ),
    Check("IND-13", "指标值有单位", "warning", GUIDE, "≥90；应写 ≥90%。", sheet=_well_formed, each_row=True),
    Check("IND-14", "比率不超过100%", "error", GUIDE, "≥100%；应写 100%，或 ≥95%。", sheet=_upper_bound, each_row=True),
    Check(
        "IND-15",
        "指标值和依据没有填反",
        "error",
        GUIDE,
        "依据填“进一步提高”；应填 上年度调查结果。",
        sheet=_not_swapped,
        each_row=True,
    ),
    Check(
        "IND-21",
        "指标值不照抄名称",
        "warning",
        GUIDE,
        "名称、指标值都是“及时管控”；指标值应填 ≥95%。",
        sheet=_not_copied,
        each_row=True,
    ),
    Check(
        "IND-22",
        "指标值不是问句",
        "error",
        SCORES,
        "是否通过验收；应写 验收合格率 100%。",
        sheet=_no_question,
        each_row=True,
    ),
    Check(
        "IND-23",
        "增减幅度合理",
        "warning",
        GOALS + "：合理可行",
        "投诉下降率 ≥95%；应核对，如 ≥10%。",
        sheet=_plausible,
        each_row=True,
        defaults={"most": "80"},
    ),
    Check(
        "IND-26", "一格一个值", "warning", SCORES, "200个点位；3条线路；应拆成两条。", sheet=_one_value, each_row=True
    ),
    Check(
        "IND-27",
        "期限在预算年度内",
        "error",
        GOALS + "：绩效目标为预算年度内的目标",
        "2027年度写“2026年12月底前”；应写 2027年12月底前。",
        sheet=_this_year,
        each_row=True,
    ),
)
