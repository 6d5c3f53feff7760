"""A TrueType font cut to the glyphs a document uses, in the order it numbered them."""

import struct
import sys
from array import array

from editor.typeset.truetype import TrueTypeFile

_WORDS, _SCALE, _MORE, _TWO_SCALES, _MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
_KEPT = ("cvt ", "fpgm", "prep")
"""Tables copied as they are: the hinting programs of fonts that have them."""


def cut(font: TrueTypeFile, glyphs: list[int]) -> bytes:
    """A font whose glyph i is the given font's `glyphs[i]`; parts of composite glyphs follow behind.

    It has the tables PDF asks of a CIDFontType2 font file, no character map and no names.
    """
    order = list(glyphs)
    outlines = _outlines(font, order)
    offsets, body = [0], bytearray()
    for outline in outlines:
        body += outline + b"\0" * (-len(outline) % 4)
        offsets.append(len(body))
    metrics = [font.metric(glyph) for glyph in order]
    head = bytearray(font.table("head"))
    head[8:12] = b"\0\0\0\0"
    head[50:52] = b"\0\1"
    hhea = font.table("hhea")[:34] + struct.pack(">H", len(order))
    maxp = bytearray(font.table("maxp"))
    maxp[4:6] = struct.pack(">H", len(order))
    tables = {
        "glyf": bytes(body),
        "head": bytes(head),
        "hhea": hhea,
        "hmtx": b"".join(struct.pack(">Hh", *metric) for metric in metrics),
        "loca": struct.pack(f">{len(offsets)}L", *offsets),
        "maxp": bytes(maxp),
        **{tag: font.table(tag) for tag in _KEPT if font.table(tag)},
    }
    return _file(tables)


def _outlines(font: TrueTypeFile, order: list[int]) -> list[bytes]:
    """The outlines in order; `order` grows by the parts of composite glyphs, whose references are renumbered."""
    numbers: dict[int, int] = {}
    for number, glyph in enumerate(order):
        numbers.setdefault(glyph, number)
    outlines: list[bytes] = []
    for glyph in order:  # also over those appended on the way
        outline = font.outline(glyph)
        if len(outline) > 10 and outline[0] & 0x80:
            changed = bytearray(outline)
            for at in _references(outline):
                part = struct.unpack_from(">H", outline, at)[0]
                if part not in numbers:
                    numbers[part] = len(order)
                    order.append(part)
                struct.pack_into(">H", changed, at, numbers[part])
            outline = bytes(changed)
        outlines.append(outline)
    return outlines


def _references(outline: bytes) -> list[int]:
    """Where a composite glyph's bytes name other glyphs."""
    found: list[int] = []
    at, flags = 10, _MORE
    while flags & _MORE:
        flags = struct.unpack_from(">H", outline, at)[0]
        found.append(at + 2)
        at += 4 + (4 if flags & _WORDS else 2)
        at += 2 if flags & _SCALE else 4 if flags & _TWO_SCALES else 8 if flags & _MATRIX else 0
    return found


def _file(tables: dict[str, bytes]) -> bytes:
    power = len(tables).bit_length() - 1
    header = struct.pack(">4s4H", b"\0\1\0\0", len(tables), 16 << power, power, 16 * (len(tables) - (1 << power)))
    at = len(header) + 16 * len(tables)
    directory, body = bytearray(), bytearray()
    head_at = 0
    for tag in sorted(tables):
        data = tables[tag]
        if tag == "head":
            head_at = at + len(body)
        directory += struct.pack(">4s3L", tag.encode("ascii"), _checksum(data), at + len(body), len(data))
        body += data + b"\0" * (-len(data) % 4)
    whole = bytearray(header + directory + body)
    struct.pack_into(">L", whole, head_at + 8, (0xB1B0AFBA - _checksum(bytes(whole))) & 0xFFFFFFFF)
    return bytes(whole)


def _checksum(data: bytes) -> int:
    words = array("I", data + b"\0" * (-len(data) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
