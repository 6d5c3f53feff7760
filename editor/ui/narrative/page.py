"""The page a section is written on: its heading, the buttons that number paragraphs, the text, and a line that says things."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from editor.ui.fields.heading import Heading
from editor.ui.narrative.text import SectionText


class SectionPage(QWidget):
    """Lays out what the section's editor fills; `samples` are the first markers of the form's levels."""

    def __init__(
        self, samples: Sequence[str], is_heading: Callable[[str], bool], renumber: Callable[[int | None], None]
    ) -> None:
        super().__init__()
        self._renumbers = renumber
        self._text = SectionText(is_heading)
        self._heading = Heading()
        self._count, self._note, self._whole = QLabel(), QLabel(), QLabel()
        self._style_labels()
        self._actions = [self._action(sample, level) for level, sample in enumerate(samples)]
        self._actions.append(self._action("取消编号", None))
        self._lay_out()

    @property
    def text(self) -> SectionText:
        """The text editor."""
        return self._text

    @property
    def count(self) -> str:
        """What it says of the number of characters."""
        return self._count.text()

    @property
    def note(self) -> str:
        """What it says of the paragraph with the caret."""
        return self._note.text()

    @property
    def numbering_actions(self) -> Sequence[QAction]:
        """Number the chosen paragraphs: one action for each level of the form, and one that takes numbers away."""
        return tuple(self._actions)

    def put_above(self, widget: QWidget) -> None:
        """Something over the text that takes most of the room."""
        at = self._column.indexOf(self._text)
        self._column.insertWidget(at, widget, 3)
        self._column.setStretch(at + 1, 2)

    def _style_labels(self) -> None:
        self._heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self._note, self._whole):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.hide()

    def _action(self, sample: str, level: int | None) -> QAction:
        keys = QKeySequence(f"Ctrl+{0 if level is None else level + 1}")
        action = QAction(sample, self)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        what = "去掉所选段落的编号" if level is None else f"给所选段落编号：{sample}，接着前面的往下编"
        action.setToolTip(f"{what}（{keys.toString(QKeySequence.SequenceFormat.NativeText)}）")
        action.triggered.connect(lambda: self._renumbers(level))
        self.addAction(action)
        return action

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._heading, 1)
        head.addWidget(QLabel("编号"))
        for action in self._actions:
            button = QToolButton()
            button.setDefaultAction(action)
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.addWidget(self._note, 1)
        foot.addStretch(0)
        foot.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 6)
        column.addLayout(head)
        column.addWidget(self._whole)
        column.addWidget(self._text)
        column.addLayout(foot)
