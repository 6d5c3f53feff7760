"""What all tests of windows and models need: Qt off screen, its complaints as failures, garbage collected in one thread."""

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator
from pathlib import Path

import pytest

_FULL = 20
"""Collections of the younger generations to one of all."""


def watch(items: list[pytest.Item], folder: Path) -> None:
    """Whatever Qt complains of fails a test of this folder; but not what the platform without a screen cannot do."""
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("^This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """As in the program (editor.app.collector): a test's circles of Qt objects never end in a thread that checks or typesets."""
    gc.disable()
    yield
    gc.collect(2 if gc.get_count()[2] > _FULL else 1)
    gc.enable()
