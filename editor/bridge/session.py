"""The open document as Qt sees it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from editor.bridge.derived import Derived
from editor.bridge.found import Found
from editor.bridge.waiting import Step, WaitingSteps
from editor.checks.finding import Finding, Fix
from editor.document.change import Change
from editor.document.document import Document, SavedAs
from editor.domain import edits
from editor.domain.edits import Edit
from editor.domain.entries import put_entries, put_entry
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.domain.volume import Volume, Waiver
from editor.errors import UserError
from editor.forms.form import Form

if TYPE_CHECKING:
    from editor.bridge.books import Books
    from editor.checks.engine import Checker
    from editor.typeset.boxes import Pages
    from editor.typeset.fonts import FontSet


class Session(QObject):
    """An open document, its findings and its pages; the only door of the window to the volume.

    Every edit goes through `apply` or a method that calls it. After a commit: `changed` at once; `findings_changed` and
    `pages_changed` when the event loop is idle, once for all commits until then. Where the file cannot take a change, nothing has
    changed and `failed` carries the sentence for the clerk.
    """

    changed = Signal(object)
    """A Change, after its commit."""
    findings_changed = Signal()
    pages_changed = Signal()
    failed = Signal(str)
    saved = Signal()
    """The file is as the volume is; `document.saved_at` says since when."""

    def __init__(
        self,
        document: Document,
        form: Form,
        checker: "Checker",
        fonts: "Callable[[], FontSet]",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = document
        self._form = form
        self._derived = Derived(form, checker, fonts, self)
        self._derived.findings_ready.connect(self.findings_changed)
        self._derived.pages_ready.connect(self.pages_changed)
        self._books: Books | None = None
        self.waiting = WaitingSteps(lambda step: document.apply(step.name, step.edit, go_on=step.go_on))
        """Steps the disk refused."""
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self.findings_changed)
        self._idle.timeout.connect(self.pages_changed)
        self._leave = document.listeners.add(self._on_commit)

    @property
    def volume(self) -> Volume:
        """The current volume."""
        return self._document.volume

    @property
    def form(self) -> Form:
        """Its form."""
        return self._form

    @property
    def document(self) -> Document:
        """The document; to look at its path, history names, versions. Changes go through the session."""
        return self._document

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the current volume, worked out when first asked for."""
        return self.found.findings

    @property
    def found(self) -> Found:
        """The same by project, and counted; the part of a project that was not touched is the same object as before."""
        return self._derived.found(self.volume)

    @property
    def pages(self) -> "Pages":
        """The pages of the current volume, typeset when first asked for; fonts load with the first. See also `paged`."""
        return self.paged[1]

    @property
    def paged(self) -> "tuple[Volume, Pages]":
        """The pages there are, and the volume they show: the one before while hundreds of sheets are set beside the window."""
        return self._derived.paged(self.volume)

    @property
    def books(self) -> "Books":
        """The budget tables of a form that has some; made when first asked for."""
        if self._books is None:
            from editor.bridge.books import Books

            self._books = Books(self._form)
        return self._books

    @property
    def derived(self) -> Derived:
        """How far findings and pages are, and the fonts; `derived.prepare(volume)` works them out beside the window."""
        return self._derived

    def apply(self, name: str, edit: Edit, *, go_on: bool = False) -> Change | None:
        """One named step (修改指标值); None where the file could not take it. `go_on`: see `Document.apply`."""
        return self._guarded(lambda: self.waiting.take(Step(name, edit, go_on)))

    def put(self, name: str, place: Place, entry: Entry, *, go_on: bool = False) -> Change | None:
        """One entry at its place."""
        return self.apply(name, lambda volume: put_entry(volume, place, entry), go_on=go_on)

    def put_all(self, name: str, entries: tuple[tuple[Place, Entry], ...]) -> Change | None:
        """Several entries as one step."""
        return self.apply(name, lambda volume: put_entries(volume, entries))

    def fix(self, name: str, fixes: tuple[Fix, ...]) -> Change | None:
        """Fixes of one or of many findings as one step."""
        return self.put_all(name, tuple(entry for fix in fixes for entry in fix.entries))

    def waive(self, waiver: Waiver) -> Change | None:
        """Sets a finding aside (忽略)."""
        return self.apply("忽略核对问题", lambda volume: edits.set_waiver(volume, waiver))

    def unwaive(self, waiver: Waiver) -> Change | None:
        """Takes a waiver back."""
        return self.apply("取消忽略", lambda volume: edits.drop_waiver(volume, waiver))

    def classify(self, project: int, neutral_name: str) -> Change | None:
        """Marks a project 涉密; this cannot be undone, so whoever calls it has asked."""
        return self._guarded(lambda: self.waiting.first(lambda: self._document.classify(project, neutral_name)))

    def undo(self) -> Change | None:
        """One step back."""
        return self._guarded(lambda: self.waiting.first(self._document.undo))

    def redo(self) -> Change | None:
        """One step forward again."""
        return self._guarded(lambda: self.waiting.first(self._document.redo))

    def undo_to_opening(self) -> Change | None:
        """Back to how the file was when it was opened."""
        return self._guarded(lambda: self.waiting.first(self._document.undo_to_opening))

    def restore_version(self, version: int) -> Change | None:
        """To a named version, as one step that can be undone."""
        return self._guarded(lambda: self.waiting.first(lambda: self._document.restore_version(version)))

    def save_as(self, path: Path, *, overwrite: bool) -> SavedAs | None:
        """Goes on in another file, where what the old one did not take is done now."""
        try:
            saved = self._document.save_as(path, overwrite=overwrite)
        except UserError as error:
            self.failed.emit(str(error))
            return None
        self.saved.emit()
        self._guarded(lambda: self.waiting.first(Change))
        return saved

    def close(self) -> None:
        """Lets go of the file."""
        self._leave()
        self._idle.stop()
        self._derived.stop()
        self._document.close()

    def _guarded(self, step: Callable[[], Change]) -> Change | None:
        try:
            return step()
        except UserError as error:
            self.failed.emit(str(error))
            return None

    def _on_commit(self, change: Change) -> None:
        self.changed.emit(change)
        self.saved.emit()
        self._idle.start()
