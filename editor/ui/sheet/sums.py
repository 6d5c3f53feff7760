"""The running check that the whole is the sum of its parts (预算数 = 财政资金 + 其他资金)."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from editor.checks.adding_up import SumRule
from editor.domain.money import read_money, write_amount
from editor.forms.form import Form
from editor.ui.fields.names import field_name
from editor.ui.fields.severity import SHAPES, right_colour, severity_colour


class SumLine(QLabel):
    """Says whether the amounts add up, as they are typed."""

    def __init__(self, form: Form, rule: SumRule) -> None:
        super().__init__()
        self._form = form
        self._rule = rule
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMargin(4)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_amounts(self, texts: Mapping[str, str]) -> None:
        """Compares what stands in the fields, by key."""
        unit = self._form.money.unit
        total = read_money(texts[self._rule.total], unit)
        written = [key for key in self._rule.parts if texts[key].strip()]
        parts = [read_money(texts[key], unit) for key in written]
        amounts = [part.amount for part in parts if part is not None]
        names = " ＋ ".join(field_name(self._form, key) for key in self._rule.parts)
        rule = f"{field_name(self._form, self._rule.total)} ＝ {names}"
        if total is None or not amounts or len(amounts) < len(parts):
            self._say(f"{rule}，填好后自动核对", None)
            return
        gap = total.amount - sum(amounts, Decimal(0))
        if gap:
            more = "多" if gap > 0 else "少"
            shown = write_amount(abs(gap), self._form.money.decimals, self._form.money.separator)
            self._say(
                f"{rule}，相差 {shown}（{field_name(self._form, self._rule.total)}{more}） {SHAPES['warning']}", False
            )
        else:
            self._say(f"{rule}，合计相符 ✓", True)

    def _say(self, text: str, right: bool | None) -> None:
        self.setText(text)
        self._right = right
        self._colour()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_right"):
            self._colour()

    def _colour(self) -> None:
        """By what it says; of the light or the dark palette around it."""
        right, palette = self._right, self.palette()
        parent = self.parentWidget()
        plain = parent.palette() if parent is not None else palette
        colour = plain.color(QPalette.ColorRole.PlaceholderText)
        if right is not None:
            colour = right_colour(plain) if right else severity_colour("warning", plain)
        if palette.color(QPalette.ColorRole.WindowText) != colour:
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            self.setPalette(palette)
