"""The painted page beside the PDF of the same boxes, pixel by pixel."""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QImage, QPainter, QRawFont
from pytestqt.qtbot import QtBot

from editor.bridge.page_painter import PagePainter, single_font
from editor.compose.volume import Composer
from editor.document.document import open_document
from editor.forms.packs import bundled_packs
from editor.paint.pdf import pdf_bytes
from editor.typeset.boxes import PageBoxes, Pages, Rule, Shape, TextBox
from editor.typeset.fonts import EM_TOP, FontSet
from editor.typeset.hatching import Filling, hatching
from editor.typeset.truetype import TrueTypeFile
from editor.typeset.typesetter import typeset

EXAMPLE = Path(__file__).parents[2] / "examples" / "青石县交通运输局2027.jixiao"
DPI = 150
FONTS = FontSet.bundled()
SAME = 6.0
"""Mean difference in 255 steps of grey: edges of strokes are smoothed differently; 5.4 on the fullest page."""
SONG = FONTS.face("song").file.path


@pytest.fixture(scope="module")
def example() -> Pages:
    document = open_document(EXAMPLE, read_only=True)
    volume = document.volume
    document.close()
    return typeset(Composer(bundled_packs().form(volume.form)).compose(volume, watermark="草稿"), FONTS)


@pytest.fixture
def painter(qtbot: QtBot) -> PagePainter:
    return PagePainter(FONTS)


def painted(painter: PagePainter, pages: Pages, page: PageBoxes) -> Image.Image:
    scale = DPI / 72
    width, height = (pages.height, pages.width) if page.turned else (pages.width, pages.height)
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    on = QPainter(image)
    on.scale(scale, scale)
    painter.paint(on, page)
    on.end()
    size = image.width(), image.height()
    return Image.frombuffer("L", size, bytes(image.constBits()), "raw", "L", image.bytesPerLine(), 1).copy()


def rasterised(data: bytes) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        yield page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    document.close()


def ink(image: Image.Image, box: TextBox) -> tuple[int, ...] | None:
    """The edges of what is dark where a text box is, in pixels."""
    scale = DPI / 72
    top = box.y - EM_TOP * box.size
    part = (box.x, top, box.x + box.width, top + box.size)
    return image.crop(tuple(round(edge * scale) for edge in part)).point(lambda v: 255 * (v < 215)).getbbox()


def of(*texts: TextBox, rules: tuple[Rule, ...] = ()) -> Pages:
    return Pages(400, 200, [PageBoxes(texts, rules, ())], (), "一页", "zh-CN")


def line(text: str, x: float, y: float, font: str, size: float) -> TextBox:
    return TextBox(x, y, text, font, size, tuple(FONTS.face(font).advance(char) * size for char in text))


def test_every_page_of_the_example_is_the_page_of_its_pdf(example: Pages, painter: PagePainter) -> None:
    differences, boxes = [], 0
    for page, raster in zip(example.pages, rasterised(pdf_bytes(example, FONTS)), strict=True):
        seen = painted(painter, example, page)
        expected = raster.crop((0, 0, *seen.size))
        differences.append(ImageStat.Stat(ImageChops.difference(seen, expected)).mean[0])
        for box in page.texts:
            there, here = ink(expected, box), ink(seen, box)
            if not box.angle and len(box.text) > 1 and there and here:
                assert max(abs(a - b) for a, b in zip(there, here, strict=True)) <= 2, box
                boxes += 1
    assert max(differences) < SAME
    assert boxes > 500


def test_a_page_moved_by_half_a_millimetre_is_seen(example: Pages, painter: PagePainter) -> None:
    page = example.pages[8]
    moved = PageBoxes(tuple(box._replace(y=box.y + 1.4) for box in page.texts), page.rules, ())
    a, b = (painted(painter, example, each) for each in (page, moved))
    assert ImageStat.Stat(ImageChops.difference(a, b)).mean[0] > 1.5 * SAME


@pytest.mark.parametrize(
    "box",
    [
        line("公路养护", 60, 90, "title", 30)._replace(bold=True),
        line("草稿", 100, 150, "hei", 60)._replace(angle=45.0, grey=0.5),
        line("公路", 60, 90, "kai", 20)._replace(advances=(60.0, 20.0), stretched=True),
    ],
    ids=["synthetic bold", "turned and grey", "stretched"],
)
def test_what_a_box_may_ask_for(painter: PagePainter, box: TextBox) -> None:
    pages = of(box, rules=(Rule(20, 180, 380, 180, 3),))
    seen = painted(painter, pages, pages.pages[0])
    expected = next(rasterised(pdf_bytes(pages, FONTS))).crop((0, 0, *seen.size))
    edges = [image.point(lambda v: 255 * (v < 160)).getbbox() for image in (seen, expected)]
    assert edges[0] is not None
    assert edges[1] is not None
    assert max(abs(a - b) for a, b in zip(*edges, strict=True)) <= 2
    assert ImageStat.Stat(ImageChops.difference(seen, expected)).mean[0] < 1.5


def test_charts_and_turned_pages_are_those_of_the_pdf(painter: PagePainter) -> None:
    outline = ((60.0, 40.0), (160.0, 40.0), (160.0, 140.0), (60.0, 140.0))
    shapes = (
        Shape(outline, 1.0, hatching(outline, Filling(1.0, (45,))), 0.35),
        Shape(tuple((x + 120, y) for x, y in outline), 0.55, (), 0.35),
    )
    page = PageBoxes((line("其他", 300, 390, "song", 12),), (), (), (), "", None, shapes, True)
    pages = Pages(400, 600, [page], (), "一页", "zh-CN", turned=(range(1),))
    seen = painted(painter, pages, page)
    assert seen.width > seen.height
    expected = next(rasterised(pdf_bytes(pages, FONTS))).crop((0, 0, *seen.size))
    assert ImageStat.Stat(ImageChops.difference(seen, expected)).mean[0] < SAME
    blank = PageBoxes(page.texts, (), (), (), "", None, (), True)
    without = painted(painter, pages, blank)
    assert ImageStat.Stat(ImageChops.difference(without, expected)).mean[0] > SAME


def test_one_font_of_a_collection_is_a_font(qtbot: QtBot) -> None:
    alone = QRawFont(QByteArray(single_font(TrueTypeFile(SONG))), 20.0)
    whole = QRawFont(str(SONG), 20.0)
    glyph = FONTS.face("song").glyph("路")
    assert alone.isValid()
    assert alone.boundingRect(glyph) == whole.boundingRect(glyph)
