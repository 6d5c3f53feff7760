"""A whole volume, or some of its projects, in blocks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from editor.compose import narrative, sheet
from editor.compose.blocks import Composition, ContentsLine, Division, Group, Paragraph
from editor.compose.narrative import NarrativeComposer
from editor.compose.runs import entry_runs, fill, words
from editor.compose.sheet import SheetComposer
from editor.domain.places import Place
from editor.domain.volume import Project, Section, Volume
from editor.forms.form import Form, Line, Part, SectionForm
from editor.forms.wording import cover_entry, cover_words, numbered_title

LANGUAGE = "zh-CN"
COVER, CONTENTS, BODY = "cover", "contents", "body"
_PART_TITLE = "part_title"
_SPARE = 2
"""Sheets remembered for each project of the volume, before those of projects that are gone are forgotten."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A project's group and contents line, and all they were made from."""

    project: Project
    number: int
    unit_name: str
    new_page: bool
    group: Group
    line: ContentsLine

    def holds(self, project: Project, number: int, unit_name: str, new_page: bool) -> bool:
        return (
            self.project is project
            and self.number == number
            and self.new_page is new_page
            and (self.unit_name == unit_name or project.classified)
        )


class Composer:
    """Volumes of one form → blocks.

    It remembers what it made from each value: a project or section that has not changed since gives the identical
    Group, so that whoever draws it can remember its pages.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._sheets_of = SheetComposer(form)
        self._narrative = NarrativeComposer(form)
        self._sheets: dict[int, _Sheet] = {}
        self._sections: dict[str, tuple[Section, Group]] = {}
        self._titles = {part.title: self._part_title(index, part) for index, part in enumerate(form.parts)}
        self._cover: tuple[tuple[object, ...], Group] | None = None
        self._contents: Group | None = None

    def compose(self, volume: Volume, *, projects: Collection[int] | None = None, watermark: str = "") -> Composition:
        """The whole volume; with `projects` (keys) only their sheets, with their true numbers."""
        if projects is not None:
            return self._some(volume, projects, watermark)
        form = self._form
        sheets = self._all_sheets(volume)
        body = tuple(self._body(volume, sheets))
        cover_counts = form.page_numbers.counts_from == "cover"
        divisions: list[Division] = []
        if form.cover.printed:
            divisions.append(Division(COVER, (self._cover_group(volume),), numbered=False, restart=True))
        if form.contents.printed:
            contents = self._contents_group(volume, sheets)
            divisions.append(Division(CONTENTS, (contents,), numbered=form.page_numbers.on_contents))
        divisions.append(Division(BODY, body, restart=not cover_counts))
        return self._composition(self._title(volume), tuple(divisions), watermark)

    def _some(self, volume: Volume, projects: Collection[int], watermark: str) -> Composition:
        names = {unit.code: unit.name for unit in volume.units}
        wanted = frozenset(projects)
        chosen = [(n, project) for n, project in enumerate(volume.projects, 1) if project.key in wanted]
        groups = []
        for at, (number, project) in enumerate(chosen):
            follows = at > 0 and project.classified and chosen[at - 1][1].classified
            groups.append(self._sheets_of.sheet(project, number, names.get(project.unit, ""), not follows))
        single = numbered_title(self._form, *chosen[0]) if len(chosen) == 1 else self._title(volume)
        return self._composition(single, (Division(BODY, tuple(groups), restart=True),), watermark)

    def _composition(self, title: str, divisions: tuple[Division, ...], watermark: str) -> Composition:
        form = self._form
        return Composition(
            title, LANGUAGE, divisions, form.page, form.page_numbers, form.styles, watermark, subject=form.family
        )

    def _title(self, volume: Volume) -> str:
        """What the file is called in its properties: the cover's line with the year, behind the department."""
        year = next((line.text for line in self._form.cover.lines if line.field == "year"), "{year}")
        text = year if "{department}" in year else "{department}" + year
        return text.format_map(cover_words(self._form, volume))

    def _cover_group(self, volume: Volume) -> Group:
        made_from: tuple[object, ...] = (volume.year, volume.department, volume.fields)
        if self._cover is None or self._cover[0] != made_from:
            lines = tuple(self._cover_line(volume, line) for line in self._form.cover.lines)
            self._cover = (made_from, Group(lines))
        return self._cover[1]

    def _cover_line(self, volume: Volume, line: Line) -> Paragraph:
        parts = {
            "department": entry_runs(volume.department, Place(field="department")),
            "year": entry_runs(str(volume.year), Place(field="year")),
        }
        for key in self._form.cover.fields:
            written = volume.fields.text(key)
            default = words(cover_entry(self._form, volume, key))
            parts[key] = entry_runs(written, Place(field=key)) if written else default
        return Paragraph(fill(line.text, parts), line.style, Place(field=line.field) if line.field else None)

    def _part_title(self, index: int, part: Part) -> Group:
        """The title's lines; the first stands for all of them in the outline."""
        first, *rest = part.title
        lines = [
            Paragraph(words(first), _PART_TITLE, None, 1, f"part_{index}", "" if not rest else " ".join(part.title)),
            *(Paragraph(words(text), _PART_TITLE) for text in rest),
        ]
        return Group(tuple(lines))

    def _contents_group(self, volume: Volume, sheets: tuple[_Sheet, ...]) -> Group:
        contents = self._form.contents
        blocks: list[Paragraph | ContentsLine] = [Paragraph(words(contents.title), contents.title_style)]
        for part in self._form.parts:
            blocks.append(ContentsLine(words(part.contents), contents.part_style, None, ""))
            blocks.extend(self._section_line(key, section.contents) for key, section in self._printed(volume, part))
            if part.sheets:
                blocks.extend(made.line for made in sheets)
        if self._contents is None or self._contents.blocks != tuple(blocks):
            self._contents = Group(tuple(blocks))
        return self._contents

    def _section_line(self, key: str, text: str) -> ContentsLine:
        contents = self._form.contents
        place = Place(section=key)
        return ContentsLine(words(text), contents.entry_style, narrative.anchor(key), contents.leader, place)

    def _printed(self, volume: Volume, part: Part) -> Iterator[tuple[str, SectionForm]]:
        """The sections that are printed: those the form requires, and others that have text."""
        for key, section in part.sections.items():
            if section.required or any(volume.section(key).paragraphs):
                yield key, section

    def _body(self, volume: Volume, sheets: tuple[_Sheet, ...]) -> Iterator[Group]:
        for part in self._form.parts:
            yield self._titles[part.title]
            for key, _ in self._printed(volume, part):
                yield self._section_group(part, volume.section(key))
            if part.sheets:
                yield from (made.group for made in sheets)

    def _section_group(self, part: Part, section: Section) -> Group:
        known = self._sections.get(section.key)
        if known is None or (known[0] is not section and known[0] != section):
            blocks = tuple(self._narrative.section(part.sections[section.key], section))
            first = part.title_page and section.key == next(iter(part.sections))
            known = (section, Group(blocks, new_page=first))
            self._sections[section.key] = known
        return known[1]

    def _all_sheets(self, volume: Volume) -> tuple[_Sheet, ...]:
        names = {unit.code: unit.name for unit in volume.units}
        part = next((part for part in self._form.parts if part.sheets), None)
        on_title = part is not None and not part.title_page
        found = self._sheets
        made: list[_Sheet] = []
        classified = False
        for number, project in enumerate(volume.projects, 1):
            new_page = not ((project.classified and classified) or (number == 1 and on_title))
            classified = project.classified
            unit_name = names.get(project.unit, "")
            known = found.get(project.key)
            if known is None or not known.holds(project, number, unit_name, new_page):
                known = self._sheet(project, number, unit_name, new_page)
                found[project.key] = known
            made.append(known)
        if len(found) > _SPARE * len(made) + _SPARE:
            self._sheets = {each.project.key: each for each in made}
        return tuple(made)

    def _sheet(self, project: Project, number: int, unit_name: str, new_page: bool) -> _Sheet:
        contents = self._form.contents
        line = ContentsLine(
            self._sheets_of.contents_runs(project, number),
            contents.entry_style,
            sheet.anchor(project),
            contents.leader,
            Place(project.key),
        )
        return _Sheet(
            project, number, unit_name, new_page, self._sheets_of.sheet(project, number, unit_name, new_page), line
        )
