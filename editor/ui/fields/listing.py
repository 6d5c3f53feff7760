"""The field of a numbered list: the goals (绩效目标) of a project."""

import re

from PySide6.QtCore import QMimeData, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
)
from PySide6.QtWidgets import QWidget

from editor.bridge.session import Session
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.forms.entries import marker
from editor.ui.fields.chars import to_units
from editor.ui.fields.field import Field
from editor.ui.fields.flow import HARD, SOFT, FlowEdit, displayed
from editor.ui.fields.names import field_name, step_name
from editor.ui.fields.severity import severity_colour, told

_OWN_NUMBER = re.compile(
    r"^\s*(?:\d{1,2}\s*[、．)）]|\d{1,2}\s*\.(?!\d)|[（(]\d{1,2}[）)]|[①-⑳]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\s*"
)


def without_number(text: str) -> str:
    """An item without the number it was given elsewhere."""
    return _OWN_NUMBER.sub("", text, count=1) or text


class _Gutter(QWidget):
    """The numbers before the items, in the form's style."""

    def __init__(self, items: "ItemsEdit") -> None:
        super().__init__(items)
        self._items = items

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._items.number(max(9, self._items.document().blockCount())))
        return QSize(width + 6, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        painter.setFont(self._items.font())
        layout, block = self._items.document().documentLayout(), self._items.document().begin()
        while block.isValid():
            box = layout.blockBoundingRect(block)
            if QRectF(0, box.top(), self.width(), box.height()).intersects(QRectF(event.rect())):
                number = self._items.number(block.blockNumber() + 1)
                left = self.width() - painter.fontMetrics().horizontalAdvance(number)
                painter.drawText(QPointF(left, box.top() + _baseline(block)), number)
            block = block.next()
        painter.end()


def _baseline(block: QTextBlock) -> float:
    """Of the first line, from the item's top: Chinese text of another font than the numbers' lies deeper than theirs would."""
    line = block.layout().lineAt(0)
    return line.y() + line.ascent() if line.isValid() else 0.0


class ItemsEdit(FlowEdit):
    """A paragraph for each item, numbered before it; Enter makes an item, Backspace at its start joins, Alt+↑/↓ moves it."""

    def __init__(self, form_marker: "Marker") -> None:
        super().__init__()
        self._marker = form_marker
        self._gutter = _Gutter(self)
        self.document().contentsChanged.connect(self._renumber)
        self.document().documentLayout().update.connect(self._gutter.update)

    def number(self, item: int) -> str:
        """What stands before an item, from 1."""
        return self._marker(item)

    def items(self) -> tuple[str, ...]:
        """The items, line breaks inside as newlines, blank ones left out."""
        texts = (part.replace(SOFT, "\n") for part in self.paragraphs())
        return tuple(text for text in texts if text.strip())

    def show_items(self, items: tuple[str, ...]) -> None:
        """Other items, with nothing to undo."""
        self.show_paragraphs(displayed(item) for item in items)
        self._renumber()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        up, down = event.key() == Qt.Key.Key_Up, event.key() == Qt.Key.Key_Down
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and (up or down):
            self._move(-1 if up else 1)
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Several lines become items, without the numbers they had; one goes into the text."""
        from editor.ui.fields.clean import paragraphs_of

        found = paragraphs_of(source)
        fresh = self.textCursor().atBlockStart() or self.textCursor().hasSelection()
        clean = [without_number(part) if fresh or i else part for i, part in enumerate(found)]
        self.textCursor().insertText(HARD.join(displayed(part) for part in clean))

    def createMimeDataFromSelection(self) -> QMimeData:
        from editor.ui.fields.clean import put_paragraphs

        mime = QMimeData()
        put_paragraphs(mime, tuple(part.replace(SOFT, "\n") for part in self.textCursor().selectedText().split(HARD)))
        return mime

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_gutter()

    def _move(self, by: int) -> None:
        """Changes places with the item before or behind, as one step of the editor's undo."""
        at = self.textCursor().blockNumber()
        here, there = self.textCursor().block(), self.document().findBlockByNumber(at + by)
        if not there.isValid() or self.isReadOnly():
            return
        caret = self.textCursor().positionInBlock()
        first, second = (here, there) if by > 0 else (there, here)
        texts = second.text() + HARD + first.text()
        cursor = QTextCursor(first)
        cursor.setPosition(second.position() + second.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(texts)
        moved = self.textCursor()
        moved.setPosition(self.document().findBlockByNumber(at + by).position() + caret)
        self.setTextCursor(moved)

    def _renumber(self) -> None:
        width = self._gutter.sizeHint().width()
        if width != self.viewportMargins().left():
            self.setViewportMargins(width, 0, 0, 0)
        self._place_gutter()
        self._gutter.update()

    def _place_gutter(self) -> None:
        self._gutter.setGeometry(0, 0, self.viewportMargins().left(), self.height())


class Marker:
    """The form's marker of a list field, by the item's number."""

    def __init__(self, session: Session, key: str) -> None:
        self._form = session.form
        self._key = key

    def __call__(self, item: int) -> str:
        return marker(self._form, self._key, item)


class ListField(Field):
    """A list of texts, kept without their numbers, shown with the form's."""

    def __init__(self, session: Session, key: str) -> None:
        self.items = ItemsEdit(Marker(session, key))
        super().__init__(session, field_name(session.form, key), self.items)
        self._item = -1
        self.items.cursorPositionChanged.connect(self._follow)

    def note(self) -> str:
        """The findings of the item with the caret and of the whole list."""
        return told(f for f in self._findings if f.place.item in (None, self._item))

    def reload(self) -> None:
        self.editor.setReadOnly(not self._session.document.can_write)
        stored = self._stored() if self._place is not None else ()
        self.items.show_items((stored,) if isinstance(stored, str) else stored)
        self._shown = self.editor.text_now()
        self._mark_chars()

    def select(self, item: int | None, chars: tuple[int, int] | None) -> None:
        block = self.items.document().findBlockByNumber(item or 0)
        if not block.isValid() or (item is None and chars is None):
            return
        first, last = (to_units(block.text(), at) for at in chars or (0, 0))
        self.items.select_units(block.position() + first, block.position() + last)

    def _write(self, entry: Entry) -> bool:
        assert self._place is not None
        return self._session.put(step_name(self.name), self._place, entry) is not None

    def _entry(self, text: str) -> Entry:
        del text
        return self.items.items()

    def _stored(self) -> Entry:
        entry = super()._stored()
        return () if entry == "" else entry

    def _chosen(self) -> Place | None:
        if self._place is None or not any(self.items.paragraphs()):
            return self._place
        return Place(self._place.project, field=self._place.field, item=self.items.textCursor().blockNumber())

    def _mark_chars(self) -> None:
        waves: list[tuple[int, int, QColor]] = []
        for finding in self._findings if not self.modified else ():
            block = self.items.document().findBlockByNumber(finding.place.item or 0)
            if finding.place.item is None or not block.isValid():
                continue
            first, last = (to_units(block.text(), at) for at in finding.chars or (0, len(block.text())))
            colour = severity_colour(finding.severity, self.palette())
            waves.append((block.position() + first, block.position() + last, colour))
        self.items.underline(waves)

    def _follow(self) -> None:
        item = self.items.textCursor().blockNumber()
        if item != self._item and self.items.hasFocus():
            self._item = item
            self.noted.emit()
            self.place_chosen.emit(self._chosen())
