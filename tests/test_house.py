"""The house itself: what a reader may count on wherever they look."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = {"pyproject.toml", "README.md", "LICENSE", "editor", "resources", "tests", "packaging", "examples"}
MADE_BY_TOOLS = {"build", "dist"}
EDITOR = sorted((ROOT / "editor").rglob("*.py"))
SOURCES = [file for folder in ("editor", "packaging", "tests") for file in sorted((ROOT / folder).rglob("*.py"))]
PACKAGES = sorted(file.parent.name for file in (ROOT / "editor").glob("*/__init__.py"))
FILLED = sorted({file.parent.name for file in (ROOT / "editor").glob("*/*.py") if file.name != "__init__.py"})

LONGEST_FUNCTION = 60
LONGEST_FILE = 450
LONGEST_LINE = 140  # the formatter aims at 120, and leaves sentences alone
MOST_METHODS = 25

# 〔年份〕 (often written [年份]) is the number of a regulation, the source of a rule, and no rule itself.
YEAR_OR_PROVINCE = re.compile(r"(?<![\dA-Za-z〔[])20[12]\d(?!\d)|hebei|shanxi|河北|山西|卢龙|临西|平泉|怀来")
LEFT_FOR_LATER = re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b|raise NotImplementedErro[r]")  # finds not itself
MACHINE_PATH = re.compile(r"(?<![\w/:.])/(?:home|root|work|srv|mnt|tmp|Users)/\w|[A-Z]:\\\\?(?:Users|Windows)")


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def definitions(file: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(file.read_text("utf-8")))


def words_of_the_code(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of each string literal that is not a docstring nor a check's example for the reader."""
    tree = ast.parse(file.read_text("utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    told |= {id(keyword.value) for call in calls for keyword in call.keywords if keyword.arg == "example"}
    told |= {id(a) for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Check" for a in call.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_top_level_holds_only_what_it_may() -> None:
    there = {entry.name for entry in ROOT.iterdir() if not entry.name.startswith(".")}
    assert there - TOP_LEVEL - MADE_BY_TOOLS == set()


@pytest.mark.parametrize("file", EDITOR, ids=named)
def test_rooms_are_small(file: Path) -> None:
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST_FILE
    for node in definitions(file):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < LONGEST_FUNCTION, node.name
        if isinstance(node, ast.ClassDef):
            methods = [part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)]
            assert len(methods) <= MOST_METHODS, node.name


@pytest.mark.parametrize("file", EDITOR, ids=named)
def test_year_and_province_are_data(file: Path) -> None:
    found = [(line, text) for line, text in words_of_the_code(file) if YEAR_OR_PROVINCE.search(text)]
    assert found == []


@pytest.mark.parametrize("file", SOURCES, ids=named)
def test_text_of_the_sources(file: Path) -> None:
    text = file.read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        assert len(line) <= LONGEST_LINE, f"line {number} has {len(line)} characters"
        assert not LEFT_FOR_LATER.search(line), f"line {number} is left for later"
        assert not MACHINE_PATH.search(line), f"line {number} names a machine's path"


@pytest.mark.parametrize("file", EDITOR, ids=named)
def test_every_module_says_what_it_is(file: Path) -> None:
    said = ast.get_docstring(ast.parse(file.read_text("utf-8")))
    assert said
    if file.name == "__init__.py" and file.parent.parent == ROOT / "editor":
        assert re.match(r"Takes .* gives ", said), "a package's docstring: Takes … gives …"


def test_tests_mirror_the_packages() -> None:
    tested = {file.parent.name for file in (ROOT / "tests").glob("*/**/test_*.py")}
    tested |= {folder.name for folder in (ROOT / "tests").iterdir() if any(folder.rglob("test_*.py"))}
    assert set(FILLED) <= tested


def test_every_package_has_its_contract() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    named_alone = {c["source_modules"][0] for c in contracts if len(c["source_modules"]) == 1}
    roots_of_composition = {"editor.app", "editor.cli"}
    assert {f"editor.{package}" for package in PACKAGES} - roots_of_composition <= named_alone
    without_window = next(c for c in contracts if "PySide6" in c["forbidden_modules"])["source_modules"]
    assert {f"editor.{p}" for p in PACKAGES} - {"editor.bridge", "editor.ui", "editor.app"} <= set(without_window)
