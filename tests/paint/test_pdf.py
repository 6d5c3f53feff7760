"""PDF files as a reader sees them: text that copies, pages, outline, links, equal bytes."""

import re
import shutil
import zlib
from collections.abc import Iterator
from ctypes import byref, c_int
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from editor.compose.blocks import Group
from editor.domain.places import Place
from editor.paint.embedding import to_unicode
from editor.paint.pdf import paint, pdf_bytes
from editor.typeset.boxes import Pages
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import typeset
from tests.typeset.sheets import composition, sheet, text, volume

FONTS = FontSet.bundled()
RARE = "㛃䶮𬱖𫖯"


def opened(pages: Pages) -> pdfium.PdfDocument:
    return pdfium.PdfDocument(pdf_bytes(pages, FONTS))


def test_every_text_can_be_copied_from_its_page() -> None:
    pages = typeset(volume(12), FONTS)
    document = opened(pages)
    assert len(document) == len(pages.pages)
    for number, page in enumerate(pages.pages):
        copied = re.sub(r"\s", "", document[number].get_textpage().get_text_bounded())
        for box in page.texts:
            assert re.sub(r"\s", "", box.text) in copied


@pytest.mark.parametrize("style", ["cover", "heading", "body", "cell", "label"])
def test_rare_characters_copy_and_are_found(style: str) -> None:
    document = opened(typeset(composition(Group((text(f"甲{RARE}乙", style, Place(field="x")),))), FONTS))
    page = document[0].get_textpage()
    assert RARE in page.get_text_bounded()
    # pdfium itself finds no character beyond U+FFFF where wchar_t has 32 bits; what stands around them it does
    assert page.search("甲㛃䶮").get_next() == (0, 3)
    assert page.search("乙").get_next() is not None


def grey(page: pdfium.PdfPage) -> tuple[list[bytes], int]:
    """The page's rows of grey values, two pixels a point."""
    bitmap = page.render(scale=2, grayscale=True)
    data = bytes(bitmap.buffer)
    return [data[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)], bitmap.width


def test_rare_characters_leave_ink() -> None:
    """Each of them darkens its place, and no two alike: none is an empty box."""
    pages = typeset(composition(Group((text(RARE, "cover"),))), FONTS)
    box = next(box for box in pages.pages[0].texts if box.text[0] in RARE)
    rows, _ = grey(opened(pages)[0])
    left, top, size = round(box.x * 2), round((box.y - 0.88 * box.size) * 2), round(box.size * 2)
    squares = [
        b"".join(row[left + i * size : left + (i + 1) * size] for row in rows[top : top + size]) for i in range(4)
    ]
    assert len(set(squares)) == 4
    assert all(min(square) < 100 for square in squares)


def test_equal_pages_give_equal_bytes() -> None:
    first = pdf_bytes(typeset(volume(12), FontSet.bundled()), FontSet.bundled())
    fonts = FontSet.bundled()
    warm = typeset(volume(30), fonts)
    pdf_bytes(warm, fonts)
    assert pdf_bytes(typeset(volume(12), fonts), fonts) == first
    assert b"/CreationDate" not in first


def test_positions_on_the_page_are_those_of_the_boxes() -> None:
    pages = typeset(composition(sheet(1)), FONTS)
    page = opened(pages)[0].get_textpage()
    for words in ("一级指标", "38.50", "单位：万元"):
        box = next(box for box in pages.pages[0].texts if box.text == words)
        found = page.search(words).get_next()
        assert found is not None
        left, bottom, right, top = page.get_charbox(found[0], loose=True)
        assert left == pytest.approx(box.x, abs=0.02)
        assert right - left == pytest.approx(box.advances[0], abs=0.02)
        assert bottom < pages.height - box.y < top


def test_justified_characters_stand_where_their_advances_put_them() -> None:
    pages = typeset(composition(Group((text("完成率100%，按期办结。" * 6, "body", Place(section="s")),))), FONTS)
    box = pages.pages[0].texts[0]
    assert box.stretched
    page = opened(pages)[0].get_textpage()
    lefts = [page.get_charbox(i, loose=True)[0] for i in range(len(box.text))]
    expected = [box.x + sum(box.advances[:i]) for i in range(len(box.text))]
    assert lefts == pytest.approx(expected, abs=0.05)


def test_title_language_and_labels() -> None:
    pages = replace(typeset(volume(3), FONTS), subject="河道")
    data = pdf_bytes(pages, FONTS)
    document = pdfium.PdfDocument(data)
    assert document.get_metadata_value("Title") == "清河县河道管理处绩效文本"
    assert document.get_metadata_value("Subject") == "河道"
    assert b"/Lang (zh-CN)" in data
    assert document.get_metadata_value("Producer") == "jixiao"
    assert not document.get_metadata_value("Author"), "reportlab's words for what is not known"
    assert [document.get_page_label(i) for i in range(4)] == ["i", "ii", "3", "4"]


def test_outline_and_links_lead_to_the_right_pages() -> None:
    pages = typeset(volume(45), FONTS)
    document = opened(pages)
    entries = [(item.level + 1, item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
    assert entries == [(entry.level, entry.text, entry.page) for entry in pages.outline]
    data = pdf_bytes(pages, FONTS)
    assert data.count(b"/Subtype /Link") == 45
    aims = [aim for number, page in enumerate(pages.pages) if page.links for aim in led_to(document, number)]
    assert aims == [link.page for page in pages.pages for link in page.links]


def led_to(document: pdfium.PdfDocument, number: int) -> Iterator[int]:
    """The pages that a page's links lead to."""
    page = document[number]
    at, link = c_int(0), pdfium_c.FPDF_LINK()
    while pdfium_c.FPDFLink_Enumerate(page.raw, byref(at), byref(link)):
        dest = pdfium_c.FPDFLink_GetDest(document.raw, link)
        yield pdfium_c.FPDFDest_GetDestPageIndex(document.raw, dest)


def test_entries_without_any_above_them_stand_side_by_side() -> None:
    pages = typeset(volume(3), FONTS)
    sheets = tuple(entry for entry in pages.outline if entry.level == 2)
    document = opened(replace(pages, outline=sheets))
    assert [(item.level, item.get_title()) for item in document.get_toc()] == [(0, entry.text) for entry in sheets]


def test_progress_is_told_and_may_end_it() -> None:
    told: list[tuple[int, int]] = []
    pages = typeset(volume(3), FONTS)
    paint(pages, FONTS, BytesIO(), lambda done, count: told.append((done, count)))
    assert told == [(i, len(pages.pages)) for i in range(1, len(pages.pages) + 1)]

    class Enough(Exception):
        pass

    def stop(done: int, count: int) -> None:
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        paint(pages, FONTS, BytesIO(), stop)


def test_bold_and_watermark_are_drawn() -> None:
    plain = typeset(composition(Group((text("加粗", "body"),))), FONTS)
    bold = typeset(composition(Group((text("加粗", "bold"),))), FONTS)

    def ink(pages: Pages) -> int:
        rows, width = grey(opened(pages)[0])
        return sum(255 * width - sum(row) for row in rows)

    assert ink(bold) > 1.1 * ink(plain)
    marked = typeset(composition(Group((text("加粗", "body"),)), watermark="草案"), FONTS)
    assert ink(marked) > 2 * ink(plain)
    assert "草案" in opened(marked)[0].get_textpage().get_text_bounded()


def test_every_font_is_embedded_in_part() -> None:
    data = pdf_bytes(typeset(volume(12), FONTS), FONTS)
    fonts = data.count(b"/Subtype /TrueType")
    assert fonts == data.count(b"/FontFile2")
    assert set(re.findall(rb"/BaseFont /[A-Z]{6}\+(\w+)", data)) == {
        b"JixiaoBiaosong",
        b"JixiaoHei",
        b"JixiaoKai",
        b"JixiaoSong",
    }
    assert b"/Type1" not in data, "Helvetica would not be embedded"
    assert len(data) < 400_000


def test_a_text_in_more_characters_than_one_font_holds_is_whole() -> None:
    """Pieces of two fonts go on where the one before ends, justified or not."""
    many = "".join(chr(0x4E00 + i) for i in range(300))
    pages = typeset(composition(Group((text(many * 2, "body", Place(field="x")),))), FONTS)
    assert any(box.stretched for page in pages.pages for box in page.texts)
    page = opened(pages)[0].get_textpage()
    boxes = [box for box in pages.pages[0].texts if box.place]
    assert re.sub(r"\s", "", page.get_text_bounded()).startswith("".join(box.text for box in boxes))
    drawn = [i for i in range(page.count_chars()) if not page.get_text_range(i, 1).isspace()]
    lefts = [box.x + sum(box.advances[:i]) for box in boxes for i in range(len(box.text))]
    assert [page.get_charbox(i, loose=True)[0] for i in drawn[: len(lefts)]] == pytest.approx(lefts, abs=0.1)


@pytest.mark.parametrize("char", ["\U0001f600", "\u200b", "\u00a0", "\ud800", "\0"])
def test_what_no_font_has_ends_nothing(char: str) -> None:
    """Characters without a glyph, blanks and halves of characters: the rest is there and can be copied."""
    pages = typeset(composition(Group((text(f"甲{char}乙", "body", Place(field="x")),))), FONTS)
    document = opened(replace(pages, title=f"{char}题"))
    copied = document[0].get_textpage().get_text_bounded()
    assert re.match(r"甲.*乙", copied, re.DOTALL)
    assert document.get_metadata_value("Title").endswith("题")


def test_two_files_with_one_name_are_two_fonts(tmp_path: Path) -> None:
    """As where a machine has a font twice, or sets two roles in one."""
    kai = Path(FONTS.face("kai").file.path)
    shutil.copy(kai, tmp_path / "simfang.ttf")
    shutil.copy(kai, tmp_path / "simkai.ttf")
    fonts = FontSet.of_machine([tmp_path])
    pages = typeset(composition(Group((text("甲乙", "cell"), text("丙丁", "heading"), text("戊己", "body")))), fonts)
    data = pdf_bytes(pages, fonts)
    assert "甲乙" in pdfium.PdfDocument(data)[0].get_textpage().get_text_bounded()
    names = re.findall(rb"/BaseFont /([\w+-]+)", data)
    assert len(names) == len(set(names))


def test_a_to_unicode_map_keeps_the_limits_of_its_format() -> None:
    cmap = to_unicode([0x4E00 + i for i in range(250)] + [ord("𬱖")])
    blocks = re.findall(r"(\d+) beginbfchar\n(.*?)\nendbfchar", cmap, re.DOTALL)
    assert [int(count) for count, _ in blocks] == [100, 100, 51]
    assert [len(rows.splitlines()) for _, rows in blocks] == [100, 100, 51]
    assert "<FA> <D873DC56>" in cmap


def test_pages_are_packed_once() -> None:
    data = pdf_bytes(typeset(volume(3), FONTS), FONTS)
    assert b"ASCII85" not in data
    streams = [data[found.end() :] for found in re.finditer(rb">>\nstream\n", data)]
    unpacked = [zlib.decompressobj().decompress(stream) for stream in streams]
    assert sum(content.rstrip().endswith(b"ET") for content in unpacked) == len(typeset(volume(3), FONTS).pages)
