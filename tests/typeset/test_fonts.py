"""Faces: the bundled ones, the machine's before them, and what no face has."""

import shutil
import struct
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.resources import resources_dir
from editor.typeset.fonts import Face, FontSet
from editor.typeset.truetype import FontError, TrueTypeFile

FONTS = resources_dir() / "fonts"
KAI = FONTS / "JixiaoKai-Regular.ttf"


def test_widths_are_the_fonts_own(fonts: FontSet) -> None:
    measure = fonts.measure("song", 10.5)
    assert measure["县"] == 10.5
    assert 4 < measure["1"] < 7


@pytest.mark.parametrize("role", ["title", "song", "hei", "kai", "fangsong"])
def test_rare_characters_have_a_face_in_every_role(fonts: FontSet, role: str) -> None:
    measure = fonts.measure(role, 10.5)  # type: ignore[arg-type]
    assert [measure[char] for char in "㛃䶮𬱖𫖯"] == [10.5] * 4
    assert not measure.missing


def test_a_character_no_face_has_is_noted_and_still_takes_room(fonts: FontSet) -> None:
    measure = fonts.measure("song", 10.0)
    assert measure["\U0001f600"] > 0
    assert "\U0001f600" in measure.missing


def test_blanks_and_controls_are_not_missing(fonts: FontSet) -> None:
    measure = fonts.measure("kai", 10.0)
    assert measure["\u200b"] == 0
    assert measure["\t"] == measure[" "] > 0
    assert not measure.missing & {"\t", "\u200b", "\u00a0", "\u2003"}


def test_a_face_that_lacks_a_character_hands_it_on(fonts: FontSet) -> None:
    measure = fonts.measure("hei", 10.0)
    assert measure["體"] == 10.0
    assert measure.others["體"] == "song"


def test_both_kinds_of_character_maps_agree() -> None:
    font = TrueTypeFile(KAI)
    start, length = font._tables["cmap"]
    cmap = font.data[start : start + length]
    tables = {struct.unpack(">H", cmap[at : at + 2])[0]: at for at in _subtables(cmap)}
    four, twelve = font._segments(start + tables[4]), font._groups(start + tables[12])
    assert [four(ord(char)) for char in "县0a，、\u3000 \uffff"] == [
        twelve(ord(char)) for char in "县0a，、\u3000 \uffff"
    ]
    assert twelve(ord("𬱖"))


def _subtables(cmap: bytes) -> list[int]:
    count = struct.unpack(">H", cmap[2:4])[0]
    return [struct.unpack(">L", cmap[8 + 8 * i : 12 + 8 * i])[0] for i in range(count)]


def test_fonts_of_the_machine_come_first(tmp_path: Path) -> None:
    shutil.copy(KAI, tmp_path / "SIMFANG.TTF")
    machine = FontSet.of_machine([tmp_path])
    assert machine.measure("fangsong", 10).face == "machine-fangsong"
    assert machine.measure("song", 10).face == "song"
    measure = machine.measure("fangsong", 10)
    assert measure["體"] == 10
    assert measure.others["體"] == "song", "what the machine's font lacks is looked for in the bundled ones"


def test_a_font_that_may_not_be_embedded_is_passed_over(tmp_path: Path) -> None:
    data = bytearray(KAI.read_bytes())
    at = TrueTypeFile(KAI)._tables["OS/2"][0] + 8
    data[at : at + 2] = b"\x00\x02"
    (tmp_path / "simfang.ttf").write_bytes(data)
    assert FontSet.of_machine([tmp_path]).measure("fangsong", 10).face == "kai"


def test_a_font_with_other_outlines_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "simhei.ttf").write_bytes(b"OTTO" + KAI.read_bytes()[4:])
    (tmp_path / "simsun.ttc").write_bytes(b"ttcf\0\1\0\0\0\0\0\1")
    machine = FontSet.of_machine([tmp_path])
    assert machine.measure("hei", 10).face == "hei"
    assert machine.measure("song", 10).face == "song"


def test_a_collection_is_searched_by_family(tmp_path: Path) -> None:
    plain = KAI.read_bytes()
    moved = bytearray(plain)
    count = struct.unpack(">H", plain[4:6])[0]
    header = struct.pack(">4sLLL", b"ttcf", 0x10000, 1, 16)
    for i in range(count):
        at = 12 + 16 * i + 8
        offset = struct.unpack(">L", plain[at : at + 4])[0]
        moved[at : at + 4] = struct.pack(">L", offset + len(header))
    path = tmp_path / "simsun.ttc"
    path.write_bytes(header + moved)
    assert TrueTypeFile(path).family == "Jixiao Kai"
    assert TrueTypeFile(path).glyph_of(ord("县")) == TrueTypeFile(KAI).glyph_of(ord("县"))
    # machine.yaml asks for the family SimSun in it
    assert FontSet.of_machine([tmp_path]).measure("song", 10).face == "song"


def test_a_damaged_font_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"\0\1\0\0")
    with pytest.raises(FontError):
        TrueTypeFile(tmp_path / "broken.ttf")
    with pytest.raises(UserError, match=r"broken\.ttf"):
        _ = Face("x", tmp_path / "broken.ttf").file
