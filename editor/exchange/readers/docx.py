"""Takes a .docx file and gives its paragraphs and tables in order, read straight from the XML."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from editor.exchange.raw import RawBlock, RawDocument, RawParagraph, Where
from editor.exchange.readers.docx_names import MC, w
from editor.exchange.readers.docx_styles import Numbering, Styles
from editor.exchange.readers.docx_table import NESTED, is_layout, read_grid, row_cells, table_rows
from editor.exchange.readers.docx_text import ParagraphText, TextReader, is_on_placeholder
from editor.exchange.readers.notebook import Notebook
from editor.exchange.readers.package import BrokenFile, Package, open_package
from editor.exchange.readers.xmlparts import main_part, read_part, related_parts

BOX = "文本框里的文字读入到它所在段落的后面"
PAGE_EDGE = "页眉或页脚的文字没有读入"
COMMENT = "批注没有读入"
FOREIGN = "插入的其他文档没有读入"
_DEFAULT_MAIN = "word/document.xml"
_WRAPPERS = frozenset((w("ins"), w("moveTo"), w("customXml"), w("smartTag"), w("sdtContent")))
_PAGE_NUMBER = re.compile(r"[\s\d\-—–－~·.、/第页共]*\Z")


def read_docx(path: Path) -> RawDocument:
    """Everything of the document's body; `where.line` is the running number of the paragraph or table in it.

    BrokenFile, or an error of the XML library, where the file is damaged.
    """
    with open_package(path) as package:
        main = main_part(package) or _DEFAULT_MAIN
        root = read_part(package, main)
        body = None if root is None else root.find(w("body"))
        if body is None:
            raise BrokenFile("no document body")
        notes = Notebook(path.name)
        reader = _BodyReader(package, main, path.name, notes)
        blocks = tuple(reader.blocks(body))
        _remark_edges(package, main, notes)
        return RawDocument(path.name, "docx", blocks, notes.notes())


class _BodyReader:
    """Walks the body of one document."""

    def __init__(self, package: Package, main: str, source: str, notes: Notebook) -> None:
        parts = {kind: name for _, kind, name in related_parts(package, main)}

        def part(kind: str) -> Any | None:
            return read_part(package, parts[kind]) if kind in parts else None

        footnotes = {
            (kind, note.get(w("id"), "")): _words(note)
            for kind in ("footnote", "endnote")
            for note in _children_of(part(kind + "s"), kind)
        }
        styles, numbering = Styles(part("styles")), Numbering(part("numbering"))
        self._text = TextReader(styles, numbering, footnotes, notes)
        self._source = source
        self._notes = notes
        self._line = 0

    def blocks(self, body: Any) -> Iterator[RawBlock]:
        """The paragraphs and tables of a w:body, numbered as they come."""
        for element in _block_elements(body):
            self._line += 1
            yield from self._block(element, Where(self._source, line=self._line))

    def _block(self, element: Any, where: Where) -> Iterator[RawBlock]:
        if element.tag == w("p"):
            read = self._text.paragraph(element, where)
            if read.text:
                yield RawParagraph(read.text, where)
            for inner in self._boxed(read, where):
                yield from self._block(inner, where)
        elif element.tag == w("tbl"):
            yield from self._table(element, where)
        else:
            self._notes.add(FOREIGN, where)

    def _table(self, element: Any, where: Where) -> Iterator[RawBlock]:
        if is_layout(element):
            for row in table_rows(element):
                for cell in row_cells(row):
                    for inner in _block_elements(cell):
                        yield from self._block(inner, where)
            return
        table = read_grid(element, lambda cell: self._cell_text(cell, where), self._notes, where)
        if table is not None:
            yield table

    def _cell_text(self, cell: Any, where: Where) -> str:
        lines: list[str] = []
        for element in _block_elements(cell):
            self._add_lines(element, where, lines)
        return "\n".join(lines).strip()

    def _add_lines(self, element: Any, where: Where, lines: list[str]) -> None:
        if element.tag == w("p"):
            read = self._text.paragraph(element, where)
            lines.append(read.text)
            for inner in self._boxed(read, where):
                self._add_lines(inner, where, lines)
        elif element.tag == w("tbl"):
            self._notes.add(NESTED, where)
            lines.extend(
                "\t".join(self._cell_text(cell, where) for cell in row_cells(row)).strip()
                for row in table_rows(element)
            )
        else:
            self._notes.add(FOREIGN, where)

    def _boxed(self, read: ParagraphText, where: Where) -> Iterator[Any]:
        for box in read.boxes:
            words = _words(box)
            if words:
                self._notes.add(BOX, where, before=words)
                yield from _block_elements(box)


def _block_elements(parent: Any) -> Iterator[Any]:
    """Paragraphs, tables and foreign documents below `parent`, also those inside content controls."""
    for child in parent:
        if child.tag in (w("p"), w("tbl"), w("altChunk")):
            yield child
        elif child.tag == w("sdt"):
            if not is_on_placeholder(child):
                yield from _block_elements(child)
        elif child.tag in _WRAPPERS:
            yield from _block_elements(child)
        elif child.tag == MC + "AlternateContent":
            chosen = child.find(MC + "Choice")
            yield from _block_elements(child.find(MC + "Fallback") if chosen is None else chosen)


def _children_of(root: Any | None, tag: str) -> Iterator[Any]:
    return iter(()) if root is None else root.iterfind(w(tag))


def _words(element: Any) -> str:
    """All the visible text below an element, paragraphs apart by a blank."""
    lines = ("".join(t.text or "" for t in p.iter(w("t"))).strip() for p in element.iter(w("p")))
    return " ".join(line for line in lines if line)


def _remark_edges(package: Package, main: str, notes: Notebook) -> None:
    """Headers, footers and comments are no part of the text; what they say is listed, page numbers are not."""
    seen: set[str] = set()
    for _, kind, name in related_parts(package, main):
        if kind not in ("header", "footer", "comments"):
            continue
        root = read_part(package, name)
        for element in () if root is None else (root.iterfind(w("comment")) if kind == "comments" else (root,)):
            words = _words(element)
            if words and words not in seen and not _PAGE_NUMBER.match(words):
                seen.add(words)
                notes.add(COMMENT if kind == "comments" else PAGE_EDGE, before=words)
