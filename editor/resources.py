"""Where the program's own data lies: form packs, fonts, words."""

import sys
from pathlib import Path


def resources_dir() -> Path:
    """The folder `resources`: beside the package in a checkout, inside the bundle in a frozen program."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources"


def program_file() -> Path:
    """The program's own file, links followed: what stands beside it belongs to it (a folder `jixiao-data`).

    Of a frozen program its executable: the first word of the command may be a bare name, found along the path.
    """
    return Path(sys.executable if getattr(sys, "frozen", False) else sys.argv[0]).resolve()
