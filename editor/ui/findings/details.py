"""The finding that is selected: what its fix changes, the rule it comes from, and what can be done with it."""

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from editor.bridge.findings_words import check_words, corrections, past_reasons, same_kind
from editor.bridge.session import Session
from editor.checks.finding import Finding
from editor.forms.place_words import place_words
from editor.ui.findings.excerpt import excerpts

_REASONS = ("上级文件原文如此", "已与财政局核对，按此填报", "项目情况特殊，确需如此")
_SHOWN = 4
"""Corrections shown of one fix; more are counted."""
_LONGEST = 14
"""Characters of a fix's title on its button; the rest is in the tooltip."""


class FindingDetails(QScrollArea):
    """Shows one finding. `fix_asked`, `fix_all_asked`, `unwaive_asked` carry it, `waive_asked` it and the reason.

    `other_asked` carries the second place of a finding that holds two against each other.
    """

    fix_asked = Signal(object)
    fix_all_asked = Signal(object)
    waive_asked = Signal(object, str)
    unwaive_asked = Signal(object)
    other_asked = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._finding: Finding | None = None
        self._title, self._change, self._rule = _label(), _label(), _label()
        self.other = QPushButton()
        self.fix, self.fix_all = QPushButton(), QPushButton()
        self.waive, self.unwaive = QPushButton("忽略…"), QPushButton("取消忽略")
        self.reason = QComboBox()
        self.agree, self.never_mind = QPushButton("忽略"), QPushButton("不忽略了")
        self._reason_row = self._reason_widget()
        self._build()
        self._connect()
        self.show_finding(None)

    @property
    def finding(self) -> Finding | None:
        """What is shown."""
        return self._finding

    def show_finding(self, finding: Finding | None) -> None:
        """Shows a finding, or nothing."""
        if finding != self._finding:
            self._reason_row.hide()
        self._finding = finding
        self.setVisible(finding is not None)
        if finding is None:
            return
        words = check_words(finding.check)
        self._title.setText(f"<b>{escape(words.title)}</b>　{escape(finding.check)}")
        self._change.setText(self._changes(finding))
        self._change.setVisible(bool(self._change.text()))
        self._show_other(finding)
        self._show_buttons(finding)
        told = [("依据", words.rule), ("例", words.example)]
        told += [] if not words.hard else [("注意", "这一项必须改正，不能忽略。")]
        self._rule.setText("<br>".join(f"{name}：{escape(text)}" for name, text in told if text))

    def whole_height(self) -> int:
        """Pixels that show all of it at its width."""
        inside = self.widget()
        if inside is None:
            return 0
        width = max(self.viewport().width(), inside.minimumSizeHint().width())
        height = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        return height + 2 * self.frameWidth()

    def ask_reason(self) -> None:
        """Opens the line for the reason: past ones to choose from, or a new one."""
        past = past_reasons(self._session.volume)
        self.reason.clear()
        self.reason.addItems(list(dict.fromkeys((*past, *_REASONS))))
        self.reason.setCurrentIndex(-1)
        self.reason.setEditText("")
        self._reason_row.show()
        self.reason.setFocus()
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self._reason_row, 0))
        self._may_agree()

    def _show_other(self, finding: Finding) -> None:
        self.other.setVisible(finding.other is not None)
        if finding.other is not None:
            where = place_words(self._session.form, self._session.volume, finding.other)
            self.other.setText(
                f"对照的一处：{where}" if len(where) <= _LONGEST else f"对照的一处：{where[: _LONGEST - 1]}…"
            )
            self.other.setToolTip(f"到{where}")

    def _show_buttons(self, finding: Finding) -> None:
        waived = finding.waived is not None
        same = same_kind(self._session.findings, finding.check) if finding.fix and not waived else ()
        self.fix.setVisible(finding.fix is not None and not waived)
        title = finding.fix.title if finding.fix else ""
        self.fix.setText(title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…")
        self.fix.setToolTip(title)
        self.fix_all.setVisible(len(same) > 1)
        self.fix_all.setText(f"全部修正同类（{len(same)}）")
        self.waive.setVisible(not waived and not check_words(finding.check).hard)
        self.unwaive.setVisible(waived)
        for button in (self.fix, self.fix_all, self.waive, self.unwaive):
            button.setEnabled(self._session.document.can_write)

    def _changes(self, finding: Finding) -> str:
        if finding.fix is None or finding.waived is not None:
            return ""
        listed = corrections(self._session.form, self._session.volume, finding.fix)
        lines = []
        for change in listed[:_SHOWN]:
            before, after = excerpts(change.before, change.after)
            where = f"{escape(change.where)}：" if len(listed) > 1 else ""
            lines.append(f"{where}{before} → {after}")
        if len(listed) > _SHOWN:
            lines.append(f"……共 {len(listed)} 处")
        return "<br>".join(lines)

    def _waive(self) -> None:
        reason = self.reason.currentText().strip()
        if self._finding is not None and reason:
            self._reason_row.hide()
            self.waive_asked.emit(self._finding, reason)

    def _may_agree(self) -> None:
        self.agree.setEnabled(bool(self.reason.currentText().strip()))

    def _go_to_other(self) -> None:
        if self._finding is not None and self._finding.other is not None:
            self.other_asked.emit(self._finding.other)

    def _connect(self) -> None:
        self.other.clicked.connect(self._go_to_other)
        self.fix.clicked.connect(lambda: self.fix_asked.emit(self._finding))
        self.fix_all.clicked.connect(lambda: self.fix_all_asked.emit(self._finding))
        self.unwaive.clicked.connect(lambda: self.unwaive_asked.emit(self._finding))
        self.waive.clicked.connect(self.ask_reason)
        self.agree.clicked.connect(self._waive)
        self.never_mind.clicked.connect(self._reason_row.hide)
        self.reason.editTextChanged.connect(self._may_agree)

    def _reason_widget(self) -> QWidget:
        self.reason.setEditable(True)
        self.reason.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reason.setMinimumContentsLength(8)
        line = self.reason.lineEdit()
        assert line is not None
        line.setPlaceholderText("为什么可以不改？（会存进文件）")
        line.returnPressed.connect(self._waive)
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reason)
        buttons = QHBoxLayout()
        buttons.addWidget(self.agree)
        buttons.addWidget(self.never_mind)
        buttons.addStretch()
        column.addLayout(buttons)
        return row

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(5)
        for part in (self._title, self._change):
            column.addWidget(part)
        for row in ((self.other,), (self.fix, self.fix_all), (self.waive, self.unwaive)):
            buttons = QHBoxLayout()
            for button in row:
                buttons.addWidget(button)
            buttons.addStretch()
            column.addLayout(buttons)
        column.addWidget(self._reason_row)
        column.addWidget(self._rule)
        column.addStretch()
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


def _label() -> QLabel:
    label = QLabel(wordWrap=True, textFormat=Qt.TextFormat.RichText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
