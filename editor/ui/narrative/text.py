"""The text of a section: paragraphs as the page has them, headings bold, findings underlined and marked in the margin."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from editor.checks.finding import Finding
from editor.ui.fields.chars import to_units
from editor.ui.fields.clean import paragraphs_of, put_paragraphs
from editor.ui.fields.flow import HARD, SOFT, FlowEdit, displayed
from editor.ui.fields.severity import SHAPES, severity_colour, told

_LEADING = 150
_INDENT = 2
"""First line, in characters."""
_OPENING = 12
_WIDEST = 46
"""Text width in characters: longer lines are hard to read."""


class _Headings(QSyntaxHighlighter):
    """Makes headings bold."""

    def __init__(self, document: QTextDocument, is_heading: Callable[[str], bool]) -> None:
        super().__init__(document)
        self._is_heading = is_heading
        self._bold = QTextCharFormat()
        self._bold.setFontWeight(QFont.Weight.Bold)

    def highlightBlock(self, text: str) -> None:
        if self._is_heading(text):
            self.setFormat(0, len(text.encode("utf-16-le", "surrogatepass")) // 2, self._bold)


class _Margin(QWidget):
    """The marks of findings beside their paragraphs."""

    def __init__(self, text: "SectionText") -> None:
        super().__init__(text)
        self._text = text

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setFont(self._text.font())
        for top, findings in self._text.marked():
            painter.setPen(severity_colour(findings[0].severity, self.palette()))
            line = QRect(0, top, self.width() - 2, round(self.fontMetrics().height() * _LEADING / 100))
            painter.drawText(
                line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, SHAPES[findings[0].severity]
            )
        painter.end()


class SectionText(FlowEdit):
    """Scrolls in itself; Tab leaves it; pastes clean paragraphs."""

    scrolled = Signal()

    def __init__(self, is_heading: Callable[[str], bool]) -> None:
        super().__init__()
        self._found: dict[int, tuple[Finding, ...]] = {}
        self._headings = _Headings(self.document(), is_heading)
        self._margin = _Margin(self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._margin.update)
        self.document().documentLayout().update.connect(self._margin.update)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setPalette(QPalette())  # a ground of its own: it stands in no cell of a table
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._format_all()
        self.document().clearUndoRedoStacks()

    def show_paragraphs(self, paragraphs: object) -> None:
        assert isinstance(paragraphs, Sequence)
        super().show_paragraphs(paragraphs)
        blocked = self.blockSignals(True)
        self._format_all()
        self.document().clearUndoRedoStacks()
        self.blockSignals(blocked)

    def show_findings(self, found: Mapping[int, tuple[Finding, ...]]) -> None:
        """Findings by the number of the block they stand in, the gravest first."""
        self._found = dict(found)
        waves: list[tuple[int, int, QColor]] = []
        for number, findings in found.items():
            block = self.document().findBlockByNumber(number)
            text = block.text()
            for finding in reversed(findings):
                if finding.chars is None and finding is not findings[0]:
                    continue
                first, last = (to_units(text, at) for at in finding.chars or (0, _opening(text)))
                colour = severity_colour(finding.severity, self.palette())
                waves.append((block.position() + first, block.position() + last, colour))
        self.underline(waves)
        self._margin.update()

    def findings_of(self, number: int) -> tuple[Finding, ...]:
        """Those of a block."""
        return self._found.get(number, ())

    def marked(self) -> list[tuple[int, tuple[Finding, ...]]]:
        """Blocks with findings that are in view: the top of their first line in the viewport, and the findings."""
        layout, offset = self.document().documentLayout(), self.verticalScrollBar().value()
        tops = []
        for number, findings in self._found.items():
            top = round(layout.blockBoundingRect(self.document().findBlockByNumber(number)).top()) - offset
            if -50 < top < self.height():
                tops.append((top, findings))
        return tops

    def rewrite(self, texts: Mapping[int, str]) -> None:
        """Other texts for some blocks, as one step of the editor's own undo; what does not change at their end stays."""
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for number, text in texts.items():
            block = self.document().findBlockByNumber(number)
            old = block.text()
            same = 0
            while same < min(len(old), len(text)) and old[len(old) - 1 - same] == text[len(text) - 1 - same]:
                same += 1
            cursor.setPosition(block.position())
            end = block.position() + to_units(old, len(old) - same)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(text[: len(text) - same])
        cursor.endEditBlock()

    def chosen(self) -> list[int]:
        """Numbers of the blocks the selection touches, or of the one with the caret."""
        cursor = self.textCursor()
        first = self.document().findBlock(cursor.selectionStart()).blockNumber()
        end = self.document().findBlock(cursor.selectionEnd())
        last = end.blockNumber()
        if last > first and cursor.selectionEnd() == end.position():
            last -= 1
        return list(range(first, last + 1))

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted as clean paragraphs; one goes into the text where the caret is."""
        text = HARD.join(displayed(part) for part in paragraphs_of(source))
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        mime = QMimeData()
        put_paragraphs(mime, tuple(part.replace(SOFT, "\n") for part in self.textCursor().selectedText().split(HARD)))
        return mime

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            findings = self.findings_of(self.cursorForPosition(event.pos()).blockNumber())
            QToolTip.showText(event.globalPos(), told(findings), self)
            return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        QTextEdit.wheelEvent(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        em = self.fontMetrics().height()
        side = max(round(em * 1.6), (self.width() - em * _WIDEST) // 2)
        if side != self.viewportMargins().left():
            self.setViewportMargins(side, 6, side - em, 6)
        if self.document().pageSize().width() != self.viewport().width():
            self.setLineWrapColumnOrWidth(
                0
            )  # lays out again: a resize from within a resize leaves the lines as they were
        self._margin.setGeometry(side - round(em * 1.6), 6, round(em * 1.6), self.height() - 12)

    def _format_all(self) -> None:
        """Lines apart, the first one indented, as on the page."""
        style = QTextBlockFormat()
        style.setLineHeight(_LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        style.setTextIndent(self.fontMetrics().horizontalAdvance("中") * _INDENT)
        style.setBottomMargin(3)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(style)


def _opening(text: str) -> int:
    """The end of its first words: what is underlined where a finding means the whole paragraph."""
    return next((at for at, sign in enumerate(text) if at > 3 and sign in "，。：；、！？"), min(len(text), _OPENING))
