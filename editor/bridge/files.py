"""Files as sessions: opened, made new, imported, copied from an example, brought back from a backup."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from editor.bridge.form_shelf import FormShelf
from editor.bridge.jobs import Progress
from editor.bridge.own_words import OwnWordList
from editor.checks.finding import Finding
from editor.domain.volume import Section, Unit, Volume
from editor.errors import UserError
from editor.forms.form import Form
from editor.forms.packs import FormPacks
from editor.resources import resources_dir
from editor.store.backup import Backup, Backups
from editor.store.clock import local_time
from editor.store.locking import LockedError
from editor.values import value

if TYPE_CHECKING:
    from editor.bridge.session import Session
    from editor.checks.engine import Checker
    from editor.checks.words import Words
    from editor.document.document import Document as Document  # noqa: PLC0414 - the window names it from here
    from editor.exchange.report import ImportReport
    from editor.typeset.fonts import FontSet

__all__ = ["SOURCES", "SUFFIX", "Backup", "Files", "Imported", "LockedError", "NewVolume"]
SUFFIX = ".jixiao"
_LARGE = 1024 * 1024
"""Bytes of a document that is opened beside the window: some three hundred projects."""
SOURCES = (".docx", ".xlsx", ".pdf", ".txt", ".json")
"""Kinds of files a volume can be imported from."""


@value
class NewVolume:
    """What a new volume begins with."""

    form: Form
    year: int
    department: str
    units: tuple[Unit, ...] = ()

    def volume(self) -> Volume:
        """The blank volume."""
        sections = tuple(Section(key) for key in self.form.sections())
        return Volume(self.form.id, self.year, self.department, self.units, sections)


@value
class Imported:
    """A volume read from sources, and what the import has to say."""

    volume: Volume
    report: "ImportReport"
    sources: tuple[Path, ...]

    @property
    def suggested(self) -> Path:
        """A file beside the first source to save it in."""
        return self.sources[0].with_name(suggested_name(self.volume.department, self.volume.year))


class Files:
    """Opens and makes documents; each comes as a Session of its own, which whoever asked for it closes."""

    def __init__(
        self,
        packs: FormPacks,
        backups: Backups,
        own_words: OwnWordList | None = None,
        forms: FormShelf | None = None,
    ) -> None:
        """`forms`: where packs can be taken in; its forms are then in force in place of `packs`."""
        self._packs = packs
        self.backups = backups
        self.own_words = own_words
        self.forms = forms

    @property
    def packs(self) -> FormPacks:
        """The forms in force now."""
        return self.forms.packs if self.forms is not None else self._packs

    def open(self, path: Path, *, read_only: bool = False) -> "Session":
        """UserError where it cannot be opened; LockedError where another has it and `read_only` was not asked."""
        from editor.document.document import open_document

        return self._session(open_document(path, read_only=read_only, backups=self.backups))

    def is_large(self, path: Path) -> bool:
        """It takes longer to open than a window may stand still."""
        try:
            return path.stat().st_size > _LARGE
        except OSError:
            return False

    def opening(self, path: Path, *, read_only: bool = False) -> "Callable[[Progress], Document | LockedError]":
        """The work of opening a document, for a Job; where another has it, LockedError is what comes of it."""
        return partial(_open_beside, path, self.packs, self.backups, read_only)

    def session(self, document: "Document") -> "Session":
        """The session of a document that was opened; closed where it cannot be one."""
        return self._session(document)

    def create(self, volume: Volume, path: Path, *, overwrite: bool = False) -> "Session":
        """A new file with this volume; UserError where it cannot be written."""
        from editor.document.document import create_document

        return self._session(create_document(path, volume, overwrite=overwrite, backups=self.backups))

    def importing(self, paths: Sequence[Path]) -> Callable[[Progress], Imported]:
        """The work of reading sources, for a Job."""

        def work(report: Progress) -> Imported:
            from editor.exchange.importing import import_sources

            last: list[tuple[int, int, str]] = [(0, len(paths), "")]

            def progress(done: int, total: int, what: str) -> None:
                last[0] = done, total, what
                report(done, total, what)

            def cancelled() -> bool:
                report(*last[0])  # raises where the job was cancelled
                return False

            volume, told = import_sources(paths, self.packs, progress=progress, cancelled=cancelled)
            return Imported(volume, told, tuple(paths))

        return work

    def examples(self) -> tuple[Path, ...]:
        """The example volumes that came with the program, the newest year first."""
        found = (resources_dir().parent / "examples").glob(f"*{SUFFIX}")
        return tuple(sorted(found, key=lambda path: path.stem[-4:], reverse=True))

    def open_example(self, example: Path) -> "Session":
        """A copy of an example to play with, in a folder for what need not last."""
        try:
            copy = Path(tempfile.mkdtemp(prefix="jixiao-")) / f"示例_{example.name}"
            shutil.copyfile(example, copy)
        except OSError as error:
            raise UserError("示例没有打开：临时文件夹不能写入或磁盘已满。请清理磁盘后再试。") from error
        return self.open(copy)

    def backups_of(self, session: "Session | None") -> tuple[Backup, ...]:
        """Backups of the open document, or of all, the newest first."""
        return self.backups.list(session.document.path if session is not None else None)

    def delete_backup(self, backup: Backup) -> None:
        """Deletes one; UserError where it cannot."""
        if self.backups.remove((backup.path,)):
            raise UserError("这份备份没有删除成，它可能正被别的程序打开，或没有权限。请关闭占用它的程序后再试。")

    def restore_backup(self, backup: Path, target: Path) -> None:
        """Puts a backup under a name of its own; UserError where it cannot."""
        self.backups.restore(backup, target, overwrite=is_there(target))

    def _session(self, document: "Document") -> "Session":
        from editor.bridge.session import Session

        try:
            form = self.packs.form(document.volume.form)
            return Session(document, form, cast("Checker", _LateChecker(form, self.own_words)), _fonts)
        except BaseException:
            document.close()
            raise


class _LateChecker:
    """A checker that is loaded when it is first used, beside the window: its rules and words cost more than the window.

    It is made anew when the clerk's words have changed since.
    """

    def __init__(self, form: Form, own_words: OwnWordList | None) -> None:
        self._form = form
        self._own_words = own_words
        self._checker: tuple[Words | None, Checker] | None = None

    def follow(
        self, volume: Volume, step: Callable[[], object] = lambda: None
    ) -> dict[int | None, tuple[Finding, ...]]:
        """As Checker.follow."""
        words = self._own_words.words() if self._own_words is not None else None
        if self._checker is None or self._checker[0] is not words:
            from editor.checks.engine import Checker

            self._checker = words, Checker(self._form, words)
        return self._checker[1].follow(volume, step)


def _open_beside(
    path: Path, packs: FormPacks, backups: Backups, read_only: bool, report: Progress
) -> "Document | LockedError":
    from editor.document.document import open_document

    try:
        document = open_document(path, read_only=read_only, backups=backups)
    except LockedError as error:
        return error
    try:
        packs.form(document.volume.form)
        report(1, 1)  # raises where nobody wants it any more
    except BaseException:
        document.close()
        raise
    return document


def _fonts() -> "FontSet":
    from editor.typeset.fonts import FontSet

    return FontSet.of_machine()


def is_there(path: Path) -> bool:
    """Whether something has this name; where the system cannot say, writing it will say why."""
    with suppress(OSError):
        return path.exists()
    return False


def backing_up(session: "Session") -> Callable[[Progress], Backup | None]:
    """The work of backing an open document up, for a Job; it reads the file and not the open document."""
    document = session.document
    keeper, saved_at = document.backups, document.saved_at

    def work(_: Progress) -> Backup | None:
        backup = keeper.make(local_time())
        if document.saved_at != saved_at:  # a step that came meanwhile may not be in it
            keeper.note(document.saved_at)
        return backup

    return work


def backup_due(session: "Session") -> bool:
    """Whether the open document has been worked on long enough without a backup."""
    return session.document.backups.due(local_time())


def suggested_name(department: str, year: int) -> str:
    """A file name for a volume."""
    from editor.exchange.saving import file_name

    return file_name(f"{department}{year}", SUFFIX)
