"""Formulas of the budget tables: signed references, added up.

basic + project                    columns of the same line; outside a table: facts
functions.general_basic            a column of an entry table: the row, the rows of the line's code, or all rows
t5.{line}.basic - t6.total.all     a cell of a printed table; {line} is the line's own id, {code} its code
"""

import re
from dataclasses import dataclass
from functools import cache

_TERM = re.compile(r"([+-])?\s*([^\s+-]+)\s*")
_REFERENCE = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*|\.(?:\w|\{line\}|\{code\})+\.[A-Za-z_]\w*)?")
LINE, CODE = "{line}", "{code}"


@dataclass(frozen=True, slots=True)
class Term:
    """One reference: `column` alone, `source` (an entry table) and column, or `source` (a printed table), line and column."""

    sign: int
    source: str
    line: str
    column: str

    def at(self, line: str, code: str) -> str:
        """The id of the printed line it refers to, seen from a line."""
        return self.line.replace(LINE, line).replace(CODE, code)


@cache
def parse(text: str) -> tuple[Term, ...]:
    """The terms of a formula; none for a blank one. ValueError where it is no formula."""
    terms: list[Term] = []
    at, text = 0, text.strip()
    while at < len(text):
        match = _TERM.match(text, at)
        if match is None or not _REFERENCE.fullmatch(match[2]) or (terms and not match[1]):
            raise ValueError(text)
        source, _, rest = match[2].rpartition(".")
        source, _, line = source.partition(".")
        terms.append(Term(-1 if match[1] == "-" else 1, source, line, rest))
        at = match.end()
    return tuple(terms)
