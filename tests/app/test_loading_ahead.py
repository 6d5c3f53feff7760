"""Modules loaded one after the other while nothing else happens."""

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.app.loading_ahead import LoadingAhead


def test_they_are_loaded_in_turn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    names = [f"ahead_{n}_of_a_test" for n in range(3)]
    for name in names:
        (tmp_path / f"{name}.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    parent = QObject()
    ahead = LoadingAhead(parent, names)
    assert not sys.modules.keys() & set(names)
    ahead.start()
    qtbot.waitUntil(lambda: sys.modules.keys() >= set(names))
    for name in names:
        del sys.modules[name]
