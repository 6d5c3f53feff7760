"""What the command line says while it works and when it is done."""

import sys
import time
from typing import TextIO

_STEP = 0.1
"""Seconds between two drawings of the progress line: more often only costs time."""


class Console:
    """Results go to `out`, progress and remarks to `err`; progress is only drawn on a terminal."""

    def __init__(self, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._drawn = 0.0
        self._width = 0

    def result(self, text: str) -> None:
        """A line of the result."""
        self._clear()
        print(text, file=self._out)

    def flush(self) -> None:
        """What was said is out, whatever happens next."""
        self._out.flush()

    def remark(self, text: str) -> None:
        """A line beside the result."""
        self._clear()
        print(text, file=self._err)

    def progress(self, done: int, total: int, what: str) -> None:
        """Draws the progress line; fits the readers', the typesetter's and the writers' callbacks."""
        now = time.monotonic()
        if not self._err.isatty() or (now - self._drawn < _STEP and done < total):
            return
        self._drawn = now
        share = f"{done}/{total}" if total else str(done)
        line = f"{what} {share}"
        self._err.write("\r" + line + " " * max(0, self._width - len(line)))
        self._err.flush()
        self._width = len(line) * 2

    def pages(self, done: int, total: int) -> None:
        """Progress over pages."""
        self.progress(done, total, "正在排印第几页：")

    def reading(self, done: int, total: int, name: str) -> None:
        """Progress over source files."""
        self.progress(done, total, f"正在读取 {name}：")

    def _clear(self) -> None:
        if self._width:
            self._err.write("\r" + " " * self._width + "\r")
            self._width = 0


def use_utf8() -> None:
    """Piped output is UTF-8 everywhere, so that scripts read the same bytes on every system."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and not stream.isatty():
            reconfigure(encoding="utf-8", errors="replace")
