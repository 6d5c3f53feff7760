"""The window comes to rest at every width: nothing goes to and fro between two layouts, and every row has its height."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication

from editor.domain.places import Place
from editor.ui.preview.panel import PreviewPanel
from tests.stories.clerk import Clerk

ROUNDS = 60


class _Resizes(QObject):
    count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        del watched
        self.count += event.type() == QEvent.Type.Resize
        return False


@pytest.mark.parametrize("width", [1280, 1348, 1366, 1384])
def test_a_window_comes_to_rest(clerk: Clerk, volume_file: Path, width: int) -> None:
    """The panels come beside the page when it is painted, and the clerk is already on the way to another project."""
    clerk.window.resize(width, 768)
    clerk.shell.take((volume_file,))
    while not (clerk.sees(PreviewPanel) and clerk.sees(PreviewPanel)[0].view is not None):
        QApplication.processEvents()
    project = clerk.volume.projects[4]
    clerk.work.navigator.go(Place(project=project.key, row=project.indicators[0].key, field="target"))
    for _ in range(ROUNDS):
        QApplication.processEvents()
    resizes = _Resizes()
    clerk.grid.viewport().installEventFilter(resizes)
    for _ in range(ROUNDS):
        QApplication.processEvents()
    assert resizes.count == 0
    assert clerk.grid.heights.count == len(project.indicators)
    # a bar of the grid's own came and went for ever: the heads of narrower columns are higher
    assert clerk.grid.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
