"""The fonts of one document: each face's characters numbered by reportlab as they come up, and embedded by it.

It cuts a face into fonts of 255 characters with codes of one byte; a line of text is shown in pieces of one such font.
Two things are done here in its place: the font file is read by TrueTypeFile, which looks single glyphs up (reportlab
unpacks 12,000 of them for each font: 90 ms for the bundled four, here 2), and the maps back to Unicode are right beyond
U+FFFF.
"""

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar
from weakref import WeakKeyDictionary

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import FF_SYMBOLIC, TTFont, TTFontFace

from editor.typeset.fonts import Face

_BLOCK = 100
"""Most entries a block of a ToUnicode map may have (Adobe Technical Note 5014)."""
_STEM = 80
"""Width of the stems a font descriptor states; no reader uses it for an embedded font."""
_Key = TypeVar("_Key")
_Found = TypeVar("_Found")


class FontUse(dict[int, int]):
    """Where a document keeps the characters of a face: code points → 256 × font + code, given as they are asked for.

    Characters drawn by the same glyph get codes of their own: each must come out as itself when it is copied.
    """

    def __init__(self, face: Face, document: PDFDocument, namesakes: int) -> None:
        super().__init__()
        self.face = face
        self._document = document
        self._font = _EmbeddedFont(face, namesakes)
        self._names: dict[int, str] = {}
        self.widths: dict[str, float] = {}
        """The characters' own advances in thousandths of an em."""

    def __missing__(self, point: int) -> int:
        [(number, code)] = self._font.splitString(chr(point), self._document)
        if number not in self._names:
            self._names[number] = self._font.getSubsetInternalName(number, self._document)
        self.widths[chr(point)] = self.face.advance(chr(point)) * 1000
        place: int = number << 8 | code[0]
        self[point] = place
        return place

    def pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """A text as neighbouring characters of one font each: the font's name on the page, their codes in hexadecimal."""
        places = text.translate(self).encode("utf-16-be", "surrogatepass")
        fonts, codes = places[::2], places[1::2]
        start = 0
        while start < len(fonts):
            end = len(fonts) - len(fonts[start:].lstrip(fonts[start : start + 1]))
            yield self._names[fonts[start]], codes[start:end].hex()
            start = end


class _EmbeddedFont(TTFont):  # type: ignore[misc]
    """A face for one document; `namesakes` before it have the same name in there."""

    def __init__(self, face: Face, namesakes: int) -> None:
        # not that of TTFont, which would read the file; the attributes are those it sets
        self.fontName = face.key
        self.face = _LookedUpFace(face, namesakes)
        self.state: WeakKeyDictionary[PDFDocument, Any] = WeakKeyDictionary()
        self._asciiReadable = False

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802
        """Embed the font, then put the right map into each of its subsets."""
        subsets = self.state[doc].subsets
        names = [self.getSubsetInternalName(number, doc)[1:] for number in range(len(subsets))]
        super().addObjects(doc)
        fonts = doc.idToObject["BasicFonts"].dict
        for name, subset in zip(names, subsets, strict=True):
            doc.idToObject[fonts[name].ToUnicode.name].content = to_unicode(subset)


class _LookedUpFace(TTFontFace):  # type: ignore[misc]
    """What reportlab knows of a font, looked up in an open TrueTypeFile."""

    def __init__(self, face: Face, namesakes: int) -> None:
        self._source = face
        self._namesakes = namesakes
        self._ttf_data = face.file.data
        self.filename = face.file.path.name
        super().__init__(self.filename, subfontIndex=face.file.index)

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803
        """The attributes that embedding asks for, all characters being there: those without a glyph show the font's box."""
        file = self._source.file
        per_em = 1000 / file.units_per_em
        self.name = file.name.encode("ascii")
        self.subfontNameX = b"-%d" % (self._namesakes + 1) if self._namesakes else b""
        self.bbox = [edge * per_em for edge in file.box]
        self.ascent, self.descent = (edge * per_em for edge in file.rise)
        self.capHeight = self.ascent
        self.flags, self.italicAngle, self.stemV = FF_SYMBOLIC, 0, _STEM
        self.defaultWidth = file.metric(0)[0] * per_em
        self.charToGlyph = _LookedUp(self._glyph)
        self.hmetrics = _LookedUp(self._metric)
        self.glyphPos = _LookedUp(file.glyph_start)

    def _glyph(self, point: int) -> int:
        return self._source.glyph(chr(point))

    def _metric(self, glyph: int) -> tuple[int, int]:
        """Advance and left side bearing, the latter as reportlab writes it: unsigned."""
        advance, bearing = self._source.file.metric(glyph)
        return advance, bearing & 0xFFFF

    def get_table(self, tag: str) -> Any:
        """A table's bytes; outlines are taken from where they lie: a copy of all costs more than all else here."""
        if tag != "glyf":
            return super().get_table(tag)
        start = self.get_table_pos(tag)[0]
        return _LookedUp(lambda part: self._ttf_data[start + part.start : start + part.stop])

    def getCharWidth(self, code: int) -> float:  # noqa: N802
        """Width of a character in thousandths of an em."""
        return self._source.advance(chr(code)) * 1000


class _LookedUp(Generic[_Key, _Found]):
    """A mapping that has everything."""

    def __init__(self, find: Callable[[_Key], _Found]) -> None:
        self._find = find

    def __contains__(self, key: _Key) -> bool:
        return True

    def __getitem__(self, key: _Key) -> _Found:
        return self._find(key)


def to_unicode(points: list[int]) -> str:
    """The map from codes (from 0) back to characters; those beyond U+FFFF as two units of UTF-16.

    That of reportlab 5.1 gives these five digits, which a reader takes for two other characters.
    """
    pairs = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be', 'replace').hex().upper()}>" for code, point in enumerate(points)
    ]
    blocks = [pairs[i : i + _BLOCK] for i in range(0, len(pairs), _BLOCK)]
    parts = [
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        "1 begincodespacerange\n<00> <FF>\nendcodespacerange",
        *("{} beginbfchar\n{}\nendbfchar".format(len(block), "\n".join(block)) for block in blocks),
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
    ]
    return "\n".join(parts)
