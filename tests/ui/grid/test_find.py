"""Finding and replacing from the grid."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton

from editor.domain import edits
from editor.domain.places import Place
from tests.ui.grid.conftest import CTRL, SHIFT, Hands, MakeHands
from tests.ui.sessions import OpenSession
from tests.ui.volumes import ROWS, texts, volume_with

K = Qt.Key


def press(hands: Hands, words: str) -> None:
    next(b for b in hands.grid.search.bar.findChildren(QPushButton) if b.text() == words).click()


def said(hands: Hands) -> str:
    return next(label.text() for label in hands.grid.search.bar.findChildren(QLabel) if label.text())


def look_for(hands: Hands, words: str, *, replacing: bool = False) -> None:
    hands.grid.search.open(replacing=replacing)
    QApplication.focusWidget().selectAll()
    hands.type(words)


def test_enter_goes_on_and_shift_enter_back(hands: Hands) -> None:
    hands.go(3, 0)
    hands.key(K.Key_F, CTRL)
    hands.places.clear()
    QApplication.focusWidget().selectAll()
    hands.type("绿化")
    assert said(hands) == "共 4 处"
    hands.key(K.Key_Return)
    hands.key(K.Key_Return)
    assert hands.at == (1, 5)
    assert hands.places[-1] == (Place(project=1, row=3, field="basis"), (0, 2))
    assert said(hands) == "第 2 处，共 4 处"
    hands.key(K.Key_Return, SHIFT)
    assert hands.at == (0, 5)
    hands.key(K.Key_Return, SHIFT)
    assert said(hands) == "第 4 处，共 4 处"
    hands.key(K.Key_Escape)
    assert QApplication.focusWidget() is hands.grid
    assert hands.places[-1][0] == Place(project=1, row=4, field="description")


def test_short_text_of_the_cell_is_looked_for(hands: Hands) -> None:
    hands.go(0, 1)
    hands.key(K.Key_H, CTRL)
    hands.key(K.Key_Return)
    assert said(hands) == "第 1 处，共 1 处"


def test_replacing_one_by_one(hands: Hands) -> None:
    look_for(hands, "绿化", replacing=True)
    hands.key(K.Key_Return)
    hands.grid.search.bar._new.setText("绿")
    press(hands, "替换")
    press(hands, "替换")
    assert (hands.cell(0, 5), hands.cell(1, 5)) == ("绿养护计划", "绿养护标准")
    assert said(hands) == "第 1 处，共 2 处"
    assert hands.steps == ("替换", "替换")


def test_replacing_by_what_holds_it_goes_on(hands: Hands) -> None:
    look_for(hands, "养护", replacing=True)
    hands.grid.search.bar._new.setText("养护养护")
    hands.grid.search.bar.take_focus()
    hands.key(K.Key_Return)
    press(hands, "替换")
    press(hands, "替换")
    assert (hands.cell(0, 5), hands.cell(1, 5)) == ("绿化养护养护计划", "绿化养护养护标准")


def test_replacing_everything_is_one_step(make_hands: MakeHands, open_session: OpenSession) -> None:
    hands = make_hands(open_session(volume_with(ROWS, ROWS)))
    hands.session.apply("目标", lambda v: edits.set_field(v, 1, "goals", ("绿化", "x")))
    look_for(hands, "绿化", replacing=True)
    hands.grid.search.bar._new.setText("造林")
    press(hands, "全部替换")
    assert "已替换 4 处" in hands.notices[-1]
    assert texts(hands.session, 6) == list(ROWS)
    hands.grid.search.bar.findChild(QComboBox).setCurrentIndex(1)
    press(hands, "全部替换")
    assert "已替换 5 处" in hands.notices[-1]
    assert hands.steps[:2] == ("全部替换", "全部替换")
    assert hands.session.volume.project(1).fields.items_of("goals") == ("造林", "x")
    press(hands, "全部替换")
    assert "没有找到" in hands.notices[-1]


def test_what_is_found_elsewhere_is_told_to_the_window(make_hands: MakeHands, open_session: OpenSession) -> None:
    hands = make_hands(open_session(volume_with((), ROWS)))
    look_for(hands, "成活率")
    hands.grid.search.bar.findChild(QComboBox).setCurrentIndex(1)
    hands.key(K.Key_Return)
    assert hands.places[-1] == (Place(project=6 - 4, row=4, field="level3"), (0, 3))
    assert QApplication.focusWidget() is not hands.grid


def test_amounts_are_not_replaced(hands: Hands) -> None:
    look_for(hands, "5.00", replacing=True)
    hands.grid.search.bar.findChild(QComboBox).setCurrentIndex(1)
    hands.key(K.Key_Return)
    press(hands, "替换")
    assert "金额" in hands.notices[-1]
    press(hands, "全部替换")
    assert hands.steps == ()


def test_a_found_cell_is_not_under_the_bar(make_hands: MakeHands, open_session: OpenSession) -> None:
    rows = tuple(("产出指标", "数量指标", f"名{i}", "", "", "") for i in range(60))
    hands = make_hands(open_session(volume_with(rows)), 700, 320)
    look_for(hands, "名3")
    for _ in range(11):
        hands.key(K.Key_Return)
        cell = hands.grid.visualRect(hands.grid.currentIndex()).translated(hands.grid.viewport().pos())
        assert not cell.intersects(hands.grid.search.bar.geometry())
        assert cell.top() >= hands.grid.viewport().y()


def test_keys_and_clicks_in_the_bar_do_not_reach_the_grid(hands: Hands) -> None:
    hands.go(1, 1)
    look_for(hands, "a")
    hands.key(K.Key_Down)
    hands.key(K.Key_Delete)
    assert hands.at == (1, 1)
    assert hands.rows == list(ROWS)
