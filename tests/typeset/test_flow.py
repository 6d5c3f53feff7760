"""Pages: what goes on which. A page holds 225 mm = 637.8 pt; a body line is 28.9, a cell's 13.6, padding 2 × 2.5."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.compose.blocks import Composition, Gap, GridCell, Group, Paragraph, Run, TableBlock
from editor.domain.places import Place
from editor.typeset.boxes import Area, PageBoxes, Pages, TextBox
from editor.typeset.breaking import CLOSING, OPENING
from editor.typeset.fonts import EM_TOP, FontSet
from editor.typeset.typesetter import typeset
from tests.typeset.sheets import (
    GOALS,
    PURPOSE,
    ROWS,
    RULED,
    classified,
    composition,
    entry,
    label,
    sheet,
    text,
    upper_table,
)

MM = 72 / 25.4
LEFT, TOP, WIDTH, HEIGHT = 28 * MM, 37 * MM, 156 * MM, 225 * MM
FONTS = FontSet.bundled()


def of(page: PageBoxes, place: Place) -> list[TextBox]:
    return [box for box in page.texts if box.place == place]


def words(page: PageBoxes) -> str:
    return "".join(box.text for box in page.texts)


def body(count: int) -> Paragraph:
    """A paragraph of so many lines of 28 characters (442.2 pt / 16 = 27.6: 27 fit, 25 after the indent)."""
    return text("行" * (25 + 27 * (count - 1)), "body", Place(section="s", item=count))


def test_a_group_begins_a_page_or_goes_on() -> None:
    pages = typeset(composition(Group((body(2),)), Group((body(3),), new_page=False), Group((body(1),))), FONTS)
    assert [len([b for b in page.texts if b.place]) for page in pages.pages] == [5, 1]


def test_no_line_of_a_paragraph_stays_alone() -> None:
    # 22 lines fit (22 × 28.9 = 635.8); after 21 a paragraph of three finds one line free: it moves whole
    pages = typeset(composition(Group((body(21), body(3)))), FONTS)
    assert [len(of(page, Place(section="s", item=3))) for page in pages.pages] == [0, 3]
    # after 19, three are free: all but one would leave one alone, so two and two
    pages = typeset(composition(Group((body(19), body(4)))), FONTS)
    assert [len(of(page, Place(section="s", item=4))) for page in pages.pages] == [2, 2]


def test_a_heading_stays_with_the_text_below_it() -> None:
    # 20 lines are 578.0; the heading's 8 + 28.9 end at 614.9: no room for two lines of body
    pages = typeset(composition(Group((body(20), text("二、分项绩效目标", "heading"), body(4)))), FONTS)
    assert "二、分项绩效目标" not in words(pages.pages[0])
    assert words(pages.pages[1]).startswith("二、分项绩效目标")


def test_space_before_is_kept_at_a_groups_begin_and_dropped_after_a_full_page() -> None:
    cover = typeset(composition(Group((text("清河县", "cover"),))), FONTS).pages[0].texts[0]
    # 120 before, 26 in a line of 40: (40 − 26) / 2 + 0.88 × 26
    assert cover.y == pytest.approx(TOP + 120 + 7 + 22.88)
    second = typeset(composition(Group((body(22), text("甲", "heading"), body(2)))), FONTS).pages[1]
    assert second.texts[0].y == pytest.approx(TOP + (28.9 - 16) / 2 + 0.88 * 16)


def test_a_gap_takes_no_room_at_the_top() -> None:
    first = typeset(composition(Group((Gap(50), body(1)))), FONTS).pages[0].texts[0]
    second = typeset(composition(Group((body(1), Gap(50), body(1)))), FONTS).pages[0].texts[1]
    assert second.y - first.y == pytest.approx(28.9 + 50)


def test_classified_projects_share_a_page_and_are_kept_whole() -> None:
    # 24 + 4 + 24 + 16 = 68 each: nine fit on a page
    pages = typeset(composition(*(classified(k, k == 1) for k in range(1, 12))), FONTS)
    counts = [sum(box.text == "此项目文件涉密" for box in page.texts) for page in pages.pages]
    titles = [sum("专项业务" in box.text for box in page.texts) for page in pages.pages]
    assert counts == titles == [9, 2]
    assert [page.project for page in pages.pages] == [1, 10]


def test_heads_and_merged_cells_come_again_on_the_next_page() -> None:
    more = tuple(("满意度指标", "服务对象满意度指标", f"满意度{i}", PURPOSE, "≥90%", "问卷调查") for i in range(6))
    pages = typeset(composition(sheet(1, ROWS + more)), FONTS)
    assert len(pages.pages) == 2
    second = pages.pages[1]
    assert [box.text for box in second.texts[:6]] == [
        "一级指标",
        "二级指标",
        "三级指标",
        "绩效指标描述",
        "指标值",
        "指标值确定",
    ]
    assert "单位：万元" not in words(second)
    merged = Place(project=1, row=6, field="level1")
    for page in pages.pages:
        (box,) = of(page, merged)
        (area,) = [area for area in page.areas if area.place == merged]
        # in the middle of its part: the em square's middle is 0.38 above the baseline
        assert box.y - 0.38 * box.size == pytest.approx(area.y + area.height / 2)


def test_a_row_is_not_torn() -> None:
    more = tuple(("满意度指标", "服务对象满意度指标", f"满意度{i}", PURPOSE, "≥90%", "问卷调查") for i in range(30))
    pages = typeset(composition(sheet(1, ROWS + more)), FONTS)
    for i in range(30):
        where = [n for n, page in enumerate(pages.pages) if of(page, Place(project=1, row=7 + i, field="description"))]
        assert len(where) == 1


def test_a_cell_of_three_thousand_characters_prints_whole() -> None:
    goal = "".join(f"第{n}项巡护任务按期完成并登记；" for n in range(1, 220))
    assert len(goal) > 3000
    pages = typeset(composition(sheet(1, goals=(goal, "其余任务。"))), FONTS)
    place = Place(project=1, field="goals", item=0)
    assert "".join(box.text for page in pages.pages for box in of(page, place)) == goal
    assert len([page for page in pages.pages if of(page, place)]) >= 2
    assert words(pages.pages[1]).startswith("绩效目标"), "the label is shown again"
    # it begins on the first page, below the rows before it
    assert of(pages.pages[0], place)


def test_a_fixed_cell_over_rows_is_shown_in_each_part() -> None:
    rows = 30
    place = Place(field="label")
    cells = [GridCell(0, 0, (text("预算规模及资金用途", "label", place),), rows, 1, place)]
    cells += [entry(row, 1, "一二三四五六七八", Place(row=row)) for row in range(rows)]
    pages = typeset(composition(Group((TableBlock((22.3, 22.3), rows, tuple(cells), RULED),))), FONTS)
    # two lines a row: 32.2; 19 rows are 611.8
    assert len(pages.pages) == 2
    for page in pages.pages:
        assert "".join(box.text for box in of(page, place)) == "预算规模及资金用途"


def test_a_part_of_a_merged_cell_has_room_for_its_text() -> None:
    """Twenty single lines fit, but the merged cell's part with one row needs two: it waits for the next page."""
    rows = 34
    merged = Place(field="merged")
    cells = [entry(row, 0, "甲", Place(row=row, field="a")) for row in range(rows - 4)]
    cells.append(GridCell(rows - 4, 0, (text("一二三四五六七八九", "cell", merged),), 4, 1, merged, merged=True))
    cells += [entry(row, 1, "乙", Place(row=row, field="b")) for row in range(rows)]
    for before in range(120):
        blocks = (Gap(0), text("", "label"), Gap(before), TableBlock((22.3, 22.3), rows, tuple(cells), RULED))
        pages = typeset(composition(Group(blocks)), FONTS)
        for page in pages.pages:
            check_inside(page)
        shown = [page for page in pages.pages if of(page, merged)]
        assert all("".join(box.text for box in of(page, merged)) == "一二三四五六七八九" for page in shown)


def test_heads_do_not_stand_alone_at_a_pages_end() -> None:
    head = TableBlock(
        (22.3,),
        3,
        (label(0, 0, "指标"), entry(1, 0, "甲", Place(row=1)), entry(2, 0, "乙", Place(row=2))),
        RULED,
        heads=1,
    )
    # 637.8 − 604 leaves 33.8: the head's 18.6 fits, head and row (37.2) do not
    blocks = (text("", "label"), Gap(604 - 13.6), head)
    pages = typeset(composition(Group(blocks)), FONTS)
    assert not pages.pages[0].rules
    assert words(pages.pages[1]).startswith("指标甲乙")


def test_title_and_unit_line_stay_with_the_first_rows() -> None:
    blocks = (text("", "label"), Gap(560), *sheet(1).blocks)
    pages = typeset(composition(Group(blocks)), FONTS)
    # 573.6 + title 28 + unit line 16 leave 20 pt, the first row has 18.6: it fits; 4 pt more and it does not
    assert "项目编码" in words(pages.pages[0])
    pages = typeset(composition(Group((text("", "label"), Gap(564), *sheet(1).blocks))), FONTS)
    assert not pages.pages[0].rules
    assert words(pages.pages[1]).startswith("1.河道巡护")


def test_an_empty_entry_has_its_area() -> None:
    page = typeset(composition(sheet(1)), FONTS).pages[0]
    assert [area.place for area in page.areas].count(Place(project=1, field="other_funds")) == 1


# ------------------------------------------------------------------------------------------------------ properties
WORDS = st.text(
    alphabet="一丁县城区农田水利工程建设资金使用情况年月日完成率质量达标产出效益《》（）“”，。、；：！？… —%≥0123456789.,aBcWm㛃𬱖\n",
    max_size=260,
)
LONG = st.builds(lambda words, times: words * times, WORDS, st.integers(1, 12))
LEVELS = st.sampled_from(["产出指标", "效益指标", "满意度指标"])
ROW = st.tuples(LEVELS, WORDS, WORDS, st.one_of(WORDS, LONG), WORDS, WORDS)
SHEETS = st.builds(
    sheet,
    st.just(1),
    st.lists(ROW, min_size=1, max_size=14).map(lambda rows: tuple(sorted(rows, key=lambda row: row[0]))),
    LONG,
    st.lists(st.one_of(WORDS, LONG), max_size=5).map(tuple),
)


def check_inside(page: PageBoxes) -> None:
    """No text outside the text area; text of a cell inside one of its place's areas."""
    areas: dict[Place, list[Area]] = defaultdict(list)
    for area in page.areas:
        areas[area.place].append(area)
        assert area.y >= TOP - 0.01 and area.y + area.height <= TOP + HEIGHT + 0.01
        assert area.x >= LEFT - 0.01 and area.x + area.width <= LEFT + WIDTH + 0.3
    for box in page.texts:
        if box.place is None:
            continue
        top = box.y - EM_TOP * box.size
        inside = [
            area
            for area in areas[box.place]
            if area.x - 0.01 <= box.x
            and box.x + box.width <= area.x + area.width + 0.01
            and area.y - 0.01 <= top
            and top + box.size <= area.y + area.height + 0.01
        ]
        assert inside, box


def check_apart(page: PageBoxes) -> None:
    """No two text boxes overlap (smaller boxes than their em squares: fonts may touch)."""
    boxes = sorted(page.texts, key=lambda box: box.y)
    for i, box in enumerate(boxes):
        for other in boxes[i + 1 :]:
            if other.y - box.y > 0.5 * min(box.size, other.size):
                break
            apart = box.x + box.width <= other.x + 0.01 or other.x + other.width <= box.x + 0.01
            assert apart, (box, other)


def entries(made: Composition) -> dict[Place, str]:
    found: dict[Place, str] = {}

    def take(paragraph: Paragraph) -> None:
        for run in paragraph.runs:
            if run.place is not None:
                found[run.place] = run.text

    for division in made.divisions:
        for group in division.groups:
            for block in group.blocks:
                if isinstance(block, Paragraph):
                    take(block)
                elif isinstance(block, TableBlock):
                    for cell in block.cells:
                        for paragraph in cell.paragraphs:
                            take(paragraph)
    return found


def check_whole(made: Composition, pages: Pages) -> None:
    """Every character of every entry is in a box, but for spaces where a line ends and newlines."""
    shown: dict[Place, set[int]] = defaultdict(set)
    wanted = entries(made)
    for page in pages.pages:
        for box in page.texts:
            if box.place is not None:
                assert len(box.text) == len(box.advances)
                assert wanted[box.place][box.start : box.start + len(box.text)] == box.text
                shown[box.place].update(range(box.start, box.start + len(box.text)))
    for place, entry_text in wanted.items():
        lost = {entry_text[i] for i in range(len(entry_text)) if i not in shown[place]}
        assert lost <= set(" \n"), place


@given(SHEETS)
@settings(max_examples=60, deadline=None)
def test_any_sheet_is_whole_and_within_its_cells(group: Group) -> None:
    made = composition(group)
    pages = typeset(made, FONTS)
    check_whole(made, pages)
    for page in pages.pages:
        check_inside(page)
        check_apart(page)
    check_rows(group, pages)


def check_rows(group: Group, pages: Pages) -> None:
    """Rows whole unless taller than a page (with the repeated head)."""
    for number in range(14):
        parts = [
            (
                n,
                max(
                    (area.height for area in page.areas if area.place.row == number and area.place.field == "level2"),
                    default=0,
                ),
            )
            for n, page in enumerate(pages.pages)
        ]
        parts = [part for part in parts if part[1]]
        if len(parts) > 1:
            assert sum(height for _, height in parts) > HEIGHT - 32.2 - 5 * len(parts)


@given(st.lists(LONG, max_size=6), st.integers(0, 600))
@settings(max_examples=40, deadline=None)
def test_any_narrative_is_whole(paragraphs: list[str], before: int) -> None:
    blocks = [
        Paragraph((Run("一、"), Run(words, Place(section="s", item=n), 0)), "body", Place(section="s", item=n))
        for n, words in enumerate(paragraphs)
    ]
    made = composition(
        Group((text("题", "heading"), Gap(before), *blocks)), Group((text("尾", "body"),), new_page=False)
    )
    pages = typeset(made, FONTS)
    check_whole(made, pages)
    for page in pages.pages:
        check_inside(page)
        check_apart(page)
        assert page.texts


@given(st.text(alphabet="按照规定程序办理手续" + OPENING[:9] + CLOSING[:16], min_size=30, max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_line_begins_with_a_closing_sign(words_given: str) -> None:
    """In body text (27 characters a line) there is always another place to break, or so many signs that there is none."""
    pages = typeset(composition(Group((text(words_given, "body", Place(section="s")),))), FONTS)
    signs = set(OPENING + CLOSING)
    for page in pages.pages:
        for box in of(page, Place(section="s"))[1:]:
            if not set(words_given[max(0, box.start - 6) : box.start + 2]) <= signs:
                before = words_given[max(0, box.start - 20) : box.start]
                assert box.text[0] not in CLOSING or not set(before) - signs


def test_the_sheet_in_tests_is_a_real_one() -> None:
    """Guards the builder: all its entries come out."""
    made = composition(sheet(1, ROWS, PURPOSE, GOALS), Group((upper_table(2, PURPOSE, GOALS),)))
    check_whole(made, typeset(made, FONTS))
    assert len(entries(made)) > 60
    assert replace(made, watermark="x").watermark
