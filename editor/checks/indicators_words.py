"""What an indicator is called and how it is described: IND-09, IND-10, IND-25, IND-29."""

import re
from collections.abc import Iterator

from editor.checks.check import Check, Report
from editor.checks.chinese import bare, pairs, share_a_pair
from editor.checks.finding import Finding
from editor.checks.guides import ENTRY, GOALS, GUIDE
from editor.checks.views import RowView, SheetView

_FILLERS = re.compile(r"全年|实际|本年度|年度|本年|情况|的|程度")
_COUNT_IN_NAME = re.compile(r"\d+(?:\.\d+)?\s*(?:%|名|人|个|台|辆|套|次|件|万元|元|公里|座|户|亩|条|张|部|只|家|所)")
_LAST = re.compile(r"^(.+?)(率|性|度|数|量|数量|人数)$")
_LAST_SIGNS = frozenset("率性度数量")
_EVERYWHERE = frozenset("的率数量人次年月日全本和及与率性度是否为在有不个项以情况工作")
_ITEMS = re.compile(r"[、和及与]")
_CLASSES = {"率": "率", "性": "性", "数": "数", "量": "数", "数量": "数", "人数": "数"}


def _described(sheet: SheetView, report: Report) -> Iterator[Finding]:
    empty = report.value("empty").split()
    for row in sheet.rows:
        if not row.description:
            yield report(row.at("description"), "绩效指标描述没有填，请写明这个指标指什么、怎么算。")
        elif row.description in empty:
            message = f"绩效指标描述填的是“{row.description}”，等于没有填，请写明这个指标指什么、怎么算。"
            yield report(row.at("description"), message)


def _core(text: str) -> str:
    return _FILLERS.sub("", bare(text))


def _not_repeated(sheet: SheetView, report: Report) -> Iterator[Finding]:
    repeated = [row for row in sheet.rows if row.name and row.description and _core(row.name) == _core(row.description)]
    for row in repeated:
        message = "绩效指标描述与三级指标相同，请写明这个指标指什么、怎么算。"
        yield report(row.at("description"), message)
    if len(repeated) >= report.number("least") and 2 * len(repeated) > len(sheet.rows):
        message = (
            f"{len(sheet.rows)}条指标里有{len(repeated)}条的描述照抄了三级指标，等于没有描述，请逐条写明含义和算法。"
        )
        yield report(sheet.place(), message, severity="warning")


def _named(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for row in sheet.rows:
        if not row.name:
            yield report(row.at("level3"), "三级指标没有填，请填指标名称。", severity="error")
            continue
        match = _COUNT_IN_NAME.search(row.name)
        if match is not None:
            message = f"“{match[0]}”是指标值，不要写在三级指标名称里，请移到指标值。"
            yield report(row.at("level3"), message, chars=match.span())
        elif len(bare(row.name)) > report.number("most") or re.search("[，。；]", row.name):
            message = f"三级指标有{len(bare(row.name))}个字，像一句话，请写成简短的名称，说明写在描述里。"
            yield report(row.at("level3"), message)


def _belongs_together(sheet: SheetView, report: Report) -> Iterator[Finding]:
    about, common = "", sheet.words.of("common")
    for row in sheet.rows:
        yield from _name_and_description(sheet, row, report)
        if row.is_a("benefit"):
            about = about or _about(sheet)
            said = f"{row.name}，{row.description}"
            if about and not share_a_pair(said, about, common) and len(pairs(said) - common) >= 4:
                yield report(
                    row.at("level3"), f"“{row.name}”与这个项目的名称、用途和目标对不上，请核对是否写错了地方。"
                )


def _about(sheet: SheetView) -> str:
    said = [text for _, _, text in sheet.prose()]
    said += [row.name + "，" + row.description for row in sheet.rows if row.is_a("output")]
    return "，".join(said)


def _name_and_description(sheet: SheetView, row: RowView, report: Report) -> Iterator[Finding]:
    if not row.name or not row.description or row.is_a("satisfaction"):
        return
    one = _LAST.match(row.name) if row.name[-1] in _LAST_SIGNS and row.description[-1] in _LAST_SIGNS else None
    two = _LAST.match(row.description) if one else None
    if one and two and one[1] == two[1] and _CLASSES.get(one[2]) != _CLASSES.get(two[2]):
        message = f"名称说的是“{one[2]}”，描述说的是“{two[2]}”，口径不一，请统一。"
        yield report(row.at("description"), message)
        return
    apart = not row.is_a("cost") and not share_a_pair(row.name, row.description)
    if apart and len(bare(row.name)) >= 4 and len(set(row.name) & set(row.description) - _EVERYWHERE) < 2:
        yield report(row.at("description"), f"描述与三级指标“{row.name}”看不出联系，请核对。")
    elif "、" in row.name and row.is_a("quantity"):
        items = [part for part in _ITEMS.split(row.name) if len(part) >= 2]
        lost = [part for part in items if not share_a_pair(part, row.description)]
        if 0 < len(lost) < len(items):
            yield report(row.at("description"), f"名称里的“{lost[0]}”在描述里没有说到，请核对名称或补写描述。")
    yield from _ratio_of_nothing(sheet, row, report)


def _ratio_of_nothing(sheet: SheetView, row: RowView, report: Report) -> Iterator[Finding]:
    """A target in percent where neither name nor description speaks of a share."""
    if row.value.kind != "quantity" or row.value.unit != "%":
        return
    text = sheet.words.any_of("not_ratio").sub("", row.name + row.description)
    if not sheet.words.any_of("ratio").search(text):
        message = f"指标值是“{row.target}”，名称和描述却没有说是什么的比例，请写成“……率”并说明怎么算。"
        yield report(row.at("level3"), message)


CHECKS = (
    Check(
        "IND-09",
        "指标描述不空",
        "error",
        ENTRY + "：绩效指标描述逐条填写",
        "描述为“0”；应写 全年实际维修路灯的盏数。",
        sheet=_described,
        defaults={"empty": "0 无 / — - 同上 略"},
    ),
    Check(
        "IND-10",
        "描述不照抄名称",
        "info",
        ENTRY + "：绩效指标描述说明指标含义和算法",
        "名称、描述都是“设备完好率”；描述应写 完好设备占全部设备的比例。",
        sheet=_not_repeated,
        defaults={"least": "4"},
    ),
    Check(
        "IND-25",
        "三级指标名称简短",
        "info",
        GUIDE,
        "名称写“保障49名人员健康”；应写 保障人数，49人写在指标值。",
        sheet=_named,
        each_row=True,
        defaults={"most": "20"},
    ),
    Check(
        "IND-29",
        "名称、描述与项目对得上",
        "info",
        GOALS + "：绩效指标与项目内容相关",
        "名称“准确率”，描述“准确性”；应统一。",
        sheet=_belongs_together,
    ),
)
