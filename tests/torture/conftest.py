"""Torture runs as it is run by people: in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Torture = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def torture() -> Torture:
    """Runs packaging/torture.py with these words."""
    if os.name == "nt":
        pytest.skip("no SIGKILL")

    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, str(ROOT / "packaging" / "torture.py"), *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
            check=False,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )

    return run
