"""Budget tables and the paragraphs written from them as lines for people."""

from collections.abc import Iterator, Mapping, Sequence

from editor.budget.book import Line
from editor.domain.volume import Volume
from editor.forms.form import Form

Narrative = Mapping[str, Sequence[str]]


def budget_lines(volume: Volume, form: Form) -> tuple[Narrative, Sequence[str]]:
    """The generated paragraphs of each section, and every printed table's lines; nothing for a form without budget tables."""
    if form.budget is None:
        return {}, ()
    from editor.budget.bookkeeper import compute
    from editor.budget.narrative import paragraphs

    book = compute(form, volume)
    written = {key: [p.text for p in found] for key, found in paragraphs(form, volume, book).items()}
    lines = [line for table in book.tables.values() for line in _table(table.title, table.rows, table.notes)]
    return written, lines


def _table(title: str, rows: Sequence[Sequence[Line | None]], notes: Sequence[str]) -> Iterator[str]:
    """A table's lines that have an amount; typed values are marked with *."""
    yield ""
    yield title
    for row in rows:
        sides = [side for side in row if side is not None]
        if any(value.amount or value.kind == "overridden" for side in sides for value in side.values.values()):
            cells = [
                value.text + "*" * (value.kind == "overridden") for side in sides for value in side.values.values()
            ]
            yield "　" + "｜".join(cell.replace("\n", " ") for cell in cells)
    yield from (f"　{note}" for note in notes)
