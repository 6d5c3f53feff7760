"""Further kinds of work a process is killed in: migration, import, export."""

import hashlib
import io
import random
import sqlite3
from contextlib import closing
from itertools import cycle
from pathlib import Path

from editor.cli.console import Console
from editor.cli.main import run
from editor.document.document import create_document, open_document
from editor.document.exporting import Exporter, Request
from editor.domain import edits
from editor.domain.volume import Volume
from editor.forms.packs import bundled_packs
from editor.store.backup import Backups
from editor.store.migrations import Lineage, Migration
from editor.store.opening import Opening
from editor.store.schema import SCHEMA, Schema
from editor.typeset.fonts import FontSet
from torture_judging import expect, expect_whole, has_hot_journal, volume_of
from torture_process import Pipe, Said
from torture_walk import FORM, beginning

_REMARKS = "CREATE TABLE remark (id INTEGER PRIMARY KEY, text TEXT)"
_OLD = Schema(SCHEMA.version, f"{SCHEMA.tables}{_REMARKS};")
_NEW = Schema((SCHEMA.major + 1) * 1000, SCHEMA.tables)
_LINEAGE = Lineage(_NEW, (Migration("drop remarks", _OLD, _NEW, lambda database: database.table("remark").drop()),))


class Migrating:
    """A file of an older version is opened: backed up, then migrated; it is the old one or the new one, with all it held."""

    path: Path
    most = 1

    def begin(self, folder: Path, seed: str) -> None:
        self._folder = folder
        self._volume = edits.set_paragraphs(beginning(), "safeguards", [f"{seed}按月检查。" * 400] * 40)
        self._turn = 0
        self._backups = Backups(folder / "backups")
        self._anew()

    def _anew(self) -> None:
        self._turn += 1
        self.path = self._folder / f"旧 {self._turn}.jixiao"
        create_document(self.path, self._volume).close()
        with closing(sqlite3.connect(self.path)) as connection:
            connection.execute(_REMARKS)
            connection.executemany("INSERT INTO remark (text) VALUES (?)", [("批注" * 500,) for _ in range(200)])
            connection.commit()

    def work(self, pipe: Pipe) -> None:
        pipe.begins(1)
        document = open_document(self.path, backups=self._backups, how=Opening(lineage=_LINEAGE))
        pipe.did(1)
        while True:
            document.apply("改", lambda volume: edits.set_year(volume, volume.year + 1))
            document.undo()

    def judge(self, said: Said) -> None:
        how = Opening(lineage=_LINEAGE)
        hot = has_hot_journal(self.path)
        version = _version(self.path)
        expect(not said.done or version == _NEW.version or hot, "a migration that was acknowledged is gone")
        with open_document(self.path, how=how) as document:
            expect(document.volume in (self._volume, edits.set_year(self._volume, 2028)), "the volume is another")
        expect(_version(self.path) == _NEW.version, "the file is not migrated at the next opening")
        listed = self._backups.list(self.path)
        expect(bool(listed) or version == _OLD.version, "it was migrated without a backup")
        expect(all(volume_of(b.path, how) == self._volume for b in listed), "a backup holds something else")
        expect_whole(self.path)
        self._anew()


class Importing:
    """`jixiao import` over a file that was there: the old volume or the whole new one, and the source as it was."""

    path: Path
    most = 1

    def __init__(self, source: Path) -> None:
        self._source = source

    def begin(self, folder: Path, seed: str) -> None:
        del seed
        self.path = folder / "导入.jixiao"
        self._digest = hashlib.sha256(self._source.read_bytes()).digest()
        self._old = beginning()
        self._whole = self._read(folder / "whole.jixiao")
        create_document(self.path, self._old).close()

    def _read(self, path: Path) -> Volume:
        self._import(path)
        return volume_of(path)

    def _import(self, path: Path) -> None:
        console = Console(io.StringIO(), io.StringIO())
        expect(run(["import", str(self._source), "-o", str(path), "--overwrite"], console) == 0, "no import")

    def work(self, pipe: Pipe) -> None:
        pipe.begins(1)
        self._import(self.path)
        pipe.did(1)
        while True:
            create_document(self.path, self._old, overwrite=True).close()
            self._import(self.path)

    def judge(self, said: Said) -> None:
        del said
        expect(volume_of(self.path) in (self._old, self._whole), "the file is neither the old nor the new one")
        expect(hashlib.sha256(self._source.read_bytes()).digest() == self._digest, "the source was changed")
        expect_whole(self.path)


class Exporting:
    """Exports of two volumes over each other in every kind: each file is byte for byte one of the two."""

    path: Path
    most = 4

    def begin(self, folder: Path, seed: str) -> None:
        del seed
        self._folder = folder
        self.path = folder / "文档.jixiao"
        self._exporter = Exporter(bundled_packs().form(FORM), FontSet.of_machine)
        self._volumes = (beginning(), edits.set_year(beginning(), 2031))
        self._done: dict[str, frozenset[bytes]] = {}
        for suffix in self._exporter.suffixes:
            file = self._file(suffix)
            made = [self._exporter.make(Request(volume), file)[0] for volume in self._volumes]
            self._done[suffix] = frozenset(made)
            file.write_bytes(made[0])

    def work(self, pipe: Pipe) -> None:
        for step, volume in enumerate(cycle(self._volumes), 1):
            pipe.begins(step)
            for suffix in random.Random(step).sample(self._exporter.suffixes, 4):
                self._exporter.export(Request(volume), self._file(suffix))
            pipe.did(step)

    def judge(self, said: Said) -> None:
        del said
        for suffix, whole in self._done.items():
            expect(self._file(suffix).read_bytes() in whole, f"the {suffix} is torn")

    def _file(self, suffix: str) -> Path:
        return self._folder / f"导出 [一]{suffix}"


def _version(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[60:64], "big")
