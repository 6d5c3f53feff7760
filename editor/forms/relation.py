"""Relations a form says must hold between its budget tables, as texts: `t6.total.total = t5.total.basic`.

Each side is a formula (see `formula`). Two things more may stand where a line does: the key of a tree or list, for its outermost
lines added up, and `lines`, for all lines of that side but those of its foot. `<=` instead of `=`: no more than. In front of a
colon the key of a tree or list, table.key, over whose outermost lines the relation runs with {line} and {code}; with a star
behind it over all of them. Several relations are parted by semicolons.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from editor.forms.formula import Term, parse

LINES = "lines"


@dataclass(frozen=True, slots=True)
class Relation:
    """`over`: table.key of the lines it runs over, "" for none; `deep`: over the inner ones too."""

    left: tuple[Term, ...]
    sign: Literal["=", "<="]
    right: tuple[Term, ...]
    over: str = ""
    deep: bool = False


@cache
def parse_relations(text: str) -> tuple[Relation, ...]:
    """The relations of a text, none of a blank one; ValueError with the one that is none."""
    return tuple(_one(part.strip()) for part in text.split(";") if part.strip())


def _one(text: str) -> Relation:
    over, colon, rest = text.rpartition(":")
    sign: Literal["=", "<="] = "<=" if "<=" in rest else "="
    left, found, right = rest.partition(sign)
    try:
        sides = parse(left), parse(right)
    except ValueError:
        sides = (), ()
    if not found or not all(sides) or (colon and "." not in over):
        raise ValueError(text)
    over = over.strip()
    return Relation(sides[0], sign, sides[1], over.removesuffix("*"), over.endswith("*"))
