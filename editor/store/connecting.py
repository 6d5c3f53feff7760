"""Connections to a file, with the pragmas every one of them has."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import quote

Mode = Literal["ro", "rw", "rwc"]
MAX_LENGTH = 256 * 1024 * 1024
"""Bytes of the longest value SQLite may hold here (a step that replaces a volume of thousands of projects)."""
MAX_FILE = 1024 * 1024 * 1024
"""Bytes of a document; it cannot grow beyond, and a larger file is not opened."""
_LONGEST_PATH = 504
"""Bytes of a path SQLite takes where the system itself has no shorter bound (512 with `-journal` behind it)."""
_BUSY_SECONDS = 5.0
_STEPS = 20_000
"""Virtual machine steps between two looks at the clock."""
_PRAGMAS = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "foreign_keys = ON",
    "secure_delete = ON",
    "mmap_size = 0",
    "temp_store = MEMORY",
    "synchronous = EXTRA",
)


def connect(path: Path, mode: Mode, max_pages: int | None = None) -> sqlite3.Connection:
    """A connection in autocommit: transactions are begun and committed by their names.

    `ro` writes nothing, not even a journal beside the file. `max_pages` keeps the file from growing, as a full disk does. A
    connection made beside the window is handed to the window's thread, whole: one thread uses it at a time.
    Extensions cannot be loaded (the module's default), and no other database can be attached.
    """
    connection = sqlite3.connect(
        _uri(path, mode), uri=True, isolation_level=None, timeout=_BUSY_SECONDS, check_same_thread=False
    )
    try:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_LENGTH)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        _harden(connection)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        if mode != "ro":
            connection.execute("PRAGMA journal_mode = DELETE")
            (page_size,) = connection.execute("PRAGMA page_size").fetchone()
            connection.execute(f"PRAGMA max_page_count = {max_pages or MAX_FILE // page_size}")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def time_limit(connection: sqlite3.Connection, seconds: float) -> Iterator[None]:
    """Statements inside are interrupted once the time is over."""
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
    try:
        yield
    finally:
        connection.set_progress_handler(None, 0)


def is_too_deep(path: Path) -> bool:
    """Whether SQLite cannot name the file: some 165 characters of Chinese, folders and all (not on Windows)."""
    return os.name != "nt" and len(os.fsencode(os.path.realpath(path))) > _LONGEST_PATH


def _uri(path: Path, mode: Mode) -> str:
    """`Path.as_uri` makes the server of a network share the URI's host, which SQLite does not take."""
    place = quote(path.absolute().as_posix(), safe="/:")
    return f"file://{'' if place.startswith('/') else '/'}{place}?mode={mode}"


def _harden(connection: sqlite3.Connection) -> None:
    """SQLite's defensive mode, where this Python can set it (3.12)."""
    setconfig = getattr(connection, "setconfig", None)
    defensive = getattr(sqlite3, "SQLITE_DBCONFIG_DEFENSIVE", None)
    if setconfig is not None and defensive is not None:
        setconfig(defensive, True)
