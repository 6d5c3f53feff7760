"""The forms and word lists in force: those of the program and those taken in; what a pack would change, taking it in and back."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor import __version__
from editor.document.form_state import Changed, FormState
from editor.errors import UserError
from editor.forms.form import Form
from editor.forms.installed import InstalledPack
from editor.forms.packs import FormPacks
from editor.resources import resources_dir
from editor.values import value

if TYPE_CHECKING:  # the window stands before these are needed
    from editor.checks.words import WordList
    from editor.exchange.packs.pack_file import Pack
    from editor.exchange.packs.signature import PublicKeys

_LOOK = "jixiao-look-"


@value
class KnownForm:
    """A form in force, and where it comes from."""

    id: str
    form: Form | None
    """None where its file is at fault."""
    pack: InstalledPack | None
    """The pack it was taken in with; None where it came with the program."""
    fault: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return self.form.title if self.form is not None else self.id


@value
class Offer:
    """A pack that could be taken in: it is whole, signed, newer than what is there, and every form holds with it."""

    pack: "Pack"
    changes: tuple[Changed, ...]
    beside: frozenset[Path]
    """The packs in force when it was looked at."""

    def lines(self) -> tuple[str, ...]:
        """What it is and what it changes, as lines."""
        manifest = self.pack.manifest
        head = (f"{manifest.title}，第 {manifest.version} 版，{manifest.date}。", *manifest.notes.splitlines())
        return (*head, *(line for one in self.changes for line in one.lines()))


@value
class Return:
    """A pack that could be taken back."""

    pack: InstalledPack
    older: InstalledPack | None
    """The edition that is in force then; None where it is what came with the program."""
    changes: tuple[Changed, ...]
    gone: tuple[str, ...]
    """Titles of forms that are not there any more then."""


class FormRoom:
    """Forms and word lists of one user. Nothing of a pack is in force before it is taken, all of it at once then."""

    def __init__(self, folder: Path, keys: Callable[[], "PublicKeys"], program: str, resources: Path) -> None:
        """`folder` holds what was taken in; `program` is the program's version; `resources` what comes with it."""
        self._folder = folder
        self._keys = keys
        self._program = program
        self._resources = resources
        self._state = FormState(folder, program, resources)

    @property
    def packs(self) -> FormPacks:
        """The forms in force; another object after a change."""
        return self._state.packs

    def word_lists(self) -> "tuple[WordList, ...] | None":
        """The word lists in force, None where they are the program's own; another object after a change.

        UserError where a list that was taken in cannot be read.
        """
        return self._state.lists

    def known(self) -> tuple[KnownForm, ...]:
        """Every form in force, the newest of a family first."""
        found = [_known(self.packs, form_id, self._state.used) for form_id in self.packs.ids]
        return tuple(sorted(found, key=lambda one: _order(one.form)))

    def taken(self) -> tuple[InstalledPack, ...]:
        """The packs in force."""
        return self._state.used

    def look(self, path: Path) -> Offer:
        """What a pack file would change; UserError in one sentence where it cannot be taken in. Nothing is changed."""
        from tempfile import TemporaryDirectory

        from editor.document.form_changes import offered_changes, require_sound
        from editor.exchange.packs.pack_file import read_pack
        from editor.exchange.packs.shelf import lay

        pack = read_pack(path, self._keys(), self._program)
        self.refresh()
        _require_newer(pack, self._state.used)
        _require_needed(pack, self.packs)
        with TemporaryDirectory(prefix=_LOOK) as staged:
            laid = lay(pack, Path(staged))
            then = self._with(laid)
            require_sound(pack, laid, self._state, then)
            changes = offered_changes(self._state, then)
        return Offer(pack, changes, self._beside())

    def take(self, offer: Offer) -> None:
        """Takes it in; UserError where it cannot, nothing has changed then."""
        from editor.exchange.packs.shelf import put

        self._require_same(offer.beside)
        put(offer.pack, self._folder)
        self.refresh()

    def look_back(self, name: str) -> Return:
        """What taking back the pack with this id, or with this form, would change; UserError where it cannot be."""
        from editor.document.form_changes import offered_changes, require_rest

        self.refresh()
        pack = self._taken(name)
        rest = tuple(one for one in self._state.installed if one.folder != pack.folder)
        then = FormState(self._folder, self._program, self._resources, rest)
        require_rest(pack, self._state, then)
        older = next((one for one in then.used if one.manifest.id == pack.manifest.id), None)
        gone = tuple(one.title for one in self.known() if one.id not in then.packs.ids)
        return Return(pack, older, offered_changes(self._state, then), gone)

    def take_back(self, back: Return) -> None:
        """Takes it back; UserError where it cannot, nothing has changed then."""
        from editor.exchange.packs.shelf import remove

        remove(back.pack)
        self.refresh()

    def refresh(self) -> None:
        """Looks at the folder again: another window may have changed it."""
        state = FormState(self._folder, self._program, self._resources)
        if state.installed != self._state.installed:
            self._state = state

    def _with(self, laid: InstalledPack) -> "FormState":
        others = [one for one in self._state.installed if one.manifest.id != laid.manifest.id]
        return FormState(self._folder, self._program, self._resources, (*others, laid))

    def _taken(self, name: str) -> InstalledPack:
        """By its own id, else by that of a form in it."""
        found = [pack for pack in self._state.used if pack.manifest.id == name]
        if not found and name in self.packs.ids:
            file = self.packs.file(name)
            found = [pack for pack in self._state.used if file.is_relative_to(pack.folder)]
            if not found:
                raise UserError(f"表样“{name}”是随程序来的，没有可以恢复的前一版。")
        if not found:
            known = "、".join(pack.manifest.id for pack in self._state.used) or "还没有"
            raise UserError(f"没有导入过名为“{name}”的表样包，表样没有变。导入过的有：{known}。")
        return found[0]

    def _require_same(self, beside: frozenset[Path]) -> None:
        self.refresh()
        if self._beside() != beside:
            raise UserError("另一个窗口刚刚导入或恢复过表样，这一次没有导入。请重新选择表样包，再看一遍有哪些变化。")

    def _beside(self) -> frozenset[Path]:
        return frozenset(pack.folder for pack in self._state.used)


def own_form_room(folder: Path) -> FormRoom:
    """The room of this user's program, whose own data lies in `folder`; packs have to be signed with the program's keys."""

    def keys() -> "PublicKeys":
        from editor.exchange.packs.signature import read_keys

        return read_keys(resources_dir() / "keys" / "packs.json")

    return FormRoom(folder / "packs", keys, __version__, resources_dir())


def _known(packs: FormPacks, form_id: str, used: Sequence[InstalledPack]) -> KnownForm:
    file = packs.file(form_id)
    pack = next((one for one in used if file.is_relative_to(one.folder)), None)
    try:
        return KnownForm(form_id, packs.form(form_id), pack)
    except UserError as fault:
        return KnownForm(form_id, None, pack, str(fault))


def _order(form: Form | None) -> tuple[str, int, str]:
    return (form.family, -form.years.first, form.id) if form is not None else ("", 0, "")


def _require_newer(pack: "Pack", used: Sequence[InstalledPack]) -> None:
    manifest = pack.manifest
    for other in (one.manifest for one in used if one.manifest.id == manifest.id):
        if other.version == manifest.version:
            raise UserError(f"表样包“{pack.name}”是第 {other.version} 版，已经导入过了，不用再导入。")
        if other.version > manifest.version:
            raise UserError(
                f"表样包“{pack.name}”是第 {manifest.version} 版，比已导入的第 {other.version} 版旧，没有导入。"
                "要用旧版，请用“恢复前一版”。"
            )


def _require_needed(pack: "Pack", packs: FormPacks) -> None:
    for form_id, version in pack.manifest.forms.items():
        if form_id not in packs.ids or packs.form(form_id).version < version:
            raise UserError(
                f"表样包“{pack.name}”要有表样“{form_id}”第 {version} 版才能用，没有导入。请先导入那个表样包，或更新本程序。"
            )
