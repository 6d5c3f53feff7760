"""Large files, opened beside the window."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.app.shell import Shell
from editor.bridge import files
from editor.document.document import open_document
from editor.domain.places import Place
from editor.errors import UserError
from editor.store.locking import lock_path

from .conftest import FakeMessenger


@pytest.fixture(autouse=True)
def every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_LARGE", 0)


@pytest.fixture
def other(file: Path) -> Path:
    return shutil.copyfile(file, file.with_name("另一册.jixiao"))


def shows(shell: Shell, path: Path) -> Callable[[], bool]:
    return lambda: shell.desk.holds(path)


def test_the_window_goes_on_until_the_file_is_there(shell: Shell, file: Path, qtbot: QtBot) -> None:
    shell.files.take([file])
    assert shell.desk.session is None
    assert "正在打开" in shell.window.bar.text
    qtbot.waitUntil(shows(shell, file))
    assert shell.window.bar.text == ""
    session = shell.desk.session
    assert session is not None
    assert session.put("改", Place(1, field="name"), "移交前的第一步") is not None, "made in another thread"
    assert session.undo() is not None


def test_what_was_open_stays_until_the_other_is_there(opened_beside: Shell, other: Path, qtbot: QtBot) -> None:
    before = opened_beside.desk.session
    opened_beside.files.take([other])
    assert opened_beside.desk.session is before
    qtbot.waitUntil(shows(opened_beside, other))


@pytest.fixture
def opened_beside(shell: Shell, file: Path, qtbot: QtBot) -> Shell:
    shell.files.take([file])
    qtbot.waitUntil(shows(shell, file))
    return shell


def test_nothing_comes_of_an_opening_that_was_cancelled(shell: Shell, file: Path, qtbot: QtBot) -> None:
    shell.files.take([file])
    shell.window.bar._button.click()
    qtbot.wait(60)
    assert shell.desk.session is None
    assert shell.window.bar.text == ""
    assert not lock_path(file).exists()
    with open_document(file) as document:
        assert document.can_write


def test_the_last_of_two_files_is_opened(shell: Shell, file: Path, other: Path, qtbot: QtBot) -> None:
    shell.files.take([file])
    shell.files.take([other])
    qtbot.waitUntil(shows(shell, other))
    qtbot.wait(60)
    assert shell.desk.holds(other)
    assert not lock_path(file).exists()


def test_why_a_file_cannot_be_opened_is_said(opened_beside: Shell, tmp_path: Path, qtbot: QtBot) -> None:
    broken = tmp_path / "坏了.jixiao"
    broken.write_bytes(b"nothing of the kind")
    with pytest.raises(UserError) as why:
        open_document(broken)
    before = opened_beside.desk.session
    opened_beside.files.take([broken])
    qtbot.waitUntil(lambda: opened_beside.window.bar.text == str(why.value))
    assert opened_beside.desk.session is before


def test_a_file_in_use_can_be_looked_at(shell: Shell, file: Path, messenger: FakeMessenger, qtbot: QtBot) -> None:
    messenger.answers = [1]
    with open_document(file):
        shell.files.take([file])
        qtbot.waitUntil(shows(shell, file))
    session = shell.desk.session
    assert session is not None
    assert not session.document.can_write


def test_a_window_that_closes_lets_go_of_what_it_was_opening(shell: Shell, file: Path, qtbot: QtBot) -> None:
    shell.files.take([file])
    shell.window.close()
    assert not shell.window.isVisible()
    qtbot.wait(60)
    assert not lock_path(file).exists()
