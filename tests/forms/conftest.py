"""Small pack files laid on the bundled ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.forms.packs import FormPacks
from editor.resources import resources_dir

Write = Callable[..., FormPacks]


@pytest.fixture
def packs_with(tmp_path: Path) -> Write:
    """`packs_with(name=text, …)`: the bundled packs and these files; in names _ stands for -."""

    def write(**texts: str) -> FormPacks:
        for name, text in texts.items():
            (tmp_path / f"{name.replace('_', '-')}.yaml").write_text(text, "utf-8")
        return FormPacks(resources_dir() / "forms", tmp_path)

    return write
