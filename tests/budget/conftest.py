"""The forms the tests of budget tables use."""

import pytest

from editor.forms.form import Form
from editor.forms.packs import bundled_packs


@pytest.fixture(scope="session")
def form() -> Form:
    """The bundled form that has budget tables."""
    return bundled_packs().form("shanxi-2026")
