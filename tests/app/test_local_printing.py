"""Printers are asked for on this computer only, unless an administrator has named another."""

import sys
from pathlib import Path

import pytest

from editor.app.local_printing import keep_printing_local

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="no CUPS")


def server(tmp_path: Path, *, system: str = "", own: str = "", said: str = "") -> str | None:
    settings, home = tmp_path / "client.conf", tmp_path / "home"
    (home / ".cups").mkdir(parents=True)
    if system:
        settings.write_text(system)
    if own:
        (home / ".cups" / "client.conf").write_text(own)
    environment = {"CUPS_SERVER": said} if said else {}
    keep_printing_local(environment, home, settings)
    return environment.get("CUPS_SERVER")


def test_without_a_word_it_is_the_socket_of_this_computer(tmp_path: Path) -> None:
    found = server(tmp_path)
    assert found is not None
    assert found.startswith("/")
    assert found.endswith("cups.sock")


def test_settings_without_a_server_are_no_word(tmp_path: Path) -> None:
    assert (server(tmp_path, system="# ServerName x\n\nUser a\n") or "").endswith("cups.sock")


@pytest.mark.parametrize("where", ["system", "own"])
def test_what_an_administrator_named_stays(tmp_path: Path, where: str) -> None:
    assert server(tmp_path, **{where: "servername 198.51.100.7\n"}) is None


def test_what_the_environment_says_stays(tmp_path: Path) -> None:
    assert server(tmp_path, said="198.51.100.7") == "198.51.100.7"
