"""How high an editor's text is at widths other than its own."""

from PySide6.QtWidgets import QTextEdit


class TextHeights:
    """Heights by width, each worked out once until the text or its look is another.

    To be measured, the text is laid out for that width and then again as it stands: `measuring` says that it has not grown.
    """

    def __init__(self, edit: QTextEdit) -> None:
        self.measuring = False
        self._edit = edit
        self._known: dict[int, int] = {}
        edit.document().contentsChanged.connect(self._known.clear)

    def at(self, width: int) -> int:
        """The height, margins included."""
        if width not in self._known:
            self._known[width] = self._measure(width)
        return self._known[width]

    def forget(self) -> None:
        """The look of the text is another."""
        self._known.clear()

    def _measure(self, width: int) -> int:
        margins, document = self._edit.viewportMargins(), self._edit.document()
        own, self.measuring = document.textWidth(), True
        try:
            document.setTextWidth(width - margins.left() - margins.right())
            height = round(document.size().height() + 0.5) + margins.top() + margins.bottom()
            document.setTextWidth(own)
        finally:
            self.measuring = False
        return height
