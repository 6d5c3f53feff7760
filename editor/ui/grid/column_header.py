"""The labels over the columns, as high as the longest needs."""

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QHeaderView, QStyle, QStyleOptionHeader, QTableView

from editor.ui.fields.breaks import with_whole_end
from editor.ui.grid.cell_text import PADDING_X, text_height


class ColumnHeader(QHeaderView):
    """Column labels that break into lines where a column is narrow; Qt's own would cut them."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        self._asked: tuple[object, ...] = ()
        self._height = 0
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(view.updateGeometries)
        self.sectionResized.connect(lambda *_: self._soon.start())

    def sizeHint(self) -> QSize:
        labels = [str(self.model().headerData(i, self.orientation()) or "") for i in range(self.count())]
        widths = [self.sectionSize(i) for i in range(self.count())]
        asked = (self.font().toString(), *labels, *widths)
        if asked != self._asked:  # every layout of the page asks a dozen times
            # the style keeps another distance from the borders than cells do
            more = 2 * (PADDING_X - self.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, None, self))
            heights = (
                text_height(with_whole_end(label), self.font(), width + more)
                for label, width in zip(labels, widths, strict=True)
            )
            self._asked, self._height = asked, round(max(heights, default=0)) + 2
        return QSize(super().sizeHint().width(), self._height)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        super().initStyleOptionForIndex(option, section)
        option.text = with_whole_end(option.text)
