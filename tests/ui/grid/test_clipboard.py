"""Copy, cut and paste: from this grid, from Excel, WPS and Word."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from editor.bridge.clipboard import CELLS
from tests.ui.grid.conftest import CTRL, Hands
from tests.ui.volumes import FORM, ROWS

K = Qt.Key
HTML = (
    "<html><body><!--StartFragment--><table><tr><td rowspan=2>产出指标</td><td>数量指标</td><td>甲<br>乙</td></tr>"
    "<tr><td>质量指标</td><td>丙</td></tr></table><!--EndFragment--></body></html>"
)


def test_copied_cells_come_back_as_they_were(hands: Hands) -> None:
    hands.select(0, 3, 1, 5)
    hands.key(K.Key_C, CTRL)
    hands.go(2, 3)
    hands.key(K.Key_V, CTRL)
    assert [row[3:] for row in hands.rows[2:]] == [row[3:] for row in ROWS[:2]]
    assert hands.steps == ("粘贴",)
    assert hands.grid.selection.rows() == (2, 3)


def test_groups_leave_as_merged_cells(hands: Hands) -> None:
    hands.select(0, 0, 2, 1)
    hands.key(K.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert '<td rowspan="2">产出指标</td>' in mime.html()
    assert mime.hasFormat(CELLS)
    assert mime.text().splitlines()[1] == "产出指标\t质量指标"


def test_cut_is_one_step(hands: Hands) -> None:
    hands.select(0, 4, 1, 4)
    hands.key(K.Key_X, CTRL)
    assert [row[4] for row in hands.rows[:2]] == ["", ""]
    assert hands.steps == ("剪切",)
    hands.go(2, 5)
    hands.key(K.Key_V, CTRL)
    assert [row[5] for row in hands.rows[2:]] == ["≥1200株", "≥95%"]


def test_a_selection_in_pieces_is_copied_with_its_gaps(hands: Hands) -> None:
    hands.click(0, 2)
    hands.click(2, 4, CTRL)
    hands.key(K.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "补植株数\t\r\n\t≥40%\r\n"


def test_html_goes_before_text_and_fills_what_a_merged_cell_covers(hands: Hands) -> None:
    hands.clip("别的", HTML)
    hands.go(2, 0)
    hands.key(K.Key_V, CTRL)
    assert [row[:3] for row in hands.rows[2:]] == [("产出指标", "数量指标", "甲\n乙"), ("产出指标", "质量指标", "丙")]


def test_text_that_only_begins_with_a_quote(hands: Hands) -> None:
    hands.clip('"四好"农村路\t≥3条\n"两行\n一格"\t2')
    hands.go(0, 3)
    hands.key(K.Key_V, CTRL)
    assert [row[3:5] for row in hands.rows[:2]] == [('"四好"农村路', "≥3条"), ("两行\n一格", "2")]


def test_one_value_fills_the_selection_and_rows_tile(hands: Hands) -> None:
    hands.clip("同")
    hands.select(0, 4, 3, 5)
    hands.key(K.Key_V, CTRL)
    assert {cell for row in hands.rows for cell in row[4:]} == {"同"}
    hands.clip("a\nb")
    hands.select(0, 3, 3, 3)
    hands.key(K.Key_V, CTRL)
    assert [row[3] for row in hands.rows] == ["a", "b", "a", "b"]
    assert hands.notices == []


def test_rows_past_the_end_are_added_and_columns_past_it_are_told(hands: Hands) -> None:
    hands.clip("1\t2\t3\n4\t5\t6")
    hands.go(3, 4)
    hands.key(K.Key_V, CTRL)
    assert [row[4:] for row in hands.rows[3:]] == [("1", "2"), ("4", "5")]
    assert any("1 列" in notice and "没有粘贴" in notice for notice in hands.notices)
    assert any("新增" in notice for notice in hands.notices)
    assert hands.steps == ("粘贴",)


def test_the_form_s_header_is_left_out_and_that_is_said(hands: Hands) -> None:
    labels = "\t".join(column.label for column in FORM.indicators.columns.values())
    hands.clip(labels + "\n" + "\t".join(ROWS[3]))
    hands.go(0, 0)
    hands.key(K.Key_V, CTRL)
    assert hands.rows[0] == ROWS[3]
    assert any("表头" in notice for notice in hands.notices)


def test_a_second_table_beside_it_is_told(hands: Hands) -> None:
    hands.clip("x", "<table><tr><td>甲</td></tr></table><table><tr><td>乙</td></tr></table>")
    hands.key(K.Key_V, CTRL)
    assert any("只粘贴了第一个" in notice for notice in hands.notices)


def test_a_rectangle_into_pieces_is_refused_with_a_sentence(hands: Hands) -> None:
    hands.clip("a\tb")
    hands.click(0, 2)
    hands.click(2, 4, CTRL)
    hands.key(K.Key_V, CTRL)
    assert hands.rows == list(ROWS)
    assert len(hands.notices) == 1


def test_too_much_is_refused_with_a_sentence(hands: Hands) -> None:
    hands.clip("a\n" * 5001)
    hands.key(K.Key_V, CTRL)
    assert hands.rows == list(ROWS)
    assert "分几次" in hands.notices[0]


def test_five_hundred_rows_are_one_step(hands: Hands) -> None:
    hands.clip("\n".join(f"产出指标\t数量指标\t指标{i}\t\t≥{i}%" for i in range(500)))
    hands.go(0, 0)
    hands.key(K.Key_V, CTRL)
    assert len(hands.rows) == 500
    assert hands.rows[499][2] == "指标499"
    hands.session.undo()
    assert hands.rows == list(ROWS)
    hands.session.redo()
    assert len(hands.rows) == 500


def test_paste_into_an_empty_table(hands: Hands) -> None:
    hands.key(K.Key_A, CTRL)
    hands.key(K.Key_Minus, CTRL)
    assert hands.rows == []
    hands.clip("产出指标\t数量指标\n产出指标\t质量指标")
    hands.key(K.Key_V, CTRL)
    assert [row[:2] for row in hands.rows] == [("产出指标", "数量指标"), ("产出指标", "质量指标")]


def test_paste_inside_a_cell_is_text(hands: Hands) -> None:
    hands.clip("a\tb\x07", HTML)
    hands.go(0, 3)
    hands.key(K.Key_F2)
    hands.key(K.Key_V, CTRL)
    hands.key(K.Key_Return)
    assert hands.rows[0][3] == ROWS[0][3] + "a b"


def test_nothing_to_paste_is_said(hands: Hands) -> None:
    QGuiApplication.clipboard().clear()
    hands.key(K.Key_V, CTRL)
    assert hands.notices == ["剪贴板里没有可以粘贴的文字或表格。"]
