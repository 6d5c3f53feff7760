"""Windows without a screen."""

from pathlib import Path

import pytest

from tests.qt import collected_here, watch

__all__ = ["collected_here"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    watch(items, Path(__file__).parent)
