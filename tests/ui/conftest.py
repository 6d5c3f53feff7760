"""Windows without a screen: Qt draws off screen, and whatever Qt complains of fails the test."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from tests.ui.sessions import OpenSession, opened_sessions


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(
                pytest.mark.qt_log_ignore("^This plugin does not support")
            )  # of the offscreen platform itself


@pytest.fixture
def open_session(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenSession]:
    """Makes a session over a new file with a volume."""
    yield from opened_sessions(tmp_path)


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """One project with the four rows of ROWS: project 1, rows 2 to 5."""
    return open_session()
