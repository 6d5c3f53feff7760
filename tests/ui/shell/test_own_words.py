"""The clerk's own words in the whole window: the command, and findings that follow at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.app.own_words import OwnWordsCommand
from editor.app.shell import Shell
from editor.bridge.files import Files
from editor.bridge.own_words import OwnWordList
from editor.bridge.session import Session
from editor.checks.own_words import OwnWord, OwnWords
from editor.forms.packs import bundled_packs
from editor.store.backup import Backups
from editor.ui.words.dialog import OwnWordsDialog

WORD = OwnWord("typo", "写在这里", "写在此处")


@pytest.fixture
def own(tmp_path: Path) -> OwnWordList:
    return OwnWordList(tmp_path / "own" / "own_words.json")


@pytest.fixture
def session(own: OwnWordList, tmp_path: Path, file: Path) -> Iterator[Session]:
    session = Files(bundled_packs(), Backups(tmp_path / "backups"), own).open(file)
    yield session
    session.close()


def own_findings(session: Session) -> int:
    return sum("写在此处" in finding.message for finding in session.findings)


def test_findings_follow_the_list(session: Session, own: OwnWordList, qtbot: QtBot) -> None:
    own.changed.connect(lambda: session.derived.recheck(session.volume))
    assert own_findings(session) == 0
    with qtbot.waitSignal(session.findings_changed):
        own.put(OwnWords((WORD,)))
    assert own_findings(session) == len(session.form.sections())
    with qtbot.waitSignal(session.findings_changed):
        own.put(OwnWords())
    assert own_findings(session) == 0


def test_a_list_saved_while_the_first_check_goes_on_is_not_missed(
    session: Session, own: OwnWordList, qtbot: QtBot
) -> None:
    session.derived.prepare(session.volume)
    own.put(OwnWords((WORD,)))
    session.derived.recheck(session.volume)
    qtbot.waitUntil(lambda: session.derived.has_findings and own_findings(session) > 0)
    assert own_findings(session) == len(session.form.sections())


def test_the_command_opens_the_list(shell: Shell, own: OwnWordList, qtbot: QtBot) -> None:
    action = shell.window.actions_["own_words"]
    assert action in shell.window.menus["check"].actions()
    assert not action.isVisible(), "this window was made without a list"
    command = OwnWordsCommand(shell.window, shell.desk, own, shell._messenger, shell)
    assert action.isVisible()
    seen: list[bool] = []

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, OwnWordsDialog)
        seen.append(True)
        dialog.reject()

    QTimer.singleShot(0, close)
    command.edit()
    assert seen == [True]
