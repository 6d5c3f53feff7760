"""One writer at a time: a small file beside the document, locked by the operating system.

The lock decides; what stands in the file only says who holds it. So a lock left by a crash blocks nobody.
"""

import getpass
import hashlib
import json
import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from editor.errors import UserError
from editor.values import value

_FAR = 1 << 30
"""Windows keeps others from reading a locked byte, so one far behind the text is locked."""
_MAX_NOTE = 4096
_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
"""A stranger's folder may hold a link under the lock's name: what it leads to is not touched."""
_LONG_NAME = 240
"""Bytes; file systems allow 255 to a name."""


@value
class Owner:
    """Who has a document open, as far as is known ("" where it is not)."""

    user: str = ""
    host: str = ""
    pid: int = 0
    since: str = ""

    def words(self) -> str:
        """As a part of a sentence."""
        who = "、".join(word for word in (self.user, f"电脑 {self.host}" if self.host else "") if word)
        return f"{who or '另一个窗口'}" + (f"（从 {self.since[:16].replace('T', ' ')} 起）" if self.since else "")


class LockedError(UserError):
    """The document is open elsewhere; it may still be opened read-only."""

    def __init__(self, path: Path, owner: Owner) -> None:
        super().__init__(
            f"“{path.name}”已由{owner.words()}打开，现在不能修改。可以用只读方式打开查看，或请对方关闭后再打开。"
        )
        self.owner = owner


class Lock:
    """A lock that is held until it is released, or the process ends in whatever way."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    def release(self) -> None:
        """Gives the document free and takes the lock file away; a second time it does nothing."""
        if self._descriptor < 0:
            return
        with suppress(OSError):
            if sys.platform != "win32" and _still_there(self._path, self._descriptor):
                self._path.unlink()
        with suppress(OSError):
            os.close(self._descriptor)
        self._descriptor = -1
        with suppress(OSError):
            if sys.platform == "win32":
                self._path.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


def lock_path(path: Path) -> Path:
    """The lock file of a document."""
    name = path.name
    if len(name.encode()) > _LONG_NAME:
        name = hashlib.sha256(name.encode()).hexdigest()
    return path.with_name(f".~lock.{name}#")


def lock(path: Path, now: datetime) -> Lock:
    """Locks a document for writing; LockedError where another has it, OSError where no file can be put beside it."""
    place = lock_path(path)
    while True:
        descriptor = os.open(place, _FLAGS, 0o666)
        try:
            if not _try_lock(descriptor):
                raise LockedError(path, _read(descriptor))
            if _still_there(place, descriptor):
                with suppress(OSError):  # on a full disk nobody learns who it is, and the lock holds all the same
                    _write(descriptor, now)
                return Lock(place, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def user_name() -> str:
    """The name the computer knows the user by; "" where it knows none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _computer() -> str:
    """This computer's name, as `socket.gethostname` gives it; that module takes as long to load as the lock to be made."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename


def _still_there(place: Path, descriptor: int) -> bool:
    """Whether the locked file still has its name: the one before may have taken it away in between."""
    try:
        return os.path.samestat(place.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False


def _write(descriptor: int, now: datetime) -> None:
    owner = {
        "user": user_name(),
        "host": _computer(),
        "pid": os.getpid(),
        "since": now.isoformat(timespec="seconds"),
    }
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(owner, ensure_ascii=False).encode())


def _read(descriptor: int) -> Owner:
    try:
        os.lseek(descriptor, 0, os.SEEK_SET)
        held = json.loads(os.read(descriptor, _MAX_NOTE))
        texts = [str(held[key])[:80] for key in ("user", "host", "since")]
        return Owner(texts[0], texts[1], int(held["pid"]), texts[2])
    except (OSError, ValueError, KeyError, TypeError):
        return Owner()


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        """False where another holds it; a file system without locks holds nobody off."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True
        return True
