"""Windows without a screen: Qt draws off screen, and whatever Qt complains of fails the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.bridge.session import Session
from tests.qt import collected_here, watch
from tests.ui.sessions import OpenSession, opened_sessions

__all__ = ["collected_here"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    watch(items, Path(__file__).parent)


@pytest.fixture
def open_session(tmp_path: Path, qtbot: QtBot) -> Iterator[OpenSession]:
    """Makes a session over a new file with a volume."""
    yield from opened_sessions(tmp_path)


@pytest.fixture
def session(open_session: OpenSession) -> Session:
    """One project with the four rows of ROWS: project 1, rows 2 to 5."""
    return open_session()
