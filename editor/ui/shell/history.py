"""Undo and redo in menus and on the toolbar, with the names of their steps."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from editor.bridge.session import Session
from editor.ui.actions import Actions

_LISTED = 15
_TYPED = "正在输入的文字"
_LONGEST = 24


class History(QObject):
    """Keeps the two actions' names true and fills their drop-down lists; steps are taken after what is open was settled."""

    def __init__(self, actions: Actions, settle: Callable[[], None], window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._settle = settle
        self._session: Session | None = None
        self._typing: Callable[[], bool] = lambda: False
        self.undo_menu, self.redo_menu = QMenu(window), QMenu(window)
        self.undo_menu.aboutToShow.connect(self._list_undo)
        self.redo_menu.aboutToShow.connect(self._list_redo)
        actions["undo"].triggered.connect(lambda _=False: self.undo())
        actions["redo"].triggered.connect(lambda _=False: self.redo())
        actions["undo_to_opening"].triggered.connect(self.undo_to_opening)

    def follow(self, session: Session | None, typing: Callable[[], bool] = lambda: False) -> None:
        """The steps of another document, or of none; `typing` tells whether something is typed that is no step yet."""
        self._session, self._typing = session, typing
        self.refresh()

    def refresh(self) -> None:
        """The names of the next steps; a document that cannot be changed has none."""
        document = self._session.document if self._session is not None else None
        write = document is not None and document.can_write
        for key, word in (("undo", "撤销"), ("redo", "重做")):
            names = (getattr(document, f"{key}_names")() if write else ()) or ()
            if key == "undo" and write and self._typing():
                names = (_TYPED, *names)
            self._actions[key].setEnabled(bool(names))
            self._actions[key].setText(f"{word}“{_short(names[0])}”" if names else word)
            self._actions[key].setIconText(word)
            keys = self._actions[key].shortcut().toString()
            self._actions[key].setToolTip(f"{word}：{names[0]}（{keys}）" if names else f"没有可以{word}的步骤")
        changed = bool(document and document.undo_names()) if write else False
        self._actions["undo_to_opening"].setEnabled(changed)

    def undo(self, steps: int = 1) -> None:
        """So many steps back."""
        self._go(steps, back=True)

    def redo(self, steps: int = 1) -> None:
        """So many steps forward again."""
        self._go(steps, back=False)

    def undo_to_opening(self) -> None:
        """Back to how the file was opened."""
        if self._session is not None:
            self._settle()
            self._session.undo_to_opening()

    def _go(self, steps: int, *, back: bool) -> None:
        if self._session is None:
            return
        self._settle()
        for _ in range(steps):
            if not (self._session.undo() if back else self._session.redo()):
                break

    def _list_undo(self) -> None:
        self._settle()
        names = self._session.document.undo_names() if self._session is not None else ()
        self._fill(self.undo_menu, names, self.undo)

    def _list_redo(self) -> None:
        names = self._session.document.redo_names() if self._session is not None else ()
        self._fill(self.redo_menu, names, self.redo)

    def _fill(self, menu: QMenu, names: tuple[str, ...], go: Callable[[int], None]) -> None:
        menu.clear()
        for steps, name in enumerate(names[:_LISTED], 1):
            menu.addAction(f"{steps}  {name}").triggered.connect(lambda _=False, steps=steps: go(steps))


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
