"""A real publication as it comes in: its ledgers, the sums it prints otherwise, its paragraphs and goal sheets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from editor.budget.bookkeeper import compute
from editor.budget.narrative import paragraphs
from editor.domain import budget_edits, edits
from editor.domain.entries import put_entry
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project, Volume
from editor.forms.form import Form
from tests.budget import test_seed

FACTS = {
    "ministry": "山西省公安厅",
    "ministry_coded": "205-山西省公安厅",
    "last_total": "2204.35",
    "last_general": "2179.12",
    "last_purchase": "36.90",
    "last_running": "28.00",
    "last_operating": "186.60",
    "procurement_goods": "2.00",
    "procurement_services": "10.00",
    "cars_quota": "15",
    "cars_law": "10",
    "cars_special": "2",
    "office_area": "8656",
}
"""Last year's figures are this year's less the changes it prints."""
HEADS = {"一": "changes", "二": "income", "三": "spending", "四": "fiscal", "五": "general", "六": "basic",
         "七": "three_public", "八": "operating", "九": "procurement", "十": "performance", "十一": "assets", "十二": "others"}  # fmt: skip
STARTS = {
    "changes/income": "2026年度山西省看守所预算收入总计",
    "changes/expense": "本年单位预算支出总计",
    "income/sources": "2026年度山西省看守所预算收入2,",
    "spending/kinds": "2026年度山西省看守所支出预算",
    "fiscal/total": "2026年度山西省看守所财政拨款收支总预算",
    "general/scale": "2026年度山西省看守所一般公共预算当年支出2,214.25万元，比上年",
    "general/structure": "2026年度山西省看守所一般公共预算当年支出2,214.25万元，主要",
    "basic/personnel": "人员经费",
    "basic/running": "公用经费",
    "three_public/total": "2026年山西省看守所财政拨款",
    "three_public/kinds": "其中：因公出国",
    "operating/total": "本单位机关运行经费",
    "procurement/total": "2026年山西省看守所政府采购",
    "performance/whole": "2025年山西省看守所整体绩效目标，",
    "performance/projects": "2026年山西省看守所纳入绩效目标管理",
    "assets/cars": "截至2026年1月1日，山西省看守所共有",
}
LABELS = {
    "项目概况": "overview", "立项依据": "grounds", "项目设立必要性": "necessity", "保证项目实施的制度、措施": "measures",
    "项目实施计划": "plan", "项目名称": "name",
}  # fmt: skip
MONEY = {
    "资金总额": "total", "中央财政资金": "central", "省级财政资金": "provincial", "市县": "local", "单位自筹": "own",
}  # fmt: skip


def volume(form: Form, shared: Path) -> Volume:
    """The publication as a volume; what it prints otherwise than the tables say is typed over."""
    text = next((shared / "seeds").glob("004*.txt")).read_text("utf-8")
    made = test_seed.typed_in(form, _grids(text))
    made = put_entry(made, Place(table="t5", line="21011", field="basic"), "83.33")
    made = put_entry(made, Place(table="t5", line="total", field="basic"), "1712.52")
    rows = [Fields({**dict(row.cells.items()), "category": "其他运转类"}) for row in made.table("projects").rows]
    made = budget_edits.set_budget_table(made, "projects", rows)
    for key, fact in FACTS.items():
        made = put_entry(made, Place(field=key), fact)
    for section, said in (("duties", _part(text, "一、本单位职责")), ("organisation", _part(text, "二、机构设置情况"))):
        made = edits.set_paragraphs(made, section, said)
    made = replace(made, projects=tuple(_sheets(text)))
    written = paragraphs(form, made, compute(form, made))
    for key, paragraph in _said(text).items():
        section, _, line = key.partition("/")
        derived = next(p.derived for p in written[section] if p.key == line)
        if paragraph != derived:
            made = put_entry(made, Place(section=section, line=line), paragraph)
    return made


def _grids(text: str) -> dict[str, list[list[str]]]:
    text = text[text.index("预算公开表1") : text.index("第三部分 2026年度单位预算情况说明\n\n")]
    pieces = re.split(r"^2026年.*表.*$", text, flags=re.MULTILINE)[1:]
    return {
        f"t{n}": [line.split("\t") for line in piece.splitlines() if "\t" in line] for n, piece in enumerate(pieces, 1)
    }


def _part(text: str, heading: str) -> list[str]:
    start = text.rindex(heading) + len(heading)
    end = re.search(r"^(?:二、机构|第二部分)", text[start:], re.MULTILINE)
    lines = text[start : start + end.start()].splitlines() if end else []
    return [line.strip() for line in lines if len(line.strip()) > 8]


def _said(text: str) -> Mapping[str, str]:
    text = text[text.rindex("一、单位预算收支数据变动情况及原因") :].replace(
        "；本年单位预算支出", "；\n本年单位预算支出"
    )
    lines = [line.strip() for line in text.splitlines()]
    return {key: next(line for line in lines if line.startswith(start)) for key, start in STARTS.items()}


def _sheets(text: str) -> Iterator[Project]:
    pieces = re.split(r"^项目名称(?=\t)", text[text.index("（项目绩效目标表公开情况见附件）") :], flags=re.MULTILINE)[
        1:
    ]
    made: dict[str, tuple[dict[str, str], list[Indicator]]] = {}
    for piece in pieces:
        rows = [
            [cell.strip() for cell in line.split("\t")] for line in ("项目名称" + piece).splitlines() if "\t" in line
        ]
        fields, indicators = _sheet(rows, 2000 + 100 * len(made))
        known = made.setdefault(fields["name"], (fields, []))
        for key, value in fields.items():
            known[0].setdefault(key, value)
        known[1].extend(Indicator(row.key + len(known[1]), row.cells) for row in indicators)
    for n, (fields, indicators) in enumerate(made.values()):
        yield Project(1900 + n, "", fields=Fields(fields), indicators=tuple(indicators))


def _sheet(rows: list[list[str]], key: int) -> tuple[dict[str, str], list[Indicator]]:
    fields: dict[str, str] = {"implementer": "山西省看守所"}
    indicators: list[Indicator] = []
    level1, last = "", ""
    for row in rows:
        cells = [cell for cell in row if cell]
        if not cells:
            continue
        head = cells[0].replace(" ", "")
        if head in LABELS and len(cells) > 1:
            fields[LABELS[head]] = cells[1]
        elif head == "项目属性":
            fields["attribute"], fields["term"] = cells[1], cells[-1].split()[-1] if "年" in cells[-1] else "99年"
        elif head == "总体目标" and len(cells) > 2:
            fields["period_goal"], fields["year_goal"] = cells[1:3]
        elif head.startswith("负责人"):
            fields["filled_on"] = next((cell for cell in cells if cell.isdigit()), "")
        elif any(cell.startswith(("实施期资金", "其中", "省级", "市县", "单位自筹")) for cell in cells[:2]):
            _money(cells, fields)
        else:
            found = _indicator(row, cells)
            if found is not None:
                one, values = found
                level1 = one or level1
                if values:
                    two = {"可持续性影响": "可持续影响", "可持續影响": "可持续影响"}.get(values[0], values[0])
                    level1, last = _level1(two), two
                    texts = {"level1": level1, "level2": last, "level3": values[1], "target": values[2]}
                    texts |= {"year_level3": values[-2], "year_target": values[-1]}
                    indicators.append(Indicator(key + len(indicators), Fields(texts)))
    return fields, indicators


def _money(cells: list[str], fields: dict[str, str]) -> None:
    side = "period"
    for n, cell in enumerate(cells[:-1]):
        name = next((key for label, key in MONEY.items() if label in cell.replace(" ", "")), "")
        if name and re.fullmatch(r"[\d,]+", cells[n + 1]):
            fields[f"{side}_{name}"] = cells[n + 1]
            side = "year"


def _level1(level2: str) -> str:
    if level2.endswith("指标"):
        return "产出指标"
    return "满意度指标" if "满意度" in level2 else "效益指标"


def _indicator(row: list[str], cells: list[str]) -> tuple[str, list[str]] | None:
    """The second level, and the four texts, of a row that has any."""
    levels = (
        "数量指标",
        "质量指标",
        "时效指标",
        "成本指标",
        "经济效益",
        "社会效益",
        "生态效益",
        "可持续影响",
        "服务对象满意度",
    )
    at = [n for n, cell in enumerate(cells) if cell in levels]
    if not at or "三级指标" in cells:
        return None
    rest = [cell for n, cell in enumerate(cells[at[0] :]) if cell]
    if len(rest) == 6 and rest[0] == rest[3]:
        return "", [rest[0], rest[1], rest[2], rest[4], rest[5]]
    return None
