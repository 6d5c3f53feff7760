"""The window itself as a process that is killed: it works without a screen, and a later window looks at what is left.

Started by itself as `torture_window.py work FILE DATA FIRST`, `look FILE DATA` or `print PDF`.
"""
# ruff: noqa: PLC0415 - the process that is killed loads what it needs, the one that judges it nothing

import hashlib
import os
import random
import select
import signal
import subprocess
import sys
import time
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from torture_judging import expect, expect_whole  # noqa: E402 - found beside this file
from torture_process import Broken, Pipe, Said, read_words  # noqa: E402

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from editor.app.shell import Shell

_PATIENCE_SECONDS = 60.0
_COLUMN = 4
"""Of the grid: where the values stand."""


def main(words: list[str]) -> None:
    """What a killed or a looking process does."""
    if words[0] == "work":
        _work(Path(words[1]), Path(words[2]), int(words[3]))
    elif words[0] == "look":
        print(_look(Path(words[1]), Path(words[2])))
    else:
        _print(Path(words[1]))


def _window(path: Path, data: Path) -> "tuple[QApplication, Shell]":
    """The window as `jixiao FILE` makes it, with a data folder of its own."""
    from editor.app.setting_up import make_application
    from editor.app.shell import Shell
    from editor.bridge.files import Files
    from editor.bridge.preferences import Preferences
    from editor.forms.packs import bundled_packs
    from editor.store.backup import Backups

    application = make_application()
    shell = Shell(
        application, Files(bundled_packs(), Backups(data / "backups")), Preferences(data / "preferences.json")
    )
    shell.show()
    shell.take((path,))
    application.processEvents()
    return application, shell


def _work(path: Path, data: Path, first: int) -> None:
    """Types numbers into cells, one after the other; every third is undone and done again."""
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from editor.ui.grid.grid import IndicatorGrid

    pipe = Pipe(sys.stdout.fileno())
    application, shell = _window(path, data)
    grid = next(iter(shell.window.findChildren(IndicatorGrid)))
    for step in count(first):
        grid.setCurrentIndex(grid.model().index(0, _COLUMN))
        grid.setFocus()
        pipe.begins(step)
        for letter in str(step):  # the first one opens the editor, which takes the others
            QTest.keyClicks(QApplication.focusWidget() or grid, letter)
        QTest.keyClick(QApplication.focusWidget() or grid, Qt.Key.Key_Return)
        if step % 3 == 0:
            shell.window.actions_["undo"].trigger()
            shell.window.actions_["redo"].trigger()
        application.processEvents()
        pipe.did(step)


def _look(path: Path, data: Path) -> str:
    """What the next window shows, and whether it can go on: the value, and whether the last step can be undone."""
    _, shell = _window(path, data)
    session = shell.desk.session
    if session is None:
        return f"closed {shell.window.bar.text}"
    value = session.volume.projects[0].indicators[0].cells.text("target")
    said = f"{value} {int(session.document.can_write)} {int(shell.window.actions_['undo'].isEnabled())}"
    os.write(sys.stdout.fileno(), f"{said}\n".encode())
    os._exit(0)


def _print(target: Path) -> None:
    """Prints an example into a file, again and again."""
    from PySide6.QtPrintSupport import QPrinter

    from editor.app.setting_up import make_application
    from editor.bridge.page_painter import PagePainter
    from editor.bridge.page_view import PageView
    from editor.bridge.printing import PrintChoice, PrintRun
    from editor.compose.volume import Composer
    from editor.document.document import open_document
    from editor.forms.packs import bundled_packs
    from editor.typeset.fonts import FontSet
    from editor.typeset.typesetter import typeset

    application = make_application()
    with open_document(_example(), read_only=True) as document:
        volume = document.volume
    fonts = FontSet.of_machine()
    pages = typeset(Composer(bundled_packs().form(volume.form)).compose(volume), fonts)
    view, pipe = PageView(volume, pages, PagePainter(fonts)), Pipe(sys.stdout.fileno())
    for step in count(1):
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(target))
        run = PrintRun(view, printer, PrintChoice(tuple(range(min(view.count, 6)))))
        run.done.connect(application.quit)
        pipe.begins(step)
        run.start()
        application.exec()
        pipe.did(step)


def _example() -> Path:
    return next((ROOT / "examples").glob("*2020.jixiao"))


class Started:
    """A process of this file under its own data folder, that is killed or runs to its end."""

    def __init__(self, *words: str, home: Path) -> None:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(home)}
        command = [sys.executable, __file__, *words]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=ROOT
        )

    def killed_after(self, steps: int, seconds: float) -> Said:
        """What it had said when it died."""
        with self._process as process:
            assert process.stdout is not None
            reading, heard = process.stdout.fileno(), b""
            while heard.count(b"d") < steps:
                ready, _, _ = select.select([reading], [], [], _PATIENCE_SECONDS)
                piece = os.read(reading, 4096) if ready else b""
                if not piece:
                    process.kill()
                    raise Broken(f"the window ended by itself: {process.communicate()[1].decode()[-600:]}")
                heard += piece
            time.sleep(seconds)
            process.send_signal(signal.SIGKILL)
            while piece := os.read(reading, 4096):
                heard += piece
        return read_words(heard)

    def ended(self) -> str:
        """What it printed."""
        said, faults = self._process.communicate(timeout=_PATIENCE_SECONDS)
        if self._process.returncode:
            raise Broken(f"the window failed: {faults.decode()[-600:]}")
        return said.decode().strip()


def kill_window(folder: Path, chance: random.Random, last: int, path: Path) -> "tuple[Said, int]":
    """One death of the window over `path`, whose first value is `last`; what it said, and the value that is found."""
    data = folder / "data"
    process = Started("work", str(path), str(data), str(last + 1), home=folder)
    said = process.killed_after(chance.randint(0, 6), chance.uniform(0, 0.12))
    value, can_write, can_undo = Started("look", str(path), str(data), home=folder).ended().split()
    done = max(said.done, last)
    expect(int(value) in (done, max(said.begun, done)), f"step {done} was acknowledged, the next window shows {value}")
    expect(can_write == "1", "the next window cannot write")
    expect(can_undo == "1" or int(value) == 0, "nothing can be undone")
    expect_whole(path)
    return said, int(value)


def kill_printing(folder: Path, chance: random.Random, target: Path) -> Said:
    """One death of a print into a file: what was there, or a whole new one."""
    import pypdfium2

    before = hashlib.sha256(target.read_bytes()).digest()
    steps = chance.randint(0, 2)
    seconds = chance.uniform(0, 0.4) + (0 if steps else 1)  # it takes a second to begin
    said = Started("print", str(target), home=folder).killed_after(steps, seconds)
    expect(said.done > 0 or hashlib.sha256(target.read_bytes()).digest() == before or said.in_flight, "another file")
    document = pypdfium2.PdfDocument(target)
    try:
        expect(len(document) > 0, "a print without pages")
        for page in document:
            page.close()
    finally:
        document.close()
    return said


if __name__ == "__main__":
    main(sys.argv[1:])
