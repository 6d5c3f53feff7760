"""A short run of what `dev.py torture` does at length; and that it would find what it looks for."""

import random
import re
import shutil
import signal
from pathlib import Path

import pytest

from editor.document.document import create_document, open_document
from tests.torture.conftest import Torture
from torture_disk import Call, Disk, parse
from torture_judging import judge_walk
from torture_kills import Walk, kill
from torture_mutants import mutants
from torture_process import Broken, Pace, Pipe, Said, kill_in_the_middle, read_words
from torture_walk import State, after, beginning, next_step, take

SEED = "test"
FORKS = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
"""The test runner has threads; the child only works and dies."""


def only(part: str, count: int) -> list[str]:
    """The words for one part of it."""
    words = [f"--{name}={count if name == part else 0}" for name in ("kills", "mutants", "power", "errors")]
    return [*words, f"--seed={SEED}", "--nice=0"]


def numbers(line: str) -> list[int]:
    return [int(number) for number in re.findall(r"(?<=  )\d+", line)]


def test_ten_deaths(torture: Torture) -> None:
    done = torture(*only("kills", 10))
    assert done.returncode == 0, done.stdout + done.stderr
    (total,) = (line for line in done.stdout.splitlines() if line.startswith("合计"))
    deaths, steps, _, _, broken = numbers(total)
    assert deaths >= 10
    assert steps > 0
    assert broken == 0


def test_damaged_files_of_every_kind(torture: Torture) -> None:
    done = torture(*only("mutants", 120))
    assert done.returncode == 0, done.stdout + done.stderr
    rows = {line.split()[0]: numbers(line) for line in done.stdout.splitlines() if "  " in line}
    for kind in ("jixiao", "docx", "xlsx", "pdf", "json"):
        tried, opened, refused, *_ = rows[kind]
        assert tried >= 10
        assert opened + refused == tried
    assert rows["合计"][2] > 0


@pytest.mark.skipif(not shutil.which("strace"), reason="no strace")
def test_power_cuts(torture: Torture) -> None:
    done = torture(*only("power", 15))
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = (line for line in done.stdout.splitlines() if "系统调用 " in line)
    tried, different, old, new, broken = numbers(line)
    assert tried == old + new == 15
    assert different > 5
    assert broken == 0


@pytest.mark.skipif(not shutil.which("strace"), reason="no strace")
def test_calls_that_fail(torture: Torture) -> None:
    done = torture(*only("errors", 12))
    assert done.returncode == 0, done.stdout + done.stderr
    (line,) = (line for line in done.stdout.splitlines() if "磁盘满、" in line)
    tried, refused, _, broken = numbers(line)
    assert tried == 12
    assert refused > 0
    assert broken == 0


def walked(path: Path, steps: int) -> State:
    state = State(beginning())
    with create_document(path, state.volume) as document:
        for _ in range(steps):
            step = next_step(state, SEED)
            take(document, state, step)
            state = after(state, step)
    return state


def test_a_lost_step_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    state = walked(path, 5)
    assert judge_walk(path, State(beginning()), SEED, Said(5, 5)).step == state.step == 5
    assert judge_walk(path, State(beginning()), SEED, Said(5, 4)).step == 5
    assert judge_walk(path, State(beginning()), SEED, Said(6, 5)).step == 5
    with pytest.raises(Broken, match="acknowledged"):
        judge_walk(path, State(beginning()), SEED, Said(6, 6))
    with pytest.raises(Broken, match="acknowledged"):
        judge_walk(path, State(beginning()), SEED, Said(4, 4))


def test_undo_that_leads_elsewhere_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    walked(path, 5)
    with open_document(path) as document:
        document.apply("一", lambda volume: volume.__class__(volume.form, 1, ""))
        document.apply("二", lambda _: after_five())
    with pytest.raises(Broken):
        judge_walk(path, State(beginning()), SEED, Said(5, 5))


def after_five() -> object:
    state = State(beginning())
    for _ in range(5):
        state = after(state, next_step(state, SEED))
    return state.volume


@FORKS
def test_a_program_that_says_done_too_early_is_found(tmp_path: Path) -> None:
    class Hasty(Walk):
        def work(self, pipe: Pipe) -> None:
            for step in range(1, 9):
                pipe.begins(step)
                pipe.did(step)
            signal.pause()

    tally = kill("hasty", Hasty, 2, tmp_path, SEED)
    assert len(tally.faults) == 2


@FORKS
def test_a_process_that_ends_by_itself_is_a_fault() -> None:
    def stumbles(_: Pipe) -> None:
        raise SystemExit

    with pytest.raises(Broken, match="by itself"):
        kill_in_the_middle(stumbles, random.Random(1), Pace(), most=0)


def test_half_a_word_counts_for_nothing() -> None:
    assert read_words(b"b1\nd1\nb2\nd") == Said(2, 1, 3)
    assert read_words(b"") == Said()


def test_the_same_seed_damages_alike() -> None:
    whole = bytes(range(256)) * 20
    first = list(mutants(whole, 30, SEED))
    assert first == list(mutants(whole, 30, SEED))
    assert len(set(first)) > 25
    assert first != list(mutants(whole, 30, "other"))


def left(disk: Disk) -> set[tuple[tuple[str, bytes], ...]]:
    return {tuple(sorted(disk.after_power_cut(random.Random(n)).items())) for n in range(200)}


def test_a_disk_keeps_what_is_synced_and_perhaps_the_rest() -> None:
    disk = Disk({"a": b"1111"})
    disk.do(Call("write", "a", at=0, data=b"2222"))
    assert left(disk) == {(("a", b"1111"),), (("a", b"2222"),)}
    disk.do(Call("sync", "a"))
    assert left(disk) == {(("a", b"2222"),)}
    disk.do(Call("truncate", "a", at=2))
    assert left(disk) == {(("a", b"2222"),), (("a", b"22"),)}


def test_names_last_only_when_their_folder_is_synced() -> None:
    disk = Disk({"a": b"1", "j": b"journal"})
    disk.do(Call("unlink", "j"))
    assert left(disk) == {(("a", b"1"), ("j", b"journal")), (("a", b"1"),)}
    disk.do(Call("sync", "."))
    assert left(disk) == {(("a", b"1"),)}
    disk.do(Call("open", "t"))
    disk.do(Call("write", "t", at=0, data=b"new"))
    disk.do(Call("sync", "t"))
    disk.do(Call("rename", "t", "a"))
    found = {dict(state).get("a") for state in left(disk)}
    assert found == {b"1", b"new"}


def test_a_write_is_torn_at_sectors() -> None:
    disk = Disk({"a": bytes(1024)})
    disk.do(Call("write", "a", at=0, data=b"x" * 1024))
    torn = {dict(state)["a"].count(b"x") for state in left(disk)}
    assert torn == {0, 512, 1024}


def test_calls_are_read_as_strace_writes_them(tmp_path: Path) -> None:
    def hexed(text: str) -> str:
        return "".join(f"\\x{byte:02x}" for byte in text.encode())

    lines = [
        f'openat(AT_FDCWD, "{hexed(str(tmp_path / "甲"))}", O_RDWR|O_CREAT|O_CLOEXEC, 0644) = 5',
        'pwrite64(5, "\\x01\\x02", 2, 4096) = 2',
        "fdatasync(5) = 0",
        'write(1, "\\x64\\x37\\x0a", 3) = 3',
        f'openat(AT_FDCWD, "{hexed("/elsewhere/甲")}", O_RDWR) = 6',
        'pwrite64(6, "\\x01", 1, 0) = 1',
        f'unlink("{hexed(str(tmp_path / "甲"))}") = -1 ENOENT (No such file or directory)',
        "+++ exited with 0 +++",
    ]
    assert list(parse(lines, tmp_path)) == [
        Call("open", "甲"),
        Call("write", "甲", at=4096, data=b"\x01\x02"),
        Call("sync", "甲"),
        Call("say", acknowledges="d", step=7),
    ]
