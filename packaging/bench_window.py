"""A process of the bench before a window that nobody sees: PART FILE.jixiao → figures as a JSON list.

opening: seconds from the call to the file painted; edit: seconds from the key that commits a cell to saved, checked and the
page painted anew; scroll (with a folder instead of a file): rows measured and rows seen of a grid of ROWS rows.
"""

import gc
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from bench_start import SIZE, painted, until
from bench_volume import made_up_volume
from editor.app.collector import Collector
from editor.app.setting_up import make_application
from editor.app.shell import Shell
from editor.bridge.files import Files
from editor.bridge.preferences import Preferences
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project
from editor.forms.packs import bundled_packs
from editor.store.backup import Backups
from editor.store.creating import create_file
from editor.ui.grid.grid import IndicatorGrid
from editor.ui.preview.panel import PreviewPanel

FORM = "hebei-2023"
ROWS = 20_000
OPENINGS = 5
EDITS = 60
SCREENS = 60
_TARGET = "target"


def opening(file: Path) -> Iterator[float]:
    """In a running program, until the sheet and its grid are painted."""
    for _ in range(OPENINGS):
        shell = _program()
        begin = time.perf_counter()
        shell.take((file,))
        until(lambda shell=shell: shell.workspace is not None)  # type: ignore[misc]
        until(painted(_grid(shell).viewport()))
        yield time.perf_counter() - begin
        shell.window.close()
        until(shell.window.isHidden)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.unfreeze()
        gc.collect()  # the next one does not pay for what this one leaves


def editing(file: Path) -> Iterator[float]:
    """A target is typed in sheets from all over the volume; the findings and the preview stand open beside it."""
    shell = _program()
    shell.take((shutil.copyfile(file, Path(tempfile.mkdtemp()) / file.name),))
    until(lambda: shell.workspace is not None)
    session, work = shell.desk.session, shell.workspace
    assert session is not None
    assert work is not None
    until(lambda: session.derived.has_findings and session.derived.has_pages)
    until(lambda: bool(shell.window.findChildren(PreviewPanel)))
    preview = next(iter(shell.window.findChildren(PreviewPanel)))
    until(lambda: preview.view is not None)
    _rest()
    assert preview.isVisible()
    told: list[int] = []
    session.findings_changed.connect(lambda: told.append(1))
    for n, project in enumerate(_spread(session.volume.projects)):
        work.navigator.go(Place(project=project.key))
        _type(_grid(shell), text := f"{n + 2}")
        told.clear()
        page = painted(preview.canvas.viewport())

        def answered(page: Callable[[], bool] = page) -> bool:
            return bool(told) and page() and preview.view is not None and preview.view.pages is session.pages

        begin = time.perf_counter()
        QTest.keyClick(_focus(), Qt.Key.Key_Return)
        until(answered)
        yield time.perf_counter() - begin
        assert session.volume.project(project.key).indicators[0].cells.text(_TARGET) == text


def scrolling(folder: Path) -> Iterator[int]:
    """Rows measured, and rows that were seen, from the top to the end in leaps."""
    shell = _program()
    shell.take((_long_file(folder),))
    until(lambda: shell.workspace is not None)
    grid = _grid(shell)
    until(painted(grid.viewport()))
    bar, seen = grid.verticalScrollBar(), set[int]()
    for screen in range(SCREENS + 1):
        bar.setValue(bar.maximum() * screen // SCREENS)
        _rest()
        bottom = grid.rowAt(grid.viewport().height() - 1)
        seen.update(range(grid.rowAt(0), (bottom if bottom >= 0 else ROWS - 1) + 1))
    while bar.value() < bar.maximum():  # rows that are measured at the end move it away
        bar.setValue(bar.maximum())
        _rest()
        seen.update(range(grid.rowAt(0), ROWS))
    assert len(seen) > SCREENS
    assert ROWS - 1 in seen
    yield grid.heights.count
    yield len(seen)


def _program() -> Shell:
    """The program without a file, shown; its data folder is its own."""
    running = QApplication.instance()
    application = running if isinstance(running, QApplication) else make_application()
    data = Path(tempfile.mkdtemp())
    files = Files(bundled_packs(), Backups(data / "backups"))
    shell = Shell(application, files, Preferences(data / "preferences.json"))
    shell.desk.closed.connect(Collector(shell).thaw)
    shell.window.setWindowState(Qt.WindowState.WindowNoState)  # the screen that is none is smaller
    shell.window.resize(*SIZE)
    shell.show()
    shell.window.activateWindow()
    until(shell.window.isActiveWindow)
    return shell


def _type(grid: IndicatorGrid, text: str) -> None:
    """Into the target of the first row, without the last key."""
    cells = (grid.model().index(0, column) for column in range(grid.model().columnCount()))
    grid.setCurrentIndex(next(cell for cell in cells if grid.indicators.place(cell).field == _TARGET))
    grid.setFocus()
    for letter in text:
        QTest.keyClicks(_focus(), letter)
    _rest()


def _long_file(folder: Path) -> Path:
    volume = made_up_volume(bundled_packs().form(FORM), 1)
    project = volume.projects[0]
    rows = tuple(Indicator(n + 2, project.indicators[n % len(project.indicators)].cells) for n in range(ROWS))
    file = folder / f"{ROWS}-rows.jixiao"
    create_file(file, replace(volume, projects=(replace(project, key=1, indicators=rows),)), overwrite=True)
    return file


def _grid(shell: Shell) -> IndicatorGrid:
    return next(iter(shell.window.findChildren(IndicatorGrid)))


def _focus() -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return focus


def _rest() -> None:
    """Until what is left to do has been done."""
    for _ in range(20):
        QCoreApplication.processEvents()


def _spread(projects: tuple[Project, ...]) -> Iterator[Project]:
    there = [project for project in projects if project.indicators]
    for n in range(EDITS):
        yield there[n * 7919 % len(there)]


def _fail(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault in a slot ends the run too: what is measured would not be what it says."""
    sys.__excepthook__(kind, error, trace)
    sys.stderr.flush()
    os._exit(1)


PARTS: dict[str, Callable[[Path], Iterator[float]]] = {"opening": opening, "edit": editing, "scroll": scrolling}

if __name__ == "__main__":
    sys.excepthook = _fail
    sys.stdout.write(json.dumps(list(PARTS[sys.argv[1]](Path(sys.argv[2])))))
    sys.stdout.flush()
    os._exit(0)
