"""What the project says about itself: dependencies, licences, the one entry for people."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
NOTICES = (ROOT / "resources" / "licences" / "THIRD-PARTY.md").read_text("utf-8")
DISTRIBUTIONS = {
    "PIL": "pillow",
    "PySide6": "PySide6-Essentials",
    "docx": "python-docx",
    "fontTools": "fonttools",
    "nacl": "PyNaCl",
    "pytestqt": "pytest-qt",
    "sqlite_utils": "sqlite-utils",
    "yaml": "PyYAML",
}
OWN = {"editor", "tests", *(file.stem for file in (ROOT / "packaging").glob("*.py"))}


def names(requirements: list[str]) -> list[str]:
    return [re.split(r"[<>=!~\[ ]", requirement)[0] for requirement in requirements]


def tables_of_notices() -> set[str]:
    return {match[1] for match in re.finditer(r"^\| ([\w.-]+)", NOTICES, re.MULTILINE)}


@pytest.mark.parametrize("name", names(PROJECT["dependencies"]))
def test_every_dependency_has_its_licence_named(name: str) -> None:
    assert name in tables_of_notices()


def imported(*folders: str) -> set[str]:
    """Distributions the python files of these folders import, wherever in the file."""
    found = set()
    for file in (file for folder in folders for file in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                modules.append(node.module or "")
            found |= {module.partition(".")[0] for module in modules}
    return {DISTRIBUTIONS.get(module, module) for module in found - OWN - sys.stdlib_module_names}


def test_the_program_imports_its_dependencies_and_nothing_else() -> None:
    lent = {"defusedxml"}  # openpyxl takes it where it is there
    assert imported("editor") | lent == set(names(PROJECT["dependencies"]))


def test_the_tests_import_only_what_dev_py_test_installs() -> None:
    installed = {*names(PROJECT["dependencies"]), *names(PROJECT["optional-dependencies"]["test"])}
    assert imported("tests") <= installed


def test_every_font_is_named_and_its_licence_lies_beside_it() -> None:
    folder = ROOT / "resources" / "fonts"
    listed = yaml.safe_load((folder / "fonts.yaml").read_text("utf-8"))["fonts"]
    assert {font["file"] for font in listed} == {file.name for file in folder.glob("*.ttf")}
    for font in listed:
        assert font["file"] in tables_of_notices()
        assert (folder / font["licence"]).is_file()
        assert font["licence"] in NOTICES


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(ROOT / "packaging" / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_without_a_command_it_says_what_there_is() -> None:
    said = run()
    assert said.returncode == 0
    for command in ("run", "test", "check", "accept", "bench", "build", "fonts"):
        assert f"dev.py {command}" in said.stdout


def test_an_unknown_command_is_an_error() -> None:
    assert run("fly").returncode == 2


def test_an_older_python_would_get_as_far_as_being_told() -> None:
    """dev.py itself is parsed by whatever python3 is; what needs 3.11 is imported behind the test of the version."""
    source = (ROOT / "packaging" / "dev.py").read_text("utf-8")
    compile(source, "dev.py", "exec", dont_inherit=True)
    before = source.partition("def main")[0]
    assert "dev_commands" not in before
    assert not re.search(r"^\s*(match |.*:=)", source, re.MULTILINE)
