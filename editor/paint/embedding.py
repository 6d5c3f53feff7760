"""The fonts of one document: each face's characters numbered as they come up, and the objects that embed them.

One Type 0 font for each face with two-byte codes, so that a line of Chinese is one string; the codes are the glyph numbers
of the embedded subset.
"""

import hashlib
from itertools import groupby

from editor.paint.pdffile import PdfFile
from editor.paint.subset import cut
from editor.typeset.fonts import Face

_BLOCK = 100
"""Most entries a block of a ToUnicode map may have (Adobe Technical Note 5014)."""


class FontUse(dict[str, str]):
    """Codes (four hexadecimal digits) of the characters of a face a document uses, given as they are asked for.

    Characters drawn by the same glyph get codes of their own: each must come out as itself when it is copied.
    """

    def __init__(self, name: str, face: Face) -> None:
        super().__init__()
        self.name = name
        self.face = face
        self.widths: dict[str, float] = {}
        """In thousandths of an em."""

    def __missing__(self, char: str) -> str:
        code = self[char] = f"{len(self) + 1:04X}"
        self.widths[char] = self.face.advance(char) * 1000
        return code

    def embed(self, file: PdfFile) -> int:
        """Write the font's objects; the number of the one pages refer to."""
        glyphs = [0, *(self.face.glyph(char) for char in self)]
        font = self.face.file
        program = cut(font, glyphs)
        name = f"{_tag(program)}+{font.name}".encode("ascii")
        stream = file.add_stream(program, b"/Length1 %d" % len(program))
        per_em = 1000 / font.units_per_em
        box = b" ".join(b"%d" % round(edge * per_em) for edge in font.box)
        ascent, descent = (round(edge * per_em) for edge in font.rise)
        descriptor = file.add(
            b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[%s]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d"
            b"/StemV 80/FontFile2 %d 0 R>>" % (name, box, ascent, descent, ascent, stream)
        )
        descendant = file.add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            b"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 1000/W[%s]>>" % (name, descriptor, self._width_ranges())
        )
        unicode = file.add_stream(to_unicode(list(self)))
        return file.add(
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
            % (name, descendant, unicode)
        )

    def _width_ranges(self) -> bytes:
        """Widths other than an em, neighbours together: `first [w w …]`."""
        other = [(code, round(width, 2)) for code, width in enumerate(self.widths.values(), 1) if width != 1000]
        ranges = []
        for _, run in groupby(enumerate(other), lambda pair: pair[1][0] - pair[0]):
            members = [pair for _, pair in run]
            ranges.append(f"{members[0][0]}[{' '.join(f'{width:g}' for _, width in members)}]")
        return " ".join(ranges).encode("ascii")


def to_unicode(characters: list[str]) -> bytes:
    """The map from codes (from 1) back to characters; those beyond U+FFFF as two units of UTF-16."""
    pairs = [
        b"<%04X> <%s>" % (code, char.encode("utf-16-be", "replace").hex().upper().encode("ascii"))
        for code, char in enumerate(characters, 1)
    ]
    blocks = [pairs[i : i + _BLOCK] for i in range(0, len(pairs), _BLOCK)]
    parts = [
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap",
        b"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def",
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange",
        *(b"%d beginbfchar\n%s\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks),
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend",
    ]
    return b"\n".join(parts)


def _tag(program: bytes) -> str:
    """The six capitals before a subset's name, from its content."""
    digest = hashlib.md5(program, usedforsecurity=False).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
