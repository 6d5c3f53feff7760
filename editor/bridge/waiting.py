"""Steps the disk refused: kept in their order until it takes them, so that nothing that was written is lost by a pulled stick."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from editor.document.change import Change
from editor.domain.edits import Edit
from editor.store.faults import NotSavedError

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Step:
    """What `Document.apply` takes."""

    name: str
    edit: Edit
    go_on: bool = False


class WaitingSteps:
    """What waits is done before anything else is. `apply` does one step, and raises NotSavedError where the disk is at fault."""

    def __init__(self, apply: Callable[[Step], Change]) -> None:
        self._apply = apply
        self._steps: list[Step] = []

    def __len__(self) -> int:
        return len(self._steps)

    def take(self, step: Step) -> Change:
        """Does what waits and then the step; where the disk refuses either, the step waits behind the others."""
        try:
            self.again()
            return self._apply(step)
        except NotSavedError:
            self._steps.append(step)
            raise

    def first(self, act: Callable[[], R]) -> R:
        """Does what waits, then something that cannot wait itself."""
        self.again()
        return act()

    def again(self) -> bool:
        """Does what waits; whether there was anything. What the disk refuses goes on waiting."""
        there = bool(self._steps)
        while self._steps:
            step = self._steps[0]
            try:
                self._apply(step)
            except NotSavedError:
                raise
            except (KeyError, ValueError):
                pass  # what it was for is gone since: there is nothing to write any more
            except BaseException:
                self._steps.pop(0)
                raise
            self._steps.pop(0)
        return there

    def drop(self) -> None:
        """The clerk does not want them any more."""
        self._steps.clear()
