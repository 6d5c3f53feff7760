"""Steps the disk refused wait in their order."""

import pytest

from editor.bridge.waiting import Step, WaitingSteps
from editor.document.change import Change
from editor.errors import UserError
from editor.store.faults import NotSavedError

DONE = Change("改", order=True)


def step(name: str) -> Step:
    return Step(name, lambda volume: volume)


class Disk:
    """Takes steps, or raises what it is told to."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.faults: dict[str, Exception] = {}
        self.full = False

    def apply(self, given: Step) -> Change:
        if self.full:
            raise NotSavedError("磁盘已满。")
        if given.name in self.faults:
            raise self.faults[given.name]
        self.done.append(given.name)
        return DONE


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def waiting(disk: Disk) -> WaitingSteps:
    return WaitingSteps(disk.apply)


def refuse(waiting: WaitingSteps, *names: str) -> None:
    for name in names:
        with pytest.raises(NotSavedError):
            waiting.take(step(name))


def test_what_waits_goes_first(disk: Disk, waiting: WaitingSteps) -> None:
    disk.full = True
    refuse(waiting, "一", "二")
    assert len(waiting) == 2
    disk.full = False
    assert waiting.take(step("三")) == DONE
    assert disk.done == ["一", "二", "三"]
    assert len(waiting) == 0


def test_once_more_by_hand(disk: Disk, waiting: WaitingSteps) -> None:
    disk.full = True
    refuse(waiting, "一")
    with pytest.raises(NotSavedError):
        waiting.again()
    with pytest.raises(NotSavedError):
        waiting.first(lambda: disk.done.append("撤销"))
    assert (disk.done, len(waiting)) == ([], 1)
    disk.full = False
    assert waiting.again()
    waiting.first(lambda: disk.done.append("撤销"))
    assert disk.done == ["一", "撤销"]


def test_a_step_that_is_refused_for_itself_does_not_wait(disk: Disk, waiting: WaitingSteps) -> None:
    disk.faults["长"] = UserError("太长。")
    with pytest.raises(UserError, match="太长"):
        waiting.take(step("长"))
    assert len(waiting) == 0


def test_what_has_no_place_any_more_is_left_out(disk: Disk, waiting: WaitingSteps) -> None:
    disk.full = True
    refuse(waiting, "没了", "坏", "好")
    disk.full = False
    disk.faults = {"没了": KeyError("project"), "坏": UserError("太长。")}
    with pytest.raises(UserError, match="太长"):
        waiting.again()
    assert waiting.again()
    assert disk.done == ["好"]


def test_dropped(disk: Disk, waiting: WaitingSteps) -> None:
    disk.full = True
    refuse(waiting, "一")
    waiting.drop()
    disk.full = False
    assert not waiting.again()
