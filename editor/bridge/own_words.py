"""The clerk's own word list as Qt sees it: one file in the program's folder, for all documents of this user."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.errors import UserError

if TYPE_CHECKING:  # the window stands before words are loaded
    from editor.checks.own_words import OwnWords
    from editor.checks.words import WordList, Words


class OwnWordList(QObject):
    """The list and its file. A file that cannot be read counts as none until a new list is saved; it is kept beside that."""

    changed = Signal()
    """A new list is saved and in force; what was checked before has to be checked again."""

    def __init__(
        self,
        path: Path,
        parent: QObject | None = None,
        *,
        lists: Callable[[], "tuple[WordList, ...] | None"] = lambda: None,
    ) -> None:
        """`lists`: what is in force beside it, the same object while it is; None for the program's own."""
        super().__init__(parent)
        self._path = path
        self._lists = lists
        self._read: tuple[OwnWords, str] | None = None
        self._made: tuple[OwnWords, tuple[WordList, ...] | None, Words] | None = None

    @property
    def own(self) -> "OwnWords":
        """The list in force."""
        return self._load()[0]

    @property
    def fault(self) -> str:
        """Why the file cannot be read; "" where it can."""
        return self._load()[1]

    def words(self) -> "Words":
        """The program's lists with it; the same object until the list changes. May be called beside the window."""
        from editor.checks.own_words import words_with

        own, lists, made = self.own, self._lists(), self._made
        if made is None or made[0] is not own or made[1] is not lists:
            made = self._made = own, lists, words_with(own, lists)
        return made[2]

    def put(self, own: "OwnWords") -> None:
        """Saves another list and puts it in force; UserError where it cannot be saved, the old one then stays."""
        from editor.checks.own_words import own_words_bytes
        from editor.exchange.saving import save

        if own == self.own and not self.fault:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                f"文件夹“{self._path.parent}”不能建立，词表没有保存。请检查磁盘是否已满、是否允许写入。"
            ) from error
        if self.fault:
            self._keep_aside()
        save(self._path, own_words_bytes(own))
        self._read = own, ""
        self.changed.emit()

    def _load(self) -> "tuple[OwnWords, str]":
        if self._read is None:
            from editor.checks.own_words import OwnWords, read_own_words

            try:
                self._read = read_own_words(self._path), ""
            except UserError as error:
                self._read = OwnWords(), str(error)
        return self._read

    def _keep_aside(self) -> None:
        """What cannot be read may still be put right by hand."""
        with suppress(OSError):
            self._path.rename(self._path.with_name(f"{self._path.stem}-{time.time_ns()}{self._path.suffix}"))
