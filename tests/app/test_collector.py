"""Garbage that goes round in circles: collected by turns of the event loop, and in no other thread."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from editor.app import collector as module
from editor.app.collector import Collector


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    enabled = gc.isenabled()
    gc.collect()
    collector = Collector()
    yield collector
    collector.stop()
    if not enabled:
        gc.disable()


def circle(ends: list[int]) -> None:
    """Makes an object of Qt that holds itself; the thread it is destroyed in is noted."""
    thing = QObject()
    thing.destroyed.connect(lambda _: ends.append(threading.get_ident()))
    thing.me = thing  # type: ignore[attr-defined]


def busy() -> None:
    """Makes more than Python's collector lets pass."""
    held = [[n] for n in range(200_000)]
    held.clear()


def in_a_thread(work: threading.Thread) -> None:
    work.start()
    work.join()


def test_another_thread_destroys_nothing(collector: Collector) -> None:
    ends: list[int] = []
    circle(ends)
    in_a_thread(threading.Thread(target=busy))
    assert ends == []
    gc.collect()
    assert ends == [threading.get_ident()]


def test_it_collects_by_itself(collector: Collector, qtbot: QtBot) -> None:
    ends: list[int] = []
    circle(ends)
    some = [[n] for n in range(1000)]
    qtbot.waitUntil(lambda: bool(ends), timeout=5000)
    assert ends == [threading.get_ident()]
    assert len(some) == 1000


def test_it_waits_while_another_thread_works(collector: Collector) -> None:
    ends: list[int] = []
    go_on = threading.Event()
    thread = threading.Thread(target=go_on.wait, args=(10,))
    thread.start()
    circle(ends)
    some = [[n] for n in range(1000)]
    collector.turn()
    assert ends == []
    go_on.set()
    thread.join()
    collector.turn()
    assert ends == [threading.get_ident()]
    assert len(some) == 1000


def test_a_great_deal_is_set_aside_and_looked_through_when_the_document_is_closed(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_QUICK", 10_000_000)  # whatever other tests have left
    ends: list[int] = []
    gc.unfreeze()
    circle(ends)
    volume = [[n] for n in range(60_000)]
    collector.turn()
    assert gc.get_freeze_count() >= len(volume)
    gc.collect()
    assert ends == []
    collector.thaw()
    assert ends == []
    collector.turn()
    assert ends == [threading.get_ident()]


def test_a_few_new_objects_are_left_alone(collector: Collector) -> None:
    ends: list[int] = []
    gc.collect()
    circle(ends)
    collector.turn()
    assert ends == []


def test_stopped_it_leaves_python_as_it_was(collector: Collector) -> None:
    assert not gc.isenabled()
    collector.stop()
    assert gc.isenabled()


def test_a_large_document_is_looked_through_while_the_clerk_is_elsewhere(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes seconds; a window that is looked at does not stand still for them."""
    states = Qt.ApplicationState
    state = [states.ApplicationActive]
    monkeypatch.setattr(QGuiApplication, "applicationState", staticmethod(lambda: state[0]))
    monkeypatch.setattr(module, "_QUICK", 60_000)
    monkeypatch.setattr(module, "_ENOUGH", 100_000_000)
    ends: list[int] = []
    circle(ends)
    volume = [[n] for n in range(60_000)]
    collector.turn()
    assert gc.get_freeze_count() > len(volume)
    collector.thaw()
    collector.turn()
    assert ends == []
    state[0] = states.ApplicationInactive
    collector.turn()
    assert ends == [threading.get_ident()]
