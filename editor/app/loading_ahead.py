"""What the first document will need, loaded while the clerk still looks at the start page."""

from collections.abc import Sequence
from importlib import import_module

from PySide6.QtCore import QObject, QTimer

_NEEDED = (
    "editor.document.document",
    "editor.ui.sheet.sheet",
    "editor.ui.grid.grid",
    "editor.app.workspace",
    "editor.ui.findings.panel",
    "editor.ui.preview.panel",
)
_REST_MS = 10


class LoadingAhead(QObject):
    """Loads one module after the other, the window alive between them; what is there already takes no time."""

    def __init__(self, parent: QObject, modules: Sequence[str] = _NEEDED) -> None:
        super().__init__(parent)
        self._left = list(modules)
        self._timer = QTimer(self, interval=_REST_MS)
        self._timer.timeout.connect(self._load)

    def start(self) -> None:
        """From now on."""
        self._timer.start()

    def _load(self) -> None:
        if self._left:
            import_module(self._left.pop(0))
        else:
            self._timer.stop()
