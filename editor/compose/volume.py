"""A whole volume, or some of its projects, in blocks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from editor.compose import narrative
from editor.compose.blocks import Composition, ContentsLine, Division, Group, Paragraph
from editor.compose.blockwise import Blockwise
from editor.compose.narrative import NarrativeComposer
from editor.compose.runs import entry_runs, fill, words
from editor.compose.sheet import SheetComposer
from editor.compose.sheets import Sheets
from editor.domain.places import Place
from editor.domain.volume import Section, Volume
from editor.forms.form import Form, Line, Part
from editor.forms.wording import cover_entry, cover_words, numbered_title

LANGUAGE = "zh-CN"
COVER, CONTENTS, BODY = "cover", "contents", "body"
_PART_TITLE = "part_title"


@dataclass(frozen=True, slots=True)
class _Body:
    """The last version's body: the groups of each part beside its sheets, where the sheets begin, and all."""

    around: list[tuple[Group, ...]]
    first_sheet: int
    groups: Blockwise[Group]


class Composer:
    """Volumes of one form → blocks.

    It remembers what it made from each value: a project or section that has not changed since gives the identical
    Group, so that whoever draws it can remember its pages.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._sheet = SheetComposer(form)
        self._sheets = Sheets(form, self._sheet)
        self._narrative = NarrativeComposer(form)
        self._sections: dict[str, tuple[Section, Group]] = {}
        self._titles = {part.title: self._part_title(index, part) for index, part in enumerate(form.parts)}
        self._cover: tuple[tuple[object, ...], Group] | None = None
        self._contents: tuple[tuple[object, ...], Group] | None = None
        self._body: _Body | None = None

    def compose(self, volume: Volume, *, projects: Collection[int] | None = None, watermark: str = "") -> Composition:
        """The whole volume; with `projects` (keys) only their sheets, with their true numbers."""
        if projects is not None:
            return self._some(volume, projects, watermark)
        form = self._form
        exchanged = self._sheets.update(volume)
        cover_counts = form.page_numbers.counts_from == "cover"
        divisions: list[Division] = []
        if form.cover.printed:
            divisions.append(Division(COVER, (self._cover_group(volume),), numbered=False, restart=True))
        if form.contents.printed:
            contents = self._contents_group(volume)
            divisions.append(Division(CONTENTS, (contents,), numbered=form.page_numbers.on_contents))
        divisions.append(Division(BODY, self._body_groups(volume, exchanged), restart=not cover_counts))
        return self._composition(self._title(volume), tuple(divisions), watermark)

    def _some(self, volume: Volume, projects: Collection[int], watermark: str) -> Composition:
        names = {unit.code: unit.name for unit in volume.units}
        wanted = frozenset(projects)
        chosen = [(n, project) for n, project in enumerate(volume.projects, 1) if project.key in wanted]
        groups = []
        for at, (number, project) in enumerate(chosen):
            follows = at > 0 and project.classified and chosen[at - 1][1].classified
            groups.append(self._sheet.sheet(project, number, names.get(project.unit, ""), not follows))
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

    def _contents_group(self, volume: Volume) -> Group:
        printed = tuple(tuple(self._printed(volume, part)) for part in self._form.parts)
        made_from = (printed, self._sheets.lines)
        if self._contents is None or self._contents[0] != made_from:
            self._contents = (made_from, Group(tuple(self._contents_blocks(printed))))
        return self._contents[1]

    def _contents_blocks(self, printed: tuple[tuple[str, ...], ...]) -> Iterator[Paragraph | ContentsLine]:
        contents = self._form.contents
        yield Paragraph(words(contents.title), contents.title_style)
        for part, sections in zip(self._form.parts, printed, strict=True):
            yield ContentsLine(words(part.contents), contents.part_style, None, "")
            for key in sections:
                yield self._section_line(key, part.sections[key].contents)
            if part.sheets:
                yield from self._sheets.lines

    def _section_line(self, key: str, text: str) -> ContentsLine:
        contents = self._form.contents
        place = Place(section=key)
        return ContentsLine(words(text), contents.entry_style, narrative.anchor(key), contents.leader, place)

    def _printed(self, volume: Volume, part: Part) -> Iterator[str]:
        """The keys of the sections that are printed: those the form requires, and others that have text."""
        for key, section in part.sections.items():
            if section.required or any(volume.section(key).paragraphs):
                yield key

    def _body_groups(self, volume: Volume, exchanged: Mapping[int, Group] | None) -> Blockwise[Group]:
        """The last version's where neither sheets nor sections have changed, and sharing with it where single sheets have."""
        around = [(self._titles[part.title], *self._section_groups(volume, part)) for part in self._form.parts]
        if self._body is None or exchanged is None or self._body.around != around:
            self._body = self._whole_body(around)
        elif exchanged:
            first = self._body.first_sheet
            groups = self._body.groups.exchanged({first + i: group for i, group in exchanged.items()})
            self._body = _Body(around, first, groups)
        return self._body.groups

    def _whole_body(self, around: list[tuple[Group, ...]]) -> _Body:
        body: list[Group] = []
        first_sheet = 0
        for part, groups in zip(self._form.parts, around, strict=True):
            body.extend(groups)
            if part.sheets:
                first_sheet = len(body)
                body.extend(self._sheets.groups)
        return _Body(around, first_sheet, Blockwise.of(body))

    def _section_groups(self, volume: Volume, part: Part) -> Iterator[Group]:
        return (self._section_group(part, volume.section(key)) for key in self._printed(volume, part))

    def _section_group(self, part: Part, section: Section) -> Group:
        known = self._sections.get(section.key)
        if known is None or (known[0] is not section and known[0] != section):
            blocks = tuple(self._narrative.section(part.sections[section.key], section))
            first = part.title_page and section.key == next(iter(part.sections))
            known = (section, Group(blocks, new_page=first))
            self._sections[section.key] = known
        return known[1]
