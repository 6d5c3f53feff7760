"""The example publication, and volumes of its form written as a recognised page has them: a row a line, tabs between."""

import json
from collections.abc import Iterator
from pathlib import Path

from editor.budget.bookkeeper import compute
from editor.budget.narrative import paragraphs
from editor.domain.fields import BLANK
from editor.domain.volume import Project, Volume
from editor.exchange.json_io import volume_from_json
from editor.forms.form import Cell
from editor.forms.packs import bundled_packs

PACKS = bundled_packs()
EXAMPLES = Path(__file__).resolve().parents[4] / "packaging" / "examples"


def example() -> Volume:
    """Our example of a publication."""
    return volume_from_json(json.loads((EXAMPLES / "云岭水文资料中心2026.json").read_text("utf-8")), PACKS)


def ledgers(volume: Volume, *without: str) -> dict[str, list[dict[str, object]]]:
    """The entry tables without keys; `without`: columns no printed table shows."""
    left_out = {"category", *without}
    return {
        table.key: sorted(
            ({key: entry for key, entry in row.cells.items() if key not in left_out} for row in table.rows), key=str
        )
        for table in volume.tables
    }


def as_lines(volume: Volume) -> str:
    """Cover and printed tables."""
    return "\n".join([volume.department, "", f"{volume.year}年度单位预算公开", "", *_tables(volume)])


def _tables(volume: Volume) -> Iterator[str]:
    form = PACKS.form(volume.form)
    assert form.budget is not None
    for table in compute(form, volume).tables.values():
        yield from (table.number, "", table.title, "", f"单位名称：{volume.department}", "", "单位：万元", "")
        for head in table.head:
            yield "\t".join(cell.text + "\t" * (cell.columns - 1) for cell in head)
        for row in table.rows:
            cells: list[str] = []
            for side, line in zip(table.form.sides, row, strict=True):
                cells += [line.values[key].text if line and key in line.values else "" for key in side.columns]
            yield "\t".join(cells).replace("\n", "")
        yield from ("", *table.notes, "")


def sheet_lines(volume: Volume, project: Project, shifted: int) -> list[str]:
    """A goal sheet; `shifted`: labels of the indicator table stand so many columns further right."""
    form = PACKS.form(volume.form)
    lines = ["", f"{form.sheet.title.split(chr(10))[0]}", "", f"({volume.year}年度)", ""]
    lines += [
        "\t".join(_cell(volume, project, cell) + "\t" * (cell.columns - 1) for cell in row)
        for row in form.sheet.tables[0].rows
    ]
    # the goals stand in one row behind the words that in the form reach over both
    lines[-1] = "总体目标\t" + lines[-1]
    margin = "\t" * (1 + shifted)
    lines.append(margin + "一级指标\t二级指标\t三级指标\t指标值\t二级指标\t三级指标\t指标值")
    for level1, names in form.indicators.taxonomy.items():
        for name in names:
            rows = [row.cells for row in project.indicators if row.cells.text("level2") == name]
            for cells in rows or [BLANK]:
                side = [cells.text(key) for key in ("level3", "target", "year_level3", "year_target")]
                lines.append(margin + "\t".join([level1, name, *side[:2], name, *side[2:]]))
    said = [project.fields.text(key) for key in ("head", "handler", "phone", "filled_on")]
    labels = ("负责人:", "经办人:", "联系电话:", "填报日期:")
    return [*lines, "\t".join(f"{label}\t{text}" for label, text in zip(labels, said, strict=True)), ""]


def _cell(volume: Volume, project: Project, cell: Cell) -> str:
    if cell.volume:
        return volume.fields.text(cell.volume)
    if cell.label:
        return PACKS.form(volume.form).fields[cell.label].label
    return project.fields.text(cell.field) if cell.field else cell.text or ""


def narrative_lines(volume: Volume) -> list[str]:
    """Every section as it is printed, the generated paragraphs before the clerk's own."""
    form = PACKS.form(volume.form)
    written = paragraphs(form, volume, compute(form, volume))
    lines: list[str] = []
    for part in form.parts:
        lines += ["", part.contents.format(year=volume.year), ""]
        for key, section in part.sections.items():
            lines += [section.heading, ""] if section.heading else []
            lines += [paragraph.text for paragraph in written.get(key, ())]
            lines += [*volume.section(key).paragraphs, ""]
    return lines
