"""Takes the parts of a workbook and gives, by openpyxl, its worksheets and what each of their cells holds.

Not by load_workbook: that makes a cell of every place a merged range covers (a million of them for a merged column),
drops the texts under it, loses formulas or their results, and gives a whole file up over one fill or rule it does not
know. Its parts are used instead, which read what is needed here and nothing else, a sheet in one pass.
"""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from defusedxml.ElementTree import iterparse
from openpyxl.cell.text import Text
from openpyxl.packaging.workbook import WorkbookPackage
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel
from openpyxl.worksheet._reader import (
    COL_TAG,
    FORMULA_TAG,
    INLINE_STRING,
    MERGE_TAG,
    ROW_TAG,
    VALUE_TAG,
    WorkSheetParser,
)

from editor.exchange.readers.package import BrokenFile, Package
from editor.exchange.readers.xlsx_numbers import BUILT_IN, GENERAL
from editor.exchange.readers.xlsx_pieces import Span
from editor.exchange.readers.xmlparts import main_part, read_part, related_parts, usual_names, whole_number

MAX_ROW, MAX_COLUMN = 1_048_576, 16_384
_DEFAULT_MAIN = "xl/workbook.xml"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?\d{1,7}\Z")
_TRUE = ("1", "true")
_BEYOND = (float("inf"), float("-inf"))
_FAULTS = (ArithmeticError, AttributeError, LookupError, OSError, SyntaxError, TypeError, ValueError)


class Stored(NamedTuple):
    """What a cell holds."""

    row: int
    column: int
    """Both from 1."""
    kind: str
    """"n" a number, "b" TRUE or FALSE, "e" an error, anything else a text."""
    text: str
    style: int
    formula: str
    """Only where its result is not in the file."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One worksheet; rows and columns from 1."""

    name: str
    part: str
    hidden: bool
    cells: tuple[Stored, ...]
    merges: tuple[Span, ...]
    hidden_rows: tuple[int, ...]
    hidden_columns: tuple[range, ...]


class Book:
    """A workbook whose worksheets are read one at a time."""

    def __init__(self, package: Package) -> None:
        """BrokenFile where there is no workbook in it, or none that can be read."""
        self._package = package
        main = main_part(package) or _DEFAULT_MAIN
        root = read_part(package, main)
        if root is None:
            raise BrokenFile("no workbook")
        relations = related_parts(package, main)
        parts = {kind: name for _, kind, name in relations}
        with _faults_are_broken_files():
            workbook: Any = WorkbookPackage.from_tree(root)
            self.from_1904 = bool(workbook.properties.date1904)
            self._strings = self._read_strings(parts.get("sharedStrings", ""))
        self._formats = _formats(read_part(package, parts.get("styles", "")))
        self._listed = tuple((sheet.id, sheet.name, sheet.state != "visible") for sheet in workbook.sheets)
        self._targets = {relation: (kind, name) for relation, kind, name in relations}

    def sheets(self) -> Iterator[Sheet]:
        """All worksheets in their order, hidden ones too; what is no worksheet (a chart) is left out."""
        for relation, name, hidden in self._listed:
            kind, part = self._targets.get(relation or "", ("", ""))
            if kind == "worksheet" and part in self._package.parts:
                yield self._sheet(name, part, hidden)

    def number_format(self, style: int) -> str:
        """The format code of a cell style, "General" where the file states none."""
        return self._formats[style] if style < len(self._formats) else GENERAL

    def _sheet(self, name: str, part: str, hidden: bool) -> Sheet:
        with _faults_are_broken_files():
            parser = _SheetParser(
                io.BytesIO(usual_names(self._package.read(part))),
                self._strings,
                data_only=True,
                epoch=CALENDAR_MAC_1904 if self.from_1904 else CALENDAR_WINDOWS_1900,
            )
            cells = tuple(cell for cell in parser.stored() if cell.text or cell.formula)
        return Sheet(
            name, part, hidden, cells, tuple(parser.merges), tuple(parser.hidden_rows), tuple(parser.hidden_columns)
        )

    def _read_strings(self, part: str) -> dict[int, str]:
        """By number, so that a number below zero finds none."""
        root = read_part(self._package, part)
        items = () if root is None else root.iterfind(_S + "si")
        texts: Iterator[Any] = (Text.from_tree(_undressed(item)) for item in items)
        return {number: text.content for number, text in enumerate(texts)}


class _SheetParser(WorkSheetParser):
    """openpyxl's reader of a sheet, which passes over what is not needed here, and over numbers it cannot read.

    It is told of no date formats: dates stay the numbers they are stored as, to be shown by our own formats.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.merges: list[Span] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[range] = []

    def stored(self) -> Iterator[Stored]:
        """Every cell; the lists of this parser are full when it ends."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield from self._row(element)
                element.clear()
            elif element.tag == MERGE_TAG:
                self.merges.extend(_merges(element))
            elif element.tag == COL_TAG and element.get("hidden") in _TRUE:
                last = min(whole_number(element.get("max"), 0), MAX_COLUMN)
                self.hidden_columns.append(range(whole_number(element.get("min"), 1), last + 1))

    def _row(self, element: Any) -> Iterator[Stored]:
        _without_nonsense(element, "r")
        number, cells = self.parse_row(element)
        if not 1 <= number <= MAX_ROW:
            raise BrokenFile("a row out of range")
        if element.get("hidden") in _TRUE:
            self.hidden_rows.append(number)
        for cell in cells:
            yield self._stored(number, **cell)

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """As openpyxl has it, with the formula beside it; a value it cannot read is a text."""
        _without_nonsense(element, "s")
        if not _REFERENCE.match(element.get("r", "")):
            element.attrib.pop("r", None)
        if (inline := element.find(INLINE_STRING)) is not None:
            _undressed(inline)
        try:
            cell: dict[str, Any] = super().parse_cell(element)
            if cell["value"] in _BEYOND:
                raise OverflowError("a number beyond any a sheet can hold")
        except _FAULTS as fault:
            if element.get("t") == "s":
                raise BrokenFile("a string that is not there") from fault
            cell = {"column": self.col_counter, "data_type": "s", "style_id": 0, "value": element.findtext(VALUE_TAG)}
        formula = element.find(FORMULA_TAG)
        if formula is not None and cell["value"] is None and element.get("t") != "str":
            cell["formula"] = "=" + (formula.text or "")
        return cell

    def _stored(self, number: int, *, column: int, value: Any, data_type: str, style_id: int, **rest: Any) -> Stored:
        """A date that is written out is the number it stands for."""
        text = "" if value is None or column > MAX_COLUMN else str(value)
        if text and data_type == "d":
            text, data_type = str(to_excel(value, self.epoch)), "n"  # type: ignore[no-untyped-call]
        elif text and data_type == "b":
            text = text.upper()
        return Stored(number, column, data_type, text, style_id, rest.get("formula", ""))


@contextmanager
def _faults_are_broken_files() -> Iterator[None]:
    """What openpyxl stumbles over is the file's fault; what it warns of it would have left out, and we leave out more."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except _FAULTS as fault:
            raise BrokenFile(f"openpyxl cannot read it: {fault!r}") from fault


def _without_nonsense(element: Any, attribute: str) -> None:
    """Takes out an attribute that should be a number and is none: openpyxl would give the file up."""
    if whole_number(element.get(attribute), -1) < 0:
        element.attrib.pop(attribute, None)


def _undressed(item: Any) -> Any:
    """A string without its fonts and phonetic guides: openpyxl would give the file up over one it does not know."""
    for part in tuple(item):
        if part.tag not in (_S + "t", _S + "r"):
            item.remove(part)
        for font in part.findall(_S + "rPr"):
            part.remove(font)
    return item


def _merges(element: Any) -> Iterator[Span]:
    """The merged ranges a sheet states, nonsense left out."""
    for merge in element:
        try:
            left, top, right, bottom = range_boundaries(merge.get("ref", ""))
        except ValueError:
            continue
        if left and top and right and bottom and top <= bottom <= MAX_ROW and left <= right <= MAX_COLUMN:
            yield Span(top, left, bottom, right)


def _formats(root: Any | None) -> tuple[str, ...]:
    """Format codes by style number: the one thing of the styles a text depends on."""
    if root is None:
        return ()
    own = {f.get("numFmtId"): f.get("formatCode", GENERAL) for f in root.iterfind(f"{_S}numFmts/{_S}numFmt")}
    numbers = [xf.get("numFmtId", "0") for xf in root.iterfind(f"{_S}cellXfs/{_S}xf")]
    return tuple(own.get(n) or BUILT_IN.get(whole_number(n, 0), GENERAL) for n in numbers)
