"""Preferences: remembered, and never a reason for trouble."""

import json
from pathlib import Path

import pytest

from editor.bridge.preferences import Preferences, Settings, own_folder


def test_what_was_set_is_there_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "preferences.json"
    Preferences(file).update(text_size=150, layout="AAAA", folder="x")
    assert Preferences(file).settings == Settings(text_size=150, layout="AAAA", folder="x")


def test_recent_files_are_few_and_each_once(tmp_path: Path) -> None:
    preferences = Preferences(tmp_path / "p.json")
    for n in (*range(15), 3):
        preferences.remember(tmp_path / f"{n}.jixiao")
    names = [Path(name).stem for name in preferences.settings.recent]
    assert names == ["3", "14", "13", "12", "11", "10", "9", "8", "7", "6", "5", "4"]
    preferences.forget(tmp_path / "14.jixiao")
    assert len(preferences.settings.recent) == 11
    assert preferences.folder == tmp_path


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "null", '{"text_size": 99, "recent": "x", "layout": 5}', '{"recent": [1, ""]}', "[" * 90_000],
)
def test_a_file_that_makes_no_sense_is_as_none(tmp_path: Path, text: str) -> None:
    file = tmp_path / "p.json"
    file.write_text(text)
    assert Preferences(file).settings == Settings()


def test_what_makes_sense_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "p.json"
    file.write_text(json.dumps({"text_size": 130, "recent": ["a", 5], "unknown": 1}))
    assert Preferences(file).settings == Settings(text_size=130, recent=("a",))


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    preferences = Preferences(tmp_path / "taken" / "p.json")
    preferences.update(text_size=85)
    assert preferences.settings.text_size == 85


def test_beside_the_program_where_it_is_carried_along(tmp_path: Path) -> None:
    program = tmp_path / "jixiao.exe"
    home = tmp_path / "home"
    assert own_folder({"XDG_DATA_HOME": str(home), "APPDATA": str(home)}, home, program) == home / "jixiao"
    (tmp_path / "jixiao-data").mkdir()
    assert own_folder({}, home, program) == tmp_path / "jixiao-data"
