"""单位: the units of the open volume."""

from collections import Counter

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout, QWidget

from editor.bridge.arrangement import UnitRow, standing
from editor.bridge.session import Session
from editor.ui.dialogs.buttons import answer_buttons
from editor.ui.dialogs.units_editor import UnitsEditor


class UnitsDialog(QDialog):
    """The units as they are, to be changed; `rows` is what they shall be."""

    def __init__(self, session: Session, code: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("单位")
        volume = session.volume
        used = Counter(unit for unit, _ in standing(volume))
        self._editor = UnitsEditor(volume.units, session.form.unit_code, used, self)
        self._editor.setEnabled(session.document.can_write)
        self._editor.choose(code)
        self._fault = QLabel(wordWrap=True)
        self._buttons, self._ok = answer_buttons("确定", "取消")
        self._ok.setEnabled(session.document.can_write)
        note = QLabel("改了单位编码，属于它的项目跟着改。次序就是目录里的次序。", wordWrap=True)
        note.setEnabled(False)
        column = QVBoxLayout(self)
        for part in (note, self._editor, self._fault, self._buttons):
            column.addWidget(part)
        self._editor.edited.connect(self._judge)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.resize(620, 380)

    @property
    def editor(self) -> UnitsEditor:
        """The table."""
        return self._editor

    @property
    def rows(self) -> tuple[UnitRow, ...]:
        """The units as revised."""
        return self._editor.rows

    def _judge(self) -> None:
        self._fault.setText(self._editor.fault)
        self._ok.setEnabled(not self._editor.fault)
