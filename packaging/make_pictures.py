"""Makes packaging/pictures/window*.png: the main window over the newest example, as README shows it.

Run it after a change of the window's look, on a computer with a Chinese font; where there is none the bundled ones are taken.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "packaging" / "pictures"
SIZE = 1366, 768
COLOURS = 256
"""Of the pictures: a third of the bytes, and nobody sees it."""
_PATIENCE = 30.0
_SLIP = "38.27"
"""Two figures changed about, as it happens: the window shows what it says then."""

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402
from PySide6.QtCore import QCoreApplication, Qt  # noqa: E402
from PySide6.QtGui import QFont, QFontDatabase, QImage  # noqa: E402
from PySide6.QtWidgets import QApplication, QDockWidget  # noqa: E402

from editor.app.setting_up import make_application  # noqa: E402
from editor.app.shell import Shell  # noqa: E402
from editor.bridge.files import Files  # noqa: E402
from editor.bridge.preferences import Preferences  # noqa: E402
from editor.checks.adding_up import total_field  # noqa: E402
from editor.domain.places import Place  # noqa: E402
from editor.forms.packs import bundled_packs  # noqa: E402
from editor.store.backup import Backups  # noqa: E402
from editor.ui.findings.panel import FindingsPanel  # noqa: E402
from editor.ui.preview.panel import PreviewPanel  # noqa: E402


def make(folder: Path) -> None:
    """The two pictures."""
    application = make_application()
    _choose_font(application)
    data = Path(tempfile.mkdtemp())
    files = Files(bundled_packs(), Backups(data / "backups"))
    shell = Shell(application, files, Preferences(data / "preferences.json"))
    shell.window.setWindowState(Qt.WindowState.WindowNoState)  # the screen that is none is smaller
    shell.window.resize(*SIZE)
    shell.show()
    shell.window.activateWindow()
    shell.files.open_example()
    session, work = shell.desk.session, shell.workspace
    assert session is not None
    assert work is not None
    _until(lambda: session.derived.has_findings and session.derived.has_pages)
    _until(lambda: bool(shell.window.findChildren(PreviewPanel)))
    preview = next(iter(shell.window.findChildren(PreviewPanel)))
    _until(lambda: preview.view is not None)
    project = session.volume.projects[4]
    session.put("修改预算数", Place(project=project.key, field=total_field(session.form)), _SLIP)
    findings_panel = next(iter(shell.window.findChildren(FindingsPanel)))
    _until(lambda: bool(findings_panel.counts["error"]))
    findings_panel.first_error()
    _picture(shell, folder / "window.png")
    session.undo()
    dock = next(dock for dock in shell.window.findChildren(QDockWidget) if dock.isAncestorOf(preview))
    findings = next(d for d in shell.window.findChildren(QDockWidget) if d.windowTitle() == "核对")
    findings.hide()
    shell.window.resizeDocks([dock], [SIZE[0] * 45 // 100], Qt.Orientation.Horizontal)
    work.navigator.go(Place(project=project.key, field="purpose"))
    _picture(shell, folder / "window-preview.png")
    shell.window.may_close = lambda: True
    session.close()


def _choose_font(application: QApplication) -> None:
    if QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        return
    number = QFontDatabase.addApplicationFont(str(ROOT / "resources" / "fonts" / "JixiaoSong-Regular.ttf"))
    application.setFont(QFont(QFontDatabase.applicationFontFamilies(number), application.font().pointSize()))


def _picture(shell: Shell, file: Path) -> None:
    _rest()
    image = shell.window.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    plain = Image.frombytes(
        "RGB", (image.width(), image.height()), bytes(image.constBits()), "raw", "RGB", image.bytesPerLine()
    )
    plain.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(file, optimize=True)


def _until(true: Callable[[], bool]) -> None:
    end = time.perf_counter() + _PATIENCE
    while not true():
        QCoreApplication.processEvents()
        if time.perf_counter() > end:
            raise TimeoutError("the window did not come to rest")


def _rest() -> None:
    end = time.perf_counter() + 1
    while time.perf_counter() < end:
        QCoreApplication.processEvents()


if __name__ == "__main__":
    make(PICTURES)
    sys.stdout.flush()
    os._exit(0)
