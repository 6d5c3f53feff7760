"""A field: an editor bound to one entry of the volume, with its findings."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QApplication, QScrollArea

from editor.bridge.session import Session
from editor.checks.finding import Finding
from editor.domain.entries import entry_at
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.ui.fields.flow import FlowEdit
from editor.ui.fields.frame import FieldFrame
from editor.ui.fields.line import LineEdit
from editor.ui.fields.names import step_name
from editor.ui.fields.severity import open_findings, told


class Field(FieldFrame):
    """An editor bound to (session, place); what is typed is committed on leaving, on Enter in one line, and by `settle`.

    `name` is what the clerk calls it. `came` when the clerk enters it, `place_chosen` with the exact place then and when the caret
    goes to another item, `grown` when it needs another height, `edited` on each change before it is committed, `noted` when
    `note()` says something else, `moved` with the caret's rectangle.
    """

    came = Signal()
    left = Signal()
    place_chosen = Signal(object)
    grown = Signal()
    edited = Signal()
    noted = Signal()
    moved = Signal(QRect)

    def __init__(self, session: Session, name: str, editor: LineEdit | FlowEdit, *, numeric: bool = False) -> None:
        super().__init__(editor, numeric=numeric)
        self.name = name
        self._session = session
        self._place: Place | None = None
        self._shown = ""
        self._findings: tuple[Finding, ...] = ()
        editor.setAccessibleName(name)
        editor.came.connect(self._come)
        editor.left.connect(self._leave)
        editor.entered.connect(self._enter)
        editor.escaped.connect(self.revert)
        editor.grown.connect(self.grown)
        editor.edited.connect(self.edited)
        editor.cursorPositionChanged.connect(self._tell_caret)

    @property
    def place(self) -> Place | None:
        """Where its entry stands."""
        return self._place

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those it shows, the gravest first."""
        return self._findings

    @property
    def modified(self) -> bool:
        """Something is typed that is not committed."""
        return self._place is not None and self.editor.text_now() != self._shown

    def text_now(self) -> str:
        """The text as it stands, committed or not."""
        return self.editor.text_now()

    def note(self) -> str:
        """The line to show below it while it has the focus."""
        return told(self._findings)

    def bind(self, place: Place | None) -> None:
        """Goes to another entry; what is open is committed to the one it leaves."""
        if self._place is not None:
            self.settle()
        self._place = place
        self._findings = ()
        self.reload()
        self._show_findings()

    def reload(self) -> None:
        """Shows the entry as the volume has it."""
        self.editor.setReadOnly(not self._session.document.can_write)
        entry = self._stored() if self._place is not None else ""
        self.editor.show_text(entry if isinstance(entry, str) else "\n".join(entry))
        self._shown = self.editor.text_now()
        self._mark_chars()

    def refresh(self) -> None:
        """Shows what the volume has now, but for what is being typed."""
        if not self.modified and not self.editor.composing:
            self.reload()

    def settle(self) -> None:
        """Finishes a running composition and commits what is open."""
        self.editor.settle_composition()
        self._commit()

    def revert(self) -> None:
        """Takes back what was typed since the last commit."""
        self.editor.settle_composition()
        if self.modified:
            self.reload()
            self.edited.emit()

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Its findings; those set aside are left out."""
        found = open_findings(findings)
        if found != self._findings:
            self._findings = found
            self._show_findings()

    def select(self, item: int | None, chars: tuple[int, int] | None) -> None:
        """Selects characters of its text, or of one of its items."""
        del item
        if chars is not None and isinstance(self.editor, LineEdit):
            self.editor.select_chars(*chars)

    def _stored(self) -> Entry:
        """The entry at its place."""
        assert self._place is not None
        return entry_at(self._session.volume, self._place)

    def _entry(self, text: str) -> Entry:
        """What is typed as it is to be kept."""
        return text

    def _write(self, entry: Entry) -> bool:
        """Commits an entry; False where the file could not take it."""
        assert self._place is not None
        return self._session.put(step_name(self.name), self._place, entry) is not None

    def _mark_chars(self) -> None:
        """Marks the characters findings mean; a line has no such marks."""

    def _commit(self) -> None:
        if not self.modified or self.editor.isReadOnly():
            return
        entry = self._entry(self.editor.text_now())
        if entry != self._stored() and not self._write(entry):
            return
        self.reload()
        self.edited.emit()

    def _chosen(self) -> Place | None:
        return self._place

    def _come(self) -> None:
        self.came.emit()
        if self._place is not None:
            self.place_chosen.emit(self._chosen())

    def _leave(self) -> None:
        self._commit()
        if isinstance(self.editor, FlowEdit) and self._left_for_another():
            cursor = self.editor.textCursor()
            cursor.clearSelection()  # a line hides its selection by itself
            self.editor.setTextCursor(cursor)
        self.left.emit()

    def _left_for_another(self) -> bool:
        """The clerk is elsewhere on the same page; not in a bar, where what was found is to be seen."""
        page, now = self.parentWidget(), QApplication.focusWidget()
        while page is not None and not isinstance(page, QScrollArea):
            page = page.parentWidget()
        return page is not None and now is not None and page.isAncestorOf(now)

    def _enter(self) -> None:
        self.settle()
        self.focusNextChild()

    def _tell_caret(self) -> None:
        if self.editor.hasFocus():
            caret = self.editor.cursorRect()
            inside = self.editor.viewport() if isinstance(self.editor, FlowEdit) else self.editor
            self.moved.emit(caret.translated(inside.mapTo(self, caret.topLeft()) - caret.topLeft()))

    def _show_findings(self) -> None:
        self._mark.show_severity(self._findings[0].severity if self._findings else None)
        self.setToolTip(told(self._findings))
        self.editor.setToolTip(self.toolTip())
        self._arrange()
        self._mark_chars()
        self.noted.emit()
        self.grown.emit()
