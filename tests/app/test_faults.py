"""Faults of the program: in the log without the document's words, told once."""

import json
import logging
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QMessageLogContext, QtMsgType
from pytestqt.qtbot import QtBot

from editor.app.faults import Apology, Faults, open_log, without_words


def stumble(text: str) -> None:
    raise ValueError(f"cannot read {text}")


def caught(text: str) -> ValueError:
    with pytest.raises(ValueError, match="cannot") as info:
        stumble(text)
    return info.value


def test_a_fault_is_recorded_without_what_it_says() -> None:
    said = without_words(caught("绝密数字"))
    assert "ValueError" in said
    assert "test_faults.py" in said
    assert "stumble" in said
    assert "绝密" not in said


def test_what_led_to_it_is_recorded_too() -> None:
    fault = KeyError("outer")
    fault.__cause__ = caught("x")
    assert without_words(fault).splitlines()[0] == "builtins.KeyError"
    assert "builtins.ValueError" in without_words(fault)


def test_the_log_is_a_file_that_stays_small(tmp_path: Path) -> None:
    log = open_log(tmp_path / "log")
    for _ in range(3000):
        log.info("x" * 1000)
    sizes = [file.stat().st_size for file in (tmp_path / "log").iterdir()]
    assert len(sizes) == 2
    assert max(sizes) <= 512 * 1024
    open_log(tmp_path / "other")


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    open_log(tmp_path / "log").error("nobody hears it")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_faults_of_every_thread_are_met(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults = Faults(open_log(tmp_path / "log"))
    monkeypatch.setattr("editor.app.faults.qInstallMessageHandler", lambda _: None)
    faults.install()
    with qtbot.waitSignal(faults.met):
        thread = threading.Thread(target=stumble, args=("线程里的字",))
        thread.start()
    thread.join()
    error = caught("窗口里的字")
    with qtbot.waitSignal(faults.met):
        sys.excepthook(ValueError, error, error.__traceback__)
    text = (tmp_path / "log" / "jixiao.log").read_text("utf-8")
    assert text.count("builtins.ValueError") == 2
    assert "里的字" not in text


def test_an_apology_is_not_made_twice_at_once() -> None:
    told: list[str] = []
    shown: list[int] = []

    def ask(title: str, text: str, answers: Sequence[str]) -> int:
        told.append(text)
        assert answers[0] == "知道了"
        if len(told) < 5:
            apology.say()  # another fault, while the sentence is on the screen
        return int(len(told) == 2)

    apology = Apology(ask, lambda: "文档没有损坏。", lambda: shown.append(1))
    apology.say()
    assert len(told) == 1
    assert "文档没有损坏。" in told[0]
    assert shown == []
    apology.say()
    assert len(told) == 2
    assert shown == [1], "who wants to see the log is shown it"


SECRET = "这是文本里的一句话，不能进记录"


class Stubborn(Exception):
    """An exception that tells all it knows, whichever way it is asked."""

    def __str__(self) -> str:
        return SECRET

    __repr__ = __str__


def deep(text: str) -> None:
    local = [text] * 3
    try:
        {}[text]
    except KeyError as error:
        error.add_note(text)
        raise Stubborn(local, text) from error


def faults_with_words() -> Iterator[BaseException]:
    for work in (
        lambda: deep(SECRET),
        lambda: int(SECRET),
        lambda: SECRET.encode("ascii"),
        lambda: compile(SECRET + "(", SECRET, "exec"),
        lambda: Path(SECRET).read_bytes(),
        lambda: sqlite3.connect(":memory:").execute(f"SELECT '{SECRET}' FROM nowhere"),
        lambda: json.loads("{" + SECRET),
    ):
        try:
            work()
        except Exception as error:
            yield error
    yield ExceptionGroup(SECRET, [Stubborn(SECRET), ValueError(SECRET)])
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__cause__ = second, first
    yield first


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_no_word_of_a_document_gets_into_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the arguments, the notes, the causes, the locals, the name of a file; in a message of Qt; in what nobody can raise."""
    for hook in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, hook, getattr(sys, hook))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr("editor.app.faults.qInstallMessageHandler", lambda _: None)
    faults = Faults(open_log(tmp_path / "log"))
    faults.install()
    count = 0
    for error in faults_with_words():
        sys.excepthook(type(error), error, error.__traceback__)
        sys.unraisablehook(SimpleNamespace(exc_type=type(error), exc_value=error))  # type: ignore[arg-type]
        count += 2
    for message in (f"QString::arg: {SECRET}", f'cannot load "{SECRET} 123.45"', "'12.50' is no number", "x" * 5000):
        faults._on_message(QtMsgType.QtWarningMsg, QMessageLogContext(), message)
    text = (tmp_path / "log" / "jixiao.log").read_text("utf-8")
    assert text.count(" ERROR ") == count == 18
    assert not re.findall("[\u4e00-\u9fff]", text)
    assert "12.50" not in text
    assert "123.45" not in text
    assert "test_faults.py" in text
    assert max(map(len, text.splitlines())) < 400


def test_a_crash_of_a_library_leaves_word_for_the_next_start(tmp_path: Path) -> None:
    code = (
        "import sys, ctypes, pathlib; sys.path.insert(0, sys.argv[1])\n"
        "from editor.app.faults import keep_crashes, open_log\n"
        "folder = pathlib.Path(sys.argv[2])\n"
        "print(keep_crashes(folder, open_log(folder)), flush=True)\n"
        f"text = {SECRET!r}\n"
        "ctypes.string_at(0) if len(sys.argv) > 3 else None\n"
    )

    def start(*words: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-c", code, str(Path(__file__).parents[2]), str(tmp_path), *words]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60)

    first = start("crash")
    assert first.returncode != 0
    assert first.stdout.split() == ["False"]
    assert start().stdout.split() == ["True"]
    assert start().stdout.split() == ["False"], "it is told once"
    text = (tmp_path / "jixiao.log").read_text("utf-8")
    assert "crash of the last run" in text
    assert SECRET not in text


def test_messages_of_qt_go_to_the_log(tmp_path: Path) -> None:

    log = open_log(tmp_path / "log")
    Faults(log)._on_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "layout is odd")
    assert "WARNING Qt: layout is odd" in (tmp_path / "log" / "jixiao.log").read_text("utf-8")
    assert logging.getLogger("jixiao") is log
