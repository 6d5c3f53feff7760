"""What a hand and an input method do, for the tests of fields."""

from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.checks.finding import Finding
from editor.domain.places import Place
from editor.ui.fields.field import Field


def compose(widget: QWidget, letters: str, word: str = "") -> None:
    """One event of an input method: letters being composed, and a word that is done."""
    event = QInputMethodEvent(letters, [])
    if word:
        event.setCommitString(word)
    QApplication.sendEvent(widget, event)


def shown(qtbot: QtBot, *widgets: QWidget) -> None:
    """Shows one window with these widgets and waits until it is active."""
    for widget in widgets:
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()


def write(qtbot: QtBot, field: Field, text: str) -> None:
    """Goes into a field and types over all of it; what no key has comes from an input method."""
    field.editor.setFocus()
    field.editor.selectAll()
    if text.isascii():
        qtbot.keyClicks(field.editor, text)
    else:
        compose(field.editor, "", text)


def found(
    place: Place | None, message: str = "请核对。", chars: tuple[int, int] | None = None, severity: str = "error"
) -> Finding:
    assert place is not None
    return Finding("TST-01", severity, place, message, chars)  # type: ignore[arg-type]
