"""The lines over the table: the sheet's number and name with its lock, the unit and the unit of the amounts."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPalette, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from editor.domain.volume import Unit
from editor.ui.fields.heading import Heading


class Lock(QToolButton):
    """Open or closed: whether the project is classified (涉密). A press asks to mark it so."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._closed = False
        self.show_closed(closed=False)

    def show_closed(self, *, closed: bool) -> None:
        """Shows the state."""
        self._closed = closed
        self.setEnabled(not closed)
        self.setToolTip("涉密项目：只保留代称和位置" if closed else "标为涉密…（会删去本项目的全部内容）")
        self.setAccessibleName("涉密" if closed else "标为涉密")
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_closed"):
            self._draw()

    def _draw(self) -> None:
        side = self.iconSize().width()
        ratio = self.devicePixelRatioF()
        picture = QPixmap(round(side * ratio), round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        painter.setPen(QPen(colour, side / 11))
        unit = side / 16
        bow = QRectF(5 * unit, 2 * unit, 6 * unit, 9 * unit)
        painter.drawArc(bow if self._closed else bow.translated(4.4 * unit, 0), 0, 180 * 16)
        painter.fillRect(QRectF(3 * unit, 7 * unit, 10 * unit, 7 * unit), colour)
        painter.end()
        self.setIcon(QIcon(picture))


class Title(QWidget):
    """Number and name of the sheet, elided in the middle where it is too long, and the lock."""

    lock_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._full = ""
        self._label = Heading()
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.lock = Lock()
        self.lock.clicked.connect(self.lock_pressed)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._label, 1)
        row.addWidget(self.lock)

    @property
    def text(self) -> str:
        """The whole title."""
        return self._full

    def show_title(self, text: str, *, classified: bool) -> None:
        """Another title."""
        self._full = text
        self._label.setToolTip(text)
        self.lock.show_closed(closed=classified)
        self._elide()

    def resizeEvent(self, event: object) -> None:
        del event
        self._elide()

    def _elide(self) -> None:
        room = max(self._label.width(), 40)
        self._label.setText(self._label.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideMiddle, room))


class StillCombo(QComboBox):
    """A list of choices that the mouse wheel scrolls past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class UnitLine(QWidget):
    """The unit as a choice of the volume's units (code and name), and the unit of the amounts as the form prints it.

    `unit_picked` with a unit's code when the clerk picks one.
    """

    unit_picked = Signal(str)
    came = Signal()

    def __init__(self, amounts: str) -> None:
        super().__init__()
        self.combo = StillCombo()
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.setMinimumContentsLength(12)
        self.combo.setAccessibleName("所属单位")
        self.combo.activated.connect(self._pick)
        label = QLabel("所属单位(&D)")
        label.setBuddy(self.combo)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 6)
        row.addWidget(label)
        row.addWidget(self.combo, 3)
        row.addStretch(1)
        row.addWidget(QLabel(amounts))

    def show_unit(self, units: tuple[Unit, ...], code: str) -> None:
        """The choices, and the one that holds; a code no unit has stands at the end and says so."""
        known = [(unit.code, f"{unit.code} {unit.name}") for unit in units]
        if code not in [c for c, _ in known]:
            known.append((code, f"{code}（单位表中没有）" if code else "（请选择单位）"))
        held = [(self.combo.itemData(i), self.combo.itemText(i)) for i in range(self.combo.count())]
        if known != held:
            self.combo.clear()
            for unit, text in known:
                self.combo.addItem(text, unit)
        at = [c for c, _ in known].index(code)
        self.combo.setCurrentIndex(at)
        self.combo.setToolTip(known[at][1])

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def _pick(self, at: int) -> None:
        self.unit_picked.emit(str(self.combo.itemData(at)))
