"""Damages files of every kind a stranger may send, and looks at what the program makes of each: opened, or one sentence."""

import hashlib
import io
import os
import random
import re
import signal
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from editor.errors import UserError
from torture_process import Broken

SENTENCE = re.compile(r"[^\n]{8,400}。")
SECONDS = 20.0
"""Longest look at one damaged file of a few hundred kilobytes; the program's own bound is two minutes."""
Look = Callable[[Path], None]


@dataclass(slots=True)
class Outcome:
    """What came of the damaged files of one kind."""

    kind: str
    opened: int = 0
    refused: int = 0
    crashed: int = 0
    """Readers that died of a signal, in the process that is there for it."""
    slowest: float = 0.0
    faults: list[str] = field(default_factory=list)

    @property
    def all(self) -> int:
        """How many there were."""
        return self.opened + self.refused + len(self.faults)


def mutants(whole: bytes, count: int, seed: str) -> Iterator[bytes]:
    """Bytes flipped, cut off, taken out, put in twice, overwritten, set to numbers that are dear to programs."""
    for number in range(count):
        chance = random.Random(f"{seed}:{number}")
        if whole.startswith(b"PK") and number % 2:
            yield _damaged_inside(whole, chance)
        else:
            yield _damaged(whole, chance)


def _damaged(whole: bytes, chance: random.Random) -> bytes:
    data = bytearray(whole)
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        chance.choice(_DAMAGES)(data, chance)
        if not data:
            data += b"\0"
    return bytes(data)


def _damaged_inside(whole: bytes, chance: random.Random) -> bytes:
    """One part of an office file damaged, the zip around it in order: what its sums would else keep from the readers."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        parts = [part for part in old.namelist() if old.read(part)]
        chosen = chance.choice(parts)
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, _damaged(data, chance) if part == chosen else data)
    return made.getvalue()


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _put(data: bytearray, chance: random.Random) -> None:
    number = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\x80", b"\0\0\0\1", b"\xff" * 16))
    at = chance.randrange(len(data))
    data[at : at + len(number)] = number


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


def _take_out(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.randint(1, 600)]


def _double(data: bytearray, chance: random.Random) -> None:
    at, length = chance.randrange(len(data)), chance.randint(1, 600)
    data[at:at] = data[at : at + length]


def _scramble(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at : at + 64] = chance.randbytes(len(data[at : at + 64]))


_DAMAGES = (_flip, _flip, _flip, _put, _put, _take_out, _double, _scramble, _cut)


def try_all(kind: str, wholes: Sequence[Path], look: Look, folder: Path, *, count: int, seed: str) -> Outcome:
    """So many damaged files of a kind, each looked at in a process of its own that may die without harm."""
    outcome = Outcome(kind)
    per_file = -(-count // len(wholes))
    for whole in wholes:
        for number, data in enumerate(mutants(whole.read_bytes(), per_file, f"{seed}:{whole.name}")):
            path = folder / f"坏 {kind}{whole.suffix}"
            path.write_bytes(data)
            _judge(outcome, f"{whole.name}:{number}", path, _look(path, look))
            if hashlib.sha256(path.read_bytes()).digest() != hashlib.sha256(data).digest():
                outcome.faults.append(f"{whole.name}:{number}: the file was changed")
    return outcome


def _judge(outcome: Outcome, name: str, path: Path, found: "tuple[str, float]") -> None:
    said, seconds = found
    outcome.slowest = max(outcome.slowest, seconds)
    if said == "opened":
        outcome.opened += 1
    elif SENTENCE.fullmatch(said):
        outcome.refused += 1
    elif said.startswith("signal") and outcome.kind == "pdf":
        outcome.crashed += 1
        outcome.refused += 1  # the worker is there to die of it: the program says its sentence
    else:
        outcome.faults.append(f"{name}: {said}")
    left = sorted(entry.name for entry in path.parent.iterdir() if entry != path)
    if left:
        outcome.faults.append(f"{name}: leaves {left}")


def _look(path: Path, look: Look) -> "tuple[str, float]":
    """What a child process makes of it: "opened", the sentence, or what went wrong."""
    reading, writing = os.pipe()
    begun = time.monotonic()
    child = os.fork()
    if not child:
        os.close(reading)
        os.write(writing, _said(path, look).encode()[:4000])
        os._exit(0)
    os.close(writing)
    heard, status = b"", 0
    try:
        os.set_blocking(reading, False)
        while True:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                break
            if time.monotonic() - begun > SECONDS:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return f"hangs for more than {SECONDS:g} s", SECONDS
            time.sleep(0.001)
        heard = _read(reading)
    finally:
        os.close(reading)
    if os.WIFSIGNALED(status):
        return f"signal {os.WTERMSIG(status)}", time.monotonic() - begun
    return heard.decode("utf-8", "replace"), time.monotonic() - begun


def _said(path: Path, look: Look) -> str:
    try:
        look(path)
    except UserError as refusal:
        return str(refusal)
    except Broken as broken:
        return f"broken: {broken}"
    except BaseException as fault:
        return f"{type(fault).__name__}: {fault}"
    return "opened"


def _read(reading: int) -> bytes:
    try:
        return os.read(reading, 65536)
    except BlockingIOError:
        return b""
