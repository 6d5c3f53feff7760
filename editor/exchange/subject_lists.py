"""Takes a file with a bureau's list of subjects (科目表) and gives its codes with their names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from editor.errors import UserError
from editor.exchange.raw import RawDocument, RawTable
from editor.exchange.readers.worker import read_sources

Subject = tuple[str, str]
"""Code and name."""
_CODED = re.compile(r"(\d{3,9})[\s　、.．:：]*(\D.*)")
_DIGITS = re.compile(r"\d{2,9}")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def read_subjects(path: Path, *, in_process: bool = False) -> tuple[Subject, ...]:
    """The subjects of a workbook, each code once, in its order; `in_process` reads without the walled-off worker, for tests.

    A code may stand in one cell (2010101), in one for each level (201, 01, 01), or in one with its name. UserError where there is
    none.
    """
    documents = read_sources((path,), in_process=in_process)
    found = subjects_of(documents)
    if not found:
        raise UserError(
            f"文件“{path.name}”里没有找到科目：需要一列科目编码（三位以上数字）、一列科目名称。请整理成这两列再导入。"
        )
    return found


def subjects_of(documents: Iterable[RawDocument]) -> tuple[Subject, ...]:
    """The same of documents that were already read."""
    found: dict[str, str] = {}
    for document in documents:
        for block in document.blocks:
            lines = _rows(block) if isinstance(block, RawTable) else [[block.text]]
            for code, name in _subjects(lines):
                found.setdefault(code, name)
    return tuple(found.items())


def _rows(table: RawTable) -> Iterator[Sequence[str]]:
    for row in table.grid():
        yield [" ".join(cell.text.split()).translate(_WIDE) if cell is not None else "" for cell in row]


def _subjects(rows: Iterable[Sequence[str]]) -> Iterator[Subject]:
    for row in rows:
        code, name = "", ""
        for cell in row:
            together = _CODED.fullmatch(cell)
            if _DIGITS.fullmatch(cell) and not name:
                code = cell if len(cell) > len(code) and cell.startswith(code) else code + cell
            elif together is not None and not code:
                code, name = together[1], together[2].strip()
            elif cell and code and not name:
                name = cell
        if len(code) >= 3 and name:
            yield code, name
