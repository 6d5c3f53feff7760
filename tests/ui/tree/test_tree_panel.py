"""The tree's panel: filtering, walking, renaming, selecting, as a clerk does it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QDrag, QIcon, QPalette
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLineEdit, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from editor.bridge.tally import FindingTally
from editor.bridge.tree_model import AMOUNT_COLUMN, MARK_COLUMN, TreeModel
from editor.domain.places import Place
from editor.domain.volume import Unit
from editor.ui.icons import Icons
from editor.ui.tree.tree_delegate import TreeDelegate
from editor.ui.tree.tree_panel import TreePanel
from tests.ui.conftest import OpenSession
from tests.ui.volumes import ROWS, volume_with

Went = list[Place]


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """Three projects (keys 1, 6, 11) and an empty second unit."""
    volume = volume_with(ROWS, ROWS, ROWS)
    return open_session(replace(volume, units=(*volume.units, Unit("401002", "青石县林场"))))


@pytest.fixture
def panel(session: Session, qtbot: QtBot) -> TreePanel:
    tally = FindingTally(session)
    model = TreeModel(session, tally)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    panel = TreePanel(model, "万元", Icons(QPalette()))
    tally.setParent(panel)
    model.setParent(panel)
    qtbot.addWidget(panel)
    panel.resize(320, 480)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


@pytest.fixture
def went(panel: TreePanel) -> Went:
    places: Went = []
    panel.place_chosen.connect(lambda place, _: places.append(place))
    return places


def click(panel: TreePanel, place: Place, qtbot: QtBot, *, held: Qt.KeyboardModifier | None = None) -> None:
    index = panel.view.model().index_of(place)  # type: ignore[attr-defined]
    where = panel.view.visualRect(index).center()
    held = held or Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, held, where)


def test_a_click_goes_there_and_a_unit_goes_nowhere(panel: TreePanel, went: Went, qtbot: QtBot) -> None:
    click(panel, Place(project=6), qtbot)
    qtbot.waitUntil(lambda: went == [Place(project=6)])
    click(panel, Place(unit="401002"), qtbot)
    qtbot.wait(20)
    assert went == [Place(project=6)]
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert went[-1] == Place(unit="401002")


def test_being_shown_a_place_tells_nobody(panel: TreePanel, went: Went, qtbot: QtBot) -> None:
    panel.show_place(Place(project=11, row=12, field="target"))
    qtbot.wait(20)
    assert panel.chosen == (11,)
    assert went == []


def test_several_are_selected(panel: TreePanel, qtbot: QtBot) -> None:
    click(panel, Place(project=11), qtbot)
    click(panel, Place(project=1), qtbot, held=Qt.KeyboardModifier.ControlModifier)
    assert panel.chosen == (1, 11)
    assert panel.unit == "401001"


def test_the_filter_keeps_what_is_selected_while_it_is_there(panel: TreePanel, qtbot: QtBot, went: Went) -> None:
    panel.select([6])
    panel.filter_line.setText("苗圃")
    assert panel.chosen == (6,)
    panel.filter_line.setText("古树")
    assert panel.chosen == ()
    panel.filter_line.clear()
    panel.select([6])
    assert panel.chosen == (6,)
    assert panel.view.isExpanded(panel.view.model().index_of(Place(unit="401001")))  # type: ignore[attr-defined]


def test_f2_renames_and_esc_does_not(panel: TreePanel, session: Session, qtbot: QtBot) -> None:
    panel.select([6])
    panel.view.setFocus()
    for key, name in ((Qt.Key.Key_Escape, "苗圃管护"), (Qt.Key.Key_Return, "苗圃扩建")):
        qtbot.keyClick(panel.view, Qt.Key.Key_F2)
        line = panel.view.findChild(QLineEdit)
        assert line is not None
        assert line.text() == "苗圃管护"
        line.setText("苗圃扩建")
        qtbot.keyClick(line, key)
        qtbot.waitUntil(lambda: panel.view.findChild(QLineEdit) is None)
        assert session.volume.project(6).name == name


def test_a_name_being_edited_is_kept_when_all_is_settled(panel: TreePanel, session: Session, qtbot: QtBot) -> None:
    panel.select([6])
    panel.rename()
    line = panel.view.findChild(QLineEdit)
    assert line is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() is line)
    line.setText("苗圃扩建")
    panel.settle()
    assert session.volume.project(6).name == "苗圃扩建"


def test_keys_ask_for_moves_and_for_deleting(panel: TreePanel, qtbot: QtBot) -> None:
    panel.select([6])
    with qtbot.waitSignal(panel.view.moved) as moved:
        qtbot.keyClick(panel.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert moved.args == [True]
    with qtbot.waitSignal(panel.view.removed):
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)


def test_a_right_click_asks_for_the_menu(panel: TreePanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.menu_wanted):
        panel.view.customContextMenuRequested.emit(QPoint(5, 5))


def test_amounts_give_way_to_names_where_it_is_narrow(panel: TreePanel, qtbot: QtBot) -> None:
    assert not panel.view.isColumnHidden(AMOUNT_COLUMN)
    panel.resize(120, 400)
    qtbot.waitUntil(lambda: panel.view.isColumnHidden(AMOUNT_COLUMN))
    assert not panel.view.isColumnHidden(MARK_COLUMN)


@pytest.mark.parametrize(("place", "kept"), [(Place(unit="401001"), "401001"), (Place(project=6), "2.")])
def test_codes_and_numbers_are_never_cut(panel: TreePanel, session: Session, place: Place, kept: str) -> None:
    session.put("改", Place(project=6, field="name"), "农村公路日常养护与安全设施提升工程")
    panel.resize(150, 480)
    index = panel.view.model().index_of(place)  # type: ignore[attr-defined]
    whole = index.data()
    option = QStyleOptionViewItem()
    panel.view.initViewItemOption(option)
    delegate = panel.view.itemDelegate()
    assert isinstance(delegate, TreeDelegate)
    option.rect = QRect(0, 0, option.fontMetrics.horizontalAdvance(whole) * 3 // 4, 20)
    delegate.initStyleOption(option, index)
    code, _, name = option.text.partition(" ")
    assert code == kept
    assert "…" in name
    assert not name.startswith("…")
    assert option.fontMetrics.horizontalAdvance(option.text) <= option.rect.width()


def test_the_mark_of_the_selected_line_is_as_bright_as_its_words() -> None:
    icons = Icons(QPalette())
    white = QColor("white")
    shown = icons.mark("complete", white).pixmap(QSize(32, 32), QIcon.Mode.Selected).toImage()
    inked = [shown.pixelColor(x, y) for x in range(32) for y in range(32) if shown.pixelColor(x, y).alpha() == 255]
    assert inked
    assert {colour.name() for colour in inked} == {"#ffffff"}


@pytest.mark.parametrize("keys", [(6,), (1, 11)])
def test_what_is_dragged_hangs_beside_the_mouse_and_moves(
    panel: TreePanel, session: Session, monkeypatch: pytest.MonkeyPatch, keys: tuple[int, ...]
) -> None:
    drags: list[QDrag] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: drags.append(drag))
    panel.select(keys)
    panel.view.startDrag(Qt.DropAction.MoveAction)
    (drag,) = drags
    hot, size = drag.hotSpot(), drag.pixmap().deviceIndependentSize()
    assert hot.x() < 0
    assert hot.y() < 0
    assert size.height() < 2 * panel.view.fontMetrics().height()
    model = panel.view.model()
    unit = model.index_of(Place(unit="401002"))  # type: ignore[attr-defined]
    model.dropMimeData(drag.mimeData(), Qt.DropAction.MoveAction, -1, -1, unit)
    assert [project.key for project in session.volume.projects if project.unit == "401002"] == list(keys)


def test_lines_that_stay_are_not_dragged(panel: TreePanel, monkeypatch: pytest.MonkeyPatch) -> None:
    drags: list[QDrag] = []
    monkeypatch.setattr(QDrag, "exec", lambda drag, *_: drags.append(drag))
    panel.view.setCurrentIndex(panel.view.model().index_of(Place(unit="401001")))  # type: ignore[attr-defined]
    panel.view.startDrag(Qt.DropAction.MoveAction)
    assert drags == []
