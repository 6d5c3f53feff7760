"""Where the program's own data lies: form packs, fonts, words."""

import sys
from pathlib import Path


def resources_dir() -> Path:
    """The folder `resources`: beside the package in a checkout, inside the bundle in a frozen program."""
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "resources"
