"""The open document: the one door through which a volume changes."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from editor.document.change import Change, change_between
from editor.document.keeper import BackupKeeper
from editor.document.listeners import Listeners
from editor.domain import edits
from editor.domain.edits import Edit
from editor.domain.volume import Project, Volume
from editor.errors import UserError
from editor.store.backup import Backups
from editor.store.clock import Clock
from editor.store.creating import create_file, is_taken
from editor.store.delta import Delta
from editor.store.diff import diff
from editor.store.faults import LostFileError
from editor.store.file import VolumeFile
from editor.store.history import History
from editor.store.opening import Opening, open_file
from editor.store.purging import newly_classified, scrub
from editor.store.reattaching import reattach
from editor.store.versions import Version
from editor.values import value

R = TypeVar("R")


@value
class SavedAs:
    """Where a document was saved, and whether its history and named versions could come along."""

    path: Path
    with_history: bool


class Document(AbstractContextManager["Document"]):
    """A volume and the file it lies in; every change is committed to the file before anyone sees it.

    `volume` is the state of the last commit. `listeners` are told each change after its commit, in the order they came. All
    methods that change something raise UserError where the file cannot take it, and then nothing has changed. `backups` keeps
    copies of the file elsewhere.
    """

    def __init__(
        self, file: VolumeFile, volume: Volume, backups: Backups | None = None, how: Opening | None = None
    ) -> None:
        self._file = file
        self._volume = volume
        self._opening = volume
        self._before: Volume | None = None  # the volume before the last step, where that step may go on
        self.backups = BackupKeeper(backups, lambda: self.path)
        self._how = how or Opening()
        self.listeners = Listeners()

    @property
    def volume(self) -> Volume:
        """The current volume."""
        return self._volume

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._file.path

    @property
    def can_write(self) -> bool:
        """False where the document is open read-only."""
        return not self._file.read_only

    @property
    def why_read_only(self) -> str:
        """A sentence that says why nothing can be changed; "" where it can."""
        return self._file.read_only

    @property
    def saved_at(self) -> datetime | None:
        """When this session last committed something."""
        return self._file.saved_at

    def apply(self, name: str, edit: Edit, *, go_on: bool = False) -> Change:
        """Does an edit as one undo step of this Chinese name; an edit that changes nothing is no step.

        With `go_on` it becomes part of the last step, where that has the same name and was done since the opening, and nothing was
        undone meanwhile: what is committed while a paragraph is being written is one step.

        What the edit itself raises (KeyError, ValueError) comes through, and nothing has changed. Marking a project classified
        goes through `classify`: ValueError here.
        """
        new = edit(self._volume)
        delta = diff(self._volume, new)
        if newly_classified(self._volume, delta):
            raise ValueError("a project is marked classified by classify()")
        return self._commit(name, new, delta, go_on=go_on)

    def classify(self, project: int, neutral_name: str) -> Change:
        """Marks a project 涉密 and removes what it held from the whole file for good, the history up to here included.

        Cannot be undone. Ask `backups.holding` before: it needs to know what the project held.
        """
        return self._commit("标为涉密", edits.classify(self._volume, project, neutral_name))

    def undo_names(self) -> tuple[str, ...]:
        """Names of the steps that can be undone, the next one first."""
        return tuple(step.name for step in reversed(self._file.history.done))

    def redo_names(self) -> tuple[str, ...]:
        """Names of the steps that can be done again, the next one first."""
        return tuple(step.name for step in self._file.history.undone)

    def undo(self) -> Change:
        """Takes the last step back; an empty change where there is none."""
        done = self._file.history.done
        return self._travel(lambda file: file.undo, done[-1].name) if done else Change()

    def redo(self) -> Change:
        """Does the next undone step again; an empty change where there is none."""
        undone = self._file.history.undone
        return self._travel(lambda file: file.redo, undone[0].name) if undone else Change()

    def undo_to_opening(self) -> Change:
        """Back to the volume as it was opened, as a step that can itself be undone (撤销到打开时)."""
        return self._commit("撤销到打开时", self._opening)

    def save_version(self, name: str) -> Version:
        """Keeps the volume as it is now under a name (保存版本); no undo step."""
        version = self._on_file(lambda file: file.save_version(self._volume, name))
        assert version is not None
        self.backups.note(self.saved_at)
        return version

    def drop_version(self, version: int) -> None:
        """Forgets a named version; cannot be undone."""
        self._on_file(lambda file: file.drop_version(version))
        self.backups.note(self.saved_at)

    def versions(self) -> tuple[Version, ...]:
        """The named versions, oldest first."""
        return self._file.versions()

    def restore_version(self, version: int) -> Change:
        """Makes a named version the current volume, as one undo step."""
        name = next((v.name for v in self.versions() if v.id == version), "")
        return self._commit(f"恢复版本“{name}”", self._file.version(version))

    def save_as(self, path: Path, *, overwrite: bool = False) -> SavedAs:
        """Saves everything as a new file and goes on there; the old file stays as it was last saved."""
        same = os.path.realpath(path) == os.path.realpath(self.path)
        if same and self.can_write and is_taken(path):
            if not self._file.is_in_place():
                raise UserError(f"“{path.name}”现在是另一个文件，没有覆盖它。另存时请换一个名字或位置。")
            raise UserError(f"文档就在“{path.name}”里，每一步都已保存。另存时请换一个名字或位置。")
        if overwrite and not same:
            self.backups.keep(path, self._how.clock())
        with_history = self._file.copy(path, self._volume, overwrite=overwrite)
        if same:
            self._file.close()
        opened = open_file(path, how=self._how)
        if opened.volume != self._volume:  # the old file holds something else than the clerk has seen
            opened.file.close()
            create_file(path, self._volume, overwrite=True)
            with_history, opened = False, open_file(path, how=self._how)
        self._file.close()
        self._file = opened.file
        self._before = None
        self._file.saved_at = self._how.clock()
        return SavedAs(path, with_history)

    def copy(self, path: Path, *, overwrite: bool = False) -> SavedAs:
        """Saves everything as a new file and stays here (保存副本)."""
        return SavedAs(path, self._file.copy(path, self._volume, overwrite=overwrite))

    def close(self) -> None:
        """Gives the file free. Nothing is lost by it, and nothing is backed up: see `backups`."""
        self._file.close()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _commit(self, name: str, new: Volume, delta: Delta | None = None, *, go_on: bool = False) -> Change:
        old = self._volume
        delta = diff(old, new) if delta is None else delta
        if not delta:
            return Change()
        before = self._before if go_on and _goes_on(self._file.history, name) else None
        since = diff(before, new) if before is not None else None
        self._on_file(lambda file: file.write(old, delta, name, since or None), new)
        secrets = newly_classified(old, delta)
        self._before = None if secrets else before if since else old
        return self._committed(old, new, name, secrets)

    def _on_file(self, step: Callable[[VolumeFile], R], new: Volume | None = None) -> R | None:
        """Does a step; where the file was away and is there again just as it was left, in the one that is there now.

        None where it turns out that the step, which makes the volume `new`, is in the file already.
        """
        try:
            return step(self._file)
        except LostFileError:
            again = reattach(self._file, self._volume, self._how, new)
            if again is None:
                raise
            self._file = again.file
            if new is not None and again.volume == new:
                self._file.saved_at = self._how.clock()
                return None
            return step(self._file)

    def _travel(self, way: Callable[[VolumeFile], Callable[[Volume], Volume]], name: str) -> Change:
        old = self._volume
        self._before = None
        new = self._on_file(lambda file: way(file)(old))
        assert new is not None
        return self._committed(old, new, name, newly_classified(old, diff(old, new)))

    def _committed(self, old: Volume, new: Volume, name: str, secrets: tuple[Project, ...]) -> Change:
        self._volume = new
        self.backups.note(self.saved_at)
        names = {secret.key: new.project(secret.key).name for secret in secrets}
        self._opening = scrub(self._opening, secrets, names)
        change = change_between(old, new, name)
        try:
            self.listeners.tell(change)
        finally:
            if secrets:
                self._file.scrub()
        return change


def _goes_on(history: History, name: str) -> bool:
    return bool(history.done) and history.done[-1].name == name and not history.undone


def _back_up_now(backups: Backups, clock: Clock, path: Path) -> None:
    backups.make(path, clock())


def open_document(
    path: Path, *, read_only: bool = False, backups: Backups | None = None, how: Opening | None = None
) -> Document:
    """Opens a file as a document; errors as `open_file` says. A file of an older version is backed up before it is migrated."""
    how = how or Opening()
    if backups and not how.before_migration:
        how = replace(how, before_migration=partial(_back_up_now, backups, how.clock))
    opened = open_file(path, read_only=read_only, how=how)
    return Document(opened.file, opened.volume, backups, how)


def create_document(
    path: Path, volume: Volume, *, overwrite: bool = False, backups: Backups | None = None, how: Opening | None = None
) -> Document:
    """Makes a new file with this volume and opens it; UserError where the name is taken or cannot be written.

    A document that is overwritten is backed up first.
    """
    if overwrite and backups is not None:
        backups.keep(path, (how or Opening()).clock())
    create_file(path, volume, overwrite=overwrite)
    return open_document(path, backups=backups, how=how)
