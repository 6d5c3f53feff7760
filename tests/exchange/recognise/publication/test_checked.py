"""A real publication, imported: its faults are found in it as in the one put together by hand."""

from pathlib import Path

from editor.checks.engine import Checker
from editor.exchange.importing import recognise_documents
from editor.exchange.readers.text import read_text
from tests.checks.anomalies import Found
from tests.checks.anomalies_004 import SHANXI
from tests.checks.test_anomalies_budget import is_found
from tests.exchange.recognise.publication.printed import PACKS


def test_its_faults_are_found(shared: Path) -> None:
    volume, _ = recognise_documents([read_text(next((shared / "seeds").glob("004*.txt")))], PACKS)
    found = Checker(PACKS.form(volume.form)).check(volume)
    wanted = {key: verdict for key, verdict in SHANXI.items() if isinstance(verdict, Found)}
    assert wanted
    assert [key for key, verdict in wanted.items() if not is_found(volume, found, verdict)] == []
