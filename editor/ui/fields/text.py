"""Fields of words: one line, one line that wraps, running text."""

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QResizeEvent

from editor.bridge.session import Session
from editor.ui.fields.chars import to_units
from editor.ui.fields.field import Field
from editor.ui.fields.flow import MARGIN, FlowEdit
from editor.ui.fields.line import LineEdit
from editor.ui.fields.severity import severity_colour

_LEAST_SHARE = 0.8
_ROUNDING = 0.97
_STEP = 0.02
"""Signs of a smaller size are not as much narrower: each is as wide as whole pixels make it. What still does not fit goes down
by steps.
"""
_WIDE = 10_000


class TextField(Field):
    """One line that does not wrap (项目编码, 部门名称)."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__(session, name, LineEdit())


class WrappedLine(FlowEdit):
    """One line that wraps where it is too long for its cell; Enter ends it, breaks in what is pasted become spaces."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.textCursor().insertText(" ".join(source.text().split()))


class CodeLine(WrappedLine):
    """A code in a size that shows it in one line where little is missing; where much is, it wraps: a cut code is another one."""

    def height_for(self, width: int) -> int:
        return super().height_for(width if self._share(width) == 1 else _WIDE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _told(self) -> None:
        self._fit()
        super()._told()

    def show_paragraphs(self, paragraphs: Iterable[str]) -> None:
        super().show_paragraphs(paragraphs)
        self._fit()

    def _fit(self) -> None:
        share = self._share(self.width())
        smaller = QFont() if share == 1 else self._smaller(QFont(), share)
        if smaller != self.font() or smaller.resolveMask() != self.font().resolveMask():
            self.setFont(smaller)

    def _share(self, width: int) -> float:
        """Of the font's size; 1 where it fits, and where it would become too small to read."""
        share = _ROUNDING * width / self._needed(self._whole_font())
        if share >= _ROUNDING:
            return 1.0
        while share >= _LEAST_SHARE and self._needed(self._smaller(QFont(self._whole_font()), share)) > width:
            share -= _STEP
        return share if share >= _LEAST_SHARE else 1.0

    def _needed(self, font: QFont) -> float:
        return QFontMetricsF(font).horizontalAdvance(self.text_now()) + 2 * MARGIN + 2

    def _smaller(self, font: QFont, share: float) -> QFont:
        whole = self._whole_font()
        if whole.pointSizeF() > 0:
            font.setPointSizeF(whole.pointSizeF() * share)
        else:
            font.setPixelSize(max(1, int(whole.pixelSize() * share)))
        return font

    def _whole_font(self) -> QFont:
        parent = self.parentWidget()
        return parent.font() if parent is not None else self.font()


class ProseField(Field):
    """Running text that grows with its content (资金用途); `lines=False` for a name: long names wrap, Enter commits."""

    def __init__(self, session: Session, name: str, *, lines: bool = True, flow: FlowEdit | None = None) -> None:
        self.flow = flow or (FlowEdit() if lines else WrappedLine())
        super().__init__(session, name, self.flow)

    def select(self, item: int | None, chars: tuple[int, int] | None) -> None:
        if chars is not None:
            text = self.flow.text_now()
            self.flow.select_units(to_units(text, chars[0]), to_units(text, chars[1]))

    def _mark_chars(self) -> None:
        text = self.flow.text_now()
        waves: list[tuple[int, int, QColor]] = []
        for finding in self._findings if not self.modified else ():
            if finding.chars is not None:
                first, last = (to_units(text, at) for at in finding.chars)
                waves.append((first, last, severity_colour(finding.severity, self.palette())))
        self.flow.underline(waves)

    def _centred(self) -> bool:
        return isinstance(self.flow, WrappedLine)
