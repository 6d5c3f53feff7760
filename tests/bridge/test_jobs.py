"""Work beside the window: its signals, its end, and that its thread never holds what only the window's thread may destroy."""

import threading
import weakref
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.bridge.jobs import Job, Progress
from editor.errors import UserError


def told(job: Job) -> list[object]:
    """What a job tells, in order; filled as it goes on."""
    found: list[object] = []
    job.progressed.connect(lambda *values: found.append(values))
    job.done.connect(lambda result: found.append(("done", result)))
    job.refused.connect(lambda said: found.append(("refused", said)))
    job.cancelled.connect(lambda: found.append("cancelled"))
    job.broken.connect(lambda error: found.append(("broken", type(error))))
    job.ended.connect(lambda: found.append("ended"))
    return found


def test_it_tells_what_it_did_in_the_windows_thread(qtbot: QtBot) -> None:
    threads: list[int] = []

    def work(progress: Progress) -> int:
        threads.append(threading.get_ident())
        progress(1, 2, "甲")
        return 7

    job = Job(work)
    job.done.connect(lambda _: threads.append(threading.get_ident()))
    found = told(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert found == [(1, 2, "甲"), ("done", 7), "ended"]
    assert threads[0] != threads[1] == threading.get_ident()


def test_of_progress_that_comes_thick_the_last_is_told(qtbot: QtBot) -> None:
    def work(progress: Progress) -> None:
        for n in range(1, 10_001):
            progress(n, 10_000)

    job = Job(work)
    found = told(job)
    with qtbot.waitSignal(job.ended):
        job.start()
        assert job.wait(10)
    assert found == [(10_000, 10_000, ""), ("done", None), "ended"]


@pytest.mark.parametrize(
    ("error", "expected"),
    [(UserError("文件打不开。"), ("refused", "文件打不开。")), (KeyError(1), ("broken", KeyError))],
)
def test_a_failure_is_told_once(qtbot: QtBot, error: Exception, expected: object) -> None:
    def work(_: Progress) -> None:
        raise error

    job = Job(work)
    found = told(job)
    with qtbot.waitSignal(job.ended):
        job.start()
    assert found == [expected, "ended"]


def test_cancel_ends_it_at_its_next_word(qtbot: QtBot) -> None:
    begun = threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        while True:
            progress(0, 1)

    job = Job(work)
    found = told(job)
    with qtbot.waitSignal(job.ended):
        job.start()
        assert begun.wait(10)
        job.cancel()
    assert found[-2:] == ["cancelled", "ended"]


def test_the_thread_has_ended_when_the_end_is_told(qtbot: QtBot) -> None:
    """So that whoever lets go of the job, its work and its result at that moment is the last to hold them."""
    job = Job(lambda _: object())
    alive: list[bool] = []
    job.done.connect(lambda _: alive.append(not job.wait(0)))
    with qtbot.waitSignal(job.ended):
        job.start()
    assert alive == [False]


def test_a_job_nobody_keeps_goes_at_once_and_its_thread_goes_on(qtbot: QtBot) -> None:
    go_on, done = threading.Event(), threading.Event()

    def work(_: Progress) -> None:
        go_on.wait(10)
        done.set()

    job = Job(work)
    gone = weakref.ref(job)
    job.start()
    del job
    assert gone() is None
    go_on.set()
    assert done.wait(10)


class Thing(QObject):
    def work(self, _: Progress) -> None:
        """Nothing."""


def test_work_that_holds_an_object_of_qt_is_refused(qtbot: QtBot) -> None:
    thing = Thing()
    for work in (thing.work, lambda _: thing.objectName(), partial(lambda held, _: held, thing)):
        with pytest.raises(TypeError, match="Thing"):
            Job(work)
