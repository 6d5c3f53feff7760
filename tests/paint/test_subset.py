"""Fonts cut to the glyphs used: every glyph as it was, parts of composite ones renumbered."""

import struct
from io import BytesIO

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.paint.subset import cut
from editor.resources import resources_dir
from editor.typeset.truetype import TrueTypeFile

SONG = TrueTypeFile(resources_dir() / "fonts" / "JixiaoSong-Regular.ttf")
KAI = TrueTypeFile(resources_dir() / "fonts" / "JixiaoKai-Regular.ttf")
WHOLE_KAI = TTFont(KAI.path)
COMPOSITES = [i for i in range(KAI.glyph_count) if KAI.outline(i)[:1] == b"\xff"]


def drawn(font: TTFont, glyph: int) -> list[object]:
    """A glyph's outline with its parts drawn in place."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[font.getGlyphName(glyph)].draw(pen)
    return list(pen.value)


@given(st.lists(st.integers(1, KAI.glyph_count - 1), max_size=20), st.permutations(COMPOSITES))
@settings(max_examples=20, deadline=None)
def test_glyphs_stay_what_they_were(some: list[int], composites: list[int]) -> None:
    glyphs = [0, *some, *composites]
    made = TTFont(BytesIO(cut(KAI, glyphs)))
    for number, glyph in enumerate(glyphs):
        assert drawn(made, number) == drawn(WHOLE_KAI, glyph)
        assert made["hmtx"][made.getGlyphName(number)] == KAI.metric(glyph)


def test_parts_of_composites_follow_behind() -> None:
    assert COMPOSITES
    made = TTFont(BytesIO(cut(KAI, [0, COMPOSITES[0]])))
    assert made["maxp"].numGlyphs > 2


def test_checksums_are_right() -> None:
    data = cut(SONG, [0, SONG.glyph_of(ord("县")), SONG.glyph_of(ord("𬱖"))])
    padded = data + b"\0" * (-len(data) % 4)
    assert sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF == 0xB1B0AFBA
    TTFont(BytesIO(data), checkChecksums=2)
