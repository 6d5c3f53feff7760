"""A volume as JSON (what `show --json` prints) and back.

Texts stand as they are kept: amounts and percentages are decimal strings without a sign, null for blank; goals have no
numbering. Titles carry their number, so that a reader needs no rule to match them with the print. Findings that were set
aside (忽略) belong to the working file and are not part of it.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeVar

from editor.domain.fields import Entry, Fields, is_blank
from editor.domain.volume import CODE, CONTENTS_TITLE, NAME, TITLE, Indicator, Project, Section, Unit, Volume
from editor.errors import UserError
from editor.forms.entries import keep
from editor.forms.form import Field, Form
from editor.forms.packs import FormPacks
from editor.forms.wording import numbered_title, sheet_title

MAX_TEXT = 1_000_000
"""Characters of one text."""
MAX_ITEMS = 100_000
"""Projects of a volume, paragraphs of a section, rows of a table."""
_YEARS = range(1950, 2201)
_OTHER = "other"
"""Entries the form has no field for (left over from another form): key → text or list."""
_HEAD_KEYS = ("unit", CODE, NAME, "title", "classified")
_T = TypeVar("_T")


def volume_to_json(volume: Volume, form: Form) -> dict[str, object]:
    """The volume in the shape of `show --json`, ready for json.dumps; "cover", "contents_title" and "other" only when not blank."""
    data: dict[str, object] = {
        "form": volume.form,
        "year": volume.year,
        "department": volume.department,
        "sections": [_section_out(form, section) for section in _sections(volume, form)],
        "units": [{"code": unit.code, "name": unit.name} for unit in volume.units],
        "projects": [_project_out(form, number, project) for number, project in enumerate(volume.projects, 1)],
    }
    if volume.fields:
        data["cover"] = {key: _plain(entry) for key, entry in volume.fields.items()}
    return data


def volume_from_json(data: object, packs: FormPacks) -> Volume:
    """The volume a JSON value describes, with fresh keys for its projects and rows.

    UserError names the first thing that is not as `volume_to_json` writes it.
    """
    root = _Node(data, "").mapping(
        required=("form", "year", "department", "sections", "units", "projects"), optional=("cover",)
    )
    form = packs.form(root["form"].text())
    keys = _Keys()
    cover = root["cover"].entries() if "cover" in root else {}
    return Volume(
        form.id,
        root["year"].year(),
        root["department"].text(),
        tuple(_units_in(root["units"])),
        tuple(_section_in(node) for node in root["sections"].items()),
        tuple(_project_in(form, n, node, keys) for n, node in enumerate(root["projects"].items(), 1)),
        Fields(cover),
    )


def _sections(volume: Volume, form: Form) -> Iterator[Section]:
    """Those of the form in its order, then what another form has left."""
    for key in form.sections():
        yield volume.section(key)
    yield from (section for section in volume.sections if section.key not in form.sections())


def _section_out(form: Form, section: Section) -> dict[str, object]:
    known = form.sections().get(section.key)
    return {
        "key": section.key,
        "title": known.title if known else section.key,
        "paragraphs": list(section.paragraphs),
    }


def _project_out(form: Form, number: int, project: Project) -> dict[str, object]:
    fields = project.fields
    data: dict[str, object] = {
        "unit": project.unit or None,
        "code": None if project.classified else fields.text(CODE),
        "name": project.name,
        "title": numbered_title(form, number, project),
        "classified": project.classified,
    }
    if project.classified:
        return data
    if fields.text(CONTENTS_TITLE):
        data[CONTENTS_TITLE] = fields.text(CONTENTS_TITLE)
    for key, field in form.fields.items():
        if key not in _HEAD_KEYS:
            data[key] = _field_out(field, fields.get(key, ""))
    columns = form.indicators.columns
    data["indicators"] = [_row_out(columns, row.cells) for row in project.indicators]
    known = {*form.fields, TITLE, CONTENTS_TITLE, CODE}
    return _with_other(data, fields, known)


def _field_out(field: Field, entry: Entry) -> object:
    if field.kind == "percents":
        parts = () if is_blank(entry) else _as_list(entry)
        return [parts[i] or None if i < len(parts) else None for i in range(max(len(parts), len(field.points)))]
    if field.kind == "list":
        return [] if is_blank(entry) else list(_as_list(entry))
    text = entry if isinstance(entry, str) else "\n".join(entry)
    return text or None if field.kind == "money" else text


def _row_out(columns: Collection[str], cells: Fields) -> dict[str, object]:
    return _with_other({key: cells.text(key) for key in columns}, cells, columns)


def _with_other(data: dict[str, object], fields: Fields, known: Collection[str]) -> dict[str, object]:
    other = {key: _plain(entry) for key, entry in fields.items() if key not in known}
    return {**data, _OTHER: other} if other else data


def _plain(entry: Entry) -> object:
    return entry if isinstance(entry, str) else list(entry)


def _as_list(entry: Entry) -> Sequence[str]:
    return (entry,) if isinstance(entry, str) else entry


class _Keys:
    """Fresh keys, from 1."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        self._last += 1
        return self._last


class _Node:
    """A JSON value with the way that leads to it; every reading of it is checked."""

    def __init__(self, value: object, path: str) -> None:
        self._value = value
        self._path = path

    @property
    def is_null(self) -> bool:
        return self._value is None

    def error(self, problem: str) -> UserError:
        where = f"“{self._path}”" if self._path else "最外层"
        return UserError(f"这份 JSON 的{where}{problem}，因此没有导入。请改正后再导入。")

    def mapping(self, required: Collection[str], optional: Collection[str]) -> "dict[str, _Node]":
        """An object with these keys and no others."""
        nodes = self._object()
        missing = next((key for key in required if key not in nodes), None)
        if missing is not None:
            raise self.error(f"缺少“{missing}”")
        strange = next((key for key in nodes if key not in required and key not in optional), None)
        if strange is not None:
            raise self.error(f"有多余的“{strange[:40]}”")
        return nodes

    def items(self) -> "list[_Node]":
        """The elements of a list."""
        if not isinstance(self._value, list):
            raise self.error("应是列表")
        if len(self._value) > MAX_ITEMS:
            raise self.error(f"有 {len(self._value)} 项，超过 {MAX_ITEMS} 项")
        return [_Node(value, f"{self._path}[{n}]") for n, value in enumerate(self._value, 1)]

    def text(self) -> str:
        """A text."""
        if not isinstance(self._value, str):
            raise self.error("应是文字（要加引号）")
        if len(self._value) > MAX_TEXT:
            raise self.error(f"有 {len(self._value)} 个字，超过 {MAX_TEXT} 个字")
        if any("\ud800" <= c <= "\udfff" for c in self._value):
            raise self.error("里有不成字的代码")
        return self._value

    def text_or_blank(self) -> str:
        """A text, "" for null."""
        return "" if self.is_null else self.text()

    def year(self) -> int:
        """A budget year."""
        if isinstance(self._value, bool) or not isinstance(self._value, int) or self._value not in _YEARS:
            raise self.error("应是年份（四位数字，不加引号）")
        return self._value

    def flag(self) -> bool:
        """true or false."""
        if not isinstance(self._value, bool):
            raise self.error("应是 true 或 false")
        return self._value

    def entry(self) -> Entry:
        """A text or a list of texts."""
        return tuple(node.text_or_blank() for node in self.items()) if isinstance(self._value, list) else self.text()

    def entries(self) -> dict[str, Entry]:
        """An object of entries."""
        return {key: node.entry() for key, node in self._object().items()}

    def _object(self) -> "dict[str, _Node]":
        if not isinstance(self._value, Mapping):
            raise self.error("应是“键: 值”的对象")
        prefix = f"{self._path}." if self._path else ""
        return {str(key): _Node(value, f"{prefix}{str(key)[:40]}") for key, value in self._value.items()}


def _units_in(node: _Node) -> Iterator[Unit]:
    seen: set[str] = set()
    for item in node.items():
        unit = item.mapping(required=("code", "name"), optional=())
        code = unit["code"].text()
        if code in seen:
            raise unit["code"].error(f"与前面的单位重复（{code[:40]}）")
        seen.add(code)
        yield Unit(code, unit["name"].text())


def _section_in(node: _Node) -> Section:
    section = node.mapping(required=("key", "paragraphs"), optional=("title",))
    return Section(section["key"].text(), tuple(item.text() for item in section["paragraphs"].items()))


def _project_in(form: Form, number: int, node: _Node, keys: _Keys) -> Project:
    shape = {*_HEAD_KEYS, CONTENTS_TITLE, _OTHER, "indicators", *form.fields}
    probe = node.mapping(required=("name", "classified"), optional=shape)
    if probe["classified"].flag():
        return _classified_in(form, number, node, keys)
    required = [*form.fields, "unit", "indicators"]
    project = node.mapping(required=required, optional=shape)
    entries = project[_OTHER].entries() if _OTHER in project else {}
    for key, field in form.fields.items():
        entries[key] = keep(form, key, _field_in(field, project[key]))
    if CONTENTS_TITLE in project:
        entries[CONTENTS_TITLE] = project[CONTENTS_TITLE].text_or_blank()
    plain = Project(keys.next(), project["unit"].text_or_blank(), False, Fields(entries))
    title = _own_title(form, number, plain, project.get("title"))
    rows = tuple(_row_in(form, item, keys) for item in project["indicators"].items())
    return Project(plain.key, plain.unit, False, plain.fields.put(TITLE, title), rows)


def _classified_in(form: Form, number: int, node: _Node, keys: _Keys) -> Project:
    """Nothing but the name may come in, and nothing else is passed over in silence."""
    try:
        project = node.mapping(required=("name", "classified"), optional=("unit", "code", "title"))
    except UserError as error:
        raise node.error("是涉密项目，除名称外不能有其他内容") from error
    if not (_absent(project, "unit") and _absent(project, "code")):
        raise node.error("是涉密项目，单位和编码应为 null")
    plain = Project(keys.next(), classified=True, fields=Fields({NAME: project["name"].text()}))
    if _own_title(form, number, plain, project.get("title")):
        raise node.error("是涉密项目，表题只能是它的名称加固定字样")
    return plain


def _absent(nodes: Mapping[str, _Node], key: str) -> bool:
    return key not in nodes or nodes[key].is_null


def _field_in(field: Field, node: _Node) -> Entry:
    if field.kind in ("percents", "list"):
        return tuple(item.text_or_blank() for item in node.items())
    return node.text_or_blank()


def _row_in(form: Form, node: _Node, keys: _Keys) -> Indicator:
    columns = form.indicators.columns
    row = node.mapping(required=columns, optional=(_OTHER,))
    other = row[_OTHER].entries() if _OTHER in row else {}
    return Indicator(keys.next(), Fields({**other, **{key: row[key].text_or_blank() for key in columns}}))


def _own_title(form: Form, number: int, project: Project, node: _Node | None) -> str:
    """The title without its number where it is not the computed one; else "", and where all sheets have the form's title."""
    if "{title}" not in form.sheet.title:
        return ""
    printed = node.text_or_blank() if node else ""
    title = _without_number(form, number, printed)
    return "" if title == sheet_title(form, project) else title


def _without_number(form: Form, number: int, printed: str) -> str:
    """What stands for {title}: the project's true number is taken off first, else any number."""
    before, _, after = form.sheet.title.partition("{title}")
    for pattern in (re.escape(before.format(n=number)), re.escape(before).replace(r"\{n\}", r"\d+")):
        match = re.fullmatch(f"{pattern}(.*){re.escape(after)}", printed, re.DOTALL)
        if match:
            return match.group(1)
    return printed
