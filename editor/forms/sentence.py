"""Template paragraphs: words, and in braces what is put in from tables and facts.

    {year} {last_year} {department} {reason}     words, and facts of words by their keys
    {money F}                                    an amount with separators: 2,551.79, 0
    {number F}                                   counts and areas, with the decimals they have
    {share F of G}                               a percentage with two decimals: 86.77%, 0%
    {compare NAME F to G}                        the form's words for a change from G to F
    {list NAME}                                  one of the form's lists
    {rows LEDGER [COLUMN VALUE]}                 how many rows an entry table has (with that value)
    {rows_money LEDGER [COLUMN VALUE]}           what they add up to
    {sheets}                                     how many goal sheets there are
    [[ … ]]                                      only where every fact of words in it is written

F and G are formulas (see `formula`); here a name alone is a fact, ledger.column a whole column, sheet.field the goal sheets' sum.
"""

import re
from dataclasses import dataclass
from functools import cache

from editor.forms.formula import Term, parse

SHEET = "sheet"
VERBS = ("money", "number", "share", "compare", "list", "rows", "rows_money", "sheets")
_PIECE = re.compile(r"\[\[|\]\]|\{[^{}]*\}|[^\[\]{}]+|[\[\]]")


@dataclass(frozen=True, slots=True)
class Call:
    """What stands in braces; `words` are the names a verb takes, `formula` and `whole` its formulas."""

    verb: str
    words: tuple[str, ...] = ()
    formula: tuple[Term, ...] = ()
    whole: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What stands in double brackets."""

    pieces: "tuple[str | Call, ...]"


Piece = str | Call | Group


@cache
def parse_sentence(text: str) -> tuple[Piece, ...]:
    """The pieces of a template; ValueError, with a sentence for whoever wrote it, where it is none."""
    done: list[Piece] = []
    inside: list[str | Call] | None = None
    at = 0
    for match in _PIECE.finditer(text):
        if match.start() != at:
            raise ValueError("花括号没有成对")
        at, token = match.end(), match[0]
        if token == "[[":
            if inside is not None:
                raise ValueError("[[ ]] 里不能再有 [[ ]]")
            inside = []
        elif token == "]]":
            if inside is None:
                raise ValueError("[[ ]] 没有成对")
            done.append(Group(tuple(inside)))
            inside = None
        else:
            piece = _call(token[1:-1]) if token.startswith("{") else token
            (done if inside is None else inside).append(piece)
    if at != len(text) or inside is not None:
        raise ValueError("花括号或 [[ ]] 没有成对")
    return tuple(done)


def _call(text: str) -> Call:
    verb, _, rest = text.strip().partition(" ")
    words = rest.split()
    match verb:
        case "money" | "number":
            return Call(verb, (), _formula(rest))
        case "share":
            part, of, whole = rest.partition(" of ")
            if not of:
                raise ValueError("share 要写成 {share 甲 of 乙}")
            return Call(verb, (), _formula(part), _formula(whole))
        case "compare":
            now, to, before = " ".join(words[1:]).partition(" to ")
            if not to:
                raise ValueError("compare 要写成 {compare 名称 今年 to 上年}")
            return Call(verb, tuple(words[:1]), _formula(now), _formula(before))
        case "list" if len(words) == 1:
            return Call(verb, tuple(words))
        case "rows" | "rows_money" if len(words) in (1, 3):
            return Call(verb, tuple(words))
        case _ if (not words and verb and verb not in VERBS) or text.strip() == "sheets":
            return Call(verb)
    raise ValueError(f"不认识花括号里的“{text}”")


def _formula(text: str) -> tuple[Term, ...]:
    try:
        terms = parse(text)
    except ValueError:
        terms = ()
    if not terms:
        raise ValueError(f"算式“{text}”写法有误")
    return terms
