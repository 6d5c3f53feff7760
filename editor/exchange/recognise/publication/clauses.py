"""Takes a template paragraph and a source's text and gives what the text says where the template has a figure, fact or change."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from editor.forms.budget_form import BudgetForm, Comparison
from editor.forms.sentence import Call, Group, parse_sentence

_MARKS = "，；。：、"
_TAIL = re.compile(f"[^{_MARKS}]*$")
_FIGURE = r"(-?\d[\d,]*(?:\.\d+)?)"
_NEAR = 10
"""Characters between one clause and a change or reason that belongs to it."""
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A call of a template, the words before it, and those after it up to the next call."""

    call: Call
    before: str
    after: str
    grouped: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a text says for a call: a figure, a change (signed, 0 for none) or words."""

    call: Call
    amount: Decimal | None = None
    text: str = ""


def clauses(text: str) -> tuple[Clause, ...]:
    """The calls of a template in order."""
    flat: list[tuple[str | Call, bool]] = []
    for piece in parse_sentence(text):
        if isinstance(piece, Group):
            flat += [(inner, True) for inner in piece.pieces]
        else:
            flat.append((piece, False))
    found = []
    for n, (piece, grouped) in enumerate(flat):
        if isinstance(piece, Call):
            before, after = _words(flat[:n][::-1])[::-1], _words(flat[n + 1 :])
            found.append(Clause(piece, "".join(before), "".join(after), grouped))
    return tuple(found)


def _words(pieces: Sequence[tuple[str | Call, bool]]) -> list[str]:
    made: list[str] = []
    for piece, _ in pieces:
        if isinstance(piece, Call):
            break
        made.append(piece)
    return made


def read_clauses(budget: BudgetForm, template: str, text: str) -> Iterator[Said]:
    """In order; a clause the text does not have is left out."""
    own = clauses(template)
    at = 0
    for n in range(len(own)):
        found = _find(budget, own, n, text, at)
        if found is not None:
            at, said = found
            yield said


def _find(budget: BudgetForm, own: Sequence[Clause], n: int, text: str, at: int) -> tuple[int, Said] | None:
    call = own[n].call
    match call.verb:
        case "money" | "number" | "rows" | "rows_money":
            match = _figure(own[n], text, at, 0) or _figure(own[n], text, at, 6)
            return (match.end(), Said(call, Decimal(match[1].replace(",", "")))) if match else None
        case "compare":
            return _change(budget.comparisons[call.words[0]], call, text, at)
        case word if word in budget.facts:
            return _fact(own, n, text, at)
    return None


def _figure(clause: Clause, text: str, at: int, gap: int) -> re.Match[str] | None:
    tail = _TAIL.search(clause.before)
    key = (tail[0] if tail else "") or clause.before
    return re.compile(f"{re.escape(key)}[^\\d{_MARKS}]{{0,{gap}}}{_FIGURE}").search(text, at) if key else None


def _change(words: Comparison, call: Call, text: str, at: int) -> tuple[int, Said] | None:
    """The first change right behind the clause before it."""
    for said, sign in ((words.more, 1), (words.fresh, 1), (words.less, -1), (words.same, 0)):
        if not said:
            continue
        pattern = "".join(_comparison_piece(part) for part in re.split(r"(\{\w+\})", said))
        match = re.compile(pattern).search(text, at)
        if match is not None and match.start() - at <= _NEAR:
            amount = Decimal(match["amount"].replace(",", "")) if sign else Decimal(0)
            return match.end(), Said(call, sign * amount)
    return None


def _comparison_piece(part: str) -> str:
    match part:
        case "{amount}":
            return f"(?P<amount>{_FIGURE[1:-1]})"
        case "{percent}":
            return r"[\d,.]+%"
        case "{last_year}":
            return r"\d{4}"
        case _:
            return re.escape(part)


def _fact(own: Sequence[Clause], n: int, text: str, at: int) -> tuple[int, Said] | None:
    clause = own[n]
    if len(own) == 1 and not clause.before and not clause.after:
        return len(text), Said(clause.call, text=text)
    key = clause.before.lstrip(_MARKS)
    for size in range(len(key), _SHORTEST - 1, -1) if clause.grouped else (len(key),):
        start = text.find(key[-size:], at) if size else -1
        if start >= 0 and (start - at <= _NEAR or not clause.grouped):
            begin = start + size
            end = _end(own, n, text, begin)
            return end, Said(clause.call, text=text[begin:end].strip(_MARKS + " "))
    return None


def _end(own: Sequence[Clause], n: int, text: str, begin: int) -> int:
    """Where the next words of the template stand, or a figure it has next; else the text's end."""
    after = own[n].after
    found = text.find(after, begin) if len(after) > 1 else -1
    if found < 0 and n + 1 < len(own):
        match = _figure(own[n + 1], text, begin, 0)
        found = match.start() if match else -1
    if found < 0 and after and n + 1 < len(own):
        found = text.find(after[0], begin)
    return found if found >= 0 else len(text)
