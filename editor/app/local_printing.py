"""Printing on Linux asks the print service of this computer, and no other: over its own socket, never over the network."""

import sys
from collections.abc import MutableMapping
from contextlib import suppress
from pathlib import Path

_SERVER = "CUPS_SERVER"
_SOCKETS = (Path("/run/cups/cups.sock"), Path("/var/run/cups/cups.sock"))
_SETTINGS = Path("/etc/cups/client.conf")


def keep_printing_local(environment: MutableMapping[str, str], home: Path, settings: Path = _SETTINGS) -> None:
    """Before the first printer is asked for: where no service runs here, CUPS would else try the network's own address.

    What an administrator has set stays: a server that is named is the one they want.
    """
    if (
        sys.platform == "linux"
        and _SERVER not in environment
        and not any(map(_names_one, (settings, home / ".cups" / "client.conf")))
    ):
        environment[_SERVER] = str(next((path for path in _SOCKETS if _is_there(path)), _SOCKETS[0]))


def _names_one(settings: Path) -> bool:
    with suppress(OSError):
        lines = settings.read_text("utf-8", "replace").splitlines()
        return any(line.split()[:1] and line.split()[0].lower() == "servername" for line in lines)
    return False


def _is_there(path: Path) -> bool:
    with suppress(OSError):
        return path.exists()
    return False
