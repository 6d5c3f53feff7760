"""Cells on the clipboard: written in three formats at once, read from the best one there."""

import json
import re
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QByteArray, QMimeData
from PySide6.QtGui import QGuiApplication

from editor.bridge.grid_edits import Rows
from editor.errors import UserError
from editor.exchange.cells import clean
from editor.exchange.clipboard import (
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    read_html,
    read_tsv,
    write_html,
    write_tsv,
)
from editor.values import value

CELLS = "application/x-jixiao-cells"
"""Our own format: JSON, {"cells": [[text, …], …]}; it holds every character as it was written."""
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
_TABLE = re.compile(r"<(/?)table\b", re.IGNORECASE)


@value
class Copied:
    """A rectangle found on the clipboard; `more_tables` where a second table beside it was not read."""

    rows: Rows
    more_tables: bool = False


def write_cells(rows: Sequence[Sequence[str]], merged_columns: frozenset[int] = frozenset()) -> QMimeData:
    """A rectangle as our own format, as HTML (runs of equal cells in `merged_columns` merged) and as tab-separated text."""
    mime = QMimeData()
    mime.setData(CELLS, QByteArray(json.dumps({"cells": [list(row) for row in rows]}, ensure_ascii=False).encode()))
    mime.setHtml(write_html(rows, merged_columns))
    one = len(rows) == 1 and len(rows[0]) == 1
    mime.setText(rows[0][0] if one else write_tsv(rows))
    return mime


def read_cells(mime: QMimeData | None) -> Copied | None:
    """The rectangle on the clipboard: our own format, else an HTML table, else text; None where there is nothing of these.

    UserError past the bounds.
    """
    if mime is None:
        return None
    if mime.hasFormat(CELLS):
        rows = _read_own(bytes(mime.data(CELLS).data()))
        if rows:
            return Copied(rows)
    if mime.hasHtml():
        source = mime.html()
        rows = read_html(source)
        if rows:
            return Copied(rows, _tables(source) > 1)
    if mime.hasText() and mime.text():
        return Copied(read_tsv(mime.text()))
    return None


def clear_own() -> None:
    """Takes away what was copied in this program; what another one put there stays."""
    clipboard = QGuiApplication.clipboard()
    mime = cast("QMimeData | None", clipboard.mimeData())  # Qt may have none, which its types leave out
    if clipboard.ownsClipboard() or (mime is not None and mime.hasFormat(CELLS)):
        clipboard.clear()


def plain_text(text: str) -> str:
    """What a person pastes into the text of one cell: no control characters, tabs as blanks."""
    return clean(text).replace("\t", " ")


def _read_own(data: bytes) -> Rows:
    """() where the bytes are not what `write_cells` writes: any program may put them there."""
    if len(data) > 4 * MOST_CHARACTERS:
        raise UserError("剪贴板里的内容太多，没有粘贴，请分几次复制。")
    try:
        cells = json.loads(data)["cells"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
    if not isinstance(cells, list) or not all(isinstance(row, list) and row for row in cells):
        return ()
    if not all(isinstance(text, str) for row in cells for text in row) or len({len(row) for row in cells}) != 1:
        return ()
    if len(cells) > MOST_ROWS or len(cells[0]) > MOST_COLUMNS:
        raise UserError(f"要粘贴的内容超过一次最多 {MOST_ROWS} 行 {MOST_COLUMNS} 列，没有粘贴，请分几次复制。")
    return tuple(tuple(_CONTROLS.sub("", text) for text in row) for row in cells)


def _tables(source: str) -> int:
    """Tables that stand in no other table."""
    depth = found = 0
    for match in _TABLE.finditer(source):
        if match[1]:
            depth = max(0, depth - 1)
        else:
            found += depth == 0
            depth += 1
    return found
