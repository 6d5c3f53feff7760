"""Pages to a printer: the same boxes and the same painter as on the screen, one page in each turn of the event loop."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QObject, QSizeF, QTimer, Signal
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from editor.bridge.page_view import PageView
from editor.bridge.print_file import PrintFile
from editor.errors import UserError
from editor.typeset.boxes import PageBoxes

_MM = 72 / 25.4
_BLANK = -1
_FULLWIDTH = str.maketrans("０１２３４５６７８９，、；－—–～~至到", "0123456789,,,-------")


@dataclass(frozen=True, slots=True)
class PrintChoice:
    """`pages`: from 0, in order; `shift`: mm by which pages move away from the binding edge."""

    pages: Sequence[int]
    copies: int = 1
    duplex: bool = False
    shift: float = 0.0


def parse_pages(text: str, count: int) -> tuple[int, ...]:
    """Pages (from 0) from what the clerk writes: 1-3，5. UserError where it cannot be read or a page is not there."""
    pages: list[int] = []
    for part in text.translate(_FULLWIDTH).replace(" ", "").split(","):
        match = re.fullmatch(r"(\d+)(?:-+(\d+))?", part)
        if match is None:
            raise UserError("页码请写成 1-3,5 这样的形式。")
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= count:
            raise UserError(f"没有第 {part} 张，全文共 {count} 张。请改一下页码。")
        pages.extend(range(first - 1, last))
    return tuple(dict.fromkeys(pages))


class PrintPages(PageView):
    """Some pages of a version, in the order they are printed in."""

    def __init__(self, view: PageView, pages: Sequence[int]) -> None:
        super().__init__(view.volume, view.pages, view.painter)
        self._chosen = tuple(pages)

    @property
    def count(self) -> int:
        """How many are chosen."""
        return len(self._chosen)

    @property
    def turned(self) -> tuple[range, ...]:
        """Of those chosen."""
        lying = (n for n, page in enumerate(self._chosen) if any(page in part for part in self.pages.turned))
        return tuple(range(n, n + 1) for n in lying) if self.pages.turned else ()

    def size(self, page: int) -> tuple[float, float]:
        """Of the chosen page at this position."""
        return self.pages.size(self._chosen[page])

    def boxes(self, page: int) -> PageBoxes:
        """Of the chosen page at this position."""
        return self.pages.pages[self._chosen[page]]


class PrintRun(QObject):
    """Prints in small steps. Signals: `progressed` (sheets done, in all), then one of `done`, `refused` (a sentence for the
    clerk) and `cancelled`.
    """

    progressed = Signal(int, int)
    done = Signal()
    refused = Signal(str)
    cancelled = Signal()

    def __init__(self, view: PageView, printer: QPrinter, choice: PrintChoice, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._printer = printer
        self._choice = choice
        self._file = PrintFile(printer)
        self._painter = QPainter()
        self._at = 0
        self._sequence: tuple[int, ...] = ()
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begins; the printer has been chosen."""
        self._set_up()
        self._file.begin()
        if not self._painter.begin(self._printer):
            self._file.drop()
            self.refused.emit(
                f"打印机“{self._printer.printerName()}”没有准备好，没有打印。请检查打印机后再试，或先导出 PDF。"
            )
            return
        self._timer.start()

    def cancel(self) -> None:
        """Ends it; sheets already at the printer come out."""
        self._timer.stop()
        if self._painter.isActive():
            self._printer.abort()
            self._painter.end()
            self._file.drop()
            self.cancelled.emit()

    def _set_up(self) -> None:
        printer, choice, view = self._printer, self._choice, self._view
        size = QPageSize(
            QSizeF(view.width, view.height), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch
        )
        layout = QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())
        layout.setMode(QPageLayout.Mode.FullPageMode)
        printer.setPageLayout(layout)
        printer.setFullPage(True)
        printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide if choice.duplex else QPrinter.DuplexMode.DuplexNone)
        once = tuple(choice.pages)
        if choice.copies > 1 and printer.supportsMultipleCopies():
            printer.setCollateCopies(True)
            printer.setCopyCount(choice.copies)
            self._sequence = once
            return
        blank = (_BLANK,) if choice.duplex and len(once) % 2 else ()  # each copy begins on a front
        self._sequence = ((once + blank) * choice.copies)[: len(once + blank) * choice.copies - len(blank)]

    def _next(self) -> None:
        if self._at and not self._printer.newPage():
            self._painter.end()
            self._file.drop()
            self.refused.emit("打印中断了，后面的页没有打印。请检查打印机的纸张和连接，再从中断的页打印起。")
            return
        self._paint(self._sequence[self._at])
        self._at += 1
        self.progressed.emit(self._at, len(self._sequence))
        if not self._painter.isActive():
            return  # who was told has cancelled
        if self._at < len(self._sequence):
            self._timer.start()
        else:
            self._end()

    def _end(self) -> None:
        if not self._painter.end():
            self._file.drop()
            self.refused.emit("打印没有完成。请检查打印机后再试。")
            return
        fault = self._file.finish()
        if fault:
            self.refused.emit(fault)
        else:
            self.done.emit()

    def _paint(self, page: int) -> None:
        if page == _BLANK:
            return
        scale = self._printer.resolution() / 72
        away = self._choice.shift * _MM
        back = self._choice.duplex and self._at % 2 == 1
        self._painter.save()
        self._painter.scale(scale, scale)
        self._painter.translate(-away if back else away, 0)
        if self._view.boxes(page).turned:
            # on upright paper: its head at the left, the binding edge of a front
            self._painter.translate(0, self._view.height)
            self._painter.rotate(-90)
        self._view.paint(self._painter, page)
        self._painter.restore()
