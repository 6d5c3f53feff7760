"""A process that is killed: it says on a pipe what it begins and what it has done, until SIGKILL comes."""

import os
import random
import select
import signal
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

_PATIENCE_SECONDS = 60.0


class Broken(Exception):
    """A promise that was not kept: what was found, for whoever looks for the fault."""


class Pipe:
    """The killed process's end: each word is in the judge's hands before the next step begins."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def begins(self, step: int) -> None:
        """A step begins: from here on it may be found done or not."""
        os.write(self._descriptor, b"b%d\n" % step)

    def did(self, step: int) -> None:
        """A step is done: from here on it must be found."""
        os.write(self._descriptor, b"d%d\n" % step)


@dataclass(frozen=True, slots=True)
class Said:
    """What a killed process got to say: the last step it began and the last one it did, 0 for none."""

    begun: int = 0
    done: int = 0
    words: int = 0

    @property
    def in_flight(self) -> bool:
        """It was killed in the middle of a step."""
        return self.begun > self.done


class Pace:
    """How long a step takes, as far as it was seen: so that death comes at every moment of it alike."""

    def __init__(self) -> None:
        self._seconds = 0.02

    def learn(self, seconds: float, steps: int) -> None:
        """What one process took."""
        if steps:
            self._seconds = 0.7 * self._seconds + 0.3 * seconds / steps

    def wait(self, chance: random.Random) -> float:
        """Seconds until the next death."""
        return chance.uniform(0, 1.5 * self._seconds)


def kill_in_the_middle(work: Callable[[Pipe], None], chance: random.Random, pace: Pace, most: int = 4) -> Said:
    """Lets `work` run in a process of its own, kills it behind up to `most` steps at any moment of the next one."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _live(work, Pipe(writing))
    os.close(writing)
    try:
        heard = _listen(reading, chance.randint(0, most), pace)
        time.sleep(pace.wait(chance))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            raise Broken("the process ended by itself with a fault")
        return read_words(heard + _rest(reading))
    finally:
        os.close(reading)


def read_words(heard: bytes) -> Said:
    """What the words of a killed process mean; half a word counts for nothing."""
    words = heard.split(b"\n")[:-1]
    steps = {mark: max((int(w[1:]) for w in words if w[:1] == mark), default=0) for mark in (b"b", b"d")}
    return Said(steps[b"b"], steps[b"d"], len(words))


def _live(work: Callable[[Pipe], None], pipe: Pipe) -> None:
    try:
        work(pipe)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _listen(reading: int, steps: int, pace: Pace) -> bytes:
    """Until so many steps are done."""
    heard, begun = b"", time.monotonic()
    while heard.count(b"d") < steps:
        ready, _, _ = select.select([reading], [], [], _PATIENCE_SECONDS)
        piece = os.read(reading, 4096) if ready else b""
        if not piece:
            break
        heard += piece
    pace.learn(time.monotonic() - begun, heard.count(b"d"))
    return heard


def _rest(reading: int) -> bytes:
    heard = b""
    while piece := os.read(reading, 4096):
        heard += piece
    return heard
