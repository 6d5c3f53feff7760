"""The form packs at hand: found by id, loaded once each, with what they extend."""

import re
from functools import cached_property
from pathlib import Path

from editor.errors import UserError
from editor.forms.decode import decode
from editor.forms.form import Form
from editor.forms.source import Tree, merge, read_tree
from editor.forms.validate import validate
from editor.resources import resources_dir

_OWN = ("id", "title", "years", "extends", "version")
"""Keys a pack states itself, whatever it extends."""
_NUMBER = re.compile(r"[0-9]{1,9}")


class FormPacks:
    """Every pack of one or more folders; files are read when asked for.

    A form that lies in several is taken in its newest version; where they are equal, later folders go before earlier ones.
    """

    def __init__(self, *folders: Path) -> None:
        self._folders = folders
        self._forms: dict[str, Form] = {}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of all packs, in order."""
        return tuple(sorted({file.stem for folder in self._folders for file in folder.glob("*.yaml")}))

    def form(self, form_id: str) -> Form:
        """The form with this id; UserError where there is none or its file is at fault."""
        if form_id not in self._forms:
            tree = self._tree(form_id, ())
            form = _with_subjects(decode(tree, Form), tree)
            if form.id != form_id:
                raise tree.spot.error(f"id 要与文件名相同，应为 {form_id}")
            validate(form, tree)
            self._forms[form_id] = form
        return self._forms[form_id]

    def all(self) -> tuple[Form, ...]:
        """Every form; of one that was taken in and is at fault, only its own id asked for says why."""
        return tuple(form for form_id in self.ids if (form := self._sound(form_id)) is not None)

    def for_year(self, year: int, family: str | None = None) -> tuple[Form, ...]:
        """Forms meant for a budget year, the newest first."""
        fitting = [
            f
            for f in self.all()
            if f.years.first <= year and (f.years.last is None or year <= f.years.last) and family in (None, f.family)
        ]
        return tuple(sorted(fitting, key=lambda f: f.years.first, reverse=True))

    def file(self, form_id: str) -> Path:
        """The file of the form with this id that is in force; UserError where there is none."""
        files = [folder / f"{form_id}.yaml" for folder in reversed(self._folders) if form_id in self.ids]
        files = [file for file in files if file.is_file()]
        if not files:
            raise UserError(
                f"没有名为“{form_id}”的表样，可用的表样有：{'、'.join(self.ids)}。请改用其中之一，或先导入这个表样。"
            )
        return max(files, key=_version) if len(files) > 1 else files[0]

    def _sound(self, form_id: str) -> Form | None:
        try:
            return self.form(form_id)
        except UserError:
            if self.file(form_id).parent == self._folders[0]:
                raise
            return None

    def _tree(self, form_id: str, behind: tuple[str, ...]) -> Tree:
        tree = read_tree(self.file(form_id))
        if not isinstance(tree.value, dict):
            raise tree.spot.error("表样文件要写成“键: 值”")
        parent = tree.value.get("extends")
        if parent is None or parent.value is None:
            return tree
        if not isinstance(parent.value, str):
            raise parent.spot.error("这里要写所继承表样的 id")
        if parent.value in (form_id, *behind) or not parent.value:
            raise parent.spot.error("表样之间不能互相继承")
        if parent.value not in self.ids:
            raise parent.spot.error(f"没有名为 {parent.value} 的表样")
        base = self._tree(parent.value, (form_id, *behind))
        assert isinstance(base.value, dict)
        kept = {key: item for key, item in base.value.items() if key not in _OWN}
        return merge(Tree(kept, base.spot), tree)


def _with_subjects(form: Form, tree: Tree) -> Form:
    if form.budget is None:
        return form
    from editor.forms.subjects import with_subjects

    return with_subjects(form, tree, resources_dir() / "subjects")


def _version(file: Path) -> int:
    """What the file says of its version; that it is a number is for `decode` to demand."""
    value = read_tree(file).value
    version = value["version"].value if isinstance(value, dict) and "version" in value else None
    return int(version) if isinstance(version, str) and _NUMBER.fullmatch(version) else 1


def bundled_packs() -> FormPacks:
    """The packs that come with the program."""
    return FormPacks(resources_dir() / "forms")
