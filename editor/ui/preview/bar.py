"""The preview's own line of buttons: pages, zoom, what is shown beside."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from editor.ui.preview.layout import FIT_PAGE, FIT_WIDTH, Zoom

_FACTORS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
LEAST, MOST = 0.25, 4.0
_FITS: dict[str, Zoom] = {"适合宽度": FIT_WIDTH, "适合整页": FIT_PAGE}


class PreviewBar(QWidget):
    """Signals: `page_asked` (from 0), `zoom_asked` (a Zoom), `single_asked` (bool), `side_asked` ("", "outline", "thumbs")."""

    page_asked = Signal(int)
    zoom_asked = Signal(object)
    single_asked = Signal(bool)
    side_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = 0
        self.before = _button("‹", "上一页（PgUp）")
        self.after = _button("›", "下一页（PgDown）")
        self.field = QLineEdit(alignment=Qt.AlignmentFlag.AlignRight)
        self.total = QLabel("/ 0")
        self.zoom = QComboBox()
        self.more = _button("☰", "目录、缩略图、单页")
        self._build()
        self.before.clicked.connect(lambda: self.page_asked.emit(self._page - 1))
        self.after.clicked.connect(lambda: self.page_asked.emit(self._page + 1))
        self.field.editingFinished.connect(self._typed)
        self.zoom.activated.connect(self._chosen)
        line = self.zoom.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._zoom_typed)

    def show_page(self, page: int, count: int, printed: str) -> None:
        """Where the preview is; `printed`: the number on the page."""
        self._page = page
        self._count = count
        self.field.setText(str(page + 1) if count else "")
        self.field.setToolTip(f"第 {page + 1} 张，页码 {printed}" if printed else f"第 {page + 1} 张，不印页码")
        self.total.setText(f"/ {count}")
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page < count - 1)

    def show_zoom(self, zoom: Zoom) -> None:
        """Which zoom is on."""
        fits = {fit: name for name, fit in _FITS.items()}
        self.zoom.setEditText(fits[zoom] if isinstance(zoom, str) else f"{zoom * 100:.0f}%")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "more"):
            self._fit()

    def _fit(self) -> None:
        """As wide as the longest that can stand there, in the text's size."""
        metrics = self.fontMetrics()
        self.field.setFixedWidth(metrics.horizontalAdvance("00000") + 8)
        self.zoom.setFixedWidth(max(metrics.horizontalAdvance(name) for name in _FITS) + 36)

    def _typed(self) -> None:
        if self.field.text().isdigit() and int(self.field.text()) - 1 != self._page:
            self.page_asked.emit(int(self.field.text()) - 1)

    def _chosen(self, row: int) -> None:
        self.zoom_asked.emit(self.zoom.itemData(row))

    def _zoom_typed(self) -> None:
        text = self.zoom.currentText().strip().rstrip("%％")
        if text in _FITS:
            self.zoom_asked.emit(_FITS[text])
        elif text.isdecimal():
            self.zoom_asked.emit(min(max(int(text) / 100, LEAST), MOST))

    def _build(self) -> None:
        self.field.setValidator(QIntValidator(1, 99999, self.field))
        self.field.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.field.setAccessibleName("页")
        self.zoom.setEditable(True)
        self.zoom.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.zoom.setAccessibleName("缩放")
        self.zoom.setToolTip("缩放（Ctrl+滚轮）")
        for name, fit in _FITS.items():
            self.zoom.addItem(name, fit)
        for factor in _FACTORS:
            self.zoom.addItem(f"{factor * 100:.0f}%", factor)
        self._fit()
        self.more.setMenu(self._menu())
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(2)
        for part in (self.before, self.field, self.total, self.after):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(self.zoom)
        row.addWidget(self.more)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        self.side_actions = {}
        for key, name in (("outline", "目录"), ("thumbs", "缩略图")):
            action = menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(lambda on, key=key: self._side(key if on else ""))
            self.side_actions[key] = action
        menu.addSeparator()
        self.single = menu.addAction("单页显示")
        self.single.setCheckable(True)
        self.single.toggled.connect(self.single_asked)
        return menu

    def _side(self, wanted: str) -> None:
        for key, action in self.side_actions.items():
            action.setChecked(key == wanted)
        self.side_asked.emit(wanted)


def _button(text: str, tip: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAutoRaise(True)
    button.setAccessibleName(tip)
    return button
