"""Pages to a printer that writes a file, beside the PDF of the same pages."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from editor.bridge.page_painter import PagePainter
from editor.bridge.page_view import PageView
from editor.bridge.printing import PrintChoice, PrintPages, PrintRun, parse_pages
from editor.compose.volume import Composer
from editor.document.document import open_document
from editor.errors import UserError
from editor.forms.packs import bundled_packs
from editor.paint.pdf import pdf_bytes
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import typeset

EXAMPLE = Path(__file__).parents[2] / "examples" / "青石县交通运输局2027.jixiao"
FONTS = FontSet.bundled()
DPI = 100
_MM = 72 / 25.4


@pytest.fixture
def view(qtbot: QtBot) -> PageView:
    document = open_document(EXAMPLE, read_only=True)
    volume = document.volume
    document.close()
    pages = typeset(Composer(bundled_packs().form(volume.form)).compose(volume), FONTS)
    return PageView(volume, pages, PagePainter(FONTS))


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def printed(view: PageView, path: Path, qtbot: QtBot, choice: PrintChoice) -> list[Image.Image]:
    run = PrintRun(view, printer_to(path), choice)
    with qtbot.waitSignal(run.done, timeout=20_000):
        run.start()
    return rasters(path.read_bytes())


def rasters(data: bytes) -> list[Image.Image]:
    document = pypdfium2.PdfDocument(data)
    found = [page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L") for page in document]
    document.close()
    return found


def ink(image: Image.Image) -> tuple[int, ...] | None:
    return image.point(lambda v: 255 * (v < 160)).getbbox()


def near(a: Sequence[int] | None, b: Sequence[int] | None, by: int = 2) -> bool:
    return (a is None and b is None) or (
        a is not None and b is not None and max(abs(x - y) for x, y in zip(a, b, strict=True)) <= by
    )


def test_the_whole_volume_is_the_pdf_on_paper(view: PageView, tmp_path: Path, qtbot: QtBot) -> None:
    papers = printed(view, tmp_path / "a.pdf", qtbot, PrintChoice(range(view.count)))
    expected = rasters(pdf_bytes(view.pages, FONTS))
    assert len(papers) == len(expected) == view.count
    for paper, page in zip(papers, expected, strict=True):
        assert abs(paper.width - page.width) <= 1
        assert near(ink(paper), ink(page))


def test_some_pages_in_their_order_and_copies(view: PageView, tmp_path: Path, qtbot: QtBot) -> None:
    papers = printed(view, tmp_path / "a.pdf", qtbot, PrintChoice((8, 0), copies=2))
    expected = rasters(pdf_bytes(view.pages, FONTS))
    copies = len(papers) // 2
    assert copies in (1, 2), "a printer that can do copies itself is told to"
    for paper, page in zip(papers, (8, 0) * copies, strict=True):
        assert near(ink(paper), ink(expected[page]))


def test_the_binding_margin_is_on_the_inner_side(view: PageView, tmp_path: Path, qtbot: QtBot) -> None:
    plain = printed(view, tmp_path / "a.pdf", qtbot, PrintChoice((8, 9)))
    moved = printed(view, tmp_path / "b.pdf", qtbot, PrintChoice((8, 9), duplex=True, shift=10))
    away = 10 * _MM * DPI / 72
    for before, after, by in zip(plain, moved, (away, -away), strict=True):
        a, b = ink(before), ink(after)
        assert a is not None
        assert near((round(a[0] + by), a[1], round(a[2] + by), a[3]), b)


def test_copies_of_an_odd_number_begin_on_a_front(view: PageView, tmp_path: Path) -> None:
    run = PrintRun(view, printer_to(tmp_path / "a.pdf"), PrintChoice((0, 1, 2), copies=2, duplex=True))
    run._set_up()
    if run._printer.copyCount() == 1:
        assert run._sequence == (0, 1, 2, -1, 0, 1, 2)
    else:
        assert run._sequence == (0, 1, 2)


def test_it_can_be_cancelled(view: PageView, tmp_path: Path, qtbot: QtBot) -> None:
    run = PrintRun(view, printer_to(tmp_path / "a.pdf"), PrintChoice(range(view.count)))
    done: list[int] = []
    run.progressed.connect(lambda at, count: (done.append(at), run.cancel() if at == 3 else None))
    with qtbot.waitSignal(run.cancelled), qtbot.assertNotEmitted(run.done, wait=50):
        run.start()
    assert done[-1] == 3


@pytest.mark.qt_log_ignore("QPainter|QPdf|Failed to open")
def test_a_printer_that_is_not_there_is_said(view: PageView, tmp_path: Path, qtbot: QtBot) -> None:
    run = PrintRun(view, printer_to(tmp_path / "no" / "a.pdf"), PrintChoice((0,)))
    with qtbot.waitSignal(run.refused) as told:
        run.start()
    assert told.args is not None
    assert told.args[0].endswith("。")


def test_the_pages_that_will_come_out(view: PageView) -> None:
    some = PrintPages(view, (8, 3))
    assert some.count == 2
    assert some.boxes(0) == view.boxes(8)
    assert some.width == view.width


@pytest.mark.parametrize(
    ("text", "pages"),
    [("1-3,5", (0, 1, 2, 4)), ("７", (6,)), ("2，4、6", (1, 3, 5)), ("3－5", (2, 3, 4)), (" 1 - 2 , 2 ", (0, 1))],
)
def test_pages_as_people_write_them(text: str, pages: tuple[int, ...]) -> None:
    assert parse_pages(text, 20) == pages


@pytest.mark.parametrize("text", ["", "a", "0", "3-1", "21", "1-21", "1;2", "-3"])
def test_pages_that_cannot_be(text: str) -> None:
    with pytest.raises(UserError, match="。$"):
        parse_pages(text, 20)
