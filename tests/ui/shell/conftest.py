"""A whole window with a messenger that answers what the test has laid out."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.app.shell import Shell
from editor.bridge.files import Files
from editor.bridge.preferences import Preferences
from editor.document.document import create_document
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Section, Unit, Volume
from editor.forms.packs import bundled_packs
from editor.store.backup import Backups

PACKS = bundled_packs()
FORM = PACKS.form("hebei-2023")
NAMES = ("行道树栽种", "苗圃养护", "古树名木保护与复壮工程（含围栏、支撑、排水和日常巡查）", "防火巡护", "林道维修")


class FakeMessenger:
    """Answers from lists, in order, and remembers what was asked; an answer that is missing fails the test."""

    def __init__(self) -> None:
        self.answers: list[int] = []
        self.texts: list[str | None] = []
        self.files: list[list[Path]] = []
        self.targets: list[Path | None] = []
        self.said: list[str] = []

    def tell(self, text: str) -> None:
        self.said.append(text)

    def ask(self, title: str, text: str, answers: Sequence[str]) -> int:
        self.said.append(text)
        return self.answers.pop(0)

    def ask_text(self, title: str, label: str, text: str = "") -> str | None:
        return self.texts.pop(0)

    def open_files(self, title: str, kinds: str, folder: Path) -> list[Path]:
        return self.files.pop(0)

    def save_file(self, title: str, kinds: str, path: Path) -> Path | None:
        self.said.append(path.name)
        return self.targets.pop(0)


def volume() -> Volume:
    """Five projects under two units, the fourth classified; sections written."""
    projects = []
    for n, name in enumerate(NAMES, 1):
        row = Indicator(
            100 + n, Fields({"level1": "产出指标", "level2": "数量指标", "level3": "数量", "target": f"≥{n}处"})
        )
        fields = Fields(
            {"name": name, "code": f"13039927P0000000001{n}", "budget": f"{n}.00", "purpose": f"用于{name}"}
        )
        projects.append(Project(n, "401001" if n < 4 else "401002", fields=fields, indicators=(row,)))
    projects[3] = Project(4, classified=True, fields=Fields({"name": "专项业务经费"}))
    units = (Unit("401001", "青石县林业局本级"), Unit("401002", "青石县林场"))
    sections = tuple(Section(key, (f"{form.title}写在这里。",)) for key, form in FORM.sections().items())
    return Volume(FORM.id, 2027, "青石县林业局", units, sections, tuple(projects))


@pytest.fixture
def messenger() -> FakeMessenger:
    return FakeMessenger()


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "own" / "preferences.json")


@pytest.fixture
def shell(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, preferences: Preferences, messenger: FakeMessenger
) -> Iterator[Shell]:
    font = qapp.font()
    shell = Shell(qapp, Files(PACKS, Backups(tmp_path / "own" / "backups")), preferences, messenger)
    shell.window.resize(1366, 768)
    shell.show()
    qtbot.waitExposed(shell.window)
    yield shell
    messenger.answers = [1] * 9
    shell.window.close()
    qtbot.waitUntil(lambda: shell.desk.session is None)
    shell.window.deleteLater()
    shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setFont(font)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "青石县林业局2027.jixiao"
    create_document(path, volume()).close()
    return path


@pytest.fixture
def opened(shell: Shell, file: Path, qtbot: QtBot) -> Shell:
    """The window with the file open and its findings known."""
    shell.files.take([file])
    assert shell.workspace is not None
    work = shell.workspace
    qtbot.waitUntil(lambda: work.tally.refreshed and "findings" in work.panels, timeout=10_000)
    return shell
