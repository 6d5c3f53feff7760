"""Makes fixtures/schema-2.jixiao, once: the file of a released schema stays as it was made, and so does that of schema 1."""

from datetime import UTC, datetime
from pathlib import Path

from editor.document.document import create_document
from editor.domain import edits
from editor.domain.entries import put_entry
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.store.opening import Opening
from tests.store.samples import budget_sample

_FIXTURES = Path(__file__).parent / "fixtures"
FIXTURE_1 = _FIXTURES / "schema-1.jixiao"
FIXTURE = _FIXTURES / "schema-2.jixiao"
_ENTERED = Place(table="functions", row=9, field="general_basic")
_TYPED = Place(table="t5", line="204", field="basic")


def made() -> Volume:
    """What the fixture holds."""
    return put_entry(
        put_entry(edits.set_field(budget_sample(), 4, "budget", "6.00"), _ENTERED, "13.00"), _TYPED, "13.01"
    )


def make(path: Path) -> None:
    """A document with history (one step undone) and a named version."""
    how = Opening(clock=lambda: datetime(2026, 11, 2, 9, 30, tzinfo=UTC))
    with create_document(path, budget_sample(), how=how) as document:
        document.apply("修改预算数", lambda v: edits.set_field(v, 4, "budget", "6.00"))
        document.save_version("初稿")
        document.apply("改录入", lambda v: put_entry(v, _ENTERED, "13.00"))
        document.apply("改合计", lambda v: put_entry(v, _TYPED, "13.01"))
        document.apply("删除行", lambda v: edits.delete_rows(v, 4, [6]))
        document.undo()


if __name__ == "__main__":
    make(FIXTURE)
