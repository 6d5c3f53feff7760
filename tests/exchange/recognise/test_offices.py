"""Offices that recognition was not made on, as the sources of many offices look."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from editor.domain.volume import Volume
from editor.exchange.importing import recognise_documents
from editor.exchange.raw import RawCell, RawDocument, RawParagraph, RawTable
from editor.exchange.readers.text import read_lines
from editor.exchange.recognise.words import split_title
from editor.forms.packs import FormPacks
from tests.exchange.truth import Comparison, compare, volume_values
from tests.exchange.variants import Style, closed, grids, printed, recognised_dump, word_dump

NAMES = ("2020-agriculture", "2021-emergency", "2024-health")
Offices = dict[str, Volume]
BAR = 0.99


def measure(truth: Volume, document: RawDocument, packs: FormPacks, only: str = "") -> Comparison:
    found, _ = recognise_documents([document], packs)
    form = packs.form(truth.form)
    true = volume_values(printed(truth, form), form)
    return compare(true, volume_values(found, packs.form(found.form)), only)


def assert_read(result: Comparison) -> None:
    assert result.total > 150
    assert result.share >= BAR, result.lines()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("contents", ["dots", "tab", "bare", "none"])
@pytest.mark.parametrize("goals", ["lines", "blanks", "far", "together"])
def test_dumps_of_word_files(name: str, contents: str, goals: str, offices: Offices, packs: FormPacks) -> None:
    volume = offices[name]
    for unit in ("row", "line", "labelled", "split"):
        style = Style(contents=contents, goals=goals, unit=unit, fields=unit == "row")
        assert_read(measure(volume, read_lines(word_dump(volume, packs.form(volume.form), style), "a.txt"), packs))


STYLES = (
    Style(cover=False, contents="none"),
    Style(section_numbers="123", contents="tab", fields=True),
    Style(joined_parts=True, title_marker="、", full_width=True),
    Style(signs=True, goal_marker="（{n}）"),
    Style(signs=False, goal_marker="{n}．"),
    Style(goal_marker="{n}) "),
    Style(carried=False),
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", STYLES, ids=lambda style: str(STYLES.index(style)))
def test_ways_of_writing(name: str, style: Style, offices: Offices, packs: FormPacks) -> None:
    volume = offices[name]
    form = packs.form(volume.form)
    document = read_lines(word_dump(volume, form, style), "2020年文本.txt" if name.startswith("2020") else "a.txt")
    result = measure(volume, document, packs)
    if not style.cover:
        wrong = {path: pair for path, pair in result.wrong.items() if path != ("head", "department")}
        result = Comparison(result.total, wrong)
    assert_read(result)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("table", ["tabs", "pipes", "html"])
@pytest.mark.parametrize("seed", range(4))
def test_recognised_pages(name: str, table: str, seed: int, offices: Offices, packs: FormPacks) -> None:
    volume, rng = offices[name], random.Random(seed)
    style = Style(contents=rng.choice(("dots", "tab", "none")), unit=rng.choice(("line", "labelled")))
    text = recognised_dump(volume, packs.form(volume.form), style, rng, table)
    document = read_lines(text, "a.txt")
    assert document.spaces_are_wraps
    assert_read(measure(closed(volume), document, packs))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("layout", ["two", "one", "stacked", "sheet"])
@pytest.mark.parametrize("goals", ["lines", "plain"])
def test_grids(name: str, layout: str, goals: str, offices: Offices, packs: FormPacks) -> None:
    volume = offices[name]
    document = grids(volume, packs.form(volume.form), Style(goals=goals), layout)
    assert_read(measure(volume, document, packs, "projects" if layout in ("stacked", "sheet") else ""))


Change = Callable[[RawTable], list[RawTable]]
_LABELS = {
    "预算数": "预算数（万元）",
    "其中：财政资金": "其中:财政资金(万元)",
    "资金支出计划（%）": "资金支出计划(%)",
    "绩效指标描述": "指标描述",
    "指标值": "目标值",
    "一级指标": "一级\n指标",
    "项目编码": "项 目 编 码：",
}


def relabelled(table: RawTable) -> list[RawTable]:
    return [replace(table, cells=tuple(replace(c, text=_LABELS.get(c.text, c.text)) for c in table.cells))]


def wrapped(table: RawTable) -> list[RawTable]:
    def lines(cell: RawCell) -> str:
        width = 11 if cell.columns > 1 else 5
        return "\n".join(t[i : i + width] for t in cell.text.split("\n") for i in range(0, max(1, len(t)), width))

    return [replace(table, cells=tuple(replace(c, text=lines(c)) for c in table.cells))]


def torn_goals(table: RawTable) -> list[RawTable]:
    goal = next((c for c in table.cells if c.row == 5 and c.column == 1), None)
    if goal is None or not any(c.text == "绩效目标" for c in table.cells):
        return [table]
    first, _, rest = goal.text.partition("\n")
    before = replace(table, cells=tuple(replace(c, text=first) if c is goal else c for c in table.cells))
    return [before, RawTable((RawCell(0, 0, ""), RawCell(0, 1, rest, 1, 6)), 1, 7, table.where)] if rest else [table]


def without_spans(table: RawTable) -> list[RawTable]:
    """Every row pushed to the left, as where merged cells are dropped: the merged 一级指标 is not even a blank."""
    if not any(c.text == "一级指标" for c in table.cells):
        return [table]
    cells: list[RawCell] = []
    for r in range(table.row_count):
        row = sorted((c for c in table.cells if c.row == r), key=lambda c: c.column)
        cells += [replace(c, column=i, columns=1, rows=1) for i, c in enumerate(row)]
    return [RawTable(tuple(cells), table.row_count, 6, table.where)]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", [relabelled, wrapped, torn_goals, without_spans], ids=lambda c: c.__name__)
def test_grids_that_were_changed(name: str, change: Change, offices: Offices, packs: FormPacks) -> None:
    volume = offices[name]
    document = grids(volume, packs.form(volume.form), Style(), "two")
    blocks = [new for b in document.blocks for new in (change(b) if isinstance(b, RawTable) else [b])]
    wraps = change is wrapped
    assert_read(measure(volume, replace(document, blocks=tuple(blocks), spaces_are_wraps=wraps), packs))


@pytest.mark.parametrize("name", NAMES)
def test_titles_may_lack_their_numbers_or_be_lacking(name: str, offices: Offices, packs: FormPacks) -> None:
    volume = offices[name]
    document = grids(volume, packs.form(volume.form), Style(), "two")

    def changed(numbered: bool) -> RawDocument:
        blocks = []
        for block in document.blocks:
            is_title = (
                isinstance(block, RawParagraph) and block.where.line is None and block.text.endswith("绩效目标表")
            )
            if is_title and isinstance(block, RawParagraph):
                secret = "专项业务" in block.text
                text = split_title(block.text)[1]
                blocks += [replace(block, text=text)] if secret or not numbered else []
            else:
                blocks.append(block)
        return replace(document, blocks=tuple(blocks))

    own_titles = sum(1 for p in volume.projects if "title" in p.fields)
    for numbered in (True, False):
        result = measure(volume, changed(numbered), packs)
        assert len(result.wrong) <= (own_titles if numbered else 0), result.lines()
