"""A composition as text a person can compare: one line for each block and cell, entries in 〔 〕 with their place."""

from collections.abc import Iterator

from editor.compose.blocks import Block, Chart, Composition, ContentsLine, Gap, Paragraph, Run, SplitLine, TableBlock
from editor.domain.places import Place


def dump(composition: Composition) -> str:
    return "\n".join(_lines(composition)) + "\n"


def _lines(composition: Composition) -> Iterator[str]:
    yield f"{composition.title} ({composition.language}) {composition.subject}"
    if composition.watermark:
        yield f"watermark {composition.watermark}"
    for division in composition.divisions:
        marks = [name for name in ("numbered", "restart", "turned") if getattr(division, name)]
        yield f"== {division.name} {' '.join(marks)}".rstrip()
        for group in division.groups:
            marks = [name for name in ("new_page", "whole") if getattr(group, name)]
            yield f"-- group {'' if group.project is None else group.project} {' '.join(marks)}".rstrip()
            for block in group.blocks:
                yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _paragraph(block)
        case SplitLine():
            yield f"{block.style}: {_runs(block.left)} ‖ {_runs(block.right)}{_at(block.place)}"
        case ContentsLine():
            yield f"{block.style}: {_runs(block.runs)} {block.leader}→ {block.anchor}{_at(block.place)}"
        case Gap():
            yield f"gap {block.height}"
        case Chart():
            yield f"chart {block.kind} {block.title}{_at(block.place)}"
            yield from (f"  {part.label}: {part.amount} {part.text}{_at(part.place)}" for part in block.slices)
        case TableBlock():
            joined = " joined" if block.joined else ""
            yield f"table {block.key}: {block.row_count} rows, heads {block.heads}{joined}, {block.widths}"
            for cell in block.cells:
                spans = "".join(f" {name}={n}" for name, n in (("rows", cell.rows), ("columns", cell.columns)) if n > 1)
                marks = "".join(f" {name}" for name in ("merged", "label") if getattr(cell, name))
                yield f"  [{cell.row},{cell.column}]{spans}{marks}{_at(cell.place)}"
                yield from (f"    {_paragraph(paragraph)}" for paragraph in cell.paragraphs)


def _paragraph(paragraph: Paragraph) -> str:
    marks = f" #{paragraph.anchor}" if paragraph.anchor else ""
    marks += f" outline {paragraph.outline} {paragraph.outline_text}".rstrip() if paragraph.outline else ""
    return f"{paragraph.style}: {_runs(paragraph.runs)}{_at(paragraph.place)}{marks}"


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs).replace("\n", "⏎")


def _run(run: Run) -> str:
    if run.place is None:
        return run.text
    return f"〔{run.text}{_at(run.place)}{f'+{run.start}' if run.start else ''}〕"


def _at(place: Place | None) -> str:
    if place is None:
        return ""
    keys = ("unit", "section", "project", "table", "line", "row", "field", "item")
    return " @" + ".".join(f"{key}={getattr(place, key)}" for key in keys if getattr(place, key) is not None)
