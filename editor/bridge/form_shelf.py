"""The forms in force as Qt sees them: what the list of forms shows, taking packs in and back, and word that something changed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.errors import UserError
from editor.values import value

if TYPE_CHECKING:  # the window stands before packs and words are looked at
    from editor.checks.words import WordList
    from editor.document.form_room import FormRoom, KnownForm, Offer, Return
    from editor.document.form_state import Changed
    from editor.forms.installed import InstalledPack
    from editor.forms.packs import FormPacks


@value
class FormLine:
    """A line of the list: a form, or the word lists of a pack."""

    title: str
    years: str
    version: str
    origin: str
    pack: str = ""
    """The pack that can be taken back; "" for what came with the program."""
    fault: str = ""
    """Why it cannot be used; "" where it can."""


class FormShelf(QObject):
    """The room of forms; `changed` when others are in force."""

    changed = Signal()

    def __init__(self, room: "FormRoom", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._room = room

    @property
    def packs(self) -> "FormPacks":
        """The forms in force now."""
        return self._room.packs

    def word_lists(self) -> "tuple[WordList, ...] | None":
        """The word lists in force, None for the program's own. May be called beside the window.

        Lists that were taken in and cannot be read are no reason not to check: `fault` says so.
        """
        try:
            return self._room.word_lists()
        except UserError:
            return None

    @property
    def fault(self) -> str:
        """Why the word lists that were taken in are not in force; "" where they are."""
        try:
            self._room.word_lists()
        except UserError as error:
            return str(error)
        return ""

    def lines(self) -> tuple[FormLine, ...]:
        """The forms, the newest of a family first, and the packs of words."""
        known = [_form_line(one) for one in self._room.known()]
        words = [_word_line(pack) for pack in self._room.taken() if pack.manifest.word_lists]
        return (*known, *words)

    def look(self, path: Path) -> "Offer":
        """What a pack file would change; UserError where it cannot be taken in."""
        return self._room.look(path)

    def take(self, offer: "Offer") -> None:
        """Takes it in; UserError where it cannot."""
        self._room.take(offer)
        self.changed.emit()

    def look_back(self, pack: str) -> "Return":
        """What taking a pack back would change; UserError where it cannot be."""
        return self._room.look_back(pack)

    def take_back(self, back: "Return") -> None:
        """Takes it back; UserError where it cannot."""
        self._room.take_back(back)
        self.changed.emit()


def offer_words(offer: "Offer") -> tuple[str, str]:
    """Title and what is said over the changes of a pack that is to be taken in."""
    manifest = offer.pack.manifest
    edition = f"第 {manifest.version} 版，{manifest.date}"
    return f"{manifest.title}（{edition}）", manifest.notes


def return_words(back: "Return") -> tuple[str, str]:
    """The same of a pack that is to be taken back."""
    manifest = back.pack.manifest
    then = f"第 {back.older.manifest.version} 版" if back.older is not None else "随程序来的样子"
    return f"撤下{manifest.title}（第 {manifest.version} 版），恢复成{then}", ""


def sentences(changes: "Sequence[Changed]") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Headings and what stands under them; one line that says so where nothing changes."""
    told = tuple((one.heading, one.sentences) for one in changes)
    return told or (("没有变化", ("与现在用的一样。",)),)


def _form_line(one: "KnownForm") -> FormLine:
    from editor.forms.changes import years_text

    pack = one.pack.manifest.id if one.pack is not None else ""
    origin = _origin(one.pack)
    if one.form is None:
        return FormLine(one.title, "", "", origin, pack, one.fault)
    return FormLine(one.title, years_text(one.form), f"第 {one.form.version} 版", origin, pack)


def _word_line(pack: "InstalledPack") -> FormLine:
    manifest = pack.manifest
    return FormLine(f"词表：{manifest.title}", "", f"第 {manifest.version} 版", _origin(pack), manifest.id)


def _origin(pack: "InstalledPack | None") -> str:
    return f"已导入（{pack.manifest.date}）" if pack is not None else "随程序"
