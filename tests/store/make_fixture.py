"""Makes fixtures/schema-1.jixiao, once: the file of a released schema stays as it was made."""

from datetime import UTC, datetime
from pathlib import Path

from editor.document.document import create_document
from editor.domain import edits
from editor.store.opening import Opening
from tests.store.samples import sample

FIXTURE = Path(__file__).parent / "fixtures" / "schema-1.jixiao"


def make(path: Path) -> None:
    """A document with history (one step undone) and a named version."""
    how = Opening(clock=lambda: datetime(2026, 11, 2, 9, 30, tzinfo=UTC))
    with create_document(path, sample(), how=how) as document:
        document.apply("修改预算数", lambda v: edits.set_field(v, 4, "budget", "6.00"))
        document.save_version("初稿")
        document.apply("删除行", lambda v: edits.delete_rows(v, 4, [6]))
        document.undo()


if __name__ == "__main__":
    make(FIXTURE)
