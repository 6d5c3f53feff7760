"""The committed fonts are what fonts.yaml says, hold what the program writes, and may be given away."""

import dataclasses
import hashlib
import io
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from fontTools.ttLib import TTFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PdfFont
from reportlab.pdfgen.canvas import Canvas

import font_packages
import make_charset
import make_fonts
from editor.resources import resources_dir

FOLDER = resources_dir() / "fonts"
LISTING: dict[str, Any] = yaml.safe_load((FOLDER / "fonts.yaml").read_text("utf-8"))
FONTS: list[dict[str, Any]] = LISTING["fonts"]
EVERY_FONT = pytest.mark.parametrize("entry", FONTS, ids=[entry["role"] for entry in FONTS])

RARE = "㛃䶮𬱖𫖯"
OFFICE = "“”‘’—…·《》〈〉【】〔〕（），。、；：？！％℅‰°℃㎡≥≤±×÷√→①⑩⑳⑴⒈㈠ⅠⅫ●○■□▲△◆◇★☆〇αΩ–¥￥"
RESERVED = ("lxgw", "霞鹜", "source", "noto", "klee")


@pytest.fixture
def groups() -> dict[str, frozenset[int]]:
    """The groups of the character set."""
    return make_charset.read_charset(FOLDER / "charset.txt")


def characters(entry: dict[str, Any]) -> set[int]:
    with TTFont(FOLDER / entry["file"], lazy=True) as font:
        return set(font.getBestCmap())


def test_the_list_and_the_folder_agree() -> None:
    assert {entry["file"] for entry in FONTS} == {path.name for path in FOLDER.glob("*.ttf")}
    assert {entry["licence"] for entry in FONTS} == {path.name for path in FOLDER.glob("OFL-*.txt")}
    assert {"song", "title", "hei", "kai", "fangsong"} <= LISTING["roles"].keys()


@EVERY_FONT
def test_a_file_is_the_one_that_was_made(entry: dict[str, Any]) -> None:
    assert hashlib.sha256((FOLDER / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


def test_the_charset_holds_the_standards(groups: dict[str, frozenset[int]]) -> None:
    levels = [codes for name, codes in groups.items() if name.startswith("通用规范汉字")]
    assert [len(level) for level in levels] == [3500, 3000, 1605]
    assert len(frozenset().union(*levels)) == 8105
    rows = ((a, b) for a in range(0xA1, 0xF8) for b in range(0xA1, 0xFF))
    gb2312 = {ord(text) for row in rows if (text := bytes(row).decode("gb2312", "ignore"))}
    assert len(gb2312) == 6763 + 682
    assert gb2312 <= frozenset().union(*groups.values())


@EVERY_FONT
def test_a_font_has_what_is_claimed_and_no_more(entry: dict[str, Any], groups: dict[str, frozenset[int]]) -> None:
    claimed = {code for name, codes in groups.items() if name not in entry["without"] for code in codes}
    assert characters(entry) == claimed - set(map(ord, entry["lacks"]))


@EVERY_FONT
def test_a_font_has_the_characters_of_office_texts(entry: dict[str, Any]) -> None:
    assert set(map(ord, OFFICE + RARE)) - characters(entry) == set()


def test_every_character_is_found_by_every_role(groups: dict[str, frozenset[int]]) -> None:
    held = {entry["role"]: characters(entry) for entry in FONTS}
    for role, order in LISTING["roles"].items():
        reached = set().union(*(held[font] for font in order))
        assert frozenset().union(*groups.values()) - reached == set(), role


@EVERY_FONT
def test_a_font_may_be_embedded_and_carries_only_what_a_page_needs(entry: dict[str, Any]) -> None:
    with TTFont(FOLDER / entry["file"], lazy=True) as font:
        tables = set(font.keys()) - {"GlyphOrder"}
        assert tables == {"head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post"}
        assert font["OS/2"].fsType == 0


@EVERY_FONT
def test_a_font_has_a_name_of_its_own_and_tells_its_makers(entry: dict[str, Any]) -> None:
    with TTFont(FOLDER / entry["file"], lazy=True) as font:
        names = {record.nameID: record.toUnicode() for record in font["name"].names}
    assert (names[1], names[2]) == (entry["family"], entry["style"])
    shown = " ".join(names.get(number, "") for number in (1, 2, 3, 4, 6, 16, 17, 21, 22)).lower()
    assert not [word for word in RESERVED if word in shown]
    assert names[0].replace("\n", " ") == entry["copyright"]
    assert "Modified version of" in names[10]
    assert "SIL Open Font License" in names[13]


def test_families_differ() -> None:
    assert len({entry["family"] for entry in FONTS}) == len(FONTS)


@EVERY_FONT
def test_the_licence_lies_beside_the_font(entry: dict[str, Any]) -> None:
    text = (FOLDER / entry["licence"]).read_text("utf-8")
    head, _, body = text.partition("SIL OPEN FONT LICENSE Version 1.1")
    assert entry["copyright"] in " ".join(head.split())
    assert entry["file"] in head
    assert body.index("PERMISSION & CONDITIONS") < body.index("DISCLAIMER")


@EVERY_FONT
def test_widths_as_chinese_text_and_columns_of_amounts_want_them(entry: dict[str, Any]) -> None:
    font = PdfFont(entry["role"], str(FOLDER / entry["file"]))
    assert {font.face.charWidths[ord(text)] for text in "“”‘’—…《》，。" + RARE} == {1000}
    assert len({font.face.charWidths[ord(digit)] for digit in "0123456789"}) == 1


@EVERY_FONT
def test_two_dashes_join_on_the_page(entry: dict[str, Any]) -> None:
    name = f"join-{entry['role']}"
    pdfmetrics.registerFont(PdfFont(name, str(FOLDER / entry["file"])))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(300, 100), invariant=1)
    canvas.setFont(name, 100)
    canvas.drawString(50, 10, "——")
    canvas.save()
    with pypdfium2.PdfDocument(stream.getvalue()) as document:
        picture = document[0].render(scale=2).to_pil().convert("L")
    darkest = [min(picture.crop((x, 0, x + 1, 200)).tobytes()) for x in range(100, 500)]
    assert max(darkest) < 40
    assert picture.crop((0, 0, 96, 200)).getextrema() == (255, 255)


def test_the_charset_file_reads_back_as_written(tmp_path: Path) -> None:
    written = {"symbols": [0x20, 0x21, 0x22, 0x23, 0x2460], "Han": [*map(ord, "丁" + RARE)], "mixed": [0x23, 0x4E00]}
    make_charset.write_charset(written, tmp_path / "charset.txt")
    assert make_charset.read_charset(tmp_path / "charset.txt") == {
        name: frozenset(codes) for name, codes in written.items()
    }


def test_an_unknown_original_is_refused(tmp_path: Path) -> None:
    package = font_packages.Package("npm", "made-up", "1.0")
    (tmp_path / "made-up-1.0").mkdir()
    (tmp_path / "made-up-1.0" / "a.ttf").write_bytes(b"another font")
    face = dataclasses.replace(make_fonts.FACES[0], package=package, member="a.ttf")
    with pytest.raises(ValueError, match="not the known file"):
        make_fonts.make_font(face, tmp_path)
