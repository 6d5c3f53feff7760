"""Compositions made by hand: goal sheets like the official form's, with made-up words."""

from editor.compose.blocks import (
    Block,
    Composition,
    ContentsLine,
    Division,
    Gap,
    GridCell,
    Group,
    Paragraph,
    Run,
    SplitLine,
    TableBlock,
)
from editor.domain.places import Place
from editor.forms.form import Page, PageNumbers, Style, TableStyle

PAGE = Page(width=210, height=297, top=37, bottom=35, left=28, right=26, footer=9)
NUMBERS = PageNumbers(format="— {n} —", place="outer", counts_from="cover")
RULED = TableStyle(rule=0.5, padding_x=5.3, padding_y=2.5)
UPPER = (22.3, 20.0, 19.0, 22.3, 33.1, 20.0, 19.3)
LOWER = (22.3, 22.3, 22.3, 44.5, 22.3, 22.3)
STYLES = {
    "cover": Style("title", 26, 40, "center", space_before=120, space_after=30),
    "contents_title": Style("title", 22, 34, "center", space_after=14),
    "contents_entry": Style("fangsong", 14, 25),
    "heading": Style("hei", 16, 28.9, first_indent=2, space_before=8, keep_with_next=True),
    "body": Style("fangsong", 16, 28.9, "justify", first_indent=2),
    "bold": Style("fangsong", 16, 28.9, "justify", first_indent=2, bold=True),
    "sheet_title": Style("title", 16, 24, "center", space_after=4, keep_with_next=True),
    "unit_line": Style("song", 10.5, 16, shrink_to=6, keep_with_next=True),
    "classified": Style("fangsong", 14, 24, "center", space_after=16),
    "label": Style("hei", 10.5, 13.6, "center"),
    "cell": Style("song", 10.5, 13.6),
    "centred": Style("song", 10.5, 13.6, "center"),
    "amount": Style("song", 10.5, 13.6, "right"),
    "code": Style("song", 10.5, 13.6, shrink_to=7.5),
    "prose": Style("song", 10.5, 13.6, "justify"),
    "page_number": Style("song", 14, 18),
}
LABELS = ("一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据")
ROWS = (
    ("产出指标", "数量指标", "巡护河道长度", "全年组织巡护的河道总长度，包括支流和灌渠", "≥126公里", "年度工作计划"),
    ("产出指标", "质量指标", "水质抽检合格率", "抽检合格样品占全部抽检样品的比例", "≥95%", "行业标准"),
    ("产出指标", "时效指标", "任务按期完成率", "在计划期限内完成的任务占全部任务的比例", "100%", "年度工作计划"),
    ("产出指标", "成本指标", "项目总成本", "项目全年各项支出的总和，不超过预算安排", "≤38.50万元", "预算批复"),
    ("效益指标", "社会效益指标", "沿河村庄环境", "沿河村庄环境面貌的改善程度", "进一步改善", "工作要求"),
    ("效益指标", "可持续影响指标", "管护制度健全性", "河道日常管护制度是否建立并长期执行", "健全", "【2016】12号文件"),
    ("满意度指标", "服务对象满意度指标", "沿河群众满意度", "受访群众对河道管护工作的满意程度", "≥90%", "问卷调查"),
)
Row = tuple[str, ...]


def text(words: str, style: str = "body", place: Place | None = None, **more: object) -> Paragraph:
    return Paragraph((Run(words, place),), style, place, **more)  # type: ignore[arg-type]


def label(row: int, column: int, words: str, rows: int = 1, columns: int = 1) -> GridCell:
    return GridCell(row, column, (text(words, "label"),), rows, columns, label=True)


def entry(row: int, column: int, words: str, place: Place, columns: int = 1, style: str = "cell") -> GridCell:
    return GridCell(row, column, (text(words, style, place),), 1, columns, place)


def upper_table(key: int, purpose: str, goals: tuple[str, ...]) -> TableBlock:
    def at(field: str, item: int | None = None) -> Place:
        return Place(project=key, field=field, item=item)

    items = tuple(
        Paragraph((Run(f"{n}."), Run(goal, at("goals", n - 1))), "prose", at("goals", n - 1))
        for n, goal in enumerate(goals, 1)
    )
    cells = (
        label(0, 0, "项目编码"),
        entry(0, 1, f"13099923P{key:011d}X", at("code"), 2, "code"),
        label(0, 3, "项目名称"),
        entry(0, 4, f"河道巡护第{key}标段经费", at("name"), 3),
        label(1, 0, "预算规模及资金用途", rows=2),
        label(1, 1, "预算数"),
        entry(1, 2, "38.50", at("budget"), style="amount"),
        label(1, 3, "其中：财政资金"),
        entry(1, 4, "38.50", at("fiscal_funds"), style="amount"),
        label(1, 5, "其他资金"),
        entry(1, 6, "", at("other_funds"), style="amount"),
        entry(2, 1, purpose, at("purpose"), 6, "prose"),
        label(3, 0, "资金支出计划（%）", rows=2),
        label(3, 1, "3月底", columns=2),
        label(3, 3, "6月底"),
        label(3, 4, "10月底"),
        label(3, 5, "12月底", columns=2),
        entry(4, 1, "25%", at("disbursement", 0), 2, "centred"),
        entry(4, 3, "50%", at("disbursement", 1), style="centred"),
        entry(4, 4, "75%", at("disbursement", 2), style="centred"),
        entry(4, 5, "100%", at("disbursement", 3), 2, "centred"),
        label(5, 0, "绩效目标"),
        GridCell(5, 1, items, 1, 6, at("goals")),
    )
    return TableBlock(UPPER, 6, cells, RULED, key="0")


def lower_table(key: int, rows: tuple[Row, ...]) -> TableBlock:
    cells = [label(0, column, words) for column, words in enumerate(LABELS)]
    fields = ("level1", "level2", "level3", "description", "target", "basis")
    at = 0
    while at < len(rows):
        count = 1
        while at + count < len(rows) and rows[at + count][0] == rows[at][0]:
            count += 1
        place = Place(project=key, row=at, field="level1")
        cells.append(GridCell(at + 1, 0, (text(rows[at][0], "centred", place),), count, 1, place, merged=True))
        for i in range(at, at + count):
            for column in range(1, 6):
                style = "centred" if column == 1 else "cell"
                place = Place(project=key, row=i, field=fields[column])
                cells.append(entry(i + 1, column, rows[i][column], place, style=style))
        at += count
    return TableBlock(LOWER, len(rows) + 1, tuple(cells), RULED, heads=1, joined=True, key="1")


PURPOSE = "用于沿河巡护人员补助、巡护车辆燃油、水质抽检和标识牌维护，保证河道“日常有人管、问题有人改”。"
GOALS = ("保障全县126公里河道日常巡护，发现问题24小时内处置。", "水质抽检合格率达到95%以上，群众满意度不低于90%。")


def sheet(
    key: int,
    rows: tuple[Row, ...] = ROWS,
    purpose: str = PURPOSE,
    goals: tuple[str, ...] = GOALS,
    number: int | None = None,
) -> Group:
    title = f"{number or key}.河道巡护第{key}标段经费绩效目标表"
    blocks: tuple[Block, ...] = (
        text(title, "sheet_title", Place(project=key, field="title"), outline=2, anchor=f"p{key}"),
        SplitLine((Run("309001 清河县河道管理处"),), (Run("单位：万元"),), "unit_line"),
        upper_table(key, purpose, goals),
        lower_table(key, rows),
    )
    return Group(blocks, project=key)


def classified(key: int, first: bool) -> Group:
    blocks: tuple[Block, ...] = (
        text(
            f"{key}.专项业务经费绩效目标表",
            "sheet_title",
            Place(project=key, field="title"),
            outline=2,
            anchor=f"p{key}",
        ),
        text("此项目文件涉密", "classified"),
    )
    return Group(blocks, new_page=first, whole=True, project=key)


def composition(*groups: Group, watermark: str = "", divisions: tuple[Division, ...] = ()) -> Composition:
    body = (*divisions, Division("body", groups)) if groups else divisions
    return Composition("清河县河道管理处绩效文本", "zh-CN", body, PAGE, NUMBERS, STYLES, watermark)


def volume(count: int) -> Composition:
    """Cover, contents, narrative and `count` goal sheets; each tenth is classified, with the one after it."""
    cover = Division("cover", (Group((text("清河县河道管理处", "cover", Place(field="department")),)),), numbered=False)
    lines = tuple(
        ContentsLine((Run(f"{k}.河道巡护第{k}标段经费绩效目标表"),), "contents_entry", f"p{k}", "…")
        for k in range(1, count + 1)
    )
    parts = [Group((text("目 录", "contents_title"), *lines[:20]))]
    parts += [Group(lines[i : i + 20], new_page=False) for i in range(20, count, 20)]
    contents = Division("contents", tuple(parts), numbered=False)
    narrative = Group(
        (
            text("一、总体绩效目标", "heading", outline=1, anchor="overall"),
            *(text(f"第{n}段。{PURPOSE}" * 3, "body", Place(section="overall_goal", item=n)) for n in range(8)),
            Gap(12),
        )
    )
    groups = [narrative]
    for key in range(1, count + 1):
        if key % 10 in (0, 1) and key > 1:
            groups.append(classified(key, key % 10 == 0))
        else:
            groups.append(sheet(key, tuple((*row[:3], f"{row[3]}（第{key}项）", *row[4:]) for row in ROWS)))
    return composition(*groups, divisions=(cover, contents))
