"""Viewports that Python knows.

For a plain widget that Qt made, the binding goes through all classes of widgets, and makes each of them, to find out what it
is: a fortieth of the start.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QHeaderView, QScrollArea, QWidget


def own_viewport(area: QAbstractScrollArea) -> None:
    """Gives a scroll area, a view of a model or its header a viewport like the one Qt made for it, before anything else is done
    with it. A text edit cannot have another one.
    """
    port = QWidget()
    port.setBackgroundRole(_role(area))
    port.setAutoFillBackground(True)
    port.setMouseTracking(area.hasMouseTracking() or isinstance(area, QHeaderView))
    port.setAcceptDrops(area.acceptDrops())
    port.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents, isinstance(area, QScrollArea))
    area.setViewport(port)


def _role(area: QAbstractScrollArea) -> QPalette.ColorRole:
    if isinstance(area, QScrollArea):
        return QPalette.ColorRole.NoRole
    return QPalette.ColorRole.Button if isinstance(area, QHeaderView) else QPalette.ColorRole.Base
