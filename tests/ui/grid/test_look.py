"""What is seen: heights that follow, only rows in sight measured, groups as one cell, colours that follow the palette."""

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QImage, QPalette
from PySide6.QtWidgets import QApplication, QStyle

from editor.bridge.indicator_model import IndicatorModel
from editor.bridge.session import Session
from editor.domain.places import Place
from tests.ui.grid.conftest import CTRL, Hands, MakeHands
from tests.ui.sessions import OpenSession
from tests.ui.volumes import FORM, ROWS, volume_with

K = Qt.Key


def settle_sizes() -> None:
    for _ in range(4):
        QApplication.processEvents()


def test_heights_follow_the_text_and_only_touched_rows_are_measured(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle_sizes()
    before = [hands.grid.rowHeight(r) for r in range(4)]
    asked: list[int] = []
    monkeypatch.setattr(
        hands.grid.heights, "_height", lambda row, f=hands.grid.heights._height: asked.append(row) or f(row)
    )
    hands.go(3, 3)
    hands.type("a")
    hands.key(K.Key_Return, Qt.KeyboardModifier.AltModifier, times=3)
    hands.type("b")
    hands.key(K.Key_Return)
    settle_sizes()
    after = [hands.grid.rowHeight(r) for r in range(4)]
    assert after[3] > 2.5 * before[3]
    assert after[:3] == before[:3]
    assert set(asked) <= {2, 3}
    hands.session.undo()
    settle_sizes()
    assert [hands.grid.rowHeight(r) for r in range(4)] == before


def test_a_narrower_column_makes_rows_higher(hands: Hands) -> None:
    settle_sizes()
    before = hands.grid.rowHeight(1)
    hands.grid.setColumnWidth(3, 60)
    settle_sizes()
    assert hands.grid.rowHeight(1) > before
    assert sum(hands.grid.columns.shares) == pytest.approx(1)


def test_columns_fill_the_width_with_the_paper_s_shares(hands: Hands) -> None:
    widths = [hands.grid.columnWidth(c) for c in range(6)]
    assert sum(widths) == hands.grid.viewport().width()
    assert widths[3] > 1.5 * widths[2]
    hands.grid.columns.set_shares((1, 1, 1, 1, 1, 1))
    assert max(hands.grid.columnWidth(c) for c in range(6)) - min(hands.grid.columnWidth(c) for c in range(6)) <= 6
    hands.grid.columns.set_shares((1, 2))
    assert hands.grid.columns.shares == pytest.approx((1 / 6,) * 6)


def test_labels_over_narrow_columns_are_whole(hands: Hands) -> None:
    settle_sizes()
    before = hands.grid.horizontalHeader().height()
    hands.grid.setColumnWidth(5, 60)
    settle_sizes()
    assert hands.grid.horizontalHeader().height() > 1.5 * before


def test_a_larger_text_makes_larger_rows(hands: Hands) -> None:
    settle_sizes()
    before = hands.grid.rowHeight(0)
    font = hands.grid.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    hands.grid.setFont(font)
    settle_sizes()
    assert hands.grid.rowHeight(0) > 1.6 * before


def test_twenty_thousand_rows_scroll_without_measuring_what_is_not_seen(
    make_hands: MakeHands, open_session: OpenSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tuple(
        ("产出指标", "数量指标", f"指标{i}", "一\n二" if i % 7 == 0 else "", f"≥{i}", "") for i in range(20_000)
    )
    asked: set[int] = set()
    data = IndicatorModel.data

    def counted(self: IndicatorModel, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        asked.add(index.row())
        return data(self, index, role)

    monkeypatch.setattr("tests.ui.grid.conftest.QAbstractItemModelTester", _NoTester)
    monkeypatch.setattr(Session, "findings", ())
    hands = make_hands(open_session(volume_with(rows)))
    monkeypatch.setattr(IndicatorModel, "data", counted)
    settle_sizes()
    seen = hands.grid.viewport().height() // hands.grid.verticalHeader().defaultSectionSize() + 2
    hands.grid.verticalScrollBar().setValue(hands.grid.verticalScrollBar().maximum() // 2)
    hands.grid.grab()
    settle_sizes()
    hands.key(K.Key_End, CTRL)
    hands.grid.grab()
    settle_sizes()
    assert hands.at == (19_999, 5)
    assert hands.grid.heights.count <= 5 * seen
    assert len(asked) <= 8 * seen
    where = hands.grid.visualRect(hands.grid.currentIndex())
    assert hands.grid.viewport().rect().contains(where.center())


def test_scrolling_up_into_rows_not_measured_does_not_jump(make_hands: MakeHands, open_session: OpenSession) -> None:
    rows = tuple(("产出指标", "数量指标", f"指标{i}", "一\n二\n三", f"≥{i}", "") for i in range(200))
    hands = make_hands(open_session(volume_with(rows)))
    bar = hands.grid.verticalScrollBar()
    hands.key(K.Key_End, CTRL)
    settle_sizes()
    for _ in range(20):
        row = hands.grid.rowAt(hands.grid.viewport().height() // 2)
        before = hands.grid.rowViewportPosition(row)
        bar.setValue(bar.value() - 40)
        assert abs(hands.grid.rowViewportPosition(row) - before - 40) <= 2
        settle_sizes()


def pixels(hands: Hands, row: int, column: int) -> QImage:
    rect = hands.grid.visualRect(hands.grid.model().index(row, column))
    return hands.grid.viewport().grab(rect).toImage()


def dark_pixels(image: QImage) -> int:
    base = image.pixelColor(2, 3).lightness()
    inside = [(x, y) for x in range(4, image.width() - 4) for y in range(4, image.height() - 4)]
    return sum(abs(image.pixelColor(x, y).lightness() - base) > 60 for x, y in inside)


def test_a_group_is_one_cell_with_its_name_once(make_hands: MakeHands, open_session: OpenSession) -> None:
    rows = tuple(("产出指标", "数量指标", f"指标{i}", "", "", "") for i in range(3))
    hands = make_hands(open_session(volume_with(rows)))
    hands.field.setFocus()
    settle_sizes()
    drawn = [dark_pixels(pixels(hands, r, 0)) for r in range(3)]
    assert drawn[1] > 20
    assert drawn[0] == drawn[2] == 0
    edge = pixels(hands, 0, 0)
    assert edge.pixelColor(30, edge.height() - 1) == edge.pixelColor(30, 4)
    alone = pixels(hands, 0, 2)
    assert alone.pixelColor(30, alone.height() - 1) != alone.pixelColor(30, 4)


def test_a_group_s_name_stays_in_sight_while_it_is_scrolled(make_hands: MakeHands, open_session: OpenSession) -> None:
    rows = tuple(("产出指标", "数量指标", f"指标{i}", "", "", "") for i in range(100))
    hands = make_hands(open_session(volume_with(rows)), 700, 300)
    hands.field.setFocus()
    hands.grid.verticalScrollBar().setValue(700)
    settle_sizes()
    middle = hands.grid.rowAt(hands.grid.viewport().height() // 2)
    assert max(dark_pixels(pixels(hands, r, 0)) for r in (middle - 1, middle, middle + 1)) > 20


@pytest.mark.parametrize("dark", [False, True])
def test_a_finding_is_marked_and_underlined(hands: Hands, dark: bool) -> None:
    if dark:
        palette = QPalette(QColor("#2b2b2b"))
        palette.setColor(QPalette.ColorRole.Base, QColor("#1e1e1e"))
        hands.grid.setPalette(palette)
    hands.session.put("空", Place(project=1, row=3, field="target"), "")
    settle_sizes()
    image = pixels(hands, 1, 4)
    mark = image.pixelColor(image.width() - 7, 6)
    assert mark.red() > mark.green() + 60
    clean = pixels(hands, 2, 4)
    assert abs(clean.pixelColor(clean.width() - 7, 6).red() - clean.pixelColor(clean.width() - 7, 6).green()) < 20


def test_every_state_can_be_drawn(make_hands: MakeHands, open_session: OpenSession) -> None:
    hands = make_hands(open_session(volume_with((), ROWS)))
    hands.grid.grab()
    hands.grid.set_project(2)
    hands.select(0, 0, 2, 3)
    hands.grid.grab()
    hands.grid.show_place(Place(project=2, row=3, field="description"), (0, 3))
    hands.grid.grab()
    hands.session.classify(2, FORM.sheet.classified_names[0])
    hands.grid.grab()
    hands.grid.set_project(None)
    hands.grid.grab()
    assert hands.grid.indicators.rowCount() == 0


def test_the_size_it_would_like_holds_all_rows(hands: Hands) -> None:
    settle_sizes()
    told: list[int] = []
    hands.grid.content_resized.connect(lambda: told.append(hands.grid.content_height()))
    before = hands.grid.content_height()
    assert before > sum(hands.grid.rowHeight(r) for r in range(4))
    hands.key(K.Key_Plus, CTRL)
    settle_sizes()
    assert told[-1] > before


class _NoTester:
    """The tester asks for every row, which is what this must not do."""

    FailureReportingMode = type("Mode", (), {"Fatal": None})

    def __init__(self, *_: object) -> None:
        pass


def test_labels_that_fit_again_make_the_head_low_again(hands: Hands) -> None:
    settle_sizes()
    before = hands.grid.horizontalHeader().height()
    hands.window.resize(420, 600)
    settle_sizes()
    assert hands.grid.horizontalHeader().height() > before
    hands.window.resize(900, 600)
    settle_sizes()
    assert hands.grid.horizontalHeader().height() == before


def test_the_scroll_bar_drawn_to_its_end_shows_the_last_row(make_hands: MakeHands, open_session: OpenSession) -> None:
    long = "一行写不下的长说明" * 6
    rows = tuple(("产出指标", "数量指标", f"{n}", long, "≥1", "") for n in range(3000))
    hands = make_hands(open_session(volume_with(rows)))
    settle_sizes()
    bar = hands.grid.verticalScrollBar()
    bar.setSliderDown(True)
    bar.setSliderPosition(bar.maximum() // 2)
    bar.setSliderPosition(bar.maximum())
    bar.setSliderDown(False)
    settle_sizes()
    assert bar.value() == bar.maximum()
    last = hands.grid.visualRect(hands.grid.model().index(2999, 3))
    assert hands.grid.viewport().height() - 3 <= last.bottom() <= hands.grid.viewport().height()
    assert hands.grid.heights.count < 120


@pytest.mark.parametrize("column", [1, 3])
def test_a_cell_is_written_where_its_text_stands(hands: Hands, column: int) -> None:
    """Column 1 is centred on paper, column 3 begins at the left."""
    settle_sizes()
    hands.go(1, column)
    hands.go(0, 0)
    cell = hands.grid.visualRect(hands.grid.model().index(1, column))

    def ink() -> tuple[int, int]:
        image = hands.grid.viewport().grab(cell.adjusted(4, 4, -4, -4)).toImage()
        columns = [
            x for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).lightness() < 90
        ]
        return min(columns), max(columns)

    drawn = ink()
    hands.go(1, column)
    hands.key(K.Key_F2)
    hands.editor.setCursorWidth(0)
    written = ink()
    assert abs(drawn[0] - written[0]) <= 2
    assert abs(drawn[1] - written[1]) <= 2
    hands.key(K.Key_Escape)


def test_the_head_is_as_high_as_its_labels_are_drawn(hands: Hands) -> None:
    """At no width does a label of one line stand in a head of two, nor one of two in a head of one."""
    header = hands.grid.horizontalHeader()
    label = str(hands.grid.model().headerData(5, Qt.Orientation.Horizontal))
    advance = header.fontMetrics().horizontalAdvance(label)
    margin = header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, None, header)
    heights = []
    for room in (advance + 2, advance - 2):
        hands.grid.setColumnWidth(5, room + 2 * margin)
        heights.append(header.sizeHint().height())
    assert heights[1] > 1.4 * heights[0]
