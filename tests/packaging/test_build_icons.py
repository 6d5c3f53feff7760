"""The program's icons: drawn by code, the same in the window, on the desktop and in Windows."""

import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from build_icons import SIZES, document_svg, ico, program_svg

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("svg", [program_svg, document_svg])
def test_drawings_are_svg_without_words(svg: "object") -> None:
    assert callable(svg)
    for size in SIZES:
        tree = ET.fromstring(svg(size))
        assert tree.tag == "{http://www.w3.org/2000/svg}svg"
        assert not list(tree.iter("{http://www.w3.org/2000/svg}text"))


def test_the_window_has_the_same_icon() -> None:
    assert (ROOT / "resources" / "icons" / "jixiao.svg").read_text("utf-8") == program_svg(64)


def test_small_ones_are_drawings_of_their_own() -> None:
    assert program_svg(16) == program_svg(24) != program_svg(32) == program_svg(256)


def test_an_ico_lists_its_pictures() -> None:
    pictures = [(16, b"sixteen"), (256, b"large one")]
    data = ico(pictures)
    assert struct.unpack_from("<HHH", data) == (0, 1, 2)
    for number, (size, picture) in enumerate(pictures):
        width, height, *_, length, offset = struct.unpack_from("<BBBBHHII", data, 6 + 16 * number)
        assert (width or 256, height or 256) == (size, size)
        assert data[offset : offset + length] == picture
