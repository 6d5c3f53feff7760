"""The made-up offices as volumes."""

import json
from pathlib import Path

import pytest

from editor.domain.volume import Volume
from editor.exchange.json_io import volume_from_json
from editor.forms.packs import FormPacks, bundled_packs

OFFICES = Path(__file__).resolve().parents[2] / "offices"


@pytest.fixture(scope="session")
def packs() -> FormPacks:
    return bundled_packs()


@pytest.fixture(scope="session")
def offices(packs: FormPacks) -> dict[str, Volume]:
    files = sorted(OFFICES.glob("*.json"))
    return {file.stem: volume_from_json(json.loads(file.read_text("utf-8")), packs) for file in files}
