"""Which page of the help explains a widget, and the keys of the window's actions as the help lists them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from editor.bridge.help import Shortcut

TOPIC = "help_topic"
"""The property a widget carries; it holds for all that stands in it."""

_NAMES = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Del": "Delete"}
"""Keys whose caps say something else than Qt does."""


def set_topic(widget: QWidget, topic: str) -> None:
    """Says what explains a widget: a page's key ("grid"), one with a heading ("files#备份"), or a check ("check:IND-14")."""
    widget.setProperty(TOPIC, topic)


def topic_at(widget: QWidget | None) -> str:
    """The topic of the widget or of the nearest one around it; "" where none has one."""
    while widget is not None:
        topic = widget.property(TOPIC)
        if isinstance(topic, str) and topic:
            return topic
        widget = widget.parentWidget()
    return ""


def shortcuts_of(actions: Iterable[QAction]) -> "tuple[Shortcut, ...]":
    """The actions that have keys, without the letters of their menus."""
    from editor.bridge.help import Shortcut

    found = []
    for action in actions:
        keys = tuple(_shown(key) for key in action.shortcuts())
        if keys:
            name = action.text().partition("(&")[0].replace("&", "").rstrip("…")
            found.append(Shortcut(name, keys, action.statusTip()))
    return tuple(found)


def _shown(key: QKeySequence) -> str:
    text = key.toString(QKeySequence.SequenceFormat.NativeText)
    held, plus, last = text.rpartition("+")
    return held + plus + _NAMES.get(last, last)
