"""Charts as DrawingML, the same for Word and Excel: in greys and hatchings, with their amounts kept in them."""

from collections.abc import Iterable
from typing import NamedTuple
from xml.sax.saxutils import escape

from editor.compose.blocks import Chart, Slice
from editor.exchange.writers.chart_data import SHEET
from editor.exchange.writers.docx_styles import FONTS
from editor.exchange.writers.measure import PT_PER_MM
from editor.forms.form import Style

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/chart"
SHAPES = "http://schemas.openxmlformats.org/drawingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OWN = '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData>'
EMU_PER_MM = 36000
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_INK = '<a:ln w="6350"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
_NONE = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_FILLINGS = ("#A6A6A6", "#FFFFFF", "#6E6E6E", "wdUpDiag", "#D9D9D9", "narHorz", "#8C8C8C", "wdDnDiag")
"""Greys and hatchings in an order in which no two neighbours look alike in black and white, not even in a legend."""
_PIE, _LEGEND = (0.03, 0.04, 0.38, 0.92), (0.46, 0.05, 0.54, 0.9)
_LABELLED = (0.08, 0.15, 0.3, 0.7)
"""Left, top, width and height in parts of the drawing."""
_LEGEND_LINE = 7.0
"""Height in mm a line of a legend, or a bar with what is beside it, needs at least."""


class Ranges(NamedTuple):
    """Where labels and amounts stand in a workbook."""

    labels: str
    amounts: str


def chart_height(chart: Chart) -> float:
    """Of the drawing, in mm."""
    return max(chart.height, _LEGEND_LINE * (len(drawn_slices(chart)) + 1))


def chart_part(chart: Chart, style: Style, ranges: Ranges | None = None) -> str:
    """The part's XML; with `ranges` the amounts follow a worksheet, else the workbook of its own, and each label says its amount."""
    slices = drawn_slices(chart)
    labels = [each.label for each in slices] if ranges else [label for label, _ in chart_rows(chart)]
    own = Ranges(f"{SHEET}!$A$1:$A${len(slices)}", f"{SHEET}!$B$1:$B${len(slices)}")
    data = _data(slices, labels, ranges or own)
    plot = (_pie if chart.kind == "pie" else _bars)(slices, data, ranges is not None)
    pie = chart.kind == "pie"
    layout = _area(_LABELLED if ranges else _PIE, "inner")
    legend = f'<c:legend><c:legendPos val="r"/>{_area(_LEGEND)}<c:overlay val="0"/></c:legend>' if pie else ""
    font = FONTS[style.font][0]
    text = (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(100 * style.size)}">'
        f'<a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="{font}"/><a:ea typeface="{font}"/>'
        '</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )
    return (
        f'{_HEAD}<c:chartSpace xmlns:c="{DRAWN}" xmlns:a="{SHAPES}" xmlns:r="{_OFFICE}"><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{layout if pie else "<c:layout/>"}{plot}</c:plotArea>{legend}'
        f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{_NONE}{text}{"" if ranges else _OWN}</c:chartSpace>'
    )


def chart_rows(chart: Chart) -> list[tuple[str, str]]:
    """The rows of a chart's own workbook: labels that say their amounts, and the amounts."""
    return [(f"{each.label}　{each.text}", f"{each.amount:f}") for each in drawn_slices(chart)]


def said(chart: Chart) -> str:
    """The chart in words, for who cannot see it."""
    return f"{chart.title}：" + "；".join(f"{each.label}{each.text}" for each in chart.slices)


def width_emu(points: float) -> int:
    """A width in pt in the units of drawings."""
    return round(points / PT_PER_MM * EMU_PER_MM)


def _area(area: tuple[float, float, float, float], target: str = "") -> str:
    inside = f'<c:layoutTarget val="{target}"/>' if target else ""
    x, y, width, height = area
    return (
        f'<c:layout><c:manualLayout>{inside}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x}"/><c:y val="{y}"/><c:w val="{width}"/><c:h val="{height}"/></c:manualLayout></c:layout>'
    )


def drawn_slices(chart: Chart) -> list[Slice]:
    """Those there is something of; a circle has no part below nothing."""
    return [each for each in chart.slices if each.amount > 0 or chart.kind == "bars"]


def _data(slices: Iterable[Slice], labels: Iterable[str], ranges: Ranges) -> str:
    words = [escape(label) for label in labels]
    amounts = [f"{each.amount:f}" for each in slices]
    return (
        f"<c:cat><c:strRef><c:f>{escape(ranges.labels)}</c:f><c:strCache>{_points(words)}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{escape(ranges.amounts)}</c:f><c:numCache><c:formatCode>0.00</c:formatCode>{_points(amounts)}"
        "</c:numCache></c:numRef></c:val>"
    )


def _points(texts: list[str]) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{text}</c:v></c:pt>' for n, text in enumerate(texts))
    return f'<c:ptCount val="{len(texts)}"/>{points}'


def _looks(slices: list[Slice], bars: bool) -> str:
    plain = '<c:invertIfNegative val="0"/>' if bars else ""
    found = ""
    for n in range(len(slices)):
        at = n % len(_FILLINGS)
        # in a circle the last part stands beside the first
        fill = _FILLINGS[1 if n and n == len(slices) - 1 and at == 0 else at]
        found += f'<c:dPt><c:idx val="{n}"/>{plain}<c:bubble3D val="0"/><c:spPr>{_fill(fill)}{_INK}</c:spPr></c:dPt>'
    return found


def _fill(fill: str) -> str:
    if fill.startswith("#"):
        return f'<a:solidFill><a:srgbClr val="{fill[1:]}"/></a:solidFill>'
    black, white = ('<a:srgbClr val="000000"/>', '<a:srgbClr val="FFFFFF"/>')
    return f'<a:pattFill prst="{fill}"><a:fgClr>{black}</a:fgClr><a:bgClr>{white}</a:bgClr></a:pattFill>'


def _labels(form: str, *, percent: bool, place: str) -> str:
    """What stands at each part: its percentage or its amount."""
    return (
        f'<c:dLbls><c:numFmt formatCode="{form}" sourceLinked="0"/>{_NONE}<c:dLblPos val="{place}"/>'
        f'<c:showLegendKey val="0"/><c:showVal val="{int(not percent)}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        f'<c:showPercent val="{int(percent)}"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _pie(slices: list[Slice], data: str, live: bool) -> str:
    labels = _labels("0.00%", percent=True, place="bestFit") if live else ""
    return (
        '<c:pieChart><c:varyColors val="1"/><c:ser><c:idx val="0"/><c:order val="0"/>'
        f'{_looks(slices, False)}{labels}{data}</c:ser><c:firstSliceAng val="0"/></c:pieChart>'
    )


def _bars(slices: list[Slice], data: str, live: bool) -> str:
    labels = _labels("0.00", percent=False, place="outEnd") if live else ""
    none = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    low = "" if any(each.amount < 0 for each in slices) else '<c:min val="0"/>'
    return (
        '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        '<c:ser><c:idx val="0"/><c:order val="0"/><c:invertIfNegative val="0"/>'
        f'{_looks(slices, True)}{labels}{data}</c:ser><c:gapWidth val="60"/><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/>{none}<c:tickLblPos val="low"/><c:spPr>{_INK}</c:spPr><c:crossAx val="2"/>'
        '<c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{low}</c:scaling><c:delete val="1"/>'
        f'<c:axPos val="b"/>{none}<c:tickLblPos val="nextTo"/><c:crossAx val="1"/><c:crosses val="autoZero"/></c:valAx>'
    )
