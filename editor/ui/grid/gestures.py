"""What a person can do in the grid, and which keys do it: in the grid, and in a cell that is being written."""

from enum import Enum, auto

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


class Gesture(Enum):
    """One thing a key or a menu line does."""

    EDIT = auto()
    EMPTY = auto()
    DOWN = auto()
    UP = auto()
    NEXT = auto()
    PREVIOUS = auto()
    STEP = auto()
    STAY = auto()
    JUMP = auto()
    PAGE = auto()
    WIDEN = auto()
    REVERT = auto()
    NEW_LINE = auto()
    EVERYWHERE = auto()
    CHOICES = auto()
    CLEAR = auto()
    COPY = auto()
    CUT = auto()
    PASTE = auto()
    FILL_DOWN = auto()
    FILL_RIGHT = auto()
    TWIN = auto()
    FIND = auto()
    REPLACE = auto()
    SELECT_ROW = auto()
    SELECT_COLUMN = auto()
    SELECT_ALL = auto()
    INSERT_ROWS = auto()
    ADD_ROW = auto()
    INSERT_BELOW = auto()
    DUPLICATE_ROWS = auto()
    DELETE_ROWS = auto()
    MOVE_UP = auto()
    MOVE_DOWN = auto()
    LEAVE = auto()
    LEAVE_BACK = auto()


_CTRL, _SHIFT, _ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
_NONE = Qt.KeyboardModifier.NoModifier
_Keys = dict[tuple[Qt.KeyboardModifier, Qt.Key], Gesture]

_GRID: _Keys = {
    (_NONE, Qt.Key.Key_F2): Gesture.EDIT,
    (_NONE, Qt.Key.Key_Backspace): Gesture.EMPTY,
    (_NONE, Qt.Key.Key_Return): Gesture.DOWN,
    (_SHIFT, Qt.Key.Key_Return): Gesture.UP,
    (_NONE, Qt.Key.Key_Tab): Gesture.NEXT,
    (_SHIFT, Qt.Key.Key_Tab): Gesture.PREVIOUS,
    (_SHIFT, Qt.Key.Key_Backtab): Gesture.PREVIOUS,
    (_NONE, Qt.Key.Key_Backtab): Gesture.PREVIOUS,
    (_CTRL, Qt.Key.Key_Tab): Gesture.LEAVE,
    (_CTRL | _SHIFT, Qt.Key.Key_Tab): Gesture.LEAVE_BACK,
    (_CTRL | _SHIFT, Qt.Key.Key_Backtab): Gesture.LEAVE_BACK,
    (_NONE, Qt.Key.Key_Delete): Gesture.CLEAR,
    (_CTRL, Qt.Key.Key_C): Gesture.COPY,
    (_CTRL, Qt.Key.Key_Insert): Gesture.COPY,
    (_CTRL, Qt.Key.Key_X): Gesture.CUT,
    (_SHIFT, Qt.Key.Key_Delete): Gesture.CUT,
    (_CTRL, Qt.Key.Key_V): Gesture.PASTE,
    (_SHIFT, Qt.Key.Key_Insert): Gesture.PASTE,
    (_CTRL, Qt.Key.Key_D): Gesture.FILL_DOWN,
    (_CTRL, Qt.Key.Key_R): Gesture.FILL_RIGHT,
    (_CTRL, Qt.Key.Key_F): Gesture.FIND,
    (_CTRL, Qt.Key.Key_H): Gesture.REPLACE,
    (_SHIFT, Qt.Key.Key_Space): Gesture.SELECT_ROW,
    (_CTRL, Qt.Key.Key_Space): Gesture.SELECT_COLUMN,
    (_CTRL, Qt.Key.Key_A): Gesture.SELECT_ALL,
    (_CTRL, Qt.Key.Key_Plus): Gesture.INSERT_ROWS,
    (_CTRL | _SHIFT, Qt.Key.Key_Plus): Gesture.INSERT_ROWS,
    (_CTRL, Qt.Key.Key_Equal): Gesture.INSERT_ROWS,
    (_CTRL | _SHIFT, Qt.Key.Key_Equal): Gesture.INSERT_ROWS,
    (_CTRL, Qt.Key.Key_Minus): Gesture.DELETE_ROWS,
    (_ALT, Qt.Key.Key_Up): Gesture.MOVE_UP,
    (_ALT, Qt.Key.Key_Down): Gesture.MOVE_DOWN,
    (_NONE, Qt.Key.Key_F4): Gesture.CHOICES,
    (_CTRL, Qt.Key.Key_Up): Gesture.JUMP,
    (_CTRL, Qt.Key.Key_Down): Gesture.JUMP,
    (_CTRL, Qt.Key.Key_Left): Gesture.JUMP,
    (_CTRL, Qt.Key.Key_Right): Gesture.JUMP,
    (_CTRL | _SHIFT, Qt.Key.Key_Up): Gesture.JUMP,
    (_CTRL | _SHIFT, Qt.Key.Key_Down): Gesture.JUMP,
    (_CTRL | _SHIFT, Qt.Key.Key_Left): Gesture.JUMP,
    (_CTRL | _SHIFT, Qt.Key.Key_Right): Gesture.JUMP,
    (_CTRL, Qt.Key.Key_Home): Gesture.JUMP,
    (_CTRL, Qt.Key.Key_End): Gesture.JUMP,
    (_CTRL | _SHIFT, Qt.Key.Key_Home): Gesture.JUMP,
    (_CTRL | _SHIFT, Qt.Key.Key_End): Gesture.JUMP,
    (_SHIFT, Qt.Key.Key_Home): Gesture.JUMP,
    (_SHIFT, Qt.Key.Key_End): Gesture.JUMP,
    (_NONE, Qt.Key.Key_PageUp): Gesture.PAGE,
    (_NONE, Qt.Key.Key_PageDown): Gesture.PAGE,
    (_SHIFT, Qt.Key.Key_PageUp): Gesture.PAGE,
    (_SHIFT, Qt.Key.Key_PageDown): Gesture.PAGE,
    (_SHIFT, Qt.Key.Key_Up): Gesture.WIDEN,
    (_SHIFT, Qt.Key.Key_Down): Gesture.WIDEN,
    (_SHIFT, Qt.Key.Key_Left): Gesture.WIDEN,
    (_SHIFT, Qt.Key.Key_Right): Gesture.WIDEN,
    (_NONE, Qt.Key.Key_Home): Gesture.JUMP,
    (_NONE, Qt.Key.Key_End): Gesture.JUMP,
}
_EDITOR: _Keys = {
    (_NONE, Qt.Key.Key_Return): Gesture.DOWN,
    (_SHIFT, Qt.Key.Key_Return): Gesture.UP,
    (_CTRL, Qt.Key.Key_Return): Gesture.EVERYWHERE,
    (_ALT, Qt.Key.Key_Return): Gesture.NEW_LINE,
    (_NONE, Qt.Key.Key_Tab): Gesture.NEXT,
    (_SHIFT, Qt.Key.Key_Tab): Gesture.PREVIOUS,
    (_SHIFT, Qt.Key.Key_Backtab): Gesture.PREVIOUS,
    (_NONE, Qt.Key.Key_Escape): Gesture.REVERT,
    (_NONE, Qt.Key.Key_F4): Gesture.CHOICES,
    (_ALT, Qt.Key.Key_Down): Gesture.CHOICES,
    (_NONE, Qt.Key.Key_F2): Gesture.STAY,
}
_TYPED: _Keys = {
    (_NONE, Qt.Key.Key_Up): Gesture.STEP,
    (_NONE, Qt.Key.Key_Down): Gesture.STEP,
    (_NONE, Qt.Key.Key_Left): Gesture.STEP,
    (_NONE, Qt.Key.Key_Right): Gesture.STEP,
}
"""In a cell that is being written over (not opened by F2 or the mouse) the arrows go to the next cell, as in WPS."""


MENU: tuple[tuple[Gesture, str] | None, ...] = (
    (Gesture.CUT, "剪切"),
    (Gesture.COPY, "复制"),
    (Gesture.PASTE, "粘贴"),
    (Gesture.CLEAR, "清除内容"),
    None,
    (Gesture.CHOICES, "选择或建议…"),
    (Gesture.FILL_DOWN, "向下填充"),
    (Gesture.FILL_RIGHT, "向右填充"),
    (Gesture.TWIN, ""),
    None,
    (Gesture.INSERT_ROWS, "在上方插入行"),
    (Gesture.INSERT_BELOW, "在下方插入行"),
    (Gesture.DUPLICATE_ROWS, "复制一份行"),
    (Gesture.DELETE_ROWS, "删除行"),
    (Gesture.MOVE_UP, "上移行"),
    (Gesture.MOVE_DOWN, "下移行"),
    None,
    (Gesture.FIND, "查找…"),
    (Gesture.REPLACE, "替换…"),
)
"""Lines of the context menu in order; None is a line between groups."""

WRITING = frozenset(
    {
        Gesture.CUT, Gesture.PASTE, Gesture.CLEAR, Gesture.CHOICES, Gesture.FILL_DOWN, Gesture.FILL_RIGHT, Gesture.TWIN,
        Gesture.INSERT_ROWS,
        Gesture.ADD_ROW,
        Gesture.INSERT_BELOW, Gesture.DUPLICATE_ROWS, Gesture.DELETE_ROWS, Gesture.MOVE_UP, Gesture.MOVE_DOWN, Gesture.EDIT,
        Gesture.EMPTY,
    }
)  # fmt: skip
"""What a table that cannot be written refuses."""


ROWS = frozenset(
    {
        Gesture.INSERT_ROWS, Gesture.INSERT_BELOW, Gesture.DUPLICATE_ROWS, Gesture.DELETE_ROWS, Gesture.MOVE_UP, Gesture.MOVE_DOWN,
    }
)  # fmt: skip
"""What a table with the form's own rows has not got."""


def in_grid(event: QKeyEvent) -> Gesture | None:
    """What a key does while no cell is being written; None where the key is not ours."""
    return _GRID.get(_key(event))


def in_editor(event: QKeyEvent, *, typed: bool) -> Gesture | None:
    """What a key does in a cell that is being written; `typed` where the cell was opened by typing over it."""
    key = _key(event)
    return _EDITOR.get(key) or (_TYPED.get(key) if typed else None)


def is_text(event: QKeyEvent) -> bool:
    """The key types something."""
    text, modifiers = event.text(), event.modifiers()
    command = modifiers & (_CTRL | _ALT | Qt.KeyboardModifier.MetaModifier)
    altgr = modifiers & _CTRL and modifiers & _ALT
    return bool(text) and text.isprintable() and (not command or bool(altgr))


def keys_of(gesture: Gesture) -> str:
    """The keys a menu shows; "" where there are none."""
    for (modifiers, key), found in _GRID.items():
        if found is gesture:
            shown = QKeySequence(QKeyCombination(modifiers, key)).toString(QKeySequence.SequenceFormat.NativeText)
            return shown.replace("Up", "↑").replace("Down", "↓")
    return ""


def _key(event: QKeyEvent) -> tuple[Qt.KeyboardModifier, Qt.Key]:
    key = Qt.Key.Key_Return if event.key() == Qt.Key.Key_Enter else Qt.Key(event.key())
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier, key
