"""The form packs at hand: found by id, loaded once each, with what they extend."""

from functools import cached_property
from pathlib import Path

from editor.errors import UserError
from editor.forms.decode import decode
from editor.forms.form import Form
from editor.forms.source import Tree, merge, read_tree
from editor.forms.validate import validate
from editor.resources import resources_dir

_OWN = ("id", "title", "years", "extends")
"""Keys a pack must state itself, whatever it extends."""


class FormPacks:
    """Every pack of one or more folders, later folders before earlier ones; files are read when asked for."""

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
            form = decode(tree, Form)
            if form.id != form_id:
                raise tree.spot.error(f"id 要与文件名相同，应为 {form_id}")
            validate(form, tree)
            self._forms[form_id] = form
        return self._forms[form_id]

    def all(self) -> tuple[Form, ...]:
        """Every form."""
        return tuple(self.form(form_id) for form_id in self.ids)

    def for_year(self, year: int, family: str | None = None) -> tuple[Form, ...]:
        """Forms meant for a budget year, the newest first."""
        fitting = [
            f
            for f in self.all()
            if f.years.first <= year and (f.years.last is None or year <= f.years.last) and family in (None, f.family)
        ]
        return tuple(sorted(fitting, key=lambda f: f.years.first, reverse=True))

    def _tree(self, form_id: str, behind: tuple[str, ...]) -> Tree:
        tree = read_tree(self._file(form_id))
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

    def _file(self, form_id: str) -> Path:
        for folder in reversed(self._folders):
            file = folder / f"{form_id}.yaml"
            if form_id in self.ids and file.is_file():
                return file
        raise UserError(
            f"没有名为“{form_id}”的表样，可用的表样有：{'、'.join(self.ids)}。请改用其中之一，或先导入这个表样。"
        )


def bundled_packs() -> FormPacks:
    """The packs that come with the program."""
    return FormPacks(resources_dir() / "forms")
