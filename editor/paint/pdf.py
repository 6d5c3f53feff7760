"""A typeset volume as a PDF file: pages, outline, links, page labels, title and language.

The file is reportlab's; what is drawn on a page is written in `content`.
"""

import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import BinaryIO

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFPage,
    PDFResourceDictionary,
    PDFStream,
    PDFString,
)
from reportlab.pdfgen.canvas import Canvas

from editor.paint.content import page_content
from editor.paint.embedding import FontUse
from editor.typeset.boxes import OutlineEntry, PageBoxes, Pages
from editor.typeset.fonts import Face, FontSet

Progress = Callable[[int, int], None]
"""Called after each page with the number of pages done and of all; what it raises ends the painting."""
_PRODUCER = "jixiao"
_VERSION = (1, 7)
_NO_BORDER = "[0 0 0]"
_PRINTED = 4
"""The flag of an annotation that is there on paper too (ISO 32000-1, 12.5.3)."""


def paint(pages: Pages, fonts: FontSet, stream: BinaryIO, progress: Progress | None = None) -> None:
    """Write the volume as a PDF file; the same pages give the same bytes."""
    _Painter(pages, fonts, stream).run(progress)


def pdf_bytes(pages: Pages, fonts: FontSet, progress: Progress | None = None) -> bytes:
    """The volume as the bytes of a PDF file."""
    stream = BytesIO()
    paint(pages, fonts, stream, progress)
    return stream.getvalue()


class _Info(PDFInfo):  # type: ignore[misc]
    """The properties that are known; reportlab adds a date, the year 2000 where equal pages are to give equal bytes."""

    def format(self, document: PDFDocument) -> bytes:
        known = {"Title": self.title, "Subject": self.subject, "Producer": self.producer}
        written: bytes = PDFDictionary({key: PDFString(text) for key, text in known.items() if text}).format(document)
        return written


class _PageCanvas(Canvas):  # type: ignore[misc]
    """A canvas that takes each page's content as a whole."""

    def __init__(self, stream: BinaryIO, width: float, height: float, language: str) -> None:
        super().__init__(stream, (width, height), pageCompression=1, invariant=1, pdfVersion=_VERSION, lang=language)
        self._doc.info = _Info()
        resources = PDFResourceDictionary()
        resources.basicFonts()
        self._resources = self._doc.Reference(resources)

    def _make_preamble(self) -> None:
        """Nothing: reportlab would begin each page with Helvetica, which is not embedded."""
        self._preamble = ""

    def font(self, face: Face, namesakes: int) -> FontUse:
        """A face for this document."""
        return FontUse(face, self._doc, namesakes)

    def add_page(self, content: bytes, size: tuple[float, float]) -> None:
        """End the page. Its content is packed now: pages wait in memory until the file is saved."""
        page = PDFPage()
        page.pagewidth, page.pageheight = size
        page.Contents = PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), zlib.compress(content))
        page.Resources = self._resources
        self._setAnnotations(page)
        self._doc.updateSignature(content)
        self._doc.addPage(page)
        self._startPage()


class _Painter:
    """Paints one volume."""

    def __init__(self, pages: Pages, fonts: FontSet, stream: BinaryIO) -> None:
        self._pages = pages
        self._fonts = fonts
        self._canvas = _PageCanvas(stream, pages.width, pages.height, pages.language)
        self._uses: dict[str, FontUse] = {}
        self._entries: dict[int, list[tuple[int, OutlineEntry]]] = {}
        for number, entry in enumerate(pages.outline):
            self._entries.setdefault(entry.page, []).append((number, entry))

    def run(self, progress: Progress | None) -> None:
        """Paint everything."""
        count = len(self._pages.pages)
        labels: list[str] = []
        for index, page in enumerate(self._pages.pages):
            self._page(index, page)
            labels.append(page.number)
            if progress is not None:
                progress(index + 1, count)
        self._outline()
        self._page_labels(labels)
        self._properties()
        self._canvas.save()

    def _font(self, key: str) -> FontUse:
        use = self._uses.get(key)
        if use is None:
            face = self._fonts.face(key)
            namesakes = sum(other.face.file.name == face.file.name for other in self._uses.values())
            use = self._uses[key] = self._canvas.font(face, namesakes)
        return use

    def _page(self, index: int, page: PageBoxes) -> None:
        height = self._pages.width if page.turned else self._pages.height
        self._canvas.bookmarkPage(_page_key(index), "XYZ", top=height)
        for number, entry in self._entries.get(index, ()):
            self._canvas.bookmarkPage(_entry_key(number), "XYZ", top=height - entry.y)
        for link in page.links:
            lower = height - link.y - link.height
            box = (link.x, lower, link.x + link.width, lower + link.height)
            self._canvas.linkAbsolute("", _page_key(link.page), box, Border=_NO_BORDER, F=_PRINTED)
        size = (self._pages.height if page.turned else self._pages.width, height)
        self._canvas.add_page(page_content(page, height, self._font), size)

    def _outline(self) -> None:
        """The outline beside the pages; entries with others below them are shown closed."""
        above: list[int] = []
        for number, entry in enumerate(self._pages.outline):
            while above and above[-1] >= entry.level:
                above.pop()
            self._canvas.addOutlineEntry(_readable(entry.text), _entry_key(number), len(above), closed=True)
            above.append(entry.level)
        if self._entries:
            self._canvas.showOutline()

    def _page_labels(self, labels: Iterable[str]) -> None:
        """The numbers printed on the pages, for a viewer's page field; pages without count in small Roman numbers."""
        before = ""
        for index, label in enumerate(labels):
            follows = bool(label) == bool(before) and index and (not label or int(label) == int(before) + 1)
            if not follows:
                style, start = ("ARABIC", int(label)) if label else ("ROMAN_LOWER", None)
                self._canvas.addPageLabel(index, style, start)
            before = label

    def _properties(self) -> None:
        self._canvas.setTitle(_readable(self._pages.title))
        self._canvas.setSubject(_readable(self._pages.subject))
        self._canvas.setProducer(_PRODUCER)
        self._canvas.setViewerPreference("DisplayDocTitle", "true")


def _page_key(index: int) -> str:
    return f"page {index}"


def _entry_key(number: int) -> str:
    return f"entry {number}"


def _readable(text: str) -> str:
    """A text without halves of characters, which no encoding takes."""
    return text.encode("utf-8", "replace").decode("utf-8")
