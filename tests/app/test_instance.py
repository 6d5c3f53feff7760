"""One window for a user: files are handed over, and nothing else gets through."""

import json
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor.app.channel import channel_name, may_be_heard
from editor.app.instance import Instance, hand_over, read_message

ROOT = Path(__file__).parents[2]


@pytest.fixture
def name() -> str:
    return f"jixiao-test-{uuid.uuid4().hex[:8]}"


@pytest.fixture
def instance(name: str, qtbot: QtBot) -> Iterator[Instance]:
    instance = Instance(name)
    assert instance.listen()
    yield instance
    instance.close()


def send(name: str, data: bytes, qtbot: QtBot) -> QLocalSocket:
    socket = QLocalSocket()
    socket.connectToServer(name)
    assert socket.waitForConnected(1000)
    socket.write(data)
    socket.flush()
    return socket


def test_nobody_answers(name: str) -> None:
    assert not may_be_heard(name)
    assert not hand_over(name, [])


def test_somebody_may_be_heard_while_he_listens(name: str, instance: Instance) -> None:
    assert may_be_heard(name)
    instance.close()
    assert not may_be_heard(name)


def test_who_comes_second_leaves_the_channel_to_the_first(name: str, instance: Instance, qtbot: QtBot) -> None:
    second = Instance(name)
    assert not second.listen()
    with qtbot.waitSignal(instance.asked):
        send(name, b'{"open": []}\n', qtbot)


def test_a_second_start_hands_its_files_over(name: str, instance: Instance, qtbot: QtBot, tmp_path: Path) -> None:
    code = "import sys, pathlib, editor.app.instance as i; sys.exit(not i.hand_over(sys.argv[1], [pathlib.Path(sys.argv[2])]))"
    with qtbot.waitSignal(instance.asked, timeout=20_000) as asked:
        second = subprocess.Popen([sys.executable, "-c", code, name, str(tmp_path / "年 度.jixiao")], cwd=ROOT)
    assert asked.args == [(tmp_path / "年 度.jixiao",)]
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0


@pytest.mark.parametrize(
    "data",
    [
        b"garbage\n",
        b"[]\n",
        b'{"open": "x"}\n',
        b'{"open": [1]}\n',
        b'{"open": ["rel/a.jixiao"]}\n',
        b"[" * 5000 + b"\n",
    ],
)
def test_what_is_no_message_is_dropped(data: bytes, name: str, instance: Instance, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(instance.asked):
        socket = send(name, data, qtbot)
        qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)


def test_too_much_is_cut_off(name: str, instance: Instance, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(instance.asked):
        socket = send(name, b"x" * 200_000, qtbot)
        qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)


def test_a_message_in_pieces_and_one_that_never_ends(
    name: str, instance: Instance, qtbot: QtBot, tmp_path: Path
) -> None:
    idle = send(name, b'{"open"', qtbot)
    data = json.dumps({"open": [str(tmp_path / "a.jixiao")]}).encode() + b"\n"
    socket = send(name, data[:10], qtbot)
    with qtbot.waitSignal(instance.asked):
        socket.write(data[10:])
        socket.flush()
    idle.abort()


def test_too_many_files_are_no_message(tmp_path: Path) -> None:
    assert read_message(json.dumps({"open": [str(tmp_path)] * 51}).encode()) is None
    assert read_message(json.dumps({"open": []}).encode()) == ()


def test_a_crash_before_blocks_nobody(name: str, qtbot: QtBot) -> None:
    code = (
        "import os, sys; from PySide6.QtCore import QCoreApplication; from editor.app.instance import Instance;"
        "application = QCoreApplication([]); instance = Instance(sys.argv[1]); os._exit(not instance.listen())"
    )
    assert subprocess.run([sys.executable, "-c", code, name], cwd=ROOT, check=False).returncode == 0
    assert not hand_over(name, [])
    instance = Instance(name, QApplication.instance())
    assert instance.listen()  # what it finds under the name is taken away
    with qtbot.waitSignal(instance.asked):
        send(name, b'{"open": []}\n', qtbot)
    instance.close()


def test_channels_are_per_user_and_folder(tmp_path: Path) -> None:
    names = {channel_name("a", tmp_path), channel_name("b", tmp_path), channel_name("a", tmp_path / "x")}
    assert len(names) == 3
