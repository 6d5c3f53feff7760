"""The list a unit checks itself by (自查表), in blocks: what was checked, what was found, what was set aside, signatures."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editor.compose.blocks import Block, Composition, Division, Gap, GridCell, Group, Paragraph, TableBlock
from editor.compose.runs import words
from editor.compose.volume import LANGUAGE
from editor.forms.form import Form
from editor.forms.self_check import ListColumn, ListForm, SelfCheckForm, SeverityKey

_NAME = "self_check"


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A check that was applied: how many findings are open, how many set aside."""

    id: str
    title: str
    rule: str
    open: int
    waived: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in words. `project`: number and name, "" where it is of the whole volume; `reason` where it is set aside."""

    check: str
    severity: SeverityKey
    project: str
    place: str
    message: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """All that the list says. `made`: when, in the words it is printed in; "" prints nothing."""

    department: str
    year: int
    projects: int
    checks: tuple[CheckRow, ...]
    findings: tuple[FindingRow, ...]
    made: str = ""


_Row = Mapping[str, str]


def compose_self_check(listed: SelfCheck, words_of: SelfCheckForm, form: Form, *, apart: bool = False) -> Composition:
    """The list on the form's paper. `apart` begins each of its tables on a new page (a sheet of its own in a workbook)."""
    composer = _Composer(listed, words_of, form)
    groups = tuple(composer.groups(apart))
    styles = {**form.styles, **words_of.styles}
    division = Division(_NAME, groups, restart=True)
    return Composition(composer.title, LANGUAGE, (division,), form.page, form.page_numbers, styles, subject=form.family)


class _Composer:
    def __init__(self, listed: SelfCheck, words_of: SelfCheckForm, form: Form) -> None:
        self._listed = listed
        self._words = words_of
        self._form = form
        self._width = form.page.width - form.page.left - form.page.right
        self.title = words_of.title.format(department=listed.department, year=listed.year)

    def groups(self, apart: bool) -> Iterator[Group]:
        front = tuple(self._front())
        for at, one in enumerate(self._words.lists):
            blocks = tuple(self._list(at, one))
            yield Group((*front, *blocks) if at == 0 else blocks, new_page=at == 0 or apart)
        gap = Gap(self._words.signatures.gap)
        yield Group((gap, self._signatures()), new_page=False, whole=True)

    def _front(self) -> Iterator[Block]:
        yield Paragraph(words(self.title), "title", None, 1, _NAME)
        if self._listed.made:
            yield Paragraph(words(self._words.made.format(made=self._listed.made)), "text")
        yield Paragraph(words(self._words.summary.format_map(self._figures())), "text")

    def _figures(self) -> Mapping[str, int]:
        found = self._listed.findings
        still = [row.severity for row in found if row.reason is None]
        return {
            "projects": self._listed.projects,
            "checks": len(self._listed.checks),
            "passed": sum(not (check.open or check.waived) for check in self._listed.checks),
            **{severity: still.count(severity) for severity in ("error", "warning", "info")},
            "waived": len(found) - len(still),
        }

    def _list(self, at: int, one: ListForm) -> Iterator[Block]:
        yield Paragraph(words(one.title), "heading", None, 2, f"{_NAME}_{at}")
        rows = [{"number": str(n), **row} for n, row in enumerate(self._rows(one), 1)]
        if rows:
            yield self._table(one.columns, rows, str(at))
        else:
            yield Paragraph(words(one.empty), "text")

    def _rows(self, one: ListForm) -> Iterator[_Row]:
        if one.of == "checks":
            yield from (self._check_row(check) for check in self._listed.checks)
            return
        for row in self._listed.findings:
            if row.severity in one.severities and (row.reason is not None) == (one.of == "waived"):
                yield self._finding_row(row)

    def _check_row(self, check: CheckRow) -> _Row:
        result = self._words.passed
        if check.open:
            result = self._words.failed.format(n=check.open)
        elif check.waived:
            result = self._words.waived_only.format(waived=check.waived)
        return {"check": check.id, "title": check.title, "rule": check.rule, "result": result}

    def _finding_row(self, row: FindingRow) -> _Row:
        return {
            "check": row.check,
            "severity": self._words.severities[row.severity],
            "project": row.project or self._words.whole_volume,
            "place": row.place,
            "message": row.message,
            "reason": row.reason or "",
        }

    def _table(self, columns: tuple[ListColumn, ...], rows: Sequence[_Row], key: str) -> TableBlock:
        cells = [
            GridCell(0, c, (Paragraph(words(column.head), "label"),), label=True) for c, column in enumerate(columns)
        ]
        for c, column in enumerate(columns):
            texts = [row[column.key] for row in rows]
            for first, height in _runs(texts) if column.merge else ((r, 1) for r in range(len(rows))):
                text = Paragraph(words(texts[first]), column.style)
                cells.append(GridCell(first + 1, c, (text,), height, merged=height > 1))
        cells.sort(key=lambda cell: (cell.row, cell.column))
        widths = self._widths([column.width for column in columns])
        return TableBlock(widths, len(rows) + 1, tuple(cells), self._form.table_style, 1, key=key)

    def _signatures(self) -> TableBlock:
        """Labels and blanks by turns; a blank is as high as its style's line."""
        signed = self._words.signatures
        cells = tuple(
            GridCell(r, c, (Paragraph(words(text), "sign"),), label=c % 2 == 0)
            for r, row in enumerate(signed.rows)
            for c, text in enumerate(row)
        )
        return TableBlock(
            self._widths(signed.widths), len(signed.rows), cells, self._form.table_style, key="signatures"
        )

    def _widths(self, shares: Sequence[float]) -> tuple[float, ...]:
        """The widths of the data, stretched to the form's text area."""
        factor = self._width / sum(shares)
        return tuple(share * factor for share in shares)


def _runs(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First row and length of each run of equal texts."""
    first = 0
    for r in range(1, len(texts) + 1):
        if r == len(texts) or texts[r] != texts[first]:
            yield first, r - first
            first = r
