"""PDF files as a reader sees them: text that copies, pages, outline, links, equal bytes."""

import re
import zlib
from dataclasses import replace
from io import BytesIO

import pypdfium2 as pdfium
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
    assert b"/Lang<FEFF" + "zh-CN".encode("utf-16-be").hex().upper().encode() in data
    assert [document.get_page_label(i) for i in range(4)] == ["i", "ii", "3", "4"]


def test_outline_and_links_lead_to_the_right_pages() -> None:
    pages = typeset(volume(45), FONTS)
    document = opened(pages)
    entries = [(item.level + 1, item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]
    assert entries == [(entry.level, entry.text, entry.page) for entry in pages.outline]
    data = pdf_bytes(pages, FONTS)
    assert data.count(b"/Subtype/Link") == 45


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


def test_one_font_object_for_each_face() -> None:
    data = pdf_bytes(typeset(volume(12), FONTS), FONTS)
    assert data.count(b"/Subtype/Type0") == 4  # song, title, hei, kai


def test_a_to_unicode_map_keeps_the_limits_of_its_format() -> None:
    cmap = to_unicode([chr(0x4E00 + i) for i in range(250)] + ["𬱖"]).decode("ascii")
    blocks = re.findall(r"(\d+) beginbfchar\n(.*?)\nendbfchar", cmap, re.DOTALL)
    assert [int(count) for count, _ in blocks] == [100, 100, 51]
    assert [len(rows.splitlines()) for _, rows in blocks] == [100, 100, 51]
    assert "<00FB> <D873DC56>" in cmap


def test_pages_are_compressed_and_the_table_of_offsets_is_true() -> None:
    data = pdf_bytes(typeset(volume(3), FONTS), FONTS)
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    rows = data[start:].split(b"\n")
    count = int(rows[1].split()[1])
    for number in range(1, count):
        offset = int(rows[2 + number].split()[0])
        assert data[offset:].startswith(b"%d 0 obj" % number)
    streams = re.findall(rb"/Length (\d+)[^>]*>>\nstream\n", data)
    assert len(streams) >= len(typeset(volume(3), FONTS).pages)
    at = data.index(b"stream\n") + 7
    assert zlib.decompressobj().decompress(data[at:]).rstrip().endswith(b"ET")
