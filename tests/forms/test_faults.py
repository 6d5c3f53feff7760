"""Each class of fault in a pack file is told with file, line and key, in words the writer of a form can act on."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from editor.errors import UserError
from editor.forms import source
from editor.forms.packs import FormPacks
from editor.resources import resources_dir

HEAD = "id: mine\ntitle: 我的表样\nyears: {first: 2030}\nextends: hebei-2023\n"
TABLE = """sheet:
  tables:
    - widths: [40, 40]
      rows:
        - [{label: name}, {field: name}]
    - widths: [26, 26, 26, 26, 26, 26]
      rows:
        - [{label: level1}, {label: level2}, {label: level3}, {label: description}, {label: target}, {label: basis}]
      repeat: [{column: level1}, {column: level2}, {column: level3}, {column: description}, {column: target}, {column: basis}]
"""
ROW = "        - [{label: name}, {field: name}]\n"

# text after HEAD (whose last line is 4) → line and key of the fault, a part of what is said
FAULTS = {
    "unknown key": ("colour: red\n", 5, "colour", "不认识这个键"),
    "unknown key inside": ("page:\n  top: 37\n  gutter: 5\n", 7, "page.gutter", "不认识这个键，可用的有 width"),
    "text for a number": ("page:\n  top: 宽\n", 6, "page.top", "这里要写数字"),
    "number that is none": ("page:\n  top: nan\n", 6, "page.top", "这里要写数字"),
    "number beyond bounds": ("page:\n  top: 1e400\n", 6, "page.top", "这里要写数字"),
    "fraction for a whole": ("money: {decimals: 2.5}\n", 5, "money.decimals", "不小于 0 的整数"),
    "negative whole": ("money: {decimals: -1}\n", 5, "money.decimals", "不小于 0 的整数"),
    "text for a truth": ("cover: {printed: 是}\n", 5, "cover.printed", "true 或 false"),
    "list for a text": ("sheet: {title: [甲]}\n", 5, "sheet.title", "这里要写文字"),
    "text for a list": ("sheet: {classified_names: 专项}\n", 5, "sheet.classified_names", "要写成列表"),
    "mapping for a text": ("sheet: {classified_text: {a: b}}\n", 5, "sheet.classified_text", "这里要写文字"),
    "text for a mapping": ("page: A4\n", 5, "page", "要写成“键: 值”"),
    "list of another length": ("sheet: {unit_line: [甲]}\n", 5, "sheet.unit_line", "列表要有 2 项"),
    "word that is no choice": ("money: {unit: 美元}\n", 5, "money.unit", "只能写 万元、元 之一"),
    "blank value": ("sheet:\n  title:\n", 6, "sheet.title", "不能空着"),
    "twice the same key": ("page: {top: 37}\npage: {top: 40}\n", 6, "page", "写了两次"),
    "key that is no text": ("? [a]\n: b\n", 5, "", "键必须是文字"),
    "missing key": ("fields:\n  area: {kind: text}\n", 6, "fields.area", "缺少 label"),
    "bad YAML": ("page: {top: 37\nsheet: {}\n", 6, "", "读不下去"),
    "tab for an indent": ("page:\n\ttop: 37\n", 6, "", "读不下去"),
    "reference": ("page: &p {top: 37}\ncover: *p\n", 6, "", "不能用 *"),
    "nest too deep": ("checks: " + "[" * 5000 + "\n", 5, "", "套得太深"),
    "second document": ("---\nid: other\n", 5, "", "只能写一份"),
    "bad expression": ("unit_code: '(\\d{6}'\n", 5, "unit_code", "正则表达式"),
    "bad expression of a field": ("fields:\n  code: {pattern: '['}\n", 6, "fields.code.pattern", "正则表达式"),
    "county without a group": ("cover: {county: '.+县'}\n", 5, "cover.county", "要有一个括号"),
    "unknown style": ("sheet:\n  title_style: big\n", 6, "sheet.title_style", "没有名为 big 的样式"),
    "style without size": ("styles:\n  body: {size: 0}\n", 6, "styles.body", "size 要大于 0"),
    "lines closer than letters": ("styles:\n  body: {leading: 10}\n", 6, "styles.body", "leading 不能小于 size"),
    "margins wider than paper": ("page: {left: 200}\n", 5, "page", "没有留下版心"),
    "years the wrong way round": ("checks: {}\n", 3, "years.last", "不能早于 first"),
    "percents without points": ("fields:\n  purpose: {kind: percents}\n", 6, "fields.purpose", "要写 points"),
    "marker without number": ("fields:\n  goals: {marker: '·'}\n", 6, "fields.goals.marker", "要含有 {n}"),
    "no taxonomy levels": (
        "indicators:\n  columns: !replace\n    a: {label: 甲}\n",
        6,
        "indicators.columns",
        "level 为 1 和 2",
    ),
    "alias for nothing": (
        "indicators:\n  aliases: {效果: 效能}\n",
        6,
        "indicators.aliases.效果",
        "taxonomy 里没有 效能",
    ),
    "no sheets": ("parts:\n  - {title: [甲], contents: 甲}\n", 5, "parts", "sheets: true"),
    "no neutral name": ("sheet: {classified_names: []}\n", 5, "sheet.classified_names", "至少写一个"),
    "unknown word in braces": ("sheet: {title: '{title}{colour}'}\n", 5, "sheet.title", "花括号里只能写 n、title"),
    "format in braces": ("page_numbers: {format: '{n:>5}'}\n", 5, "page_numbers.format", "花括号里只能写 n"),
    "attribute in braces": ("sheet: {contents_title: '{title.x}'}\n", 5, "sheet.contents_title", "花括号里只能写"),
    "brace without its pair": (
        "cover: {fields: {stage: {default: '{'}}}\n",
        5,
        "cover.fields.stage.default",
        "没有成对",
    ),
    "word left out": ("page_numbers: {format: 第页}\n", 5, "page_numbers.format", "要含有 {n}"),
    "unit line with another word": (
        "sheet: {unit_line: ['{year}', 元]}\n",
        5,
        "sheet.unit_line.0",
        "unit_code、unit_name",
    ),
    "numbering without a number": (
        "numbering: {levels: [{marker: 一要, style: body}]}\n",
        5,
        "numbering.levels.0.marker",
        "要含有 {n} 或 {c}",
    ),
    "cover line for no field": (
        "cover: {lines: [{text: 甲, style: body, field: colour}]}\n",
        5,
        "cover.lines.0.field",
        "封面没有名为 colour 的字段",
    ),
    "grid with a hole": (TABLE.replace(ROW, "        - [{label: name}]\n"), 7, "sheet.tables.0", "没有正好铺满"),
    "grid with one cell over another": (
        TABLE.replace(ROW, "        - [{label: name, rows: 2}, {field: name}]\n" + ROW),
        7,
        "sheet.tables.0",
        "没有正好铺满",
    ),
    "grid hanging out below": (
        TABLE.replace(ROW, "        - [{label: name, rows: 2}, {field: name}]\n"),
        7,
        "sheet.tables.0",
        "没有正好铺满",
    ),
    "cell with nothing": (TABLE.replace("{field: name}", "{}"), 9, "sheet.tables.0.rows.0.1", "要正好写一个"),
    "cell with two things": (
        TABLE.replace("{field: name}", "{field: name, text: 甲}"),
        9,
        "sheet.tables.0.rows.0.1",
        "要正好写一个",
    ),
    "unknown field in a cell": (
        TABLE.replace("{field: name}", "{field: colour}"),
        9,
        "sheet.tables.0.rows.0.1",
        "没有名为 colour 的字段",
    ),
    "column outside the repeated row": (
        TABLE.replace("{field: name}", "{column: target}"),
        9,
        "sheet.tables.0.rows.0.1",
        "column 只能写在 repeat 里",
    ),
    "unknown style of a cell": (
        TABLE.replace("{field: name}", "{field: name, style: big}"),
        9,
        "sheet.tables.0.rows.0.1",
        "没有名为 big 的样式",
    ),
    "cell of no width": (
        TABLE.replace("{field: name}", "{field: name, columns: 0}"),
        9,
        "sheet.tables.0.rows.0.1",
        "不能小于 1",
    ),
    "share beyond the last": (
        TABLE.replace("{field: name}", "{field: disbursement, item: 4}"),
        9,
        "sheet.tables.0.rows.0.1",
        "disbursement 没有第 4 项（从 0 数起，共 4 项）",
    ),
    "share of no percents": (
        TABLE.replace("{field: name}", "{point: [name, 0]}"),
        9,
        "sheet.tables.0.rows.0.1",
        "name 没有第 0 项",
    ),
    "item of nothing": (
        TABLE.replace("{field: name}", "{text: 甲, item: 0}"),
        9,
        "sheet.tables.0.rows.0.1",
        "item 只能",
    ),
    "table wider than the page": (
        TABLE.replace("[40, 40]", "[100, 60]"),
        7,
        "sheet.tables.0.widths",
        "超出版心的 156.0",
    ),
    "column of no width": (TABLE.replace("[40, 40]", "[40, 0]"), 7, "sheet.tables.0.widths", "列宽要大于 0"),
    "more heads than rows": (
        TABLE.replace("      rows:\n" + ROW, "      heads: 2\n      rows:\n" + ROW),
        8,
        "sheet.tables.0.heads",
        "不能多于",
    ),
    "no row for indicators": (TABLE[: TABLE.index("      repeat")], 6, "sheet.tables", "要正好有一个表写 repeat"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_file_line_and_key(packs_with: Callable[..., FormPacks], fault: str) -> None:
    text, line, key, problem = FAULTS[fault]
    head = HEAD.replace("2030", "2030, last: 2029") if fault == "years the wrong way round" else HEAD
    with pytest.raises(UserError) as caught:
        packs_with(mine=head + text).form("mine")
    said = str(caught.value)
    where = f"表样文件 mine.yaml 第 {line} 行" + (f"“{key}”：" if key else "：")
    assert said.startswith(where)
    assert problem in said
    assert said.endswith("请改正后再导入这个表样。")


def test_the_table_the_faults_are_made_from_has_none(packs_with: Callable[..., FormPacks]) -> None:
    assert len(packs_with(mine=HEAD + TABLE).form("mine").sheet.tables) == 2


def test_a_fault_of_the_extended_pack_is_told_in_its_own_file(packs_with: Callable[..., FormPacks]) -> None:
    packs = packs_with(base=HEAD.replace("mine", "base") + "page: {top: 宽}\n", mine=HEAD.replace("hebei-2023", "base"))
    with pytest.raises(UserError, match=r"base\.yaml 第 5 行“page\.top”"):
        packs.form("mine")


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"mine": HEAD.replace("id: mine", "id: other")}, "id 要与文件名相同，应为 mine"),
        ({"mine": HEAD.replace("hebei-2023", "hebei-1999")}, r"第 4 行“extends”：没有名为 hebei-1999 的表样"),
        ({"mine": HEAD.replace("hebei-2023", "mine")}, r"第 4 行“extends”：表样之间不能互相继承"),
        ({"mine": HEAD.replace("hebei-2023", "[hebei-2023]")}, r"第 4 行“extends”：这里要写"),
        (
            {"mine": HEAD.replace("hebei-2023", "yours"), "yours": HEAD.replace("mine", "yours").replace("hebei-2023", "mine")},
            r"第 4 行“extends”：表样之间不能互相继承",
        ),
        ({"mine": "id: mine\n"}, "缺少 title、family、years"),
        ({"mine": ""}, "文件是空的"),
        ({"mine": "- a\n- b\n"}, "表样文件要写成“键: 值”"),
        ({"mine": "# " + "长" * 400_000}, "文件过大"),
    ],
)  # fmt: skip
def test_a_fault_of_the_whole_file(packs_with: Callable[..., FormPacks], texts: dict[str, str], said: str) -> None:
    with pytest.raises(UserError, match=said):
        packs_with(**texts).form("mine")


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_bytes(HEAD.encode("gbk"))
    with pytest.raises(UserError, match="不是 UTF-8"):
        FormPacks(resources_dir() / "forms", tmp_path).form("mine")


def test_a_folder_in_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").mkdir()
    with pytest.raises(UserError, match="没有名为“mine”的表样"):
        FormPacks(tmp_path).form("mine")


def test_the_slower_scanner_finds_the_same(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """PyYAML comes without its scanner in C on some machines."""
    pack = resources_dir() / "forms" / "hebei-2020.yaml"
    quick = source.read_tree(pack)
    monkeypatch.setattr(source, "_LOADER", yaml.SafeLoader)
    assert source.read_tree(pack) == quick
    for text, wrong in (
        ("a: &b {c: d}\ne: *b\n", "第 2 行"),
        ("a:\n " + "[" * 5000, "套得太深"),
        ("a: [b\n", "读不下去"),
    ):
        file = tmp_path / "x.yaml"
        file.write_text(text, "utf-8")
        with pytest.raises(UserError, match=wrong):
            source.read_tree(file)
