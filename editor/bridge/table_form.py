"""What a form says of a table that is written in a grid, by column positions."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from editor.bridge.grid_edits import TableRow
from editor.forms.form import Column, Form
from editor.values import value

if TYPE_CHECKING:  # forms without budget tables do not load what describes them
    from editor.forms.budget_form import HeadCell


@value
class TableForm:
    """The columns of a table in order: keys, the form's description, share of the width on paper, alignment."""

    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    shares: tuple[float, ...]
    """Parts of the table's width; they add up to 1."""
    aligns: tuple[str, ...]
    """left, center, right or justify."""
    letters: tuple[int, ...] = ()
    """Chinese characters each column has room for at least; () for as many as a short label has."""
    head: "tuple[tuple[HeadCell, ...], ...]" = ()
    """The printed head with its merged cells, row by row; () for the columns' labels."""
    frozen: int = 0
    """So many columns at the left stay in sight."""
    levelled: bool = False
    """Its rows stand there by their levels anyway: who has nothing else has nothing to miss."""

    @classmethod
    def of(cls, form: Form) -> "TableForm":
        """The indicator table of a form; a column the printed table has not got is as wide as the others on average."""
        widths, aligns = _on_paper(form)
        keys = tuple(form.indicators.columns)
        known = [widths[key] for key in keys if key in widths]
        usual = sum(known) / len(known) if known else 1.0
        all_widths = [widths.get(key, usual) for key in keys]
        return cls(
            keys,
            tuple(form.indicators.columns.values()),
            tuple(width / sum(all_widths) for width in all_widths),
            tuple(aligns.get(key, "left") for key in keys),
            head=grouped_head([(column.group, column.label) for column in form.indicators.columns.values()]),
            levelled=form.indicators.fixed,
        )

    @property
    def twins(self) -> tuple[tuple[int, int], ...]:
        """Columns of the first group and those of the next that say the same of it, by position."""
        groups = list(dict.fromkeys(column.group for column in self.columns if column.group))
        if len(groups) < 2:
            return ()
        left = {column.label: at for at, column in enumerate(self.columns) if column.group == groups[0]}
        right = {column.label: at for at, column in enumerate(self.columns) if column.group == groups[1]}
        return tuple((at, right[label]) for label, at in left.items() if label in right)

    @property
    def twin_words(self) -> str:
        """The command that copies the first group's columns to the next: 年度与实施期相同; "" where there are none."""
        if not self.twins:
            return ""
        left, right = (self.columns[at].group for at in self.twins[0])
        return f"{right}与{left}相同"

    def joined(self, above: TableRow, row: TableRow, column: int) -> bool:
        """The row's cell is printed as one with the cell above it."""
        if not self.columns[column].merge:
            return False
        text = row.cells.text(self.keys[column])
        return bool(text) and text == above.cells.text(self.keys[column])

    def missing(self, row: TableRow, column: int) -> bool:
        """A required cell is blank, in a row that has something of its own."""
        if not self.columns[column].required or row.cells.text(self.keys[column]).strip():
            return False
        own = (
            key
            for key, other in zip(self.keys, self.columns, strict=True)
            if not other.merge and not (self.levelled and other.level)
        )
        return any(row.cells.text(key) for key in own)


def grouped_head(labels: Sequence[tuple[str, str]]) -> "tuple[tuple[HeadCell, ...], ...]":
    """A head of two rows for columns by (group, label); () where no column has a group."""
    if not any(group for group, _ in labels):
        return ()
    from editor.forms.budget_form import HeadCell

    upper: list[HeadCell] = []
    before = ""
    for group, label in labels:
        if not group:
            upper.append(HeadCell(label, 1, 2))
        elif group == before:
            upper[-1] = HeadCell(group, upper[-1].columns + 1)
        else:
            upper.append(HeadCell(group))
        before = group
    return tuple(upper), tuple(HeadCell(label) for group, label in labels if group)


def _on_paper(form: Form) -> tuple[dict[str, float], dict[str, str]]:
    """Widths in mm and alignments of the columns in the row the form repeats for each indicator."""
    widths: dict[str, float] = {}
    aligns: dict[str, str] = {}
    for table in form.sheet.tables:
        at = 0
        for cell in table.repeat or ():
            if cell.column is not None:
                widths[cell.column] = sum(table.widths[at : at + cell.columns])
                aligns[cell.column] = form.styles[cell.style or table.style].align
            at += cell.columns
    return widths, aligns
