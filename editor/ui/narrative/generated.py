"""The paragraphs of a section that are written from the tables, one card for each."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPalette, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from editor.bridge.session import Session
from editor.budget.narrative import Paragraph
from editor.checks.finding import Finding
from editor.domain.places import Place
from editor.ui.fields.chars import to_units
from editor.ui.fields.note import FieldNote
from editor.ui.grid.shades import blend, shades
from editor.ui.narrative.generated_field import RESTORE, REWRITE, GeneratedField

_BAR = 3
_TELL = "由报表自动写出，数字随报表变。按住 Ctrl 单击一个数，到它的来处；要改写某一段，按 F2 或双击。"


class Card(QFrame):
    """One paragraph with its button. `source_wanted` (Place) when the clerk asks where a number comes from."""

    source_wanted = Signal(object)

    def __init__(self, session: Session, paragraph: Paragraph) -> None:
        super().__init__()
        self.field = GeneratedField(session, paragraph)
        self.button = QToolButton()
        self.button.setAutoRaise(True)
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.button.setEnabled(session.document.can_write)
        self.button.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(_BAR + 5, 3, 3, 3)
        row.addWidget(self.field, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        for signal in (self.field.grown, self.field.edited):
            signal.connect(self._fit)
        self.field.flow.viewport().installEventFilter(self)
        rewrite = QShortcut(QKeySequence(Qt.Key.Key_F2), self)
        rewrite.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        rewrite.activated.connect(self.rewrite)
        source = QShortcut(QKeySequence("Ctrl+["), self)
        source.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        source.activated.connect(lambda: self._ask_source(self.field.flow.textCursor().position()))
        self.show_state()

    def rewrite(self) -> None:
        """Lets the clerk write."""
        self.field.rewrite()
        self.show_state()

    def show_paragraph(self, paragraph: Paragraph) -> None:
        """The paragraph as it is now."""
        self.field.show_paragraph(paragraph)
        self.show_state()

    def show_state(self) -> None:
        """The button and the ground say whether it is the tables' text or the clerk's."""
        own = self.field.rewriting
        self.button.setText(RESTORE if own else REWRITE)
        self.button.setToolTip("去掉改写的文字，重新由报表写出" if own else "改写以后，这一段不再随报表变（F2）")
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonDblClick and not self.field.rewriting:
            self.rewrite()
            return True
        if isinstance(event, QMouseEvent) and _asks_source(event):
            self._ask_source(self.field.flow.cursorForPosition(event.position().toPoint()).position())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, colors = QPainter(self), shades(self.palette())
        own = self.field.rewriting
        ground = self.palette().color(QPalette.ColorRole.Base) if own else blend(colors.accent, colors.base, 0.07)
        painter.fillRect(self.rect(), ground)
        bar = colors.errors["warning"] if self.field.paragraph.overridden else blend(colors.accent, colors.base, 0.5)
        painter.fillRect(QRect(0, 0, _BAR, self.height()), bar)
        painter.end()

    def _ask_source(self, unit: int) -> None:
        """A position of Qt's, in UTF-16 units, is turned into a character's first."""
        text = self.field.text_now()
        at = next((i for i in range(len(text) + 1) if to_units(text, i) >= unit), len(text))
        place = self.field.source_of(at)
        if place is not None:
            self.source_wanted.emit(place)

    def _press(self) -> None:
        if self.field.rewriting:
            self.field.restore()
            self.show_state()
        else:
            self.rewrite()

    def _fit(self) -> None:
        height = max(self.field.height_for(max(self.field.width(), 1)), self.button.sizeHint().height())
        if self.field.height() != height:
            self.field.setFixedHeight(height)


def _asks_source(event: QMouseEvent) -> bool:
    released = event.type() == QEvent.Type.MouseButtonRelease
    return released and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class Generated(QScrollArea):
    """The cards of one section. `place_chosen` (Place) when the clerk comes to one."""

    place_chosen = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._section = ""
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        said = QLabel(_TELL)
        said.setWordWrap(True)
        self._column.addWidget(said)
        self._column.addStretch(1)
        self._note = FieldNote(self._page)
        self.cards: list[Card] = []
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_section(self, key: str) -> bool:
        """The paragraphs of a section as they are now; False where it has none."""
        found = self._session.books.paragraphs(self._session.volume, key)
        if key != self._section or len(found) != len(self.cards):
            self.settle()
            self._section = key
            self._make(found)
        else:
            for card, paragraph in zip(self.cards, found, strict=True):
                card.show_paragraph(paragraph)
        return bool(found)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Those of each paragraph at it."""
        for card in self.cards:
            card.field.show_findings(f for f in findings if f.place.line == card.field.paragraph.key)

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Brings a paragraph into view, the caret in it."""
        for card in self.cards:
            if card.field.paragraph.key == place.line:
                card.field.editor.setFocus()
                if chars is not None:
                    card.field.select(None, chars)
                self.ensureWidgetVisible(card)

    def settle(self) -> None:
        """Commits what is open."""
        for card in self.cards:
            card.field.settle()

    def _make(self, paragraphs: Sequence[Paragraph]) -> None:
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [Card(self._session, paragraph) for paragraph in paragraphs]
        for at, card in enumerate(self.cards):
            self._column.insertWidget(at + 1, card)
            self._note.watch(card.field)
            card.field.place_chosen.connect(self.place_chosen)
            card.source_wanted.connect(self.place_chosen)
            card.field.edited.connect(card.show_state)
