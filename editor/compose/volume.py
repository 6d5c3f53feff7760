"""A whole volume, or some of its projects, in blocks."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from editor.compose import narrative
from editor.compose.blocks import Composition, ContentsLine, Division, Group, Paragraph
from editor.compose.blockwise import Blockwise
from editor.compose.budget_tables import BudgetTableComposer, table_anchor
from editor.compose.generated import GeneratedComposer
from editor.compose.narrative import NarrativeComposer
from editor.compose.runs import entry_runs, fill, words
from editor.compose.sheet import SheetComposer
from editor.compose.sheets import Sheets
from editor.domain.places import Place
from editor.domain.volume import Section, Volume
from editor.forms.form import Form, Line, Part
from editor.forms.wording import cover_entry, cover_words, numbered_title

if TYPE_CHECKING:
    from editor.budget.book import Book
    from editor.budget.bookkeeper import Bookkeeper

LANGUAGE = "zh-CN"
COVER, CONTENTS, BODY = "cover", "contents", "body"
_PART_TITLE = "part_title"


_Shown = tuple[bool, Group]
"""A group, and whether its pages lie on their side."""


@dataclass(frozen=True, slots=True)
class _Body:
    """The last version's body: what stands before and after the sheets, where these begin in the division they are in, and
    that division's groups.
    """

    before: list[_Shown]
    after: list[Group]
    first_sheet: int
    divisions: tuple[Division, ...]


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
        self._sections: dict[str, tuple[object, Group]] = {}
        self._bookkeeper = _bookkeeper(form)
        self._tables = BudgetTableComposer(form)
        self._generated = GeneratedComposer(form)
        self._titles: dict[int, tuple[tuple[str, ...], Group]] = {}
        self._said: Mapping[str, str] = {}
        """What the braces in titles and headings stand for."""
        self._cover: tuple[tuple[object, ...], Group] | None = None
        self._contents: tuple[tuple[object, ...], Group] | None = None
        self._body: _Body | None = None

    def compose(self, volume: Volume, *, projects: Collection[int] | None = None, watermark: str = "") -> Composition:
        """The whole volume; with `projects` (keys) only their sheets, with their true numbers."""
        if projects is not None:
            return self._some(volume, projects, watermark)
        form = self._form
        exchanged = self._sheets.update(volume)
        self._said = {"year": str(volume.year), "last_year": str(volume.year - 1), "department": volume.department}
        book = self._bookkeeper.book(volume) if self._bookkeeper else None
        self._generated.update(volume, book)
        cover_counts = form.page_numbers.counts_from == "cover"
        divisions: list[Division] = []
        if form.cover.printed:
            divisions.append(Division(COVER, (self._cover_group(volume),), numbered=False, restart=True))
        if form.contents.printed:
            contents = self._contents_group(volume, book)
            divisions.append(Division(CONTENTS, (contents,), numbered=form.page_numbers.on_contents))
        divisions.extend(self._body_divisions(volume, book, exchanged, not cover_counts))
        return self._composition(self._title(volume), tuple(divisions), watermark)

    def _some(self, volume: Volume, projects: Collection[int], watermark: str) -> Composition:
        names = {unit.code: unit.name for unit in volume.units}
        around = self._sheet.around(volume)
        wanted = frozenset(projects)
        chosen = [(n, project) for n, project in enumerate(volume.projects, 1) if project.key in wanted]
        groups = []
        for at, (number, project) in enumerate(chosen):
            follows = at > 0 and project.classified and chosen[at - 1][1].classified
            groups.append(self._sheet.sheet(project, number, names.get(project.unit, ""), not follows, around))
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
        said = tuple(line.format_map(self._said) for line in part.title)
        known = self._titles.get(index)
        if known is None or known[0] != said:
            first, *rest = said
            lines = [
                Paragraph(words(first), _PART_TITLE, None, 1, f"part_{index}", "" if not rest else " ".join(said)),
                *(Paragraph(words(text), _PART_TITLE) for text in rest),
            ]
            known = self._titles[index] = (said, Group(tuple(lines)))
        return known[1]

    def _contents_group(self, volume: Volume, book: "Book | None") -> Group:
        printed = tuple(tuple(self._printed(volume, part)) for part in self._form.parts)
        tables = tuple((key, table.contents) for key, table in book.tables.items()) if book else ()
        made_from = (printed, self._sheets.lines, tables, self._said)
        if self._contents is None or self._contents[0] != made_from:
            self._contents = (made_from, Group(tuple(self._contents_blocks(printed, tables))))
        return self._contents[1]

    def _contents_blocks(
        self, printed: tuple[tuple[str, ...], ...], tables: tuple[tuple[str, str], ...]
    ) -> Iterator[Paragraph | ContentsLine]:
        contents = self._form.contents
        yield Paragraph(words(contents.title), contents.title_style)
        for index, (part, sections) in enumerate(zip(self._form.parts, printed, strict=True)):
            yield self._part_line(index, part)
            if part.tables:
                yield from (self._table_line(key, title) for key, title in tables)
            for key in sections:
                if part.sections[key].contents:
                    yield self._section_line(key, part.sections[key].contents)
                if part.sections[key].sheets:
                    yield from self._sheets.lines
            if part.sheets:
                yield from self._sheets.lines

    def _part_line(self, index: int, part: Part) -> ContentsLine:
        contents = self._form.contents
        text = words(part.contents.format_map(self._said))
        if contents.part_numbers:
            return ContentsLine(text, contents.part_style, f"part_{index}", contents.leader)
        return ContentsLine(text, contents.part_style, None, "")

    def _table_line(self, key: str, title: str) -> ContentsLine:
        contents = self._form.contents
        place = Place(table=key)
        return ContentsLine(words(title), contents.entry_style, table_anchor(key), contents.leader, place)

    def _section_line(self, key: str, text: str) -> ContentsLine:
        contents = self._form.contents
        place = Place(section=key)
        said = words(text.format_map(self._said))
        return ContentsLine(said, contents.entry_style, narrative.anchor(key), contents.leader, place)

    def _printed(self, volume: Volume, part: Part) -> Iterator[str]:
        """The keys of the sections that are printed: those the form requires, and others that have text."""
        for key, section in part.sections.items():
            if section.required or any(volume.section(key).paragraphs):
                yield key

    def _body_divisions(
        self, volume: Volume, book: "Book | None", exchanged: Mapping[int, Group] | None, restart: bool
    ) -> tuple[Division, ...]:
        """The last version's where neither sheets nor anything else has changed, and sharing with it where single sheets have."""
        before, after = self._around_sheets(volume, book)
        known = self._body
        if known is None or exchanged is None or not _same(known, before, after):
            self._body = known = self._whole_body(before, after, restart)
        elif exchanged:
            main = known.divisions[-1]
            assert isinstance(main.groups, Blockwise)
            groups = main.groups.exchanged({known.first_sheet + i: group for i, group in exchanged.items()})
            divisions = (*known.divisions[:-1], replace(main, groups=groups))
            self._body = known = _Body(before, after, known.first_sheet, divisions)
        return known.divisions

    def _whole_body(self, before: list[_Shown], after: list[Group], restart: bool) -> _Body:
        """Wide tables lie on their side in divisions of their own; the last division holds the sheets and what is around them."""
        runs = [(turned, [group for _, group in run]) for turned, run in groupby(before, lambda shown: shown[0])]
        main = runs.pop()[1] if runs and not runs[-1][0] else []
        divisions = [
            Division(f"{BODY}_{n}", tuple(groups), restart=restart and n == 0, turned=turned)
            for n, (turned, groups) in enumerate(runs)
        ]
        everything = Blockwise.of([*main, *self._sheets.groups, *after])
        divisions.append(Division(BODY, everything, restart=restart and not divisions))
        return _Body(before, after, len(main), tuple(divisions))

    def _around_sheets(self, volume: Volume, book: "Book | None") -> tuple[list[_Shown], list[Group]]:
        """What stands before the goal sheets and what after them, in order."""
        shown: list[_Shown] = []
        at: int | None = None
        for index, part in enumerate(self._form.parts):
            shown.append((False, self._part_title(index, part)))
            if part.tables and book is not None:
                shown.extend(self._tables.groups(book, below_title=not part.title_page))
            for key in self._printed(volume, part):
                shown.append((False, self._section_group(part, volume.section(key))))
                at = len(shown) if part.sections[key].sheets else at
            at = len(shown) if part.sheets else at
        split = len(shown) if at is None else at
        return shown[:split], [group for _, group in shown[split:]]

    def _section_group(self, part: Part, section: Section) -> Group:
        form = part.sections[section.key]
        generated = self._generated.paragraphs(section.key)
        heading = form.heading.format_map(self._said)
        made_from = (section, generated, heading)
        known = self._sections.get(section.key)
        if known is None or known[0] != made_from:
            blocks = tuple(self._narrative.section(heading, section, generated))
            first = part.title_page and section.key == next(iter(part.sections))
            known = (made_from, Group(blocks, new_page=first))
            self._sections[section.key] = known
        return known[1]


def _bookkeeper(form: Form) -> "Bookkeeper | None":
    """Only forms with budget tables pay for loading what works them out."""
    if form.budget is None:
        return None
    from editor.budget.bookkeeper import Bookkeeper

    return Bookkeeper(form)


def _same(known: _Body, before: list[_Shown], after: list[Group]) -> bool:
    """Whether all that is around the sheets is made of the same objects."""
    return (
        len(known.before) == len(before)
        and len(known.after) == len(after)
        and all(a[1] is b[1] for a, b in zip(known.before, before, strict=True))
        and all(a is b for a, b in zip(known.after, after, strict=True))
    )
