"""A process of the bench: seconds, as a JSON list, from a changed figure in a table of ROWS projects to its pages.

Measured inside a running program: the new volume, every derived cell, the generated paragraphs, the checks, and the table's page set
anew. The publication is the example's, with many more projects.
"""

import gc
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from editor.checks.engine import Checker
from editor.compose.volume import Composer
from editor.domain import budget_edits
from editor.domain.fields import Fields
from editor.domain.volume import Volume
from editor.exchange.json_io import volume_from_json
from editor.forms.packs import bundled_packs
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import Typesetter

ROWS = 2_000
EDITS = 60
LEDGER, COLUMN = "projects", "general"
CONTENT = Path(__file__).resolve().parent / "examples" / "云岭水文资料中心2026.json"


def changed_figures() -> Iterator[float]:
    """One figure after another, all over the table."""
    packs = bundled_packs()
    volume = _large(volume_from_json(json.loads(CONTENT.read_text("utf-8")), packs))
    form = packs.form(volume.form)
    composer, typesetter, checker = Composer(form), Typesetter(FontSet.bundled()), Checker(form)

    def shown(current: Volume) -> None:
        checker.check(current)
        pages = typesetter.typeset(composer.compose(current)).pages
        assert pages[len(pages) // 2].texts

    shown(volume)
    gc.disable()  # as in the program, where garbage is looked for between two steps of the clerk
    rows = volume.table(LEDGER).rows
    for n in range(EDITS):
        row = rows[n * 787 % ROWS]
        start = time.perf_counter()
        volume = budget_edits.set_budget_cells(volume, LEDGER, [(row.key, COLUMN, f"{n + 1}.25")])
        shown(volume)
        yield time.perf_counter() - start


def _large(volume: Volume) -> Volume:
    more = [
        Fields({"name": f"水文站点维护（{n}号）", "category": "其他运转类", COLUMN: f"{n % 90 + 1}.50"})
        for n in range(ROWS - len(volume.table(LEDGER).rows))
    ]
    return budget_edits.insert_budget_rows(volume, LEDGER, len(volume.table(LEDGER).rows), more)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(list(changed_figures())))
