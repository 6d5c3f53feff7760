"""Charts on a worksheet: a place for each, its part, and the cells of its amounts."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from editor.compose.blocks import Slice
from editor.exchange.writers.xlsx_sums import Cell

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CHART_EDGES = (0.2, 0.58, 0.8)
"""Where labels and amounts begin and end below a chart, in widths of the text."""
_MM_PER_CM = 10


class SheetCharts:
    """The charts of one worksheet."""

    def __init__(self) -> None:
        self.slices: list[tuple[Cell, Slice]] = []
        """The cell of each amount a chart is drawn from."""
        self.parts: list[str] = []

    def add(self, sheet: "Worksheet", cell: str, size: tuple[float, float], part: str) -> None:
        """A chart with its upper left corner in a cell; width and height in mm."""
        from openpyxl.chart import PieChart

        place: Any = PieChart()
        place.width, place.height = (length / _MM_PER_CM for length in size)
        sheet.add_chart(place, cell)
        self.parts.append(part)


def cell_range(sheet: "Worksheet", column: int, rows: range) -> str:
    """Cells of one column, as a chart refers to them."""
    from openpyxl.utils import get_column_letter, quote_sheetname

    letter = get_column_letter(column)
    return f"{quote_sheetname(sheet.title)}!${letter}${rows.start}:${letter}${rows.stop - 1}"


def drawn(parts: Mapping[str, bytes], charts: Iterable[SheetCharts]) -> dict[str, bytes]:
    """A workbook's parts with the charts in their places: openpyxl numbers them sheet by sheet."""
    found = [part for each in charts for part in each.parts]
    return {**parts, **{f"xl/charts/chart{n}.xml": part.encode() for n, part in enumerate(found, 1)}}
