"""Every model of the program is under Qt's own tester in some test."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTER = "QAbstractItemModelTester("


def models() -> set[str]:
    """Classes of the program that are Qt's models by their bases, but not those that are bases of others themselves."""
    bases: dict[str, set[str]] = {}
    for file in (ROOT / "editor").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found = {base.id for base in node.bases if isinstance(base, ast.Name)}
                bases.setdefault(node.name, set()).update(found)
    found = {"QAbstractItemModel", "QAbstractListModel", "QAbstractTableModel", "QStandardItemModel"}
    roots = set(found)
    while more := {name for name, over in bases.items() if over & found} - found:
        found |= more
    return {name for name in found - roots if not any(name in over for over in bases.values())}


def test_every_model_is_under_the_tester() -> None:
    tests = [text for file in (ROOT / "tests").rglob("*.py") if TESTER in (text := file.read_text("utf-8"))]
    known = models()
    assert {"IndicatorModel", "TreeModel"} <= known
    assert {model for model in known if not any(model in text for text in tests)} == set()
