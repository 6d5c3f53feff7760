"""Cuts the power at any system call: what had reached the disk by then, and any part of what had not, is what is left.

A clerk's steps are done once under strace, which notes every write. Then the disk is thought anew for a moment between two
calls: what was synced is there; of what was not, some sectors are and some are not; names change in their order, those not
synced perhaps not at all. The document has to open from each of these at the last acknowledged step, or the one in flight.

Started by itself as `torture_power.py work FOLDER STEPS SEED`.
"""
# ruff: noqa: PLC0415 - the traced process loads what it needs

import hashlib
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from editor.domain import edits  # noqa: E402
from torture_disk import Call, Disk, parse  # noqa: E402 - found beside this file
from torture_judging import expect, journal_of, volume_of  # noqa: E402
from torture_walk import State, after, beginning, next_step, take  # noqa: E402

if TYPE_CHECKING:
    from editor.domain.volume import Volume

_STEPS = 24
_TRACED = "openat,open,creat,close,dup,dup2,write,pwrite64,ftruncate,fsync,fdatasync,unlink,unlinkat,rename,renameat,renameat2"
_DOCUMENT, _CREATED, _EXPORT = "断电.jixiao", "另存.jixiao", "导出.bin"
_SAVED_EVERY = 3


@dataclass(slots=True)
class Cuts:
    """What came of the cuts."""

    name: str
    tried: int = 0
    different: int = 0
    old: int = 0
    new: int = 0
    faults: list[str] = field(default_factory=list)


def main(words: Sequence[str]) -> None:
    """The traced process: steps, and now and then an export over the one before."""
    from editor.document.document import open_document
    from editor.exchange.saving import save
    from editor.store.creating import create_file

    folder, steps, seed = Path(words[1]), int(words[2]), words[3]
    state = State(beginning())
    with open_document(folder / _DOCUMENT) as document:
        for _ in range(steps):
            step = next_step(state, seed)
            _say(b"b%d\n" % (state.step + 1))
            take(document, state, step)
            state = after(state, step)
            if state.step % _SAVED_EVERY == 0:
                save(folder / _EXPORT, exported(state.step))
                create_file(folder / _CREATED, created(state.step), overwrite=True)
            _say(b"d%d\n" % state.step)


def exported(step: int) -> bytes:
    """What is exported after a step."""
    return f"第 {step} 步。".encode() * 3000


def created(step: int) -> "Volume":
    """What is saved as a document of its own after a step."""
    return edits.set_year(beginning(), 2000 + step)


def cut_power(folder: Path, count: int, seed: str) -> Cuts:
    """So many cuts over one run; none where the machine has no strace, and the name says so."""
    from editor.document.document import create_document

    if shutil.which("strace") is None:
        return Cuts("没有 strace，没有试")
    live = folder / "live"
    live.mkdir(parents=True)
    create_document(live / _DOCUMENT, beginning()).close()
    create_document(live / _CREATED, created(0)).close()
    (live / _EXPORT).write_bytes(exported(0))
    start = {path.name: path.read_bytes() for path in live.iterdir()}
    calls = tuple(_traced(live, folder / "calls", seed))
    first = next(i for i, call in enumerate(calls) if call.acknowledges)
    cuts, chance, seen = Cuts(f"{len(calls)} 个系统调用"), random.Random(seed), set()
    states = _states(seed)
    for number in range(count):
        at = chance.randint(first, len(calls))
        place = folder / "cut"
        left = _left(start, calls[:at], chance)
        digest = hashlib.sha256(repr(sorted(left.items())).encode()).digest()
        cuts.tried += 1
        seen.add(digest)
        try:
            newer = _judge(place, left, states, calls[:at])
            cuts.new += newer
            cuts.old += not newer
        except Exception as error:
            cuts.faults.append(f"power {seed}:{number} at call {at}: {type(error).__name__}: {error}")
    cuts.different = len(seen)
    return cuts


def _traced(live: Path, log: Path, seed: str) -> Iterator[Call]:
    command = ["strace", "-xx", "-s", "1000000", "-e", f"trace={_TRACED}", "-o", str(log)]
    command += [sys.executable, __file__, "work", str(live), str(_STEPS), seed]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    with log.open(encoding="ascii") as lines:
        yield from parse(lines, live)


def _states(seed: str) -> tuple[State, ...]:
    states = [State(beginning())]
    for _ in range(_STEPS + 1):
        states.append(after(states[-1], next_step(states[-1], seed)))
    return tuple(states)


def _left(start: dict[str, bytes], calls: Sequence[Call], chance: random.Random) -> dict[str, bytes]:
    disk = Disk(start)
    for call in calls:
        disk.do(call)
    return disk.after_power_cut(chance)


def _judge(place: Path, left: dict[str, bytes], states: Sequence[State], calls: Sequence[Call]) -> bool:
    """Whether the step in flight is found done; Broken where neither it nor the one before it is found."""
    from editor.document.document import open_document

    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for name, data in left.items():
        (place / name).write_bytes(data)
    begun = max((call.step for call in calls if call.acknowledges == "b"), default=0)
    done = max((call.step for call in calls if call.acknowledges == "d"), default=0)
    with open_document(place / _DOCUMENT) as document:
        expect(document.volume in (states[done].volume, states[begun].volume), f"not as after step {done} or {begun}")
        newer = document.volume == states[begun].volume and begun > done
        reached = states[begun if newer else done]
        expect(len(document.undo_names()) in (len(reached.done), len(states[done].done)), "undo does not go as far")
        if document.undo_names():
            document.undo()
    expect(not journal_of(place / _DOCUMENT).exists() or not any(journal_of(place / _DOCUMENT).read_bytes()[:8]), "hot")
    last = {step - step % _SAVED_EVERY for step in (done, begun)}
    saved = (place / _EXPORT).read_bytes()
    expect(saved in [exported(step) for step in last], "the export is neither the old nor the new one")
    copy = volume_of(place / _CREATED)
    expect(copy in [created(step) for step in last], "the document of its own is neither the old nor the new one")
    return newer


def _say(word: bytes) -> None:
    sys.stdout.buffer.write(word)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
