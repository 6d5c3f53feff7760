"""A key that is held down."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def held_enter(event: QEvent) -> bool:
    """Enter again because it is held: in a list it went to an editor and would now write over what is selected there."""
    return (
        event.type() == QEvent.Type.KeyPress
        and isinstance(event, QKeyEvent)
        and event.isAutoRepeat()
        and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    )
