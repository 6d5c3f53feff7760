"""What depends on page numbers: footers, contents, links, outline, watermark; and that only what changed is set again."""

from dataclasses import replace
from math import hypot

import pytest

from editor.compose.blocks import Composition, ContentsLine, Division, Group, Run
from editor.domain.places import Place
from editor.typeset import paragraph
from editor.typeset.boxes import PageBoxes, TextBox
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import Typesetter, typeset
from tests.typeset.sheets import NUMBERS, ROWS, classified, composition, sheet, text, volume

MM = 72 / 25.4
LEFT, RIGHT, BOTTOM = 28 * MM, 184 * MM, 262 * MM
FONTS = FontSet.bundled()


def footer(page: PageBoxes) -> TextBox | None:
    return next((box for box in page.texts if box.y > BOTTOM), None)


def numbers(made: Composition) -> list[str]:
    return [page.number for page in typeset(made, FONTS).pages]


def test_numbers_count_from_the_cover() -> None:
    # cover and two pages of contents (39 lines of 25, 34 + 14 above them) print none
    assert numbers(volume(39))[:5] == ["", "", "", "4", "5"]


def test_a_division_may_begin_again_with_one() -> None:
    made = volume(12)
    divisions = (*made.divisions[:2], replace(made.divisions[2], restart=True))
    assert numbers(replace(made, divisions=divisions))[:4] == ["", "", "1", "2"]


def test_outer_numbers_stand_right_on_odd_and_left_on_even_pages() -> None:
    pages = typeset(composition(sheet(1), sheet(2)), FONTS).pages
    odd, even = footer(pages[0]), footer(pages[1])
    assert odd and even
    # one character of 14 pt from the edge, 9 mm under the text
    assert odd.x + odd.width == pytest.approx(RIGHT - 14)
    assert even.x == pytest.approx(LEFT + 14)
    assert odd.y == even.y == pytest.approx(BOTTOM + 9 * MM)
    assert (odd.text, even.text) == ("— 1 —", "— 2 —")


def test_centred_numbers_stand_in_the_middle() -> None:
    made = replace(composition(sheet(1)), page_numbers=replace(NUMBERS, place="center", format="{n}"))
    box = footer(typeset(made, FONTS).pages[0])
    assert box
    assert box.x + box.width / 2 == pytest.approx((LEFT + RIGHT) / 2)


def test_contents_numbers_are_the_pages_own() -> None:
    pages = typeset(volume(45), FONTS).pages
    shown: dict[str, str] = {}
    for page in (pages[1], pages[2], pages[3]):
        lines: dict[float, list[str]] = {}
        for box in page.texts:
            lines.setdefault(round(box.y, 2), []).append(box.text)
        shown.update({words[0].rstrip(): words[-1] for words in lines.values() if len(words) == 3})
    assert len(shown) == 45
    for page in pages:
        for box in page.texts:
            if box.place is not None and box.place.field == "title":
                assert shown.get(box.text, page.number) == page.number
    assert shown["11.河道巡护第11标段经费绩效目标表"] == shown["10.河道巡护第10标段经费绩效目标表"]


def test_links_lead_to_the_sheets() -> None:
    pages = typeset(volume(20), FONTS).pages
    links = [link for page in pages for link in page.links]
    assert len(links) == 20
    for number, link in enumerate(links, 1):
        assert any(box.text.startswith(f"{number}.") for box in pages[link.page].texts)


def test_leaders_stand_on_one_grid_and_numbers_end_at_the_right() -> None:
    page = typeset(volume(39), FONTS).pages[1]
    leaders = [box for box in page.texts if set(box.text) == {"…"}]
    assert len(leaders) > 15
    for leader in leaders:
        steps = (RIGHT - leader.x) / 14  # an … is an em of 14 pt
        assert steps == pytest.approx(round(steps), abs=1e-6)
    ends = [box.x + box.width for box in page.texts if box.text.isdigit()]
    assert ends == pytest.approx([RIGHT] * len(ends))


def test_a_long_contents_line_wraps_before_its_leader() -> None:
    line = ContentsLine((Run("1." + "河道巡护管理" * 12),), "contents_entry", "p1", "…")
    contents = Division("contents", (Group((line,)),), numbered=False)
    page = typeset(composition(sheet(1), divisions=(contents,)), FONTS).pages[0]
    title = [box for box in page.texts if "河道" in box.text]
    assert len(title) == 3
    # three and a half ems are kept free
    assert max(box.x + box.width for box in title) <= RIGHT - 3.5 * 14 + 0.01
    assert page.texts[-1].text == "2"
    assert page.links[0].height == pytest.approx(3 * 25)


def test_a_contents_line_without_anchor_has_no_number() -> None:
    line = ContentsLine((Run("第一部分 部门整体绩效目标"),), "contents_entry", None, "…")
    contents = Division("contents", (Group((line,)),), numbered=False)
    page = typeset(composition(sheet(1), divisions=(contents,)), FONTS).pages[0]
    assert [box.text for box in page.texts] == ["第一部分 部门整体绩效目标"]
    assert not page.links


def test_outline_names_every_sheet_with_its_page() -> None:
    pages = typeset(volume(12), FONTS)
    levels = [entry.level for entry in pages.outline]
    assert levels == [1] + [2] * 12
    for entry in pages.outline[1:]:
        assert any(box.text == entry.text for box in pages.pages[entry.page].texts)


def test_watermark_lies_under_the_text_across_the_middle() -> None:
    pages = typeset(composition(sheet(1), watermark="仅供内部审核𬱖"), FONTS)
    page = pages.pages[0]
    marks = [box for box in page.texts if box.angle]
    assert page.texts[: len(marks)] == tuple(marks)
    assert "".join(box.text for box in marks) == "仅供内部审核𬱖"
    length = sum(box.width for box in marks)
    along = hypot(pages.width, pages.height)
    assert 0.4 * along < length < 0.8 * along
    assert all(box.grey > 0.8 for box in marks)


def test_missing_characters_are_reported() -> None:
    pages = typeset(composition(Group((text("甲\U0001f600乙"), text("丙\U0001f601")))), FONTS)
    assert tuple(pages.missing) == ("\U0001f600", "\U0001f601")


def test_an_edit_sets_only_its_own_sheet_again() -> None:
    made = volume(30)
    setter = Typesetter(FONTS)
    before = setter.typeset(made)
    old = [before.pages[i] for i in range(len(before.pages))]
    body = made.divisions[2]
    groups = list(body.groups)
    groups[5] = sheet(5, purpose="改过的用途。")
    edited = replace(made, divisions=(*made.divisions[:2], replace(body, groups=tuple(groups))))
    after = setter.typeset(edited)
    differing = [i for i in range(len(old)) if after.pages[i].texts != old[i].texts]
    assert len(differing) == 1
    assert "改过的用途。" in [box.text for box in after.pages[differing[0]].texts]
    # what did not change is not only equal but the same
    kept = [i for i in range(len(old)) if i not in differing and after.pages[i].areas]
    assert all(after.pages[i].areas[0] is old[i].areas[0] for i in kept)
    assert_same(edited, setter)


def assert_same(made: Composition, setter: Typesetter) -> None:
    """What the remembering typesetter gives is what a new one gives."""
    fast, slow = setter.typeset(made), typeset(made, FONTS)
    assert list(fast.pages) == list(slow.pages)
    assert list(fast.outline) == list(slow.outline)


@pytest.mark.parametrize("at", [1, 4, 10, 11, 12])
def test_every_kind_of_change_gives_what_setting_afresh_gives(at: int) -> None:
    """More pages, fewer, a sheet gone, one come, a classified one between others; pages shared or not."""
    made = volume(22)
    setter = Typesetter(FONTS)
    setter.typeset(made)
    body = made.divisions[2]

    def changed(*new: Group) -> Composition:
        groups = (*body.groups[:at], *new, *body.groups[at + 1 :])
        return replace(made, divisions=(*made.divisions[:2], replace(body, groups=groups)))

    long = sheet(at, ROWS * 3)
    for groups in (
        (long,),
        (body.groups[at],),
        (),
        (long, sheet(99)),
        (classified(at, False),),
        (classified(at, True),),
    ):
        assert_same(changed(*groups), setter)


def test_other_styles_begin_afresh() -> None:
    made = volume(3)
    setter = Typesetter(FONTS)
    setter.typeset(made)
    styles = {**made.styles, "cell": replace(made.styles["cell"], size=9.0)}
    assert_same(replace(made, styles=styles), setter)
    assert_same(replace(made, page=replace(made.page, left=20)), setter)


def test_a_page_knows_the_project_it_shows_first() -> None:
    pages = typeset(composition(sheet(7, ROWS * 4), classified(8, True), classified(9, False)), FONTS).pages
    assert [page.project for page in pages] == [7] * (len(pages) - 1) + [8]


def test_anchors_have_the_numbers_the_contents_print() -> None:
    pages = typeset(volume(12), FONTS)
    anchors = dict(pages.anchors)
    for page in pages.pages:
        for box in page.texts:
            if box.place and box.place.field == "title":
                assert anchors[f"p{box.place.project}"] == page.number


def test_an_empty_volume_has_no_pages() -> None:
    assert len(typeset(composition(), FONTS).pages) == 0
    assert Place().whole() == Place()


def test_renaming_one_project_sets_one_contents_line_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = volume(30)
    setter = Typesetter(FONTS)
    setter.typeset(made)
    contents = made.divisions[1]
    group = contents.groups[0]
    renamed = replace(group.blocks[3], runs=(Run("3.改名后的绩效目标表"),))  # type: ignore[type-var]
    groups = (replace(group, blocks=(*group.blocks[:3], renamed, *group.blocks[4:])), *contents.groups[1:])
    edited = replace(made, divisions=(made.divisions[0], replace(contents, groups=groups), made.divisions[2]))
    broken: list[str] = []
    whole = paragraph.break_lines
    monkeypatch.setattr(paragraph, "break_lines", lambda text, *rest: broken.append(text) or whole(text, *rest))
    setter.typeset(edited)
    assert broken == ["3.改名后的绩效目标表"]
    monkeypatch.undo()
    assert_same(edited, setter)


def turned_volume() -> Composition:
    upright = Division("front", (sheet(1),), restart=True)
    lying = Division("wide", (sheet(2), sheet(3)), turned=True)
    return composition(watermark="草稿", divisions=(upright, lying, Division("back", (sheet(4),))))


def test_a_turned_division_lies_on_its_side_between_upright_ones() -> None:
    pages = typeset(turned_volume(), FONTS)
    assert pages.turned == (range(1, len(pages.pages) - 1),)
    width, height = pages.width, pages.height
    sizes = [pages.size(i) for i in range(len(pages.pages))]
    assert sizes[0] == sizes[-1] == (width, height)
    assert set(sizes[1:-1]) == {(height, width)}
    assert [page.turned for page in pages.pages] == [size[0] > size[1] for size in sizes]
    assert [page.number for page in pages.pages] == [str(i + 1) for i in range(len(sizes))]
    for (across, down), page in zip(sizes, pages.pages, strict=True):
        assert all(box.x >= 0 and box.x + box.width <= across and 0 <= box.y <= down for box in page.texts)
        assert all(rule.x1 <= across - 26 * MM and rule.y1 <= down - 26 * MM for rule in page.rules)


def test_what_is_continued_stands_on_every_page_but_the_first() -> None:
    long = sheet(1, rows=ROWS * 8)
    made = composition(replace(long, continued=(text("绩效目标表（续）"),)))
    first, *others = typeset(made, FONTS).pages
    assert others
    assert not any("（续）" in box.text for box in first.texts)
    for page in others:
        heading = [box for box in page.texts if "（续）" in box.text]
        assert len(heading) == 1
        rules = [rule.y0 for rule in page.rules]
        assert heading[0].y < min(rules)
        assert max(rules) <= BOTTOM + 0.01


def test_a_group_moved_whole_to_a_new_page_is_not_continued() -> None:
    before = composition(sheet(1), replace(sheet(2), new_page=False, whole=True, continued=(text("（续）"),)))
    pages = typeset(before, FONTS).pages
    assert len(pages) == 2
    assert not any("（续）" in box.text for page in pages for box in page.texts)


def test_each_group_that_is_set_is_a_step() -> None:
    made, steps = volume(12), list[int]()
    Typesetter(FONTS).typeset(made, lambda: steps.append(1))
    assert len(steps) == sum(len(division.groups) for division in made.divisions)
