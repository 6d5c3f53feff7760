"""Takes blocks and gives the data bench.typ prints them from; run as a script, it is Typst's whole process: DATA.json OUT.pdf."""

import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "resources" / "fonts"


def write_data(composition: Any, form: Any, file: Path) -> None:
    """A composition as JSON: the same texts, spans, widths, styles and page rules."""
    families = _families()
    page = composition.page
    data = {
        "title": composition.title,
        "page": {key: getattr(page, key) for key in ("width", "height", "top", "bottom", "left", "right")},
        "rule": form.table_style.rule,
        "padding": [form.table_style.padding_x, form.table_style.padding_y],
        "styles": {key: _style(style, families) for key, style in composition.styles.items()},
        "divisions": [
            {
                "numbered": division.numbered,
                "restart": division.restart,
                "groups": [
                    {"new_page": group.new_page, "blocks": _blocks(group.blocks, form)} for group in division.groups
                ],
            }
            for division in composition.divisions
        ],
    }
    file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def _families() -> dict[str, tuple[str, str]]:
    """Family and weight for each role, from the list of the bundled fonts."""
    import yaml  # noqa: PLC0415 - not in Typst's own process

    listing = yaml.safe_load((FONTS / "fonts.yaml").read_text("utf-8"))
    faces = {font["role"]: (font["family"], font["style"].lower()) for font in listing["fonts"]}
    return {role: faces[order[0]] for role, order in listing["roles"].items()}


def _style(style: Any, families: dict[str, tuple[str, str]]) -> dict[str, Any]:
    family, weight = families[style.font]
    return {
        "font": family,
        "weight": weight,
        "size": style.size,
        "leading": style.leading,
        "align": style.align,
        "indent": style.first_indent,
        "before": style.space_before,
        "after": style.space_after,
    }


def _blocks(blocks: tuple[Any, ...], form: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for block in blocks:
        match type(block).__name__:
            case "Paragraph":
                found.append({"kind": "paragraph", "text": block.text, "style": block.style, "outline": block.outline})
            case "SplitLine":
                sides = {side: "".join(run.text for run in getattr(block, side)) for side in ("left", "right")}
                found.append({"kind": "split", "style": block.style, **sides})
            case "ContentsLine":  # Typst makes its own lines from the headings
                if not found or found[-1]["kind"] != "contents":
                    found.append({"kind": "contents"})
            case "Gap":
                found.append({"kind": "gap", "height": block.height})
            case "TableBlock":
                cells = [_cell(cell, form) for cell in block.cells]
                found.append({"kind": "table", "widths": block.widths, "heads": block.heads, "cells": cells})
    return found


def _cell(cell: Any, form: Any) -> dict[str, Any]:
    return {
        "x": cell.column,
        "y": cell.row,
        "columns": cell.columns,
        "rows": cell.rows,
        "label": cell.label,
        "style": cell.paragraphs[0].style if cell.paragraphs else form.sheet.tables[0].style,
        "text": "\n".join(paragraph.text for paragraph in cell.paragraphs),
    }


def _print(data: str, target: str) -> None:
    import typst  # noqa: PLC0415 - only the bench has it

    typst.compile(
        str(HERE / "bench.typ"),
        output=target,
        root="/",
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        sys_inputs={"data": str(Path(data).resolve())},
    )


if __name__ == "__main__":
    _print(*sys.argv[1:])
