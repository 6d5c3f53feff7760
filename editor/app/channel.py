"""The channel of a user's one window: its name, and whether anybody may be listening there. Known without the network's classes,
which most starts need only when the window stands.
"""

import hashlib
import os
import sys
from pathlib import Path

_PIPES = "\\\\.\\pipe\\"


def channel_name(user: str, folder: Path) -> str:
    """The channel of this user's program with this data folder."""
    return "jixiao-" + hashlib.sha256(f"{user}\n{folder}".encode("utf-8", "surrogateescape")).hexdigest()[:16]


def may_be_heard(name: str) -> bool:
    """False where certainly nobody listens; what a crash has left looks as if somebody did."""
    try:
        if sys.platform == "win32":
            return name in os.listdir(_PIPES)  # noqa: PTH208  # no folder for a path: the list of all pipes
        return sys.platform != "linux" or (Path(os.environ.get("TMPDIR") or "/tmp") / name).exists()
    except OSError:
        return True
