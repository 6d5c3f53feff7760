"""The form's numbering: read, put, carried on."""

import pytest

from editor.forms.packs import bundled_packs
from editor.ui.narrative.outline import Marked, Outline

OUTLINE = Outline(bundled_packs().form("hebei-2023").numbering)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("一、公路", Marked(0, 1, 2)),
        ("二十一、公路", Marked(0, 21, 4)),
        ("（三）公路", Marked(1, 3, 3)),
        ("(三）公路", Marked(1, 3, 3)),
        ("4.公路", Marked(2, 4, 2)),
        ("4、公路", Marked(2, 4, 2)),
        ("１２．公路", Marked(2, 12, 3)),
        ("（5）公路", Marked(3, 5, 3)),
        ("1.5公里", None),
        ("一是公路", None),
        ("公路一、", None),
        ("", None),
    ],
)
def test_markers_are_read(text: str, marked: Marked | None) -> None:
    assert OUTLINE.read(text) == marked


def test_samples_are_the_forms() -> None:
    assert OUTLINE.samples == ("一、", "（一）", "1.", "（1）")


@pytest.mark.parametrize(
    ("before", "chosen", "level", "after"),
    [
        (["甲", "乙", "丙"], [0, 1], 0, ["一、甲", "二、乙", "丙"]),
        (["一、甲", "乙", "丙"], [1], 0, ["一、甲", "二、乙", "丙"]),
        (["一、甲", "乙"], [1], 1, ["一、甲", "（一）乙"]),
        (["一、甲", "1.乙", "丙", "二、丁", "戊"], [4], 2, ["一、甲", "1.乙", "丙", "二、丁", "1.戊"]),
        (["1.甲", "新", "2.乙", "正文", "3.丙"], [1], 2, ["1.甲", "2.新", "3.乙", "正文", "4.丙"]),
        (["1.甲", "新", "二、乙", "2.丙"], [1], 2, ["1.甲", "2.新", "二、乙", "2.丙"]),
        (["1.甲", "新", "1.乙"], [1], 2, ["1.甲", "2.新", "1.乙"]),
        (["1.甲", "（1）子", "新", "2.乙"], [2], 2, ["1.甲", "（1）子", "2.新", "3.乙"]),
        (["一、甲", "二、乙", "三、丙"], [1], None, ["一、甲", "乙", "二、丙"]),
        (["（一）甲", "（二）乙"], [0, 1], 2, ["1.甲", "2.乙"]),
        (["甲"], [0], None, ["甲"]),
        (["3、甲", "9、乙"], [0, 1], 2, ["1.甲", "2.乙"]),
    ],
)
def test_numbers_go_on(before: list[str], chosen: list[int], level: int | None, after: list[str]) -> None:
    changed = OUTLINE.number(before, chosen, level)
    assert [changed.get(i, text) for i, text in enumerate(before)] == after
    assert all(before[i] != text for i, text in changed.items())


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("一、公路建设", True),
        ("一、公路建设。", False),
        ("公路建设", False),
        ("一、" + "长" * 60, False),
        ("1.路\u2028段", False),
    ],
)
def test_headings(text: str, heading: bool) -> None:
    assert OUTLINE.is_heading(text) is heading
