"""Fixtures every test may use."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of real documents beside the checkout; tests over it skip where it is absent."""
    if not (SHARED / "samples").is_dir():
        pytest.skip("no ../shared here")
    return SHARED
