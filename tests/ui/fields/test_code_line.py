"""A code in one line or in two, and never half of one."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.ui.fields.text import CodeLine


def test_a_smaller_code_stands_in_one_line_at_every_width(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    line = CodeLine()
    line.setParent(window)
    line.show_text("13099927P00000000000A")
    window.show()
    smaller = set()
    for width in range(120, 200):
        line.setGeometry(0, 0, width, 60)
        QApplication.processEvents()
        lines = line.document().firstBlock().layout().lineCount()
        if line.font().pointSizeF() < window.font().pointSizeF():
            smaller.add(width)
            assert lines == 1, width
        assert line.height_for(width) >= lines * line.fontMetrics().height(), width
    assert smaller
