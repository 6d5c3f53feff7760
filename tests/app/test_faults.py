"""Faults of the program: in the log without the document's words, told once."""

import logging
import sys
import threading
from pathlib import Path

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


def test_an_apology_is_not_made_twice_at_once(tmp_path: Path) -> None:
    told: list[str] = []

    def tell(text: str) -> None:
        told.append(text)
        if len(told) < 5:
            apology.say()  # another fault, while the sentence is on the screen

    apology = Apology(tell, lambda: "文档没有损坏。", tmp_path / "jixiao.log")
    apology.say()
    assert len(told) == 1
    assert "文档没有损坏。" in told[0]
    apology.say()
    assert len(told) == 2


def test_messages_of_qt_go_to_the_log(tmp_path: Path) -> None:

    log = open_log(tmp_path / "log")
    Faults(log)._on_message(QtMsgType.QtWarningMsg, QMessageLogContext(), "layout is odd")
    assert "WARNING Qt: layout is odd" in (tmp_path / "log" / "jixiao.log").read_text("utf-8")
    assert logging.getLogger("jixiao") is log
