"""Packs are put in their place in one step: whatever happens in between, the old or the new is in force, whole."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.exchange.packs import shelf
from editor.exchange.packs.pack_file import Pack, read_pack
from editor.forms.installed import InstalledPack, in_force, installed_packs
from tests.publisher import NEXT, WORDS, Publisher

PUBLISHER = Publisher(bytes(range(32)))
PROGRAM = "0.1.0"


def pack(folder: Path, version: int = 1, parts: dict[str, str] | None = None) -> Pack:
    path = folder / f"{version}.jixiaobiao"
    PUBLISHER.write(path, parts or {"forms/hebei-2027.yaml": NEXT, "words/county.yaml": WORDS}, version=version)
    return read_pack(path, PUBLISHER.keys, PROGRAM)


def versions(folder: Path) -> list[int]:
    return [one.manifest.version for one in installed_packs(folder, PROGRAM)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "数据" / "packs"


def test_a_pack_is_put_and_removed(folder: Path, tmp_path: Path) -> None:
    shelf.put(pack(tmp_path), folder)
    (one,) = installed_packs(folder, PROGRAM)
    assert (one.forms_folder / "hebei-2027.yaml").read_text("utf-8") == NEXT
    assert (one.words_folder / "county.yaml").read_text("utf-8") == WORDS
    assert [path.name for path in folder.iterdir()] == ["mine@1"]
    shelf.remove(one)
    assert list(folder.iterdir()) == []


def test_the_newest_version_is_in_force_and_the_older_one_stays(folder: Path, tmp_path: Path) -> None:
    for version in (1, 2, 10):
        shelf.put(pack(tmp_path, version), folder)
    assert versions(folder) == [10, 2, 1]
    (used,) = in_force(installed_packs(folder, PROGRAM))
    assert used.manifest.version == 10
    shelf.remove(used)
    assert versions(folder) == [2, 1]


def faults(monkeypatch: pytest.MonkeyPatch, name: str, at: int) -> None:
    """The `at`-th call of a function of the system fails, as on a full or broken disk."""
    real, calls = getattr(os, name), iter(range(1000))

    def call(*arguments: object, **named: object) -> object:
        if next(calls) == at:
            raise OSError(28, "No space left on device")
        return real(*arguments, **named)

    monkeypatch.setattr(os, name, call)


@pytest.mark.parametrize("at", range(4))
@pytest.mark.parametrize("name", ["fsync", "mkdir", "rename"])
def test_a_disk_that_fails_changes_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, at: int
) -> None:
    first, second = pack(tmp_path, 1), pack(tmp_path, 2)
    shelf.put(first, folder)
    faults(monkeypatch, name, at)
    said = refusal(second, folder)
    assert versions(folder) == ([2, 1] if not said else [1])
    assert not said or [path.name for path in folder.iterdir()] == ["mine@1"], "nothing is left behind"


def refusal(one: Pack, folder: Path) -> str:
    """What is said where it cannot be put; "" where it was."""
    try:
        shelf.put(one, folder)
    except UserError as error:
        return str(error)
    return ""


def test_a_disk_that_fails_is_met_at_least_once(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the test above tries what it says."""
    first = pack(tmp_path)
    for name, at in (("fsync", 1), ("mkdir", 1), ("rename", 0)):
        with monkeypatch.context() as patch:
            faults(patch, name, at)
            assert "表样没有变" in refusal(first, folder)
    assert installed_packs(folder, PROGRAM) == ()


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "packs").write_text("a file in its place", "utf-8")
    with pytest.raises(UserError, match="表样没有变"):
        shelf.put(pack(tmp_path), tmp_path / "packs")


def test_what_a_crash_left_is_swept_and_what_is_being_written_is_not(folder: Path, tmp_path: Path) -> None:
    old, young, gone = folder / ".~new-1", folder / ".~new-2", folder / ".~old-3"
    for path in (old, young, gone):
        (path / "forms").mkdir(parents=True)
    long_ago = time.time() - 2 * 3600
    os.utime(old, (long_ago, long_ago))
    shelf.put(pack(tmp_path), folder)
    assert sorted(path.name for path in folder.iterdir()) == [".~new-2", "mine@1"]


def test_a_folder_of_this_name_that_is_no_pack_gives_way(folder: Path, tmp_path: Path) -> None:
    (folder / "mine@1").mkdir(parents=True)
    (folder / "mine@1" / "manifest.json").write_text("{", "utf-8")
    shelf.put(pack(tmp_path), folder)
    assert versions(folder) == [1]


def test_what_is_not_there_any_more_cannot_be_removed(folder: Path, tmp_path: Path) -> None:
    shelf.put(pack(tmp_path), folder)
    (one,) = installed_packs(folder, PROGRAM)
    shutil.rmtree(one.folder)
    with pytest.raises(UserError, match="表样没有变"):
        shelf.remove(one)


def test_faulty_folders_are_no_packs(folder: Path, tmp_path: Path) -> None:
    shelf.put(pack(tmp_path), folder)
    good = folder / "mine@1"
    shutil.copytree(good, folder / "mine@2")  # its manifest says 1
    shutil.copytree(good, folder / "other@1")
    shutil.copytree(good, folder / "mine@01")
    (folder / "mine@3").mkdir()
    (folder / "mine@4").write_text("", "utf-8")
    shutil.copytree(good, folder / "mine@5")
    (folder / "mine@5" / "manifest.json").write_bytes(b" " * 300_000)
    assert versions(folder) == [1]


def test_a_pack_for_a_newer_program_waits(folder: Path, tmp_path: Path) -> None:
    shelf.put(pack(tmp_path), folder)
    assert installed_packs(folder, "0.0.9") == ()
    assert len(installed_packs(folder, PROGRAM)) == 1


KILLED = """
import os, sys
from pathlib import Path
from editor.exchange.packs import shelf
from editor.exchange.packs.pack_file import read_pack
from tests.publisher import Publisher

at = int(sys.argv[3])
for name in ("fsync", "rename", "mkdir"):
    def call(*arguments, real=getattr(os, name), **named):
        global at
        at -= 1
        if at < 0:
            os.kill(os.getpid(), 9)
        return real(*arguments, **named)
    setattr(os, name, call)
shelf.put(read_pack(Path(sys.argv[1]), Publisher(bytes(range(32))).keys, "0.1.0"), Path(sys.argv[2]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_kill_at_any_step_leaves_the_old_or_the_new(folder: Path, tmp_path: Path) -> None:
    shelf.put(pack(tmp_path, 1), folder)
    pack(tmp_path, 2)
    here = Path(__file__).resolve().parents[3]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(here), str(here / "packaging")))}
    seen: set[tuple[int, ...]] = set()
    for at in range(30):
        words = [sys.executable, "-c", KILLED, str(tmp_path / "2.jixiaobiao"), str(folder), str(at)]
        done = subprocess.run(words, env=environment, check=False, capture_output=True)
        found = versions(folder)
        seen.add(tuple(found))
        for one in installed_packs(folder, PROGRAM):
            whole(one)
        if done.returncode == 0:
            break
        assert done.returncode == -9, done.stderr.decode()
        if found == [2, 1]:
            shelf.remove(in_force(installed_packs(folder, PROGRAM))[0])
    else:
        pytest.fail("it never got to its end")
    assert seen == {(1,), (2, 1)}
    assert at >= 8, "each step was a place to be killed at"


def whole(one: InstalledPack) -> None:
    assert (one.forms_folder / "hebei-2027.yaml").read_text("utf-8") == NEXT
    assert (one.words_folder / "county.yaml").read_text("utf-8") == WORDS
