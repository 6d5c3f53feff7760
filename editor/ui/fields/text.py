"""Fields of words: one line, one line that wraps, running text."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QKeyEvent

from editor.bridge.session import Session
from editor.ui.fields.chars import to_units
from editor.ui.fields.field import Field
from editor.ui.fields.flow import FlowEdit
from editor.ui.fields.line import LineEdit
from editor.ui.fields.severity import severity_colour


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


class ProseField(Field):
    """Running text that grows with its content (资金用途); `lines=False` for a name: long names wrap, Enter commits."""

    def __init__(self, session: Session, name: str, *, lines: bool = True) -> None:
        self.flow = FlowEdit() if lines else WrappedLine()
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
