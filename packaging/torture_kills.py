"""Kills a process again and again in each kind of work with files, and judges what is left."""

import random
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Protocol

from editor.document.document import create_document, open_document
from editor.domain import edits
from editor.store.backup import Backups, Policy
from torture_judging import expect, expect_whole, has_hot_journal, judge_walk, volume_of
from torture_process import Broken, Pace, Pipe, Said, kill_in_the_middle
from torture_walk import State, after, beginning, next_step, take

_NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
SECRET = "潜龙行动"
_AGAIN = 25
"""Deaths one file lives through before a new one begins."""


class Work(Protocol):
    """One kind of work: begun anew, done until death, judged."""

    def begin(self, folder: Path, seed: str) -> None: ...
    def work(self, pipe: Pipe) -> None: ...
    def judge(self, said: Said) -> None: ...
    @property
    def path(self) -> Path: ...
    @property
    def most(self) -> int: ...


@dataclass(slots=True)
class Tally:
    """What came of the deaths in one kind of work."""

    name: str
    deaths: int = 0
    steps: int = 0
    in_flight: int = 0
    hot: int = 0
    faults: list[str] = field(default_factory=list)


class Walk:
    """Edits, pastes of 500 rows, undo, redo, versions."""

    path: Path
    most = 4

    def begin(self, folder: Path, seed: str) -> None:
        self.path = folder / "行走 [2027]（一）.jixiao"
        self._seed = seed
        self._state = State(beginning())
        create_document(self.path, self._state.volume).close()

    def work(self, pipe: Pipe) -> None:
        state = self._state
        document = open_document(self.path)
        while True:
            step = next_step(state, self._seed)
            pipe.begins(state.step + 1)
            take(document, state, step)
            state = after(state, step)
            pipe.did(state.step)

    def judge(self, said: Said) -> None:
        self._state = judge_walk(self.path, self._state, self._seed, said)


class BackingUp:
    """Backups of a document that is open and written between them."""

    path: Path
    most = 4

    def begin(self, folder: Path, seed: str) -> None:
        del seed
        self.path = folder / "备份.jixiao"
        self._backups = Backups(folder / "backups", Policy(most=6))
        self._done = self._kept = 0
        self._volume = edits.set_year(beginning(), 2000)
        create_document(self.path, self._volume).close()

    def work(self, pipe: Pipe) -> None:
        document = open_document(self.path, backups=self._backups)
        step = self._done
        while True:
            step += 1
            pipe.begins(step)
            document.apply("改", partial(edits.set_year, year=2000 + step))
            document.backups.make(_NOON + timedelta(seconds=step))
            pipe.did(step)

    def judge(self, said: Said) -> None:
        self._done, self._kept = max(said.done, self._done), max(said.done, self._kept)
        with open_document(self.path) as document:
            year = document.volume.year
        expect(year in (2000 + self._done, 2000 + self._done + 1), "the document is another than was acknowledged")
        expect_whole(self.path)
        listed = self._backups.list(self.path)
        kept = {volume_of(backup.path).year for backup in listed}
        expect(not self._kept or 2000 + self._kept in kept, "a backup that was acknowledged is gone")
        expect(len(listed) <= 7, "backups are not pruned")
        self._done = year - 2000


class Creating:
    """A new document in the place of one that was there: what an import and 另存为 do."""

    path: Path
    most = 4

    def begin(self, folder: Path, seed: str) -> None:
        del seed
        self.path = folder / "新建.jixiao"
        self._done = 0
        create_document(self.path, edits.set_year(beginning(), 2000)).close()

    def work(self, pipe: Pipe) -> None:
        step = self._done
        while True:
            step += 1
            pipe.begins(step)
            create_document(self.path, edits.set_year(beginning(), 2000 + step), overwrite=True).close()
            pipe.did(step)

    def judge(self, said: Said) -> None:
        self._done = max(said.done, self._done)
        volume = volume_of(self.path)
        expect(volume == edits.set_year(beginning(), volume.year), "the file is torn")
        expect(volume.year - 2000 in (self._done, self._done + 1), "the file is neither the old nor the new one")
        self._done = volume.year - 2000
        expect_whole(self.path)


class Marking:
    """A project is marked classified: it is what it was, or gone from every byte."""

    path: Path
    most = 1

    def begin(self, folder: Path, seed: str) -> None:
        self._folder = folder / "涉密"
        self._seed = seed
        self._turn = 0
        self._anew()

    def _anew(self) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir()
        self._turn += 1
        self.path = self._folder / "涉密.jixiao"
        self._volume = beginning(SECRET)
        with create_document(self.path, self._volume) as document:
            for n in range(random.Random(f"{self._seed}:{self._turn}").randint(1, 12)):
                purpose = f"{SECRET}{n}" * (n * 90)
                document.apply("改", partial(edits.set_field, project=1, key="purpose", entry=purpose))
            document.save_version(f"{SECRET}初稿")
            self._volume = document.volume

    def work(self, pipe: Pipe) -> None:
        document = open_document(self.path)
        pipe.begins(1)
        document.classify(1, "专项业务经费")
        pipe.did(1)
        while True:
            document.apply("改", lambda v: edits.set_field(v, 4, "purpose", f"另一件事{v.year}"))
            document.undo()

    def judge(self, said: Said) -> None:
        with open_document(self.path) as document:
            volume = document.volume
            marked = volume.project(1).classified
            expect(marked or not said.done, "a mark that was acknowledged is gone")
            expect(marked or volume == self._volume, "neither marked nor as it was")
        if marked:
            kept = b"".join(file.read_bytes() for file in self._folder.iterdir() if file.suffix != ".tmp")
            expect(SECRET.encode() not in kept, "the secret is still in the folder")
        expect_whole(self.path)
        self._anew()


def kill(name: str, make: Callable[[], Work], deaths: int, folder: Path, seed: str) -> Tally:
    """So many deaths in one kind of work; what was broken stands in the tally, and a new file begins."""
    tally, chance, pace = Tally(name), random.Random(seed), Pace()
    work = make()
    for death in range(deaths):
        turn = f"{seed}:{death}"
        if death % _AGAIN == 0:
            work = _begun(make, folder / f"{death}", turn)
        try:
            said = kill_in_the_middle(work.work, chance, pace, work.most)
            tally.deaths += 1
            tally.steps += said.words // 2
            tally.in_flight += said.in_flight
            tally.hot += has_hot_journal(work.path)
            work.judge(said)
        except (Broken, Exception) as error:
            tally.faults.append(f"{turn}: {type(error).__name__}: {error}")
            work = _begun(make, folder / f"{death}-again", turn)
    return tally


def _begun(make: Callable[[], Work], folder: Path, seed: str) -> Work:
    folder.mkdir(parents=True)
    work = make()
    work.begin(folder, seed)
    return work
