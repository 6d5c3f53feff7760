"""What a reader gives before anything is understood: paragraphs and grids, each with its place in the source.

Plain frozen data, so that it can come out of a worker process and be checked at the border.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a source file, as the clerk would look for it (位置)."""

    source: str
    """File name without folders."""
    page: int | None = None
    """PDF page, from 1."""
    sheet: str | None = None
    """Worksheet name."""
    line: int | None = None
    """Line of a text file, row of a worksheet, or running number of the body element in a docx; from 1."""

    def text(self) -> str:
        """In Chinese: 〈文件〉第3页 / 〈文件〉工作表“1”第4行."""
        parts = [self.source]
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”")
        if self.line is not None:
            parts.append(f"第{self.line}行")
        return parts[0] + (" " + "".join(parts[1:]) if len(parts) > 1 else "")


@dataclass(frozen=True, slots=True)
class RawParagraph:
    """One paragraph of running text; inner line breaks the author set are kept as newlines."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class RawCell:
    """One cell of a grid, at its upper left corner; text of several paragraphs is joined by newlines."""

    row: int
    column: int
    text: str
    rows: int = 1
    columns: int = 1
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class RawTable:
    """A grid as it stood in the source; cells are in row order, covered places have no cell."""

    cells: tuple[RawCell, ...]
    row_count: int
    column_count: int
    where: Where

    def grid(self) -> tuple[tuple[RawCell | None, ...], ...]:
        """Row by row, a cell standing at every place it covers; None where the source has nothing."""
        rows: list[list[RawCell | None]] = [[None] * self.column_count for _ in range(self.row_count)]
        for cell in self.cells:
            for r in range(cell.row, min(cell.row + cell.rows, self.row_count)):
                for c in range(cell.column, min(cell.column + cell.columns, self.column_count)):
                    rows[r][c] = cell
        return tuple(tuple(row) for row in rows)


RawBlock = RawParagraph | RawTable


@dataclass(frozen=True, slots=True)
class RawNote:
    """Something the reader mended or left out, for the report (说明)."""

    text: str
    where: Where
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A whole source, in reading order."""

    source: str
    kind: str
    """"docx", "xlsx", "pdf" or "txt"."""
    blocks: tuple[RawBlock, ...]
    notes: tuple[RawNote, ...] = ()
    spaces_are_wraps: bool = False
    """True where spaces between characters may stand for line ends (recognised text, PDF): the recogniser may close them up."""
