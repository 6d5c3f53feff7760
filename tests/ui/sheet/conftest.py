"""A goal sheet over three projects (the second classified), with a table that stands in for the indicator grid."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QTableWidget
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Project, Unit, Volume
from editor.ui.sheet.sheet import GoalSheet
from tests.ui.fields.hands import shown
from tests.ui.volumes import volume_with

FIELDS = {
    "code": "13039927P00000000011",
    "name": "行道树栽种",
    "budget": "5.00",
    "fiscal_funds": "4.00",
    "other_funds": "1.00",
    "purpose": "在城区补植行道树1200株，费用5.00万元。",
    "disbursement": ("0", "50", "75", "100"),
    "goals": ("补植行道树1200株。", "成活率保持九成五以上。"),
}


class StandIn(QTableWidget):
    """Rows as a grid has them, and what it was told."""

    place_chosen = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.told: list[object] = []

    def set_project(self, key: int) -> None:
        self.told.append(("project", key))
        self.setColumnCount(6)
        self.setRowCount(len(self._session.volume.project(key).indicators))
        self.updateGeometry()

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        self.told.append((place, chars))

    def settle(self) -> None:
        self.told.append("settle")

    def sizeHint(self) -> QSize:
        return QSize(600, 30 + 30 * self.rowCount())


def volume() -> Volume:
    """Projects 1 and 8 with everything, 7 classified; two units, all projects in the first."""
    base = volume_with()
    first = replace(base.projects[0], fields=Fields(FIELDS))
    secret = Project(7, classified=True, fields=Fields({"name": "专项业务经费"}))
    last = Project(8, "401001", fields=Fields({"name": "苗圃管护"}))
    return replace(base, units=(*base.units, Unit("401002", "青石县苗圃")), projects=(first, secret, last))


@pytest.fixture
def session(open_session: Callable[..., Session]) -> Session:
    return open_session(volume())


@pytest.fixture
def grid(session: Session) -> StandIn:
    return StandIn(session)


@pytest.fixture
def sheet(session: Session, grid: StandIn, qtbot: QtBot) -> GoalSheet:
    sheet = GoalSheet(session, grid)
    sheet.resize(720, 640)
    sheet.set_project(1)
    shown(qtbot, sheet)
    return sheet
