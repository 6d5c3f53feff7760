"""The example publication, and volumes of its form written as a recognised page has them: a row a line, tabs between."""

import json
from collections.abc import Iterator
from pathlib import Path

from editor.budget.bookkeeper import compute
from editor.domain.volume import Volume
from editor.exchange.json_io import volume_from_json
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
            yield "\t".join(cells)
        yield from ("", *table.notes, "")
