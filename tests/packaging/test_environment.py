"""The environment is made once, and again only where python or the list of packages has changed."""

import json
from pathlib import Path

import pytest

import dev_environment

MADE = "made"
INSTALLED = "installed"


@pytest.fixture
def calls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A project in a folder of its own; what would be made and installed is only written down."""
    done: list[str] = []
    venv = tmp_path / ".venv"
    (tmp_path / "pyproject.toml").write_text(
        '[build-system]\na = 1\n[project]\nname = "p"\n[tool.ruff]\na = 1\n', "utf-8"
    )
    monkeypatch.setattr(dev_environment, "ROOT", tmp_path)
    monkeypatch.setattr(dev_environment, "VENV", venv)
    monkeypatch.setattr(dev_environment, "STAMP", venv / "installed.json")
    monkeypatch.setattr(dev_environment, "PYTHON", venv / "python")

    def create() -> None:
        version = ".".join(map(str, dev_environment.sys.version_info[:3]))
        venv.mkdir(exist_ok=True)
        (venv / "pyvenv.cfg").write_text(f"home = x\nversion = {version}\n", "utf-8")
        (venv / "python").write_text("", "utf-8")
        (venv / "installed.json").unlink(missing_ok=True)
        done.append(MADE)

    monkeypatch.setattr(dev_environment, "_create", create)
    monkeypatch.setattr(dev_environment, "_install", lambda extras: done.append(f"{INSTALLED} {','.join(extras)}"))
    return done


def test_nothing_is_done_twice(calls: list[str]) -> None:
    dev_environment.ensure(("test",))
    assert calls == [MADE, "installed test"]
    dev_environment.ensure(("test",))
    dev_environment.ensure(())
    assert calls == [MADE, "installed test"]


def test_more_extras_are_added_to_those_that_are_there(calls: list[str]) -> None:
    dev_environment.ensure(("test",))
    dev_environment.ensure(("check",))
    assert calls[-1] == "installed check,test"
    dev_environment.ensure(("test", "check"))
    assert len(calls) == 3


def test_a_changed_list_of_packages_is_installed_and_a_changed_style_is_not(calls: list[str], tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    dev_environment.ensure(("test",))
    project.write_text(project.read_text("utf-8").replace("[tool.ruff]\na = 1", "[tool.ruff]\na = 2"), "utf-8")
    dev_environment.ensure(())
    assert calls == [MADE, "installed test"]
    project.write_text(project.read_text("utf-8").replace('"p"', '"p"\ndependencies = ["click"]'), "utf-8")
    dev_environment.ensure(())
    assert calls == [MADE, "installed test", "installed test"]


@pytest.mark.parametrize("config", ["version = 3.9.1\n", "", None])
def test_an_environment_of_another_python_is_made_anew(calls: list[str], tmp_path: Path, config: str | None) -> None:
    dev_environment.ensure(())
    file = tmp_path / ".venv" / "pyvenv.cfg"
    file.unlink() if config is None else file.write_text(config, "utf-8")
    dev_environment.ensure(())
    assert calls.count(MADE) == 2


def test_a_stamp_that_cannot_be_read_counts_as_none(calls: list[str], tmp_path: Path) -> None:
    dev_environment.ensure(())
    stamp = tmp_path / ".venv" / "installed.json"
    for text in ("", "{}", json.dumps({"project": "x"})):
        stamp.write_text(text, "utf-8")
        dev_environment.ensure(())
    assert calls == [MADE, *["installed "] * 4]
