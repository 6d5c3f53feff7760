"""A print that goes into a file: what was there stays whole until the new one is."""

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from editor import temporary


class PrintFile:
    """Where a printer writes a file, it is led to a temporary one beside it; a printer of paper is left alone."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._target = Path(printer.outputFileName()) if printer.outputFileName() else None
        self._place: Path | None = None

    def begin(self) -> None:
        """Before the first page."""
        if self._target is not None:
            self._place = temporary.beside(self._target)
            self._lead_to(self._place)

    def finish(self) -> str:
        """All pages are written: the file takes its name; a sentence where it cannot, and then the one before is as it was."""
        place, target = self._place, self._target
        if place is None or target is None:
            return ""
        try:
            with place.open("rb+") as written:
                os.fsync(written.fileno())
            place.replace(target)
        except OSError:
            self.drop()
            return f"“{target.name}”没有打印成，磁盘可能已满或正被别的程序打开；原来的文件没有变。请换一个文件名再试。"
        self._place = None
        self._lead_to(target)
        return ""

    def drop(self) -> None:
        """Not all pages are written: nothing is left of them."""
        place, self._place = self._place, None
        if place is not None and self._target is not None:
            with suppress(OSError):
                place.unlink(missing_ok=True)
            self._lead_to(self._target)

    def _lead_to(self, path: Path) -> None:
        kind = self._printer.outputFormat()
        self._printer.setOutputFileName(str(path))
        self._printer.setOutputFormat(kind)
