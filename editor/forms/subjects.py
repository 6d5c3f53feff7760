"""Subject lists (科目) from their files: a form names a file under resources/subjects and may state names of its own over it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from editor.forms.budget_form import SubjectList
from editor.forms.decode import decode
from editor.forms.form import Form
from editor.forms.source import Tree, read_tree


@dataclass(frozen=True, slots=True)
class _File:
    """A whole file: code → name."""

    names: Mapping[str, str]


_FILE = re.compile(r"[a-z][a-z0-9-]{0,39}")


def with_subjects(form: Form, tree: Tree, folder: Path) -> Form:
    """The form with the names of its subjects; UserError with file, line and key where a list's file is not there or at fault."""
    if form.budget is None:
        return form
    lists = {key: _filled(one, tree, key, folder) for key, one in form.budget.subjects.items()}
    return replace(form, budget=replace(form.budget, subjects=MappingProxyType(lists)))


def _filled(one: SubjectList, tree: Tree, key: str, folder: Path) -> SubjectList:
    if not one.file:
        return one
    file = folder / f"{one.file}.yaml"
    if not _FILE.fullmatch(one.file) or not file.is_file():
        raise _spot(tree, key).spot.error(f"没有名为 {one.file} 的科目表文件")
    return replace(one, names=MappingProxyType({**_names(file), **one.names}))


def _names(file: Path) -> Mapping[str, str]:
    whole = read_tree(file, "科目表")
    return decode(Tree({"names": whole}, whole.spot), _File).names


def _spot(tree: Tree, key: str) -> Tree:
    for step in ("budget", "subjects", key, "file"):
        if isinstance(tree.value, Mapping) and step in tree.value:
            tree = tree.value[step]
    return tree
