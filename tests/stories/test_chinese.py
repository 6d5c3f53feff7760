"""Chinese input from place to place: a word that is done is kept, one that is not done leaves what was there."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from editor.domain.places import Place
from editor.ui.narrative.section import SectionEditor
from tests.stories.clerk import CTRL, Clerk

SECTION = "safeguards"


@pytest.fixture
def working(clerk: Clerk, volume_file: Path) -> Clerk:
    clerk.open(volume_file)
    return clerk


def _cell(clerk: Clerk, row: int, key: str) -> str:
    return clerk.volume.projects[0].indicators[row].cells.text(key)


def test_a_cell_left_while_a_word_is_composed(working: Clerk) -> None:
    clerk = working
    before = clerk.volume
    clerk.cell(0, 2)
    clerk.compose("xin zeng")
    clerk.cell(1, 3)
    assert clerk.volume is before and clerk.steps == ()
    clerk.compose("xin")
    clerk.compose("", "新")
    clerk.compose("li cheng")
    clerk.into(clerk.sheet.field("name").editor)
    assert _cell(clerk, 1, "description") == "新" and len(clerk.steps) == 1


def test_a_field_left_for_the_grid_and_for_another_project(working: Clerk) -> None:
    clerk = working
    first, second = clerk.volume.projects[:2]
    purpose = first.fields.text("purpose")
    clerk.into(clerk.sheet.field("purpose").editor)
    clerk.key(Qt.Key.Key_A, CTRL)
    clerk.compose("bao zhang")
    clerk.cell(0, 4)
    assert clerk.volume.project(first.key).fields.text("purpose") == purpose and clerk.steps == ()
    clerk.into(clerk.sheet.field("name").editor)
    clerk.over("公交补贴")
    clerk.compose("jing fei")
    clerk.go(Place(project=second.key))
    assert clerk.volume.project(first.key).fields.text("name") == "公交补贴"
    assert clerk.volume.project(second.key) == second
    assert clerk.sheet.field("name").text_now() == second.fields.text("name")


@pytest.mark.parametrize("step", ["save", "undo", "close"])
def test_a_word_in_the_making_over_a_step_of_the_menu(working: Clerk, volume_file: Path, step: str) -> None:
    """What is done of it is saved; undo takes exactly that back; a close loses nothing."""
    clerk = working
    clerk.choose("add_row")
    before = clerk.volume
    clerk.cell(0, 2)
    clerk.compose("xian lu")
    clerk.compose("", "线路")
    clerk.compose("shu liang")
    clerk.choose(step)
    if step == "close":
        clerk.until(lambda: clerk.shell.workspace is None)
        clerk.open(volume_file)
    assert _cell(clerk, 0, "level3") == (
        before.projects[0].indicators[0].cells.text("level3") if step == "undo" else "线路"
    )
    if step == "undo":
        assert clerk.volume == before
        clerk.choose("redo")
        assert _cell(clerk, 0, "level3") == "线路"


def test_a_paragraph_left_and_saved_while_a_word_is_composed(working: Clerk) -> None:
    clerk = working
    paragraphs = clerk.volume.section(SECTION).paragraphs
    clerk.go(Place(section=SECTION))
    text = clerk.seen(SectionEditor).text
    clerk.into(text)
    text.moveCursor(QTextCursor.MoveOperation.End)
    clerk.compose("tong bao")
    clerk.compose("", "通报。")
    clerk.compose("bao")
    clerk.choose("save")
    assert clerk.volume.section(SECTION).paragraphs == (*paragraphs[:-1], f"{paragraphs[-1]}通报。")
    clerk.compose("quan")
    clerk.go(Place(project=clerk.volume.projects[0].key))
    assert clerk.volume.section(SECTION).paragraphs[-1] == f"{paragraphs[-1]}通报。" and len(clerk.steps) == 1
