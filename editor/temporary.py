"""Temporary files: beside the file they are to become, or in a folder of their own; what a crash left of them goes away later."""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_NAME = re.compile(r"\.~?[0-9a-f]{16}\.tmp(?:-journal)?")
_FOLDER = "jixiao-look-"
_ABANDONED_SECONDS = 3600.0
"""Nothing takes that long to write; what is older, or of a time to come because the clock was put back, has no owner."""


def beside(path: Path) -> Path:
    """A name in the folder of `path` that nothing has yet; what an earlier crash left there is taken away."""
    sweep(path.parent)
    return path.with_name(f".~{os.urandom(8).hex()}.tmp")


def sweep(folder: Path, *, seconds: float = _ABANDONED_SECONDS) -> None:
    """Takes away files a crash left half written in this folder: they hold what the document held then."""
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name) and _is_abandoned(entry, seconds):
                with suppress(OSError):
                    Path(entry.path).unlink()


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder of this user's own for as long as it is needed."""
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if entry.name.startswith(_FOLDER) and _is_abandoned(entry, _ABANDONED_SECONDS):
                shutil.rmtree(entry.path, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=_FOLDER) as folder:
        yield Path(folder)


def _is_abandoned(entry: "os.DirEntry[str]", seconds: float) -> bool:
    with suppress(OSError):
        return abs(time.time() - entry.stat(follow_symlinks=False).st_mtime) >= seconds
    return False
