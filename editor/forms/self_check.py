"""The list a unit checks itself by (自查表) as data: its words, columns, widths and styles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from editor.forms.decode import decode
from editor.forms.form import Style
from editor.forms.source import Tree, read_tree
from editor.resources import resources_dir

SeverityKey = Literal["error", "warning", "info"]
_KIND = "自查表"
_STYLES = ("title", "text", "heading", "label", "cell", "sign")
_SEVERITIES = ("error", "warning", "info")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "checks": ("number", "check", "title", "rule", "result"),
    "findings": ("number", "check", "project", "place", "severity", "message"),
    "waived": ("number", "check", "project", "place", "severity", "message", "reason"),
}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column; `width` in mm on a text area of the sum of all, `merge` prints equal neighbours as one cell."""

    key: str
    head: str
    width: float
    style: str = "cell"
    merge: bool = False


@dataclass(frozen=True, slots=True)
class ListForm:
    """One of its tables: the checks there were, what they found, or what was set aside."""

    title: str
    of: Literal["checks", "findings", "waived"]
    columns: tuple[ListColumn, ...]
    empty: str
    """Printed in place of a table without rows."""
    severities: tuple[SeverityKey, ...] = _SEVERITIES  # type: ignore[assignment]
    """Of `findings` and `waived`: only these."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The table to sign in: labels and blanks by turns."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    gap: float = 12
    """Space over it, in pt."""


@dataclass(frozen=True, slots=True)
class SelfCheckForm:
    """The whole list; words in braces are filled in."""

    title: str
    """{department}, {year}."""
    made: str
    """{made}; printed where it is said when the list was made."""
    summary: str
    """{projects}, {checks}, {passed}, {error}, {warning}, {info}, {waived}."""
    passed: str
    failed: str
    """Result of a check with findings: {n}."""
    waived_only: str
    """Result of a check whose findings are all set aside: {waived}."""
    whole_volume: str
    """Stands for the project where a finding is of none."""
    severities: Mapping[str, str]
    lists: tuple[ListForm, ...]
    signatures: Signatures
    styles: Mapping[str, Style]


@cache
def bundled_self_check() -> SelfCheckForm:
    """The one that comes with the program."""
    return read_self_check(resources_dir() / "self_check.yaml")


def read_self_check(file: Path) -> SelfCheckForm:
    """A list's form; UserError with file, line and key where it does not fit."""
    tree = read_tree(file, _KIND)
    form = decode(tree, SelfCheckForm)
    for path, problem in _faults(form):
        raise _at(tree, path).spot.error(problem)
    return form


def _faults(form: SelfCheckForm) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in _STYLES:
        if name not in form.styles:
            yield ("styles",), f"缺少样式 {name}"
    for name in _SEVERITIES:
        if name not in form.severities:
            yield ("severities",), f"缺少 {name} 的说法"
    yield from _lists(form)
    for i, row in enumerate(form.signatures.rows):
        if len(row) != len(form.signatures.widths):
            yield ("signatures", "rows", str(i)), "格数要与 widths 相同"
    if any(width <= 0 for width in form.signatures.widths):
        yield ("signatures", "widths"), "列宽要大于 0"
    yield from _words(form)


def _lists(form: SelfCheckForm) -> Iterator[tuple[tuple[str, ...], str]]:
    for i, one in enumerate(form.lists):
        if not one.columns:
            yield ("lists", str(i), "columns"), "至少写一列"
        for n, column in enumerate(one.columns):
            path = ("lists", str(i), "columns", str(n))
            if column.key not in _KEYS[one.of]:
                yield (*path, "key"), f"只能写 {'、'.join(_KEYS[one.of])} 之一"
            if column.style not in form.styles:
                yield path, f"没有名为 {column.style} 的样式"
            if column.width <= 0:
                yield (*path, "width"), "列宽要大于 0"


def _words(form: SelfCheckForm) -> Iterator[tuple[tuple[str, ...], str]]:
    """Braces that nothing can be put in."""
    known = {
        "title": ("department", "year"),
        "made": ("made",),
        "summary": ("projects", "checks", "passed", *_SEVERITIES, "waived"),
        "failed": ("n",),
        "waived_only": ("waived",),
    }
    for key, names in known.items():
        try:
            getattr(form, key).format_map(dict.fromkeys(names, ""))
        except (KeyError, ValueError, IndexError, AttributeError):
            yield (key,), f"花括号里只能写 {'、'.join(names)}"


def _at(tree: Tree, path: tuple[str, ...]) -> Tree:
    for key in path:
        if isinstance(tree.value, Mapping) and key in tree.value:
            tree = tree.value[key]
        elif isinstance(tree.value, tuple) and key.isdecimal():
            tree = tree.value[int(key)]
    return tree
