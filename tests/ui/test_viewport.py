"""A viewport of our own is like the one Qt makes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QScrollArea,
    QTableView,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.ui.viewport import own_viewport

KINDS: tuple[Callable[[], QAbstractScrollArea], ...] = (
    QScrollArea,
    QTreeView,
    QTableView,
    lambda: QHeaderView(Qt.Orientation.Vertical),
)


def look(area: QAbstractScrollArea) -> tuple[object, ...]:
    port = area.viewport()
    attributes = [a for a in Qt.WidgetAttribute if a.value < Qt.WidgetAttribute.WA_AttributeCount.value]
    return (
        port.backgroundRole(),
        port.autoFillBackground(),
        port.hasMouseTracking(),
        port.acceptDrops(),
        port.cursor().shape(),
        port.focusProxy() is area,
        [a.name for a in attributes if port.testAttribute(a) and "Pending" not in a.name],
    )


@pytest.mark.parametrize("kind", KINDS)
def test_it_looks_and_behaves_as_qts(kind: Callable[[], QAbstractScrollArea], qtbot: QtBot) -> None:
    theirs, ours = kind(), kind()
    own_viewport(ours)
    for area in (theirs, ours):
        qtbot.addWidget(area)
        if isinstance(area, QAbstractItemView):
            area.setModel(QStringListModel(["一", "二"], area))
            area.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        area.show()
    assert look(ours) == look(theirs)
    assert type(ours.viewport()) is QWidget
