"""Takes the rows of a sheet's upper table and gives its entries: a value stands right of its label, or else below it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from editor.domain.fields import Entry
from editor.domain.money import read_money
from editor.exchange.recognise.goals import split_items
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.plan import PlanReader
from editor.exchange.recognise.stream import Cell, Line, Row, Stream
from editor.exchange.recognise.vocabulary import Label, Vocabulary
from editor.exchange.recognise.words import ends_sentence, is_numbered, join_lines

MOVED = "数值不在标签右边，按上下位置取"
REPEATED = "同一个数值又出现一次，已略去"
LOOSE = "表格后的一段文字是表里最后一格的下文，已接上"
EXTRA = "表格里多出的内容"


@dataclass(slots=True)
class _Waiting:
    """A money label and the value found for it so far."""

    key: str
    cell: Cell
    value: str = ""


@dataclass(frozen=True, slots=True)
class UpperDraft:
    """What an upper table says, as written."""

    fields: dict[str, Entry]
    last_point_lost: bool


class UpperReader:
    """Reads one sheet's upper table."""

    def __init__(self, vocabulary: Vocabulary, stream: Stream, journal: Journal) -> None:
        self._words = vocabulary
        self._stream = stream
        self._journal = journal
        self._fields: dict[str, Entry] = {}
        self._money: list[_Waiting] = []
        self._head: list[_Waiting] = []
        self._plan = PlanReader(vocabulary, journal)
        self._texts: dict[str, list[str]] = {}
        self._raws: dict[str, list[str]] = {}
        self._last = ""

    def read(self, rows: Iterable[Row], loose: Sequence[Line]) -> UpperDraft:
        """`loose` are paragraphs that followed the rows and belong to their last text."""
        for row in rows:
            self._row(row)
        for line in loose:
            self._loose(line)
        return self._result()

    def fields_have(self, key: str) -> bool:
        """Whether a field was labelled so far."""
        return key in self._fields or key in self._texts

    def _row(self, row: Row) -> None:
        cells = self._labelled(row)
        if not any(label and label.kind != "words" for _, label in cells):
            self._plain_row(row, [cell for cell, label in cells if label is None])
            return
        orphans: list[Cell] = []
        label_at: Cell | None = None
        meaning: Label | None = None
        group: list[Cell] = []
        for cell, label in cells:
            if label is None:
                (orphans if label_at is None or (meaning and meaning.kind == "words") else group).append(cell)
                continue
            self._labelled_values(meaning, label_at, group)
            label_at, meaning, group = cell, label, []
        self._labelled_values(meaning, label_at, group)
        if orphans:
            self._orphans(orphans)

    def _labelled(self, row: Row) -> list[tuple[Cell, Label | None]]:
        """The row's fresh texts with their meanings; a label and its value in one cell come apart."""
        found: list[tuple[Cell, Label | None]] = []
        for cell in row.filled():
            label = self._words.label(cell.text)
            in_text = bool(found) and found[-1][1] is not None and self._is_prose(found[-1][1])
            if label is not None and not in_text:
                found.append((cell, label))
                continue
            inner = None if in_text or (found and found[-1][1]) else self._words.inline(cell.text)
            if inner is not None:
                found.append((cell, inner[0]))
                found.append((replace(cell, text=inner[1], raw=inner[1]), None))
            else:
                found.append((cell, None))
        return found

    def _is_prose(self, label: Label | None) -> bool:
        """A field whose entry may be any text, so that a label's words right of it are its entry."""
        return (
            label is not None and label.kind == "field" and self._words.form.fields[label.key].kind in ("text", "list")
        )

    def _labelled_values(self, label: Label | None, at: Cell | None, values: list[Cell]) -> None:
        if label is None or at is None or label.kind == "words":
            return
        if label.kind == "point":
            self._last = "points"
            self._plan.label(label, at, values)
            return
        field = self._words.form.fields[label.key]
        self._last = label.key if field.kind in ("list", "percents") else field.kind
        if field.kind == "percents":
            self._plan.values(label.key, values)
        elif field.kind == "money":
            self._last = "money"
            self._take_money(_Waiting(label.key, at), values)
        elif field.kind == "code":
            self._last = "head"
            self._take_code(_Waiting(label.key, at), values)
        elif label.key == "name":
            self._last = "head"
            waiting = _Waiting(label.key, at, values[0].text if values else "")
            self._head.append(waiting)
            self._extra(values[1:])
        else:
            self._last = label.key
            self._add_text(label.key, values)

    def _take_money(self, waiting: _Waiting, values: list[Cell]) -> None:
        readable = [cell for cell in values if read_money(cell.text, "万元") is not None]
        chosen = (readable or values)[:1]
        waiting.value = chosen[0].text if chosen else ""
        self._money.append(waiting)
        for cell in values:
            if cell in chosen:
                continue
            if cell.text == waiting.value:
                self._journal.mended(REPEATED, cell.where, cell.text, waiting.value)
            else:
                self._extra([cell])

    def _take_code(self, waiting: _Waiting, values: list[Cell]) -> None:
        waiting.value = "".join(cell.text for cell in values if cell.text.isascii())
        if not waiting.value and values:
            waiting.value = values[0].text
            self._extra(values[1:])
        else:
            self._extra([cell for cell in values if not cell.text.isascii()])
        self._head.append(waiting)

    def _plain_row(self, row: Row, values: list[Cell]) -> None:
        """A row without labels: what it is, the row before it says."""
        if not values:
            if self._last == "points":
                self._plan.values_row(row)
            return
        if self._last == "points" and not self._plan.has_values():
            self._extra(self._plan.values_row(row))
        elif self._last == "head":
            self._extra(self._below(values, self._head))
        elif self._last == "money":
            self._after_money(row, values)
        elif self._last in self._texts:
            self._add_text(self._last, values)
        else:
            self._extra(values)

    def _after_money(self, row: Row, values: list[Cell]) -> None:
        """The amounts, where they stand below their labels; else the text of the purpose, which has no label of its own."""
        prose = self._unlabelled_field()
        alone = len(values) == 1 and (len(row.cells) <= 2 or values[0].columns > 2)
        rest = values if alone else self._below(values, self._money)
        if not rest:
            return
        if prose is None:
            self._extra(rest)
            return
        self._last = prose
        self._add_text(prose, rest)

    def _unlabelled_field(self) -> str | None:
        return next((key for key, field in self._words.form.fields.items() if not field.label), None)

    def _orphans(self, cells: list[Cell]) -> None:
        """Values in front of a row's first label: amounts of the labels above, or the purpose."""
        rest = self._below(cells, self._money)
        prose = self._unlabelled_field()
        if rest and prose is not None and prose not in self._texts and self._money:
            self._add_text(prose, rest)
        else:
            self._extra(rest)

    def _below(self, cells: list[Cell], labels: list[_Waiting]) -> list[Cell]:
        """Values given to the labels they stand under; gives those that stand under none."""
        rest = []
        for cell in cells:
            if labels is self._money and read_money(cell.text, "万元") is None:
                rest.append(cell)
                continue
            above = next((w for w in labels if w.cell.column <= cell.column < w.cell.column + w.cell.columns), None)
            if above is not None and not above.value:
                above.value = cell.text
                self._journal.mended(MOVED, cell.where, "", f"{above.cell.text} {cell.text}")
            elif above is not None and above.value == cell.text:
                self._journal.mended(REPEATED, cell.where, cell.text, above.value)
            else:
                rest.append(cell)
        return rest

    def _add_text(self, key: str, cells: list[Cell]) -> None:
        self._texts.setdefault(key, []).extend(cell.text for cell in cells)
        self._raws.setdefault(key, []).extend(cell.raw for cell in cells)

    def _loose(self, line: Line) -> None:
        before = (self._texts.get(self._last) or [""])[-1]
        if before and (is_numbered(line.text) or not ends_sentence(before)):
            self._texts[self._last].append(line.text)
            self._raws[self._last].append(line.raw)
            self._journal.mended(LOOSE, line.where, line.text, f"…{before[-20:]} ‖ {line.text}")
        else:
            self._journal.unknown("表格之间的一段文字", line.where, line.text)

    def _extra(self, cells: Iterable[Cell]) -> None:
        for cell in cells:
            self._journal.unknown(EXTRA, cell.where, cell.text)

    def _result(self) -> UpperDraft:
        for waiting in (*self._head, *self._money):
            if waiting.key not in self._fields or not self._fields[waiting.key]:
                self._fields[waiting.key] = self._one_line(waiting)
            elif waiting.value and waiting.value != self._fields[waiting.key]:
                self._journal.unknown(EXTRA, waiting.cell.where, f"{waiting.cell.text} {waiting.value}")
        for key, texts in self._texts.items():
            if self._words.form.fields[key].kind == "list":
                self._fields[key] = split_items("\n".join(self._raws[key]), self._stream)
            else:
                text = "\n".join(texts)
                self._fields[key] = join_lines(text) if self._stream.wraps else text
        self._fields.update(self._plan.entries())
        return UpperDraft(self._fields, self._plan.last_point_lost())

    def _one_line(self, waiting: _Waiting) -> str:
        text = waiting.value
        if self._words.form.fields[waiting.key].kind == "code":
            bare = "".join(text.split())
            if bare != text:
                self._journal.mended("编码里的空格已去掉", waiting.cell.where, text, bare)
            return bare
        return join_lines(text) if self._stream.wraps or ("\n" in text and waiting.key != "name") else text
