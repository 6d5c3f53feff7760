"""What the gestures do to the table, each as one step of the document."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from editor.bridge import grid_edits
from editor.bridge.grid_edits import Area, Cells, Pasted
from editor.bridge.table_model import TableModel
from editor.domain.edits import Edit
from editor.errors import UserError
from editor.ui.grid.selection import Selection

if TYPE_CHECKING:
    from editor.bridge.clipboard import Copied

Tell = Callable[[str], None]


class Commands:
    """Clipboard, filling, clearing and rows, over what is selected; `tell` gets the sentences the clerk should read."""

    def __init__(self, model: TableModel, selection: Selection, tell: Tell) -> None:
        self._model = model
        self._selection = selection
        self._tell = tell
        self._noun = model.noun
        self._columns = dict(zip(model.form.keys, model.form.columns, strict=True))

    def copy(self) -> bool:
        """The selected cells to the clipboard; False where nothing is selected."""
        from editor.bridge.clipboard import write_cells

        rows, columns = self._selection.rows(), self._selection.columns()
        if not rows:
            return False
        chosen = self._selection.cells()
        table = self._model.table()
        texts = [[table.text(r, c) if (r, c) in chosen else "" for c in columns] for r in rows]
        merged = frozenset(i for i, c in enumerate(columns) if self._model.form.columns[c].merge)
        QGuiApplication.clipboard().setMimeData(write_cells(texts, merged))
        return True

    def cut(self) -> None:
        """Copies, then clears."""
        if self.copy():
            self._write("剪切", dict.fromkeys(self._selection.cells(), ""))

    def clear(self) -> None:
        """Blanks every selected cell."""
        self._write("清除内容", dict.fromkeys(self._selection.cells(), ""))

    def paste(self) -> None:
        """What the clipboard holds, at the selection; into an empty table as its first rows."""
        from editor.bridge.clipboard import read_cells

        try:
            copied = read_cells(QGuiApplication.clipboard().mimeData())
        except UserError as error:
            self._tell(str(error))
            return
        if copied is None or not copied.rows:
            self._tell("剪贴板里没有可以粘贴的文字或表格。")
            return
        areas = self._selection.areas() or (Area(0, 0, 0, 0),)
        try:
            pasted = grid_edits.paste(self._model.table(), areas, copied.rows, self._columns)
        except ValueError:
            self._tell("选中了好几块单元格，只能粘贴一个值；粘贴多行多列时请先选中一个单元格。")
            return
        if self._write("粘贴", pasted.cells):
            self._selection.select(pasted.area if len(areas) == 1 else None)
            for sentence in _about(pasted, copied):
                self._tell(sentence)

    def fill_down(self) -> None:
        """The first selected row into those below it, or the row above into the selected one."""
        self._write("向下填充", grid_edits.fill_down(self._model.table(), self._selection.areas()))

    def fill_right(self) -> None:
        """The first selected column into those right of it, or the column left of it into the selected one."""
        self._write("向右填充", grid_edits.fill_right(self._model.table(), self._selection.areas()))

    def twin(self) -> None:
        """The columns of the first group into those of the next: in the selected rows, with one cell selected in all."""
        rows = self._selection.rows()
        if len(rows) < 2:
            rows = tuple(range(len(self._model.rows)))
        self._write(self._model.form.twin_words, grid_edits.twin(self._model.table(), rows, self._model.form.twins))

    def extend(self, area: Area, bottom: int) -> None:
        """The area's rows again and again down to a row."""
        if self._write("拖动填充", grid_edits.extend(self._model.table(), area, bottom)):
            self._selection.select(Area(area.top, area.left, bottom, area.right))

    def put_everywhere(self, text: str) -> bool:
        """One text into every selected cell; False where the file could not take it."""
        return self._write("填入所选单元格", dict.fromkeys(self._selection.cells(), text))

    def insert_above(self) -> None:
        """As many rows as are selected, above them; into an empty table its first row."""
        rows = self._selection.rows()
        self._insert(rows[0] if rows else 0, max(len(rows), 1), rows[0] if rows else 0)

    def insert_below(self) -> None:
        """As many rows as are selected, below them."""
        rows = self._selection.rows()
        self._insert(rows[-1] + 1 if rows else 0, max(len(rows), 1), rows[-1] if rows else 0)

    def add_row(self) -> bool:
        """One row at the table's end, its first cell current."""
        count = len(self._model.rows)
        if not self._model.growable or not self._apply(
            f"新增{self._noun or '行'}", grid_edits.insert(self._model.table(), count, 1, count - 1)
        ):
            return False
        self._selection.go(count, 0)
        return True

    def duplicate_rows(self) -> None:
        """Copies of the selected rows behind them."""
        rows = self._selection.rows() if self._may_grow() else ()
        if rows and self._apply(f"复制{self._noun}行", grid_edits.duplicate(self._model.table(), rows)):
            self._selection.select_rows(rows[-1] + 1, rows[-1] + len(rows))

    def delete_rows(self) -> None:
        """The selected rows away; the current cell stays where it was, as far as there are rows."""
        rows = self._selection.rows() if self._may_grow() else ()
        column = self._selection.column()
        if rows and self._apply(f"删除{self._noun}行", grid_edits.delete(self._model.table(), rows)):
            self._selection.go(min(rows[0], len(self._model.rows) - 1), column)

    def move(self, by: int) -> None:
        """The selected rows one up or down, past one row that is not selected."""
        rows = self._selection.rows()
        if not rows:
            return
        before = rows[0] - 1 if by < 0 else rows[-1] + 2
        if 0 <= before <= len(self._model.rows):
            self.move_before(before)

    def move_before(self, before: int) -> None:
        """The selected rows to before a position of the table."""
        rows = self._selection.rows() if self._may_grow() else ()
        if rows:
            self._apply(f"移动{self._noun}行", grid_edits.move(self._model.table(), rows, before))
            self._selection.show()

    def _insert(self, at: int, count: int, group_of: int) -> None:
        if not self._may_grow():
            return
        column = self._selection.column()
        if self._apply(f"插入{self._noun}行", grid_edits.insert(self._model.table(), at, count, group_of)):
            self._selection.go(at, column)
            if count > 1:
                self._selection.select_rows(at, at + count - 1)

    def _write(self, name: str, cells: Cells) -> bool:
        table = self._model.table()
        written = table.open(cells)
        if len(written) < len(cells):
            self._tell(f"{len(cells) - len(written)} 个单元格是计算出来的，没有改动；要改写请逐格按 F2。")
        return self._apply(name, grid_edits.write(table, written)) if written else False

    def _apply(self, name: str, edit: Edit) -> bool:
        return self._model.apply(name, edit)

    def _may_grow(self) -> bool:
        if not self._model.growable:
            self._tell("这张表的行是固定的，不能增删或移动。")
        return self._model.growable


def _about(pasted: Pasted, copied: "Copied") -> Sequence[str]:
    """What a clerk should know of a paste that did more or less than it looks."""
    sentences = []
    if pasted.header:
        sentences.append("复制的内容带有表头，已跳过表头，并按表头放进对应的列。")
    if pasted.summed:
        sentences.append(f"有 {pasted.summed} 行是合计（类、款或总计），没有粘贴：这些数由程序算出来。")
    if pasted.left_out and pasted.header:
        sentences.append(f"有 {pasted.left_out} 列在这张表里没有对应的列，没有粘贴。")
    elif pasted.left_out:
        sentences.append(f"有 {pasted.left_out} 列超出了表格右边，没有粘贴；需要时请从更靠左的单元格开始粘贴。")
    if pasted.cut:
        sentences.append(f"这张表的行是固定的，多出的 {pasted.cut} 行没有粘贴。")
    if copied.more_tables:
        sentences.append("复制的内容里有几个表格，只粘贴了第一个；其余的请分别复制。")
    if pasted.added:
        sentences.append(f"已粘贴 {pasted.area.height} 行，其中 {pasted.added} 行是新增的。")
    return sentences
