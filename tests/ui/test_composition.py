"""Editors anywhere in the window: an unfinished composition never costs text."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.composition import ComposingLine, ComposingText

Editor = ComposingLine | ComposingText


def text_of(editor: Editor) -> str:
    return editor.text() if isinstance(editor, ComposingLine) else editor.toPlainText()


def compose(editor: Editor, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    if commit:
        event.setCommitString(commit)
    QApplication.sendEvent(editor, event)


@pytest.fixture(params=[ComposingLine, ComposingText])
def editor(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[Editor]:
    make: Callable[[], Editor] = request.param
    window = QWidget()
    made, other = make(), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(made)
    layout.addWidget(other)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
    made.setFocus()
    made.setText("旧字") if isinstance(made, ComposingLine) else made.setPlainText("旧字")
    made.selectAll()
    yield made
    window.close()


def test_a_composed_word_replaces_what_is_selected(editor: Editor) -> None:
    compose(editor, "xin")
    assert editor.composing
    compose(editor, "", "新")
    assert not editor.composing
    assert text_of(editor) == "新"


def test_settling_gives_the_selected_text_back(editor: Editor) -> None:
    compose(editor, "xin")
    editor.settle_composition()
    assert (text_of(editor), editor.composing) == ("旧字", False)
    compose(editor, "", "新")
    assert text_of(editor) == "新"


def test_a_cancel_gives_the_selected_text_back(editor: Editor) -> None:
    compose(editor, "xin")
    compose(editor, "")
    assert text_of(editor) == "旧字"


def test_leaving_gives_the_selected_text_back(editor: Editor, qtbot: QtBot) -> None:
    compose(editor, "xin")
    editor.window().findChildren(QLineEdit)[-1].setFocus()
    assert text_of(editor) == "旧字"
    assert not editor.composing


def test_what_was_committed_before_stays(editor: Editor) -> None:
    compose(editor, "xin")
    compose(editor, "zi", "新")
    editor.settle_composition()
    assert text_of(editor) == "新"


def test_the_caret_stays_where_it_was(editor: Editor) -> None:
    if isinstance(editor, ComposingLine):
        editor.setCursorPosition(1)
    else:
        cursor = editor.textCursor()
        cursor.setPosition(1)
        editor.setTextCursor(cursor)
    compose(editor, "xin")
    editor.settle_composition()
    compose(editor, "", "新")
    assert text_of(editor) == "旧新字"
