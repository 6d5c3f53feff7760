"""Two windows on one file: the second is told, and a crash blocks nobody. The other window is a real process."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.store.creating import create_file
from editor.store.locking import LockedError, lock, lock_path
from editor.store.opening import open_file
from tests.store.samples import fingerprint, sample

NOW = datetime(2026, 11, 2, 14, 32, tzinfo=UTC)
HOLD = """
import sys
from pathlib import Path
from editor.store.opening import open_file
opened = open_file(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
opened.file.close()
"""


WRITE = """
import sys
from pathlib import Path
from editor.document.document import open_document
from editor.domain import edits
document = open_document(Path(sys.argv[1]))
print("open", flush=True)
n = 0
while True:
    n += 1
    text = str(n) * (n * 911 % 20_000 + 1)
    document.apply("改", lambda v: edits.set_field(edits.set_field(v, 1, "purpose", text), 4, "purpose", text))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "绩效文本.jixiao"
    create_file(path, sample())
    return path


@contextmanager
def other_window(path: Path, does: str = HOLD) -> Iterator[subprocess.Popen[str]]:
    root = str(Path(__file__).resolve().parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    with subprocess.Popen(
        [sys.executable, "-c", does, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            yield process
        finally:
            process.kill()


def test_the_second_window_is_told_and_may_look(path: Path) -> None:
    with other_window(path) as process:
        before = fingerprint(path)
        with pytest.raises(LockedError, match="打开") as caught:
            open_file(path)
        assert caught.value.owner.pid == process.pid
        assert caught.value.owner.since[:4] in str(caught.value)
        assert "只读" in str(caught.value)
        viewed = open_file(path, read_only=True)
        assert viewed.volume == sample()
        viewed.file.close()
        assert fingerprint(path) == before
        with pytest.raises(UserError, match="打开"):
            create_file(path, sample(), overwrite=True)
        process.communicate("")
    assert not lock_path(path).exists()
    open_file(path).file.close()


def test_a_look_while_another_window_writes_sees_one_state(path: Path) -> None:
    with other_window(path, WRITE):
        seen = set()
        for _ in range(25):
            viewed = open_file(path, read_only=True)
            texts = {viewed.volume.project(key).fields.text("purpose") for key in (1, 4)}
            viewed.file.close()
            seen |= texts
            assert len(texts) == 1 or len(seen) <= 2
        assert len(seen) > 5


def test_a_window_that_was_killed_blocks_nobody(path: Path) -> None:
    with other_window(path) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert lock_path(path).exists()
        open_file(path).file.close()
    assert not lock_path(path).exists()


def test_the_same_process_counts_as_another_window(path: Path) -> None:
    opened = open_file(path)
    with pytest.raises(LockedError):
        open_file(path)
    opened.file.close()
    opened.file.close()
    open_file(path).file.close()


@pytest.mark.parametrize("note", [b"", b"{", b"[1]", b'{"user": 1}', b"\xff" * 10, b"x" * 10_000])
def test_what_stands_in_a_lock_file_decides_nothing(path: Path, note: bytes) -> None:
    lock_path(path).write_bytes(note)
    with lock(path, NOW):
        lock_path(path).write_bytes(note)
        with pytest.raises(LockedError, match="打开"):
            lock(path, NOW)
    with lock(path, NOW):
        pass


def test_a_lock_file_taken_away_does_not_let_two_in(path: Path) -> None:
    first = lock(path, NOW)
    first.release()
    with lock(path, NOW):
        first.release()
        with pytest.raises(LockedError):
            lock(path, NOW)


def test_a_folder_that_takes_no_lock_file_is_read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("editor.store.opening.lock", refused)
    opened = open_file(path)
    assert opened.volume == sample()
    assert "只能查看" in opened.file.read_only
    opened.file.close()


@pytest.mark.parametrize("length", [1, 80, 82])
def test_long_names_have_a_lock_too(tmp_path: Path, length: int) -> None:
    path = tmp_path / ("预" * length + ".jixiao")
    with lock(path, NOW), pytest.raises(LockedError):
        lock(path, NOW)
