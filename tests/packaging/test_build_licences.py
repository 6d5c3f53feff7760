"""Licences of all that goes into the program."""

from pathlib import Path

from build_licences import distributions, gather

ROOT = Path(__file__).parents[2]


def test_what_is_needed_in_turn_is_among_them() -> None:
    found = set(distributions())
    assert {"click", "lxml", "openpyxl", "pyside6-essentials", "reportlab", "sqlite-utils"} <= found
    assert {"shiboken6", "pillow", "pluggy"} <= found
    assert not found & {"pip", "pytest", "mypy", "pyinstaller"}


def test_each_has_a_folder_that_says_its_licence(tmp_path: Path) -> None:
    gather(tmp_path)
    for name in distributions():
        about = (tmp_path / name / "about.txt").read_text("utf-8")
        assert len(about.splitlines()) >= 1
    assert any((tmp_path / "openpyxl").glob("*LICEN*"))
    assert any((tmp_path / "lxml").glob("*LICENSE*"))


def test_the_texts_qt_asks_for_come_with_the_program() -> None:
    folder = ROOT / "resources" / "licences"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (folder / "LGPL-3.0.txt").read_text("utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in (folder / "GPL-3.0.txt").read_text("utf-8")
    notices = (folder / "THIRD-PARTY.md").read_text("utf-8")
    assert "LGPL-3.0.txt" in notices and "GPL-3.0.txt" in notices
