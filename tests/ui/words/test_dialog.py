"""The dialog of the clerk's own words, with keys and mouse."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from editor.bridge.own_words import OwnWordList
from editor.checks.own_words import OwnWord, OwnWords
from editor.ui.words.dialog import OwnWordsDialog

WORDS = (
    OwnWord("typo", "林管站", "林业工作站"),
    OwnWord("term", "两工", "", "两工已经取消，请改写。"),
    OwnWord("allowed", "布署"),
)


class Asked:
    """Answers each question with `answer` and remembers what was said."""

    def __init__(self) -> None:
        self.answer = 0
        self.said: list[str] = []

    def tell(self, text: str) -> None:
        self.said.append(text)

    def ask(self, title: str, text: str, answers: object) -> int:
        self.said.append(text)
        return self.answer


@pytest.fixture
def own(tmp_path: Path) -> OwnWordList:
    own = OwnWordList(tmp_path / "own_words.json")
    own.put(OwnWords(WORDS))
    return own


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def dialog(own: OwnWordList, asked: Asked, qtbot: QtBot) -> Iterator[OwnWordsDialog]:
    dialog = OwnWordsDialog(own, asked)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    yield dialog
    asked.answer = 1


def write(dialog: OwnWordsDialog, row: int, column: int, text: str) -> None:
    item = dialog.table.item(row, column)
    assert item is not None
    item.setText(text)


def test_shows_the_list_and_leaves_it_alone(dialog: OwnWordsDialog, own: OwnWordList, asked: Asked) -> None:
    assert dialog.table.words == WORDS
    assert not dialog.notice.isVisible() and dialog.save.isEnabled()
    dialog.reject()
    assert asked.said == [] and own.own.words == WORDS


def test_a_new_row_is_typed_and_saved(dialog: OwnWordsDialog, own: OwnWordList, qtbot: QtBot) -> None:
    dialog.table.setCurrentCell(0, 1)
    qtbot.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    qtbot.keyClicks(editor, "abc")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert dialog.isVisible(), "Enter ends the cell, not the dialog"
    qtbot.waitUntil(lambda: "第 4 行" in dialog.notice.text())
    assert "改为什么" in dialog.notice.text()
    assert not dialog.save.isEnabled()
    write(dialog, 3, 2, "甲乙丙")
    assert dialog.save.isEnabled() and not dialog.notice.isVisible()
    with qtbot.waitSignal(own.changed):
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert own.own.words == (*WORDS, OwnWord("typo", "abc", "甲乙丙"))
    assert not dialog.isVisible()


def test_what_stands_in_an_open_cell_is_saved_too(dialog: OwnWordsDialog, own: OwnWordList, qtbot: QtBot) -> None:
    index = dialog.table.model().index(0, 2)
    dialog.table.setCurrentCell(0, 2)
    dialog.table.setFocus()
    dialog.table.edit(index)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Forest")
    dialog.accept()
    assert own.own.words[0] == OwnWord("typo", "林管站", "Forest")


def test_enter_opens_a_cell_and_does_not_save(dialog: OwnWordsDialog, qtbot: QtBot) -> None:
    dialog.table.setCurrentCell(0, 1)
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert dialog.isVisible() and isinstance(QApplication.focusWidget(), QLineEdit)


def test_rows_are_removed(dialog: OwnWordsDialog, own: OwnWordList, qtbot: QtBot) -> None:
    dialog.table.clearSelection()
    assert not dialog.remove.isEnabled()
    for row in (0, 2):
        index = dialog.table.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        dialog.table.selectionModel().select(index, flags)
    qtbot.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    dialog.accept()
    assert own.own.words == WORDS[1:2]


def test_the_kind_is_chosen_and_shuts_what_it_does_not_use(
    dialog: OwnWordsDialog, own: OwnWordList, qtbot: QtBot
) -> None:
    table = dialog.table
    table.setCurrentCell(0, 0)
    table.edit(table.model().index(0, 0))
    box = table.findChild(QComboBox)
    assert box is not None
    box.setCurrentText("允许的词")
    box.activated.emit(box.currentIndex())
    instead = table.item(0, 2)
    assert instead is not None and not instead.flags() & Qt.ItemFlag.ItemIsEditable
    dialog.accept()
    assert own.own.words[0] == OwnWord("allowed", "林管站")


def test_cancelling_asks_where_something_would_be_lost(dialog: OwnWordsDialog, own: OwnWordList, asked: Asked) -> None:
    write(dialog, 0, 1, "林管所")
    dialog.reject()
    assert dialog.isVisible() and len(asked.said) == 1
    asked.answer = 1
    dialog.reject()
    assert not dialog.isVisible() and own.own.words == WORDS


def test_a_list_that_cannot_be_saved_stays_in_the_dialog(
    dialog: OwnWordsDialog, own: OwnWordList, asked: Asked, tmp_path: Path
) -> None:
    (tmp_path / "own_words.json").unlink()
    (tmp_path / "own_words.json").mkdir()
    write(dialog, 0, 1, "林管所")
    dialog.accept()
    assert dialog.isVisible() and "文件夹" in asked.said[0]
    assert own.own.words == WORDS


def test_a_damaged_file_is_told(tmp_path: Path, asked: Asked, qtbot: QtBot) -> None:
    path = tmp_path / "own_words.json"
    path.write_text("{坏", "utf-8")
    dialog = OwnWordsDialog(OwnWordList(path), asked)  # type: ignore[arg-type]
    qtbot.addWidget(dialog)
    dialog.show()
    assert "读不出来" in dialog.notice.text() and dialog.save.isEnabled()


def test_an_empty_list_says_what_to_do(dialog: OwnWordsDialog) -> None:
    def inked() -> int:
        image = dialog.table.viewport().grab().toImage()
        ground = dialog.palette().base().color()
        return sum(image.pixelColor(x, y) != ground for x in range(0, image.width(), 2) for y in range(image.height()))

    dialog.table.setRowCount(0)
    empty = inked()
    assert empty > 200
    dialog.table.setRowCount(1)
    assert inked() < empty
