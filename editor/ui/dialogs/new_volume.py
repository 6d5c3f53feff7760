"""新建: the form, the year, the department and its units."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from editor.bridge.files import NewVolume
from editor.domain.volume import Unit
from editor.forms.form import Form
from editor.ui.dialogs.buttons import answer_buttons
from editor.ui.dialogs.units_editor import UnitsEditor

FormsOfYear = Callable[[int], Sequence[Form]]
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_UNITS = "单位可以以后再填。编码和名称请照部门预算填写。"
_OWN = "公开的就是上面这个单位时，所属单位不用填。"
_NEXT_YEAR_FROM = 7
"""The month from which an office works on the next year's budget."""


class NewVolumeDialog(QDialog):
    """Asks what a new volume begins with; `answer` holds it when the dialog was accepted.

    A form of the `family` the clerk works with is chosen at first; where none is known and there are several, the clerk chooses.
    """

    def __init__(self, forms: FormsOfYear, today: date, parent: QWidget | None = None, *, family: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle("新建绩效文本")
        self._forms = forms
        self._family = family
        self._offered: Sequence[Form] = ()
        self._year = QSpinBox(minimum=_FIRST_YEAR, maximum=_LAST_YEAR, suffix=" 年")
        self._year.setValue(today.year + (today.month >= _NEXT_YEAR_FROM))
        self._form = QComboBox(placeholderText="请选择")
        self._department = QLineEdit(placeholderText="例如：青石县林业局")
        self._units = UnitsEditor((), ".+", {}, self)
        self._hint = QLabel(_UNITS, wordWrap=True)
        self._fault = QLabel(wordWrap=True)
        self._buttons, self._ok = answer_buttons("新建", "取消")
        self._lay_out()
        self._year.valueChanged.connect(self._offer_forms)
        self._department.textChanged.connect(self._judge)
        self._units.edited.connect(self._judge)
        self._form.currentIndexChanged.connect(self._on_form)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._offer_forms()
        self._department.setFocus()

    @property
    def answer(self) -> NewVolume | None:
        """What was asked for; None while something is missing."""
        if self._problem():
            return None
        units = tuple(Unit(row.code, row.name) for row in self._units.rows)
        return NewVolume(self._offered[self._form.currentIndex()], self._year.value(), self._words(), units)

    def _lay_out(self) -> None:
        rows = QFormLayout()
        rows.addRow("预算年度(&Y)", self._year)
        rows.addRow("表样(&F)", self._form)
        rows.addRow("部门名称(&D)", self._department)
        rows.addRow("所属单位(&U)", self._units)
        self._hint.setEnabled(False)
        rows.addRow("", self._hint)
        column = QVBoxLayout(self)
        column.addLayout(rows)
        column.addWidget(self._fault)
        column.addWidget(self._buttons)
        self.resize(640, 420)

    def _offer_forms(self) -> None:
        offered = self._forms(self._year.value())
        self._offered = sorted(offered, key=lambda form: form.family != self._family)
        self._form.clear()
        for form in self._offered:
            self._form.addItem(form.title)
        families = {form.family for form in self._offered}
        self._form.setCurrentIndex(0 if self._family in families or len(families) == 1 else -1)
        self._judge()

    def _on_form(self, at: int) -> None:
        if 0 <= at < len(self._offered):
            self._units.take_pattern(self._offered[at].unit_code)
            self._hint.setText(_UNITS if self._offered[at].budget is None else _OWN)
            self._judge()

    def _words(self) -> str:
        return " ".join(self._department.text().split())

    def _problem(self) -> str:
        if not self._offered:
            return f"没有适用于 {self._year.value()} 年度的表样，请换一个年度。"
        if self._form.currentIndex() < 0:
            return "请选择表样。"
        if not self._words():
            return "请填写部门名称。"
        return self._units.fault

    def _judge(self) -> None:
        problem = self._problem()
        self._fault.setText(problem)
        self._ok.setEnabled(not problem)
