"""The paragraphs written from the tables: every figure in them knows where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from editor.budget.book import NOUGHT, Book
from editor.budget.values import Values, lines_of
from editor.budget.wording import braces
from editor.domain.money import write_amount
from editor.domain.overrides import override_key
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.budget_form import Comparison, ItemList, Template
from editor.forms.form import Form
from editor.forms.formula import parse
from editor.forms.sentence import Call, Group, parse_sentence

NumberKind = Literal["money", "percent", "count"]
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Number:
    """A figure in a generated paragraph: characters `start` to `end` of `derived`, its value, and the places it comes from.

    money is in the budget's unit; a change is the difference of its places; percent is in percent, to two decimals.
    """

    start: int
    end: int
    kind: NumberKind
    amount: Decimal
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a section: `text` is what is printed, `derived` what the template says now.

    Where `overridden`, `text` is what the clerk typed over it; `numbers` are those of `derived`. `chart` is drawn behind it.
    """

    section: str
    key: str
    text: str
    derived: str
    numbers: tuple[Number, ...]
    overridden: bool = False
    chart: str = ""

    @property
    def place(self) -> Place:
        """Where typing goes."""
        return Place(section=self.section, line=self.key)


def paragraphs(form: Form, volume: Volume, book: Book) -> Mapping[str, tuple[Paragraph, ...]]:
    """The generated paragraphs of every section that has any, in order."""
    writer = _Writer(form, volume, book)
    return {
        key: tuple(writer.paragraph(key, name, template) for name, template in section.templates.items())
        for key, section in form.sections().items()
        if section.templates
    }


class _Writer:
    """Writes the paragraphs of one volume."""

    def __init__(self, form: Form, volume: Volume, book: Book) -> None:
        self._values = Values(form, volume, book)
        self._budget = self._values.budget
        self._volume = volume
        self._book = book
        self._words = braces(self._budget, volume)

    def paragraph(self, section: str, key: str, template: Template) -> Paragraph:
        """One template with everything put in."""
        text = _Text()
        for piece in parse_sentence(template.text):
            if isinstance(piece, Group):
                if self._is_said(piece):
                    for inner in piece.pieces:
                        self._put(text, inner)
            else:
                self._put(text, piece)
        typed = self._volume.overrides.text(override_key(Place(section=section, line=key)))
        derived = text.whole()
        return Paragraph(section, key, typed or derived, derived, tuple(text.numbers), bool(typed), template.chart)

    def _is_said(self, group: Group) -> bool:
        words = [piece.verb for piece in group.pieces if isinstance(piece, Call) and piece.verb in self._budget.facts]
        return all(self._words.get(key, "").strip() for key in words)

    def _put(self, text: "_Text", piece: str | Call) -> None:
        if isinstance(piece, str):
            text.say(piece)
            return
        match piece.verb:
            case "money":
                amount, places = self._values.sum(piece.formula)
                text.figure(self._money(amount), "money", amount, places)
            case "number":
                amount, places = self._values.sum(piece.formula)
                text.figure(write_amount(amount, 0), "count", amount, places)
            case "share":
                self._share(text, piece)
            case "compare":
                self._compare(text, piece)
            case "list":
                self._list(text, self._budget.lists[piece.words[0]])
            case "rows" | "rows_money":
                self._rows(text, piece)
            case "sheets":
                count = Decimal(len(self._volume.projects))
                text.figure(str(count), "count", count, (Place(),))
            case word:
                text.say(self._words[word])

    def _share(self, text: "_Text", call: Call) -> None:
        part, places = self._values.sum(call.formula)
        whole, others = self._values.sum(call.whole)
        self._percent(text, part, whole, (*places, *others))

    def _percent(self, text: "_Text", part: Decimal, whole: Decimal, places: tuple[Place, ...]) -> None:
        share = percent(part, whole)
        text.figure(f"{share}%" if share else "0%", "percent", share, places)

    def _compare(self, text: "_Text", call: Call) -> None:
        now, places = self._values.sum(call.formula)
        before, others = self._values.sum(call.whole)
        words = comparison_words(self._budget.comparisons[call.words[0]], now, before)
        for piece in _split(words):
            match piece:
                case "{amount}":
                    change = now - before
                    text.figure(self._money(abs(change)), "money", change, (*places, *others))
                case "{percent}":
                    share = percent(abs(now - before), before)
                    text.figure(f"{share}%", "percent", share, (*places, *others))
                case "{last_year}":
                    text.say(self._words["last_year"])
                case _:
                    text.say(piece)

    def _list(self, text: "_Text", of: ItemList) -> None:
        table, lines = lines_of(self._book, of.lines, of.deep)
        value = parse(of.value)
        held = [(line, *self._values.sum(value, table, line)) for line in lines]
        held = [item for item in held if item[1]]
        whole, whole_places = self._values.sum(parse(of.whole)) if of.whole else (NOUGHT, ())
        if not held:
            text.say(of.none)
        for n, (line, amount, places) in enumerate(held):
            text.say(of.joint if n else "")
            for piece in _split(of.each):
                match piece:
                    case "{name}":
                        text.say(line.label)
                    case "{amount}":
                        text.figure(self._money(amount), "money", amount, places)
                    case "{share}":
                        self._percent(text, amount, whole, (*places, *whole_places))
                    case _:
                        text.say(piece)

    def _rows(self, text: "_Text", call: Call) -> None:
        ledger, *meant = call.words
        column, value = meant or ("", "")
        count, amount = self._book.ledgers[ledger].tally(column, value)
        place = (Place(table=ledger),)
        if call.verb == "rows":
            text.figure(str(count), "count", Decimal(count), place)
        else:
            text.figure(self._money(amount), "money", amount, place)

    def _money(self, amount: Decimal) -> str:
        return write_amount(amount, self._budget.decimals, separator=True) if amount else "0"


class _Text:
    """A paragraph being written."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.numbers: list[Number] = []

    def say(self, words: str) -> None:
        self._parts.append(words)
        self._length += len(words)

    def figure(self, shown: str, kind: NumberKind, amount: Decimal, places: tuple[Place, ...]) -> None:
        start = self._length
        self.say(shown)
        self.numbers.append(Number(start, self._length, kind, amount, places))

    def whole(self) -> str:
        return "".join(self._parts)


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """A share in percent with two decimals, halves up; 0 of nothing."""
    return (part * 100 / whole).quantize(_CENT, ROUND_HALF_UP) if whole else NOUGHT


def comparison_words(words: Comparison, now: Decimal, before: Decimal) -> str:
    """Which of the form's words for a change hold."""
    if now == before:
        return words.same
    if not before:
        return words.fresh or words.more
    return words.more if now > before else words.less


def _split(words: str) -> Iterator[str]:
    """Words and braces in turn."""
    for n, part in enumerate(words.replace("}", "{").split("{")):
        if part:
            yield f"{{{part}}}" if n % 2 else part
