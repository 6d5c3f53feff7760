"""The bundled fonts, opened once."""

import pytest

from editor.typeset.fonts import FontSet


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    return FontSet.bundled()
