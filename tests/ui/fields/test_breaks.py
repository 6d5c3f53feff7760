"""Labels keep their end together."""

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from editor.ui.fields.breaks import with_whole_end

pytestmark = pytest.mark.usefixtures("qapp")


def lines(text: str, signs: float) -> list[str]:
    font = QFont()
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(QFontMetricsF(font).horizontalAdvance("字") * signs)
        found.append(text[line.textStart() : line.textStart() + line.textLength()].replace("\u2060", ""))
    layout.endLayout()
    return found


@pytest.mark.parametrize(
    ("label", "signs", "wanted"),
    [
        ("预算规模及资金用途", 8.5, ["预算规模及资金", "用途"]),
        ("预算规模及资金用途", 7.5, ["预算规模及资金", "用途"]),
        ("预算规模及资金用途", 9.5, ["预算规模及资金用途"]),
        ("指标值确定依据", 6.5, ["指标值确定", "依据"]),
        ("预算数", 2.5, ["预算", "数"]),
    ],
)
def test_no_sign_stands_alone(label: str, signs: float, wanted: list[str]) -> None:
    assert lines(with_whole_end(label), signs) == wanted


def test_without_it_one_would() -> None:
    assert lines("预算规模及资金用途", 8.5) == ["预算规模及资金用", "途"]
