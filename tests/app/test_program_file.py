"""Where the program lies decides whether it is portable: the frozen one by its executable, whatever it was called with."""

import sys
from pathlib import Path

import pytest

from editor.bridge.preferences import own_folder
from editor.resources import program_file


def test_a_frozen_program_is_its_executable_whatever_it_was_called(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick, elsewhere = tmp_path / "U 盘" / "jixiao", tmp_path / "别处"
    (stick / "jixiao-data").mkdir(parents=True)
    (elsewhere / "jixiao-data").mkdir(parents=True)
    (stick / "jixiao").write_bytes(b"")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setattr(sys, "argv", ["jixiao"])
    monkeypatch.setattr(sys, "executable", str(stick / "jixiao"))
    assert own_folder({}, tmp_path, program_file()) == elsewhere / "jixiao-data"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_folder({}, tmp_path, program_file()) == stick / "jixiao-data"


def test_a_link_on_the_desktop_leads_to_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "jixiao").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "p" / "jixiao")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "link"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program_file() == tmp_path / "p" / "jixiao"
