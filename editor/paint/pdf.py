"""A typeset volume as a PDF file: pages, outline, links, page labels, title and language.

The file is written here and not by a library. Measured beside reportlab 5.1 for the same four faces: 130 ms to load it and
the fonts before anything is drawn, here 10; one font object for each face instead of one for each 255 characters, so that
a line of Chinese is one string; and each page is on its way to the disk before the next is painted.
"""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO

from editor.paint.content import page_content
from editor.paint.embedding import FontUse
from editor.paint.outline import write_outline
from editor.paint.pdffile import PdfFile, text_string
from editor.typeset.boxes import Link, PageBoxes, Pages
from editor.typeset.fonts import FontSet

Progress = Callable[[int, int], None]
"""Called after each page with the number of pages done and of all; what it raises ends the painting."""
_BRANCH = 64
"""Pages under one node of the page tree."""
_PRODUCER = "jixiao"


def paint(pages: Pages, fonts: FontSet, stream: BinaryIO, progress: Progress | None = None) -> None:
    """Write the volume as a PDF file; the same pages give the same bytes."""
    _Painter(pages, fonts, stream).run(progress)


def pdf_bytes(pages: Pages, fonts: FontSet, progress: Progress | None = None) -> bytes:
    """The volume as the bytes of a PDF file."""
    stream = BytesIO()
    paint(pages, fonts, stream, progress)
    return stream.getvalue()


class _Painter:
    """Paints one volume. Page objects get their numbers first, so that links may point to pages not yet painted."""

    def __init__(self, pages: Pages, fonts: FontSet, stream: BinaryIO) -> None:
        self._pages = pages
        self._fonts = fonts
        self._file = PdfFile(stream)
        self._uses: dict[str, FontUse] = {}
        count = len(pages.pages)
        self._numbers = [self._file.reserve() for _ in range(count)]
        self._branches = [self._file.reserve() for _ in range(-(-count // _BRANCH))]
        self._resources = self._file.reserve()
        self._labels: list[str] = []

    def run(self, progress: Progress | None) -> None:
        """Paint everything."""
        count = len(self._numbers)
        for index, page in enumerate(self._pages.pages):
            self._page(index, page)
            self._labels.append(page.number)
            if progress is not None:
                progress(index + 1, count)
        fonts = b"".join(
            b"/%s %d 0 R" % (use.name.encode("ascii"), use.embed(self._file)) for use in self._uses.values()
        )
        self._file.write(self._resources, b"<</Font<<%s>>>>" % fonts)
        self._finish(self._tree())

    def _font(self, key: str) -> FontUse:
        use = self._uses.get(key)
        if use is None:
            use = self._uses[key] = FontUse(f"F{len(self._uses) + 1}", self._fonts.face(key))
        return use

    def _page(self, index: int, page: PageBoxes) -> None:
        content = self._file.add_stream(page_content(page, self._pages.height, self._font))
        links = [self._file.add(self._link(link)) for link in page.links]
        annotations = b"/Annots[%s]" % b" ".join(b"%d 0 R" % number for number in links) if links else b""
        self._file.write(
            self._numbers[index],
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Resources %d 0 R/Contents %d 0 R%s>>"
            % (
                self._branches[index // _BRANCH],
                _number(self._pages.width),
                _number(self._pages.height),
                self._resources,
                content,
                annotations,
            ),
        )

    def _link(self, link: Link) -> bytes:
        lower = self._pages.height - link.y - link.height
        box = b" ".join(map(_number, (link.x, lower, link.x + link.width, lower + link.height)))
        top = _number(self._pages.height)
        return b"<</Type/Annot/Subtype/Link/Border[0 0 0]/F 4/Rect[%s]/Dest[%d 0 R/XYZ null %s null]>>" % (
            box,
            self._numbers[link.page],
            top,
        )

    def _tree(self) -> int:
        """The page tree: a root over branches of pages."""
        root = self._file.reserve()
        for i, branch in enumerate(self._branches):
            members = self._numbers[i * _BRANCH : (i + 1) * _BRANCH]
            kids = b" ".join(b"%d 0 R" % number for number in members)
            body = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % (root, len(members), kids)
            self._file.write(branch, body)
        kids = b" ".join(b"%d 0 R" % number for number in self._branches)
        self._file.write(root, b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(self._numbers), kids))
        return root

    def _finish(self, tree: int) -> None:
        pages, file = self._pages, self._file
        outline = write_outline(file, pages.outline, self._numbers, pages.height)
        shown = b"/Outlines %d 0 R/PageMode/UseOutlines" % outline if outline else b""
        catalog = file.add(
            b"<</Type/Catalog/Pages %d 0 R/Lang%s/ViewerPreferences<</DisplayDocTitle true>>/PageLabels<</Nums[%s]>>%s>>"
            % (tree, text_string(pages.language), b" ".join(self._page_labels()), shown)
        )
        subject = b"/Subject%s" % text_string(pages.subject) if pages.subject else b""
        info = file.add(b"<</Title%s%s/Producer%s>>" % (text_string(pages.title), subject, text_string(_PRODUCER)))
        file.finish(catalog, info)

    def _page_labels(self) -> Iterator[bytes]:
        """The numbers printed on the pages, for a viewer's page field; pages without count in small Roman numbers."""
        before = ""
        for index, label in enumerate(self._labels):
            follows = bool(label) == bool(before) and index and (not label or int(label) == int(before) + 1)
            if not follows:
                yield b"%d<</S/D/St %d>>" % (index, int(label)) if label else b"%d<</S/r>>" % index
            before = label


def _number(value: float) -> bytes:
    return f"{value:.2f}".rstrip("0").rstrip(".").encode("ascii")
