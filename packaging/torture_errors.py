"""Lets a system call fail at any moment: the disk full or broken, once or from then on, while a clerk goes on working.

strace puts the error in. The program says its sentence, keeps what it shows, and goes on: by trying again, else by 另存为.
Started by itself as `torture_errors.py work FOLDER STEPS SEED`.
"""

# ruff: noqa: PLC0415 - the traced process loads what it needs
import hashlib
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from torture_judging import expect, journal_of  # noqa: E402 - found beside this file
from torture_walk import State, after, beginning, next_step, take  # noqa: E402

if TYPE_CHECKING:
    from editor.domain.volume import Volume

_DOCUMENT, _ELSEWHERE = "出错.jixiao", "另存 {}.jixiao"
_STEPS = 10
_TRIES = 2
_FAULTS = (
    ("pwrite64", "ENOSPC"),
    ("pwrite64", "EIO"),
    ("fsync,fdatasync", "EIO"),
    ("unlink", "EIO"),
    ("unlink", "EACCES"),
    ("ftruncate", "EIO"),
    ("pread64", "EIO"),
    ("openat", "EACCES"),
    ("openat", "EMFILE"),
)
_LAST_CALL = 120


@dataclass(slots=True)
class Errors:
    """What came of the errors."""

    name: str
    tried: int = 0
    refused: int = 0
    """Steps that were refused with a sentence."""
    moved: int = 0
    """Times the clerk had to go on in another file."""
    faults: list[str] = field(default_factory=list)


def main(words: Sequence[str]) -> None:
    """The traced process: its last line says where it ended, after which step, and how it fared."""
    from editor.document.document import open_document
    from editor.errors import UserError

    folder, steps, seed = Path(words[1]), int(words[2]), words[3]
    state, refused, moved = State(beginning()), 0, 0
    try:
        document = open_document(folder / _DOCUMENT)
    except UserError as error:
        expect(bool(str(error)), "refused without a sentence")
        print(f"{_DOCUMENT}\t1\t0\t{digest(state.volume)}")
        return
    if not document.can_write:
        moved += 1
        document.save_as(folder / _ELSEWHERE.format(moved))
    for _ in range(steps):
        step = next_step(state, seed)
        for tried in range(_TRIES + 1):
            try:
                take(document, state, step)
                break
            except UserError:
                refused += 1
                expect(document.volume == state.volume, "a refused step is shown as done")
                if tried == _TRIES - 1:
                    moved += 1
                    saved = document.save_as(folder / _ELSEWHERE.format(moved))
                    expect(document.volume == state.volume, "另存为 shows something else")
                    if not saved.with_history:
                        state = State(state.volume, state.step)
                        step = next_step(state, seed)
        state = after(state, step)
        expect(document.volume == state.volume, "a step is shown as another one")
    print(f"{document.path.name}\t{refused}\t{moved}\t{digest(document.volume)}")


def let_calls_fail(folder: Path, count: int, seed: str) -> Errors:
    """So many runs, each with one kind of error at one moment; none where the machine has no strace."""
    if shutil.which("strace") is None:
        return Errors("没有 strace，没有试")
    errors, chance = Errors("磁盘满、读写出错、没有权限"), random.Random(seed)
    for number in range(count):
        place = folder / f"{number}"
        calls, fault = chance.choice(_FAULTS)
        when = f"{chance.randint(1, _LAST_CALL)}{chance.choice(('', '', '+'))}"
        try:
            _try(errors, place, f"{calls}:error={fault}:when={when}", f"{seed}:{number}")
        except Exception as error:
            errors.faults.append(f"errors {seed}:{number} {calls} {fault} {when}: {type(error).__name__}: {error}")
        shutil.rmtree(place, ignore_errors=True)
    return errors


def _try(errors: Errors, place: Path, inject: str, seed: str) -> None:
    from editor.document.document import create_document, open_document

    place.mkdir(parents=True)
    path = place / _DOCUMENT
    create_document(path, beginning()).close()
    command = [
        "strace",
        "-qq",
        "-o",
        "/dev/null",
        "-P",
        str(path),
        "-P",
        str(journal_of(path)),
        "-e",
        f"inject={inject}",
    ]
    command += [sys.executable, __file__, "work", str(place), str(_STEPS), seed]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False, timeout=120)
    errors.tried += 1
    expect(done.returncode == 0, done.stderr[-1500:])
    name, refused, moved, shown = done.stdout.splitlines()[-1].split("\t")
    errors.refused += int(refused)
    errors.moved += int(moved)
    with open_document(path) as document:  # whatever the errors were, what is left opens
        expect(document.volume.form == beginning().form, "the first file holds something else")
    with open_document(place / name) as document:
        expect(digest(document.volume) == shown, "the file does not hold what the clerk saw")


def digest(volume: "Volume") -> str:
    """What tells two volumes apart, in whatever order their entries are held."""
    from editor.store.diff import NOTHING, diff

    delta = diff(NOTHING, volume)
    told = sorted(map(repr, delta.rows)) + sorted(map(repr, delta.splices))
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
