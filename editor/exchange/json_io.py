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
from editor.exchange.json_budget import budget_in, budget_out, facts_in, facts_of
from editor.exchange.json_node import Keys, Node
from editor.forms.entries import keep
from editor.forms.form import Field, Form
from editor.forms.packs import FormPacks
from editor.forms.wording import numbered_title, sheet_title

_OTHER = "other"
"""Entries the form has no field for (left over from another form): key → text or list."""
_HEAD_KEYS = ("unit", CODE, NAME, "title", "classified")
_T = TypeVar("_T")


def volume_to_json(volume: Volume, form: Form) -> dict[str, object]:
    """The volume in the shape of `show --json`, ready for json.dumps; "cover", "contents_title", "other" and what the
    budget tables are made of ("tables", "overrides", "facts") only when not blank."""
    data: dict[str, object] = {
        "form": volume.form,
        "year": volume.year,
        "department": volume.department,
        "sections": [_section_out(form, section) for section in _sections(volume, form)],
        "units": [{"code": unit.code, "name": unit.name} for unit in volume.units],
        "projects": [_project_out(form, number, project) for number, project in enumerate(volume.projects, 1)],
    }
    facts = facts_of(form)
    cover = {key: _plain(entry) for key, entry in volume.fields.items() if key not in facts}
    return {**data, **({"cover": cover} if cover else {}), **budget_out(volume, facts)}


def volume_from_json(data: object, packs: FormPacks) -> Volume:
    """The volume a JSON value describes, with fresh keys for its projects and rows.

    UserError names the first thing that is not as `volume_to_json` writes it.
    """
    root = Node(data, "").mapping(
        required=("form", "year", "department", "sections", "units", "projects"),
        optional=("cover", "tables", "overrides", "facts"),
    )
    form = packs.form(root["form"].text())
    keys = Keys()
    cover = root["cover"].entries() if "cover" in root else {}
    plain = Volume(
        form.id,
        root["year"].year(),
        root["department"].text(),
        tuple(_units_in(root["units"])),
        tuple(_section_in(node) for node in root["sections"].items()),
        tuple(_project_in(form, n, node, keys) for n, node in enumerate(root["projects"].items(), 1)),
        Fields({**cover, **facts_in(root, facts_of(form))}),
    )
    return budget_in(plain, root, keys)


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


def _units_in(node: Node) -> Iterator[Unit]:
    seen: set[str] = set()
    for item in node.items():
        unit = item.mapping(required=("code", "name"), optional=())
        code = unit["code"].text()
        if code in seen:
            raise unit["code"].error(f"与前面的单位重复（{code[:40]}）")
        seen.add(code)
        yield Unit(code, unit["name"].text())


def _section_in(node: Node) -> Section:
    section = node.mapping(required=("key", "paragraphs"), optional=("title",))
    return Section(section["key"].text(), tuple(item.text() for item in section["paragraphs"].items()))


def _project_in(form: Form, number: int, node: Node, keys: Keys) -> Project:
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


def _classified_in(form: Form, number: int, node: Node, keys: Keys) -> Project:
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


def _absent(nodes: Mapping[str, Node], key: str) -> bool:
    return key not in nodes or nodes[key].is_null


def _field_in(field: Field, node: Node) -> Entry:
    if field.kind in ("percents", "list"):
        return tuple(item.text_or_blank() for item in node.items())
    return node.text_or_blank()


def _row_in(form: Form, node: Node, keys: Keys) -> Indicator:
    columns = form.indicators.columns
    row = node.mapping(required=columns, optional=(_OTHER,))
    other = row[_OTHER].entries() if _OTHER in row else {}
    return Indicator(keys.next(), Fields({**other, **{key: row[key].text_or_blank() for key in columns}}))


def _own_title(form: Form, number: int, project: Project, node: Node | None) -> str:
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
