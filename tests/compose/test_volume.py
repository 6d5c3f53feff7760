"""A volume becomes blocks: what stands where, in which style, and which entry each character comes from."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.compose.blocks import Composition, ContentsLine, Group, Paragraph, Run, SplitLine, TableBlock
from editor.compose.volume import Composer
from editor.domain import edits
from editor.domain.entries import entry_at
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Section, Unit, Volume
from editor.forms.form import Form
from editor.forms.packs import bundled_packs
from tests.compose.dump import dump
from tests.samples import small_volume
from tests.strategies import volumes

PACKS = bundled_packs()


def form_of(volume: Volume) -> Form:
    return PACKS.form(volume.form)


def groups_of(composition: Composition) -> dict[int, Group]:
    return {g.project: g for d in composition.divisions for g in d.groups if g.project is not None}


def paragraphs_of(composition: Composition) -> Iterator[Paragraph]:
    for division in composition.divisions:
        for group in division.groups:
            for block in group.blocks:
                if isinstance(block, Paragraph):
                    yield block
                elif isinstance(block, TableBlock):
                    yield from (paragraph for cell in block.cells for paragraph in cell.paragraphs)


def runs_of(composition: Composition) -> Iterator[Run]:
    yield from (run for paragraph in paragraphs_of(composition) for run in paragraph.runs)
    for division in composition.divisions:
        for group in division.groups:
            for block in group.blocks:
                if isinstance(block, ContentsLine):
                    yield from block.runs
                elif isinstance(block, SplitLine):
                    yield from (*block.left, *block.right)


def test_a_whole_volume(reference: Callable[[str, str], None]) -> None:
    volume = small_volume()
    reference("volume.txt", dump(Composer(form_of(volume)).compose(volume, watermark="内部审核")))


def test_the_same_in_the_oldest_form(reference: Callable[[str, str], None]) -> None:
    volume = replace(small_volume(), form="hebei-2020", year=2020)
    reference("volume_2020.txt", dump(Composer(form_of(volume)).compose(volume)))


def test_projects_alone_keep_their_numbers(reference: Callable[[str, str], None]) -> None:
    volume = small_volume()
    composition = Composer(form_of(volume)).compose(volume, projects=(3, 4))
    reference("projects.txt", dump(composition))
    alone = Composer(form_of(volume)).compose(volume, projects=[2])
    assert alone.title == "2.关于图书采购绩效目标表"
    assert [d.name for d in alone.divisions] == ["body"]


@pytest.mark.parametrize("form_id", PACKS.ids)
def test_an_empty_volume_has_its_headings(form_id: str) -> None:
    form = PACKS.form(form_id)
    composition = Composer(form).compose(Volume(form_id, form.years.first, ""))
    texts = [paragraph.text for paragraph in paragraphs_of(composition)]
    said = {"year": str(form.years.first), "last_year": str(form.years.first - 1), "department": ""}
    for part in form.parts:
        assert {line.format_map(said) for line in part.title} <= set(texts)
        assert {section.heading.format_map(said) for section in part.sections.values()} - {""} <= set(texts)
    clickable = {p.place.section for p in paragraphs_of(composition) if p.place and p.place.section}
    assert clickable == set(form.sections())
    empty = [p.place.section for p in paragraphs_of(composition) if not p.text and p.place and p.place.section]
    written = [key for key, section in form.sections().items() if not section.templates]
    assert [key for key in empty if key in written] == written


def test_page_numbers_count_from_the_cover_or_the_body() -> None:
    def restarts(form_id: str) -> list[tuple[str, bool, bool]]:
        composition = Composer(PACKS.form(form_id)).compose(Volume(form_id, 2020, "某县某局"))
        return [(d.name, d.numbered, d.restart) for d in composition.divisions]

    assert restarts("hebei-2023") == [("cover", False, True), ("contents", False, False), ("body", True, False)]
    assert restarts("hebei-2021") == [("cover", False, True), ("contents", False, False), ("body", True, True)]


@pytest.mark.parametrize("form_id", PACKS.ids)
@settings(max_examples=20)
@given(data=st.data())
def test_whatever_is_in_a_volume(form_id: str, data: st.DataObject) -> None:
    form = PACKS.form(form_id)
    volume = data.draw(volumes(form))
    composition = Composer(form).compose(volume)
    every_character_knows_its_entry(volume, composition)
    no_entry_is_left_out(volume, composition)
    cells_fill_their_grid_once(composition)


def every_character_knows_its_entry(volume: Volume, composition: Composition) -> None:
    units = {unit.code: unit for unit in volume.units}
    for run in runs_of(composition):
        if run.place is None:
            continue
        if run.place.unit is not None:
            entry = getattr(units[run.place.unit], run.place.field or "")
        else:
            entry = entry_at(volume, run.place)
        assert isinstance(entry, str)
        assert entry[run.start : run.start + len(run.text)] == run.text


def no_entry_is_left_out(volume: Volume, composition: Composition) -> None:
    said = {run.text for run in runs_of(composition) if run.place}
    for project in volume.projects:
        if "title" not in project.fields:
            assert project.name in said
        for key, entry in project.fields.items():
            texts = (entry,) if isinstance(entry, str) else entry
            assert {text for text in texts if text} <= said, key
        for row in project.indicators:
            assert {str(text) for text in row.cells.values()} <= said
    assert {text for section in volume.sections for text in section.paragraphs} <= said


def cells_fill_their_grid_once(composition: Composition) -> None:
    tables = (b for g in groups_of(composition).values() for b in g.blocks if isinstance(b, TableBlock))
    for table in tables:
        covered = [
            (r, c)
            for cell in table.cells
            for r in range(cell.row, cell.row + cell.rows)
            for c in range(cell.column, cell.column + cell.columns)
        ]
        assert sorted(covered) == [(r, c) for r in range(table.row_count) for c in range(len(table.widths))]


def test_equal_neighbours_are_one_cell_and_blanks_are_not() -> None:
    form = PACKS.form("hebei-2023")
    levels = ("产出指标", "产出指标", "", "", "产出指标")
    rows = tuple(Indicator(10 + n, Fields({"level1": level, "target": "1"})) for n, level in enumerate(levels))
    volume = Volume(form.id, 2024, "", projects=(Project(1, indicators=rows),))
    table = groups_of(Composer(form).compose(volume))[1].blocks[-1]
    assert isinstance(table, TableBlock)
    first = [(c.row, c.rows, c.merged, c.place.row if c.place else None) for c in table.cells if c.column == 0]
    assert first[1:] == [(1, 2, True, 10), (3, 1, False, 12), (4, 1, False, 13), (5, 1, False, 14)]


def test_an_inner_merge_stops_where_an_outer_one_does() -> None:
    plain = PACKS.form("hebei-2023")
    columns = {k: replace(c, merge=k in ("level1", "level2")) for k, c in plain.indicators.columns.items()}
    form = replace(plain, indicators=replace(plain.indicators, columns=columns))
    cells = (("甲", "同"), ("甲", "同"), ("乙", "同"))
    rows = tuple(Indicator(10 + n, Fields({"level1": a, "level2": b})) for n, (a, b) in enumerate(cells))
    table = groups_of(Composer(form).compose(Volume(form.id, 2024, "", projects=(Project(1, indicators=rows),))))[1]
    second = [(c.row, c.rows) for c in table.blocks[-1].cells if c.column == 1]  # type: ignore[union-attr]
    assert second[1:] == [(1, 2), (3, 1)]


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("一、加强组织领导", "narrative_1"),
        ("十二、其他事项", "narrative_1"),
        ("一、加强组织领导。成立专班。", "body"),
        ("一、维护稳定：做好各项工作。", "body"),
        ("（三）维修校舍", "narrative_2"),
        ("2.摸清底数", "narrative_3"),
        ("（2）逐校排查", "narrative_3"),
        ("2、逐校排查", "body"),
        ("一、" + "长" * 40, "body"),
        ("一、两行\n在这里", "body"),
        ("一是按月调度", "body"),
        ("", "body"),
    ],
)
def test_headings_of_the_narrative(text: str, style: str) -> None:
    form = PACKS.form("hebei-2023")
    section = Section("overall_goal", (text,))
    composition = Composer(form).compose(Volume(form.id, 2024, "", sections=(section,)))
    found = [p for p in paragraphs_of(composition) if p.place and p.place.section == "overall_goal" and not p.anchor]
    assert [(p.text, p.style) for p in found] == [(text, style)]


def test_classified_projects_follow_each_other_on_one_page() -> None:
    form = PACKS.form("hebei-2023")
    secret = Fields({"name": "专项业务经费"})
    kinds = (True, True, False, True, True, True, False)
    projects = tuple(Project(n, classified=c, fields=secret if c else Fields()) for n, c in enumerate(kinds, 1))
    made = groups_of(Composer(form).compose(Volume(form.id, 2024, "", projects=projects)))
    assert [made[n].new_page for n in range(1, 8)] == [False, False, True, True, False, False, True]
    assert [b.text for b in made[4].blocks] == ["4.专项业务经费绩效目标表", "此项目文件涉密"]  # type: ignore[union-attr]


def test_what_has_not_changed_is_the_same_group() -> None:
    volume = small_volume()
    composer = Composer(form_of(volume))
    before = composer.compose(volume)
    edited = edits.set_field(volume, 2, "purpose", "购书与上架")
    after = composer.compose(edited)
    old, new = groups_of(before), groups_of(after)
    assert [old[key] is new[key] for key in (1, 2, 3, 4)] == [True, False, True, True]
    assert after.divisions[0].groups[0] is before.divisions[0].groups[0]
    assert after.divisions[1].groups[0] is before.divisions[1].groups[0]
    assert [a is b for a, b in zip(before.divisions[2].groups, after.divisions[2].groups, strict=True)].count(
        False
    ) == 1


def test_a_unit_a_number_or_a_paragraph_changes_what_shows_it() -> None:
    volume = small_volume()
    composer = Composer(form_of(volume))
    old = groups_of(composer.compose(volume))
    renamed = replace(volume, units=(replace(volume.units[0], name="本级机关"), volume.units[1]))
    new = groups_of(composer.compose(renamed))
    assert [old[key] is new[key] for key in (1, 2, 3, 4)] == [False, False, True, True]
    assert new[1].blocks[1].left[-1].text == "本级机关"  # type: ignore[union-attr]
    moved = groups_of(composer.compose(edits.move_projects(volume, [4], 0)))
    assert [moved[key].blocks[0].text[0] for key in (4, 1, 2, 3)] == list("1234")  # type: ignore[union-attr]
    text = edits.set_paragraphs(volume, "safeguards", ("一是换了说法。",))
    assert "一是换了说法。" in {p.text for p in paragraphs_of(composer.compose(text))}
    assert "一是按月调度，落实责任。" in {p.text for p in paragraphs_of(composer.compose(volume))}


def test_recomposing_costs_a_scan_and_forgets_what_is_gone() -> None:
    form = PACKS.form("hebei-2023")
    projects = tuple(Project(n, "1", fields=Fields({"name": f"项目{n}"})) for n in range(1, 301))
    volume = Volume(form.id, 2024, "", (Unit("1", "本级"),), projects=projects)
    composer = Composer(form)
    first = groups_of(composer.compose(volume))
    again = groups_of(composer.compose(edits.set_field(volume, 150, "purpose", "改")))
    assert [key for key in first if first[key] is not again[key]] == [150]
    composer.compose(replace(volume, projects=projects[:2]))
    back = groups_of(composer.compose(volume))
    assert [key for key in first if first[key] is back[key]] == [1, 2]


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_after_any_edits_it_is_as_if_composed_afresh(data: st.DataObject) -> None:
    form = PACKS.form(data.draw(st.sampled_from(PACKS.ids)))
    volume = data.draw(volumes(form))
    composer = Composer(form)
    for _ in range(5):
        assert composer.compose(volume) == Composer(form).compose(volume)
        volume = data.draw(edited(volume, form))


@st.composite
def edited(draw: st.DrawFn, volume: Volume, form: Form) -> Volume:
    """Another version: a project changed, classified, moved, gone or new; a unit renamed; a section; or another volume."""
    keys = [project.key for project in volume.projects]
    kind = draw(st.sampled_from(("field", "classify", "declassify", "move", "delete", "unit", "section", "other")))
    if kind == "other":
        return draw(volumes(form))
    if kind == "section":
        return edits.set_paragraphs(volume, next(iter(form.sections())), draw(st.sampled_from(((), ("一、换了说法",)))))
    if kind == "unit":
        name = draw(st.sampled_from(("本级", "下属单位")))
        return replace(volume, units=tuple(replace(unit, name=name) for unit in volume.units[:1]) + volume.units[1:])
    if not keys:
        return replace(volume, projects=(Project(1, fields=Fields({"name": "新项目"})),))
    key = draw(st.sampled_from(keys))
    project = volume.project(key)
    if kind == "field" and not project.classified:
        return edits.set_field(volume, key, draw(st.sampled_from(("name", "purpose"))), "换了说法")
    if kind == "classify" and not project.classified:
        return edits.classify(volume, key, "专项业务经费")
    if kind == "declassify" and project.classified:
        return edits.declassify(volume, key)
    if kind == "delete":
        return edits.delete_projects(volume, draw(st.lists(st.sampled_from(keys), unique=True)))
    return edits.move_projects(volume, [key], draw(st.integers(0, len(keys))))


def test_print_adds_to_an_entry_without_claiming_it() -> None:
    form = PACKS.form("hebei-2021")
    fields = Fields({"budget": "5", "disbursement": ("25", "约半", "", "100.00")})
    volume = Volume(form.id, 2021, "", projects=(Project(1, fields=fields),))
    table = groups_of(Composer(form).compose(volume))[1].blocks[2]
    assert isinstance(table, TableBlock)
    runs = {
        (c.place.field, c.place.item): [(r.text, r.place is not None) for r in c.paragraphs[0].runs]
        for c in table.cells
        if c.place
    }
    assert runs["budget", None] == [("5", True), (".00", False)]
    assert runs["other_funds", None] == [("0", False)]
    assert [runs["disbursement", n] for n in range(4)] == [
        [("25", True), (".00%", False)],
        [("约半", True)],
        [],
        [("100.00", True), ("%", False)],
    ]
