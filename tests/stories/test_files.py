"""What is in the file: a secret that is gone, a step that was not lost, one file and two windows."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import Qt

from editor.domain.places import Place
from tests.stories.clerk import Clerk, MakeClerk

SECRET = "磐石行动"
ROOT = Path(__file__).parents[2]
FORMS_OF_BYTES = tuple(SECRET.encode(code) for code in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"))


def _bytes(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def test_a_secret_is_gone_from_every_byte(clerk: Clerk, volume_file: Path) -> None:
    """The word went through a field, a cell, an undo and a version, and into the history; then the project is 涉密."""
    clerk.open(volume_file)
    key = clerk.volume.projects[0].key
    clerk.into(clerk.sheet.field("name").editor)
    clerk.over(f"{SECRET}经费")
    clerk.cell(0, 2)
    clerk.type(SECRET)
    clerk.key(Qt.Key.Key_Return)
    clerk.answers.words = ["送审稿"]
    clerk.choose("save_version")
    clerk.choose("undo")
    clerk.choose("redo")
    assert any(form in _bytes(volume_file.parent) for form in FORMS_OF_BYTES)

    clerk.answers.answers = {"涉密": "标为涉密"}
    clerk.choose("classify")
    clerk.until(lambda: clerk.volume.project(key).classified)
    assert "不能恢复" in clerk.answers.asked[-1] and SECRET in clerk.answers.asked[-1]
    assert not clerk.volume.project(key).indicators and not clerk.window.actions_["undo"].isEnabled()
    clerk.leave()
    kept = _bytes(volume_file.parent)
    assert volume_file.is_file() and not [form for form in FORMS_OF_BYTES if form in kept]


def test_two_windows_on_one_file(make_clerk: MakeClerk, volume_file: Path) -> None:
    first, second = make_clerk(), make_clerk()
    first.open(volume_file)
    second.answers.answers = {"正在使用": "取消"}
    second.answers.files = [volume_file]
    second.choose("open")
    assert second.shell.workspace is None and len(second.answers.asked) == 1

    second.answers.answers = {"正在使用": "只读打开"}
    second.open(volume_file)
    assert second.volume == first.volume
    assert second.session.document.why_read_only and second.said == second.session.document.why_read_only
    for action in ("add_project", "classify", "delete", "undo", "replace"):
        assert not second.window.actions_[action].isEnabled(), action
    before = second.volume
    second.cell(0, 4)
    second.type("9")
    second.key(Qt.Key.Key_Return)
    second.into(second.sheet.field("name").editor)
    second.type("9")
    second.choose("save")
    assert second.volume == before
    first.raise_(first.window)
    first.cell(0, 4)
    first.type("9")
    first.key(Qt.Key.Key_Return)
    assert first.volume.projects[0].indicators[0].cells.text("target") == "9"


_WORKS_AND_DIES = """
import os, sys
from pathlib import Path
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from editor.app.setting_up import make_application
from editor.app.shell import Shell
from editor.bridge.files import Files
from editor.bridge.preferences import Preferences
from editor.forms.packs import bundled_packs
from editor.store.backup import Backups
from editor.ui.grid.grid import IndicatorGrid

path, data = Path(sys.argv[1]), Path(sys.argv[2])
application = make_application()
shell = Shell(application, Files(bundled_packs(), Backups(data / "backups")), Preferences(data / "preferences.json"))
shell.show()
shell.window.activateWindow()
while not shell.window.isActiveWindow():
    application.processEvents()
shell.take((path,))
application.processEvents()
grid = next(iter(shell.window.findChildren(IndicatorGrid)))
for row in range(3):
    grid.setCurrentIndex(grid.model().index(row, 4))
    grid.setFocus()
    QTest.keyClicks(grid, f"{row + 7}")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    QApplication.processEvents()
QTest.keyClicks(grid, "999")  # never committed
os._exit(9)
"""


def test_killed_in_the_middle_it_opens_at_the_last_step(clerk: Clerk, volume_file: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", _WORKS_AND_DIES, str(volume_file), str(tmp_path / "data")]
    died = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert died.returncode == 9, died.stderr
    clerk.open(volume_file)
    rows = clerk.volume.projects[0].indicators
    assert [row.cells.text("target") for row in rows[:4]] == ["7", "8", "9", "≤20天"]
    assert len(clerk.steps) == 3 and clerk.session.document.can_write
    clerk.go(Place(project=clerk.volume.projects[0].key))
    for _ in range(3):
        clerk.choose("undo")
    assert clerk.volume.projects[0].indicators[0].cells.text("target") == "21条"
