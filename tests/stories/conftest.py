"""The whole window over real files, and a clerk to work it. Only questions and file dialogs are answered by a list of answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.app.shell import Shell
from editor.bridge.files import Files
from editor.bridge.preferences import Preferences
from editor.document.document import open_document
from editor.forms.packs import bundled_packs
from editor.store.backup import Backups
from tests.qt import collected_here, watch
from tests.stories.clerk import Answers, Clerk, MakeClerk

__all__ = ["collected_here"]
EXAMPLES = Path(__file__).parents[2] / "examples"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    watch(items, Path(__file__).parent)


@pytest.fixture
def word_file() -> Path:
    """Last year's text as the office has it."""
    return next(EXAMPLES.glob("*2027.docx"))


@pytest.fixture
def volume_file(tmp_path: Path) -> Path:
    """A copy of the example volume."""
    example = next(EXAMPLES.glob("*2027.jixiao"))
    copy = tmp_path / example.name
    copy.write_bytes(example.read_bytes())
    open_document(copy).close()  # of today's version, so that no story begins with a migration and its backup
    return copy


@pytest.fixture
def make_clerk(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[MakeClerk]:
    """A clerk before a window of their own; several share the computer's data folder as several starts of the program do."""
    made: list[Clerk] = []
    font = qapp.font()

    def make() -> Clerk:
        answers = Answers()
        files = Files(bundled_packs(), Backups(tmp_path / "data" / "backups"))
        shell = Shell(qapp, files, Preferences(tmp_path / "data" / "preferences.json"), answers)
        faults: list[object] = []
        shell.desk.broken.connect(faults.append)
        clerk = Clerk(shell, answers, qtbot, faults)
        made.append(clerk)
        clerk.show()
        return clerk

    yield make
    for clerk in made:
        clerk.leave()
    qapp.setFont(font)
    assert not [fault for clerk in made for fault in clerk.faults]


@pytest.fixture
def clerk(make_clerk: MakeClerk) -> Clerk:
    return make_clerk()
