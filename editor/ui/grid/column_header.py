"""The labels over the columns, as high as the longest needs."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QTableView

from editor.ui.fields.breaks import with_whole_end
from editor.ui.grid.cell_text import text_height


class ColumnHeader(QHeaderView):
    """Column labels that break into lines where a column is narrow; Qt's own would cut them."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(view.updateGeometries)
        self.sectionResized.connect(lambda *_: self._soon.start())

    def sizeHint(self) -> QSize:
        labels = [str(self.model().headerData(i, self.orientation()) or "") for i in range(self.count())]
        heights = [
            text_height(with_whole_end(label), self.font(), self.sectionSize(i)) for i, label in enumerate(labels)
        ]
        return QSize(super().sizeHint().width(), round(max(heights, default=0)) + 2)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        option.text = with_whole_end(option.text)
