"""The preview beside the editors: it follows, it is clicked on, and it paints no more than is seen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, QSizeF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.bridge.outline_model import PAGE, OutlineModel
from editor.bridge.session import Session
from editor.document.document import open_document
from editor.domain import edits
from editor.domain.places import VOLUME, Place
from editor.domain.volume import Volume
from editor.ui.preview.cache import PageCache
from editor.ui.preview.layout import FIT_PAGE, FIT_WIDTH, Layout
from editor.ui.preview.panel import PreviewPanel

EXAMPLE = Path(__file__).parents[3] / "examples" / "青石县交通运输局2027.jixiao"
Open = Callable[..., Session]


def example() -> Volume:
    document = open_document(EXAMPLE, read_only=True)
    volume = document.volume
    document.close()
    return volume


def many(count: int) -> Volume:
    """The example with so many sheets."""
    volume, projects, key = example(), [], 1
    own = [project for project in volume.projects if not project.classified]
    for i in range(count):
        model = own[i % len(own)]
        rows = tuple(replace(row, key=key + 1 + n) for n, row in enumerate(model.indicators))
        projects.append(replace(model, key=key, indicators=rows))
        key += len(rows) + 1
    return replace(volume, projects=tuple(projects))


@pytest.fixture
def panel(open_session: Open, qtbot: QtBot) -> PreviewPanel:
    return opened(open_session(example()), qtbot)


def opened(session: Session, qtbot: QtBot) -> PreviewPanel:
    panel = PreviewPanel(session)
    qtbot.addWidget(panel)
    panel.resize(420, 560)
    panel.show()
    qtbot.waitUntil(lambda: panel.view is not None, timeout=20_000)
    settled(panel, qtbot)
    return panel


def settled(panel: PreviewPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(panel.canvas.is_painted)


def project(panel: PreviewPanel, at: int) -> Any:
    return panel._session.volume.projects[at]


def shown(panel: PreviewPanel) -> str:
    assert panel.view is not None
    return "".join(box.text for box in panel.view.boxes(panel.canvas.page).texts)


def seen(panel: PreviewPanel) -> bytes:
    image = panel.canvas.viewport().grab().toImage()
    return bytes(image.constBits())


def test_it_typesets_beside_the_window_and_says_so(open_session: Open, qtbot: QtBot) -> None:
    session = open_session(example())
    panel = PreviewPanel(session)
    qtbot.addWidget(panel)
    panel.show()
    assert panel.view is None
    assert panel._waiting.text() == "正在排版…"
    qtbot.waitUntil(lambda: panel.view is not None, timeout=20_000)
    assert panel._stack.currentIndex() == 1


def test_it_goes_to_the_page_of_a_place(panel: PreviewPanel, qtbot: QtBot) -> None:
    for at in (0, 5, 2, 11):
        panel.show_place(Place(project(panel, at).key, field="name"))
        assert project(panel, at).name in shown(panel)


def test_it_goes_to_the_cover(panel: PreviewPanel) -> None:
    panel.show_place(Place(project(panel, 5).key, field="name"))
    assert panel.canvas.page > 0
    panel.show_place(VOLUME)
    assert panel.canvas.page == 0


def test_every_place_that_is_printed_is_found_where_it_is(panel: PreviewPanel) -> None:
    view = panel.view
    assert view is not None
    for page in range(view.count):
        for area in view.boxes(page).areas:
            found = view.page_of(area.place)
            assert found is not None
            is_contents = found > page and page < view.outline[0].page
            assert found <= page or is_contents
            whole = area.place in (Place(area.place.project), Place(section=area.place.section))
            assert is_contents or whole or view.areas(found, area.place)


def test_a_sheet_that_begins_under_another_is_found(open_session: Open, qtbot: QtBot) -> None:
    session = open_session(example())
    first = session.volume.projects[3]
    assert first.classified
    session.apply("移", lambda v: edits.move_projects(v, [p.key for p in v.projects if p.classified], 0))
    panel = opened(session, qtbot)
    assert panel.view is not None
    for each in session.volume.projects:
        page = panel.view.page_of(Place(each.key))
        assert page is not None
        assert any(area.place.project == each.key for area in panel.view.boxes(page).areas), each.name


def test_the_edited_entry_is_outlined_and_the_caret_stands_in_it(panel: PreviewPanel, qtbot: QtBot) -> None:
    before = seen(panel)
    place = Place(project(panel, 1).key, field="purpose")
    panel.show_place(place, (3, 3))
    settled(panel, qtbot)
    marks = panel.canvas._marks
    assert marks.page == panel.canvas.page
    assert marks.areas
    (caret,) = marks.chars
    assert caret.width() == 0
    assert marks.areas[0].contains(caret.center())
    assert seen(panel) != before
    panel.show_place(place, (3, 8))
    assert panel.canvas._marks.chars[0].width() > 0


def test_an_edit_is_seen_at_once_and_only_its_page_is_painted_again(
    panel: PreviewPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Place(project(panel, 1).key, field="purpose")
    panel.set_zoom(0.25)
    panel.show_place(place)
    settled(panel, qtbot)
    painted: list[int] = []
    render = PageCache.render
    monkeypatch.setattr(PageCache, "render", lambda self, *a: (painted.append(a[1]), render(self, *a))[1])
    with qtbot.waitSignal(panel._session.pages_changed):
        panel._session.put("改", place, "只改这一处。")
    settled(panel, qtbot)
    assert "只改这一处。" in shown(panel)
    assert painted == [panel.canvas._marks.page]


def test_hidden_it_does_nothing(panel: PreviewPanel, qtbot: QtBot) -> None:
    panel.hide()
    with qtbot.waitSignal(panel._session.pages_changed):
        panel._session.put("改", Place(project(panel, 1).key, field="purpose"), "藏着改的。")
    assert panel.view is None
    panel.show()
    panel.show_place(Place(project(panel, 1).key, field="purpose"))
    assert "藏着改的。" in shown(panel)


def test_a_click_on_a_character_goes_there(panel: PreviewPanel, qtbot: QtBot) -> None:
    place = Place(project(panel, 1).key, field="purpose")
    panel.show_place(place)
    settled(panel, qtbot)
    assert panel.view is not None
    page = panel.canvas.page
    box = next(box for box in panel.view.boxes(page).texts if box.place == place)
    before_fifth = QPointF(box.x + sum(box.advances[:4]) + 0.1, box.y - 1)
    with qtbot.waitSignal(panel.place_chosen) as told:
        click(panel, qtbot, page, before_fifth)
    assert told.args == [place, (box.start + 4, box.start + 4)]


def test_the_contents_lead_to_their_pages(panel: PreviewPanel, qtbot: QtBot) -> None:
    assert panel.view is not None
    page = next(page for page in range(panel.view.count) if panel.view.boxes(page).links)
    link = panel.view.boxes(page).links[-1]
    panel.canvas.go_to(page)
    with qtbot.assertNotEmitted(panel.place_chosen):
        click(panel, qtbot, page, QPointF(link.x + 5, link.y + link.height / 2))
    assert panel.canvas.page == link.page


def click(panel: PreviewPanel, qtbot: QtBot, page: int, point: QPointF) -> None:
    at = panel.canvas.position(page, point)
    if not panel.canvas.viewport().rect().contains(at):
        panel.canvas.go_to(page, max(point.y() - 100, 0))
        at = panel.canvas.position(page, point)
    qtbot.mouseClick(panel.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_the_tooltip_names_field_and_project(panel: PreviewPanel) -> None:
    place = Place(project(panel, 1).key, field="purpose")
    assert panel.view is not None
    page = panel.view.page_of(place)
    assert page is not None
    (area,) = panel.view.areas(page, place)[:1]
    said = panel._tooltip(page, area.center())
    assert panel._session.form.fields["purpose"].label in said
    assert project(panel, 1).name in said
    assert panel._tooltip(page, QPointF(1, 1)) == ""


def test_zoom(panel: PreviewPanel, qtbot: QtBot) -> None:
    canvas = panel.canvas
    assert panel.view is not None
    panel.set_zoom(FIT_WIDTH)
    assert canvas._layout.page_width == canvas.viewport().width() - 20
    panel.set_zoom(FIT_PAGE)
    assert canvas._layout.page_height <= canvas.viewport().height() - 20 + 1
    panel.set_zoom(1.0)
    assert canvas.scale == pytest.approx(canvas.logicalDpiX() / 72)
    wheel(panel, 120)
    assert canvas.scale == pytest.approx(1.15 * canvas.logicalDpiX() / 72)
    assert panel.bar.zoom.currentText() == "115%"
    for _ in range(40):
        wheel(panel, -120)
    assert canvas.scale == pytest.approx(0.25 * canvas.logicalDpiX() / 72)


def wheel(panel: PreviewPanel, delta: int) -> None:
    event = QWheelEvent(
        QPointF(20, 20),
        QPointF(20, 20),
        QPoint(),
        QPoint(0, delta),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(panel.canvas.viewport(), event)


def test_zooming_keeps_the_page(panel: PreviewPanel) -> None:
    panel.canvas.go_to(9)
    for zoom in (2.0, 0.5, 1.0):
        panel.set_zoom(zoom)
        assert panel.canvas.page in (9, 10)


def test_leafing(panel: PreviewPanel, qtbot: QtBot) -> None:
    panel.set_zoom(FIT_PAGE)
    panel.canvas.go_to(0)
    qtbot.mouseClick(panel.bar.after, Qt.MouseButton.LeftButton)
    assert panel.canvas.page == 1
    assert panel.bar.field.text() == "2"
    assert panel.view is not None
    assert panel.bar.total.text() == f"/ {panel.view.count}"
    panel.bar.field.setText("7")
    panel.bar.field.editingFinished.emit()
    assert panel.canvas.page == 6


def test_one_page_alone(panel: PreviewPanel, qtbot: QtBot) -> None:
    panel.bar.single.setChecked(True)
    panel.set_zoom(FIT_PAGE)
    panel.canvas.go_to(4)
    settled(panel, qtbot)
    assert list(panel.canvas._visible()) == [4]
    panel.show_place(Place(project(panel, 2).key, field="purpose"))
    assert project(panel, 2).name in shown(panel)
    panel.bar.single.setChecked(False)
    assert project(panel, 2).name in shown(panel)


def test_contents_beside(panel: PreviewPanel, qtbot: QtBot) -> None:
    panel.show_side("outline")
    model = panel.outline.model()
    index = model.index(model.rowCount() - 1, 0)
    panel.outline.clicked.emit(index)
    assert panel.canvas.page == index.data(PAGE)
    assert panel.outline.currentIndex().data(PAGE) <= panel.canvas.page


def test_thumbnails_beside(panel: PreviewPanel, qtbot: QtBot) -> None:
    panel.show_side("thumbs")
    qtbot.waitUntil(panel.thumbs.is_painted)
    at = panel.thumbs.position(1, QPointF(100, 100))
    qtbot.mouseClick(panel.thumbs.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert panel.canvas.page == 1
    assert panel.thumbs._marks.page == 1


def test_paper_is_white_in_a_dark_window(panel: PreviewPanel, qtbot: QtBot) -> None:
    palette = panel.palette()
    palette.setColor(palette.ColorRole.Window, Qt.GlobalColor.black)
    palette.setColor(palette.ColorRole.Base, Qt.GlobalColor.black)
    palette.setColor(palette.ColorRole.Text, Qt.GlobalColor.white)
    panel.setPalette(palette)
    settled(panel, qtbot)
    image = panel.canvas.viewport().grab().toImage()
    corner = panel.canvas.position(panel.canvas.page, QPointF(20, 20))
    assert image.pixelColor(corner).lightness() == 255
    assert image.pixelColor(1, 1).lightness() < 60


def test_only_what_is_seen_of_a_thousand_sheets(
    open_session: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session(many(300))
    panel = opened(session, qtbot)
    looked: list[int] = []
    view = panel.view
    assert view is not None
    boxes = type(view).boxes
    monkeypatch.setattr(type(view), "boxes", lambda self, page: (looked.append(page), boxes(self, page))[1])
    panel.show_place(Place(session.volume.projects[250].key, field="purpose"))
    settled(panel, qtbot)
    assert session.volume.projects[250].name in shown(panel)
    assert len(set(looked)) < 30


def test_the_outline_as_a_model(panel: PreviewPanel) -> None:
    model = OutlineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert panel.view is not None
    entries = tuple(panel.view.outline)
    model.show(entries)
    assert model.rowCount() == len(entries)
    told = []
    model.dataChanged.connect(lambda *_: told.append(1))
    model.show(entries)
    assert told == []
    model.show((*entries[:-1], entries[-1]._replace(text="改了")))
    assert told == [1]
    assert model.row_of(entries[3].page) >= 3
    model.show(entries[:2])
    assert model.row_of(-1) == -1


def test_layout_of_four_thousand_pages_is_arithmetic() -> None:
    layout = Layout(4500, 400, 600, 0.5, 10)
    assert list(layout.pages_between(0, 500)) == [0]
    assert list(layout.pages_between(610 * 100, 610 * 100 + 900)) == [99, 100, 101]
    hit = layout.page_at(QPointF(60, layout.top(4000) + 50))
    assert hit == (4000, QPointF(100, 100))
    assert layout.page_at(QPointF(5, 100)) is None
    assert layout.at(layout.anchor(123456)) == pytest.approx(123456)


def test_layout_with_turned_pages_finds_every_page_again() -> None:
    turned = (range(3, 5), range(10, 11))
    layout = Layout.of(20, QSizeF(595, 842), QSize(620, 800), FIT_WIDTH, 96, turned=turned)
    tops = [layout.top(page) for page in range(20)]
    for page, (top, following) in enumerate(zip(tops, tops[1:], strict=False)):
        assert following - top == pytest.approx(layout.paper(page).height() + layout.gap)
        assert layout.paper(page).width() == pytest.approx(600, abs=1)  # each is fitted to the width
        middle = QPointF(layout.corner(page).x() + 50, top + 30)
        assert layout.page_at(middle) == (page, QPointF(50, 30) / layout.scale_of(page))
        assert layout.at(layout.anchor(top + 17)) == pytest.approx(top + 17)
    assert layout.paper(3).height() < layout.paper(2).height()
    assert layout.with_only(4).height == pytest.approx(layout.paper(4).height() + 20)
    full = Layout.of(20, QSizeF(595, 842), QSize(620, 800), 1.0, 72, turned=turned)
    assert (full.paper(3).width(), full.paper(2).width()) == (842, 595)
    assert full.width == 842 + 20


def test_a_larger_text_has_room_in_the_bar(panel: PreviewPanel) -> None:
    font = panel.font()
    font.setPointSizeF(font.pointSizeF() * 1.75)
    panel.setFont(font)
    QApplication.processEvents()
    line = panel.bar.zoom.lineEdit()
    assert line is not None
    assert line.width() >= line.fontMetrics().horizontalAdvance("适合宽度") + 4
    assert panel.bar.field.width() > panel.bar.field.fontMetrics().horizontalAdvance("0000")
