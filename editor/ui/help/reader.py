"""A page of the help as it is read."""

from typing import Any

from PySide6.QtCore import QEvent, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from editor.ui.fields.severity import is_dark

_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML
_LINE_HEIGHT, _CELL_HEIGHT = 140.0, 115.0
_HEADINGS = {1: 1.6, 2: 1.25, 3: 1.1}
_LINKS = ("#0b57a4", "#8ab8f5")
_FOUND = ("#ffe08a", "#6b5200")
_TARGET = ("#dceafc", "#22405f")
_KEYS = ("#eceff2", "#3a3f45")
_LEAST, _MOST = 0.7, 2.5


class HelpReader(QTextBrowser):
    """Shows Markdown in the palette's colours; nothing outside the page is ever loaded. `followed` (target) for a link."""

    followed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._markdown = ""
        self._words: tuple[str, ...] = ()
        self._scale = 1.0
        self._shown: QTextDocument | None = None
        self._found: list[QTextCursor] = []
        self._target: QTextCursor | None = None
        self.setOpenLinks(False)
        self.setAccessibleName("帮助内容")
        self.anchorClicked.connect(self._on_link)

    @property
    def scale(self) -> float:
        """The size of the text against the window's."""
        return self._scale

    def show_page(self, markdown: str, words: tuple[str, ...] = ()) -> None:
        """Another page from its top; `words` are marked in it."""
        self._markdown, self._words = markdown, words
        self._target = None
        self._render()

    def mark(self, words: tuple[str, ...]) -> int:
        """Marks these words and no others; how often they were found."""
        self._words = words
        self._found = []
        for word in words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                self._found.append(cursor)
                cursor = self.document().find(word, cursor)
        self._show_marks()
        return len(self._found)

    def leave_heading(self) -> None:
        """Shows no heading as the one that was looked for."""
        self._target = None
        self._show_marks()

    def go_to(self, heading: str) -> bool:
        """Brings the heading to the top, or as near as the page's end lets it, and shows it; False where there is none."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text() == heading:
                self._target = QTextCursor(block)
                self._scroll_to(self._target)
                self._show_marks()
                return True
            block = block.next()
        return False

    def find_next(self, words: str, *, back: bool = False) -> bool:
        """The next place with these words, from the beginning again after the last."""
        flags = QTextDocument.FindFlag.FindBackward if back else QTextDocument.FindFlag(0)
        if self.find(words, flags):
            return True
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End if back else QTextCursor.MoveOperation.Start)
        self.setTextCursor(cursor)
        return self.find(words, flags)

    def resize_text(self, scale: float) -> None:
        """Text of another size, the same lines in view."""
        self._scale = min(max(scale, _LEAST), _MOST)
        self._render_again()

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Nothing: a page is all text."""
        del kind, name
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and self._markdown:
            self._render_again()

    def _on_link(self, url: QUrl) -> None:
        """A target as the page wrote it; what leads out of the help keeps its scheme, by which it is known."""
        whole = QUrl.ComponentFormattingOption.FullyDecoded
        heading = f"#{url.fragment(whole)}" if url.hasFragment() else ""
        self.followed.emit(url.toString() if url.scheme() else url.path(whole) + heading)

    def _render(self) -> None:
        document = QTextDocument(self)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * self._scale)
        document.setDefaultFont(font)
        document.setDocumentMargin(font.pointSizeF() * 1.4)
        document.setMarkdown(self._markdown, _FEATURES)
        self._dress(document)
        old, self._shown = self._shown, document
        self._found, self._target = [], None
        self.setDocument(document)
        if old is not None:
            old.deleteLater()
        self.mark(self._words)

    def _render_again(self) -> None:
        """The same page, the same line at the top."""
        top = self.cursorForPosition(self.viewport().rect().topLeft()).position()
        target = self._target.position() if self._target is not None else None
        self._render()
        cursor = QTextCursor(self.document())
        if target is not None:
            cursor.setPosition(target)
            self._target = QTextCursor(cursor)
        cursor.setPosition(top)
        self._scroll_to(cursor)
        self._show_marks()

    def _dress(self, document: QTextDocument) -> None:
        """What Markdown leaves open: room between lines, sizes of headings, lines of tables, colours."""
        size = document.defaultFont().pointSizeF()
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            level = block.blockFormat().headingLevel()
            inside = cursor.currentTable() is not None
            shape = QTextBlockFormat()
            high = _CELL_HEIGHT if inside else _LINE_HEIGHT
            shape.setLineHeight(high, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            shape.setTopMargin(size * (1.2 if level > 1 else 0) if not inside else 0)
            shape.setBottomMargin(size * (0.5 if level else 0.35) if not inside else 0)
            cursor.mergeBlockFormat(shape)
            self._dress_texts(cursor, size * _HEADINGS.get(level, 1) if level else None)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            self._dress_table(frame)

    def _dress_texts(self, cursor: QTextCursor, heading: float | None) -> None:
        dark = is_dark(self.palette())
        pieces = []
        fragments = cursor.block().begin()
        while not fragments.atEnd():
            fragment = fragments.fragment()
            pieces.append((fragment.position(), fragment.length(), fragment.charFormat()))
            fragments += 1
        for position, length, found in pieces:
            shape = QTextCharFormat(found)
            if heading is not None:
                shape.clearProperty(
                    QTextCharFormat.Property.FontSizeAdjustment
                )  # Markdown's own, which a size cannot override
                shape.setFontPointSize(heading)
            if found.isAnchor():
                shape.setForeground(QColor(_LINKS[dark]))
            if found.fontFixedPitch():
                shape.setFontFixedPitch(False)
                shape.setFontFamilies([cursor.document().defaultFont().family()])
                shape.setBackground(QColor(_KEYS[dark]))
            cursor.setPosition(position)
            cursor.setPosition(position + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(shape)

    def _dress_table(self, frame: QTextFrame) -> None:
        if not isinstance(frame, QTextTable):
            return
        shape = QTextTableFormat(frame.format())
        shape.setBorder(1)
        shape.setBorderCollapse(True)
        shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        shape.setBorderBrush(QBrush(self.palette().color(QPalette.ColorRole.Mid)))
        shape.setCellPadding(self.font().pointSizeF() * 0.4)
        shape.setCellSpacing(0)
        shape.setTopMargin(4)
        shape.setBottomMargin(8)
        shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        shape.setColumnWidthConstraints(
            [QTextLength(QTextLength.Type.PercentageLength, w) for w in self._shares(frame)]
        )
        frame.setFormat(shape)
        for column in range(frame.columns()):
            cell = frame.cellAt(0, column)
            head = QTextCharFormat(cell.format())
            head.setBackground(self.palette().color(QPalette.ColorRole.AlternateBase))
            cell.setFormat(head)

    def _shares(self, table: QTextTable) -> list[float]:
        """Widths in per cent by the longest text of each column, none so wide that another cannot be read."""
        metrics = self.fontMetrics()
        longest = []
        for column in range(table.columns()):
            cells = [table.cellAt(row, column) for row in range(table.rows())]
            wide = max(
                (metrics.horizontalAdvance(cell.firstCursorPosition().block().text()) for cell in cells), default=0
            )
            longest.append(min(wide, metrics.height() * 20) + metrics.height() * 1.5)
        return [100 * wide / sum(longest) for wide in longest]

    def _show_marks(self) -> None:
        """The words that were found, and the heading that was looked for, over the whole width."""
        dark = is_dark(self.palette())
        found = [_selection(cursor, QColor(_FOUND[dark])) for cursor in self._found]
        if self._target is not None:
            band = _selection(self._target, QColor(_TARGET[dark]))
            band.format.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
            found.insert(0, band)
        self.setExtraSelections(found)

    def _scroll_to(self, cursor: QTextCursor) -> None:
        self.setTextCursor(cursor)
        top = self.cursorRect(cursor).top() + self.verticalScrollBar().value()
        self.verticalScrollBar().setValue(top - self.fontMetrics().height() // 2)


def _selection(cursor: QTextCursor, ground: QColor) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    shape = QTextCharFormat()
    shape.setBackground(ground)
    selection.format = shape
    return selection
