"""What differs between two editions of a word list, in sentences for the clerk."""

from collections.abc import Iterator, Sequence

from editor.checks.words import WordList

_SHOWN = 5
"""Words named of those that came or went."""


def word_changes(old: WordList | None, new: WordList) -> tuple[str, ...]:
    """Sentences for every difference; `old` is None where the list is new."""
    where = f"词表“{new.title}”"
    told = [*_told(where, old or WordList(new.title), new)]
    if old is None:
        told.insert(0, f"新增{where}。")
    elif old.title != new.title:
        told.insert(0, f"词表“{old.title}”改名为“{new.title}”。")
    return tuple(told)


def _told(where: str, old: WordList, new: WordList) -> Iterator[str]:
    yield from _listed(where, "错词", _pairs(old), _pairs(new))
    yield from _listed(where, "允许的词", old.allowed.split(), new.allowed.split())
    yield from _listed(where, "涉密的词", old.sensitive.split(), new.sensitive.split())
    terms = [_words(word for term in one.terms for word in term.find) for one in (old, new)]
    yield from _listed(where, "过时的说法", *terms)
    if old.terms != new.terms and set(terms[0]) == set(terms[1]):
        yield f"{where}：过时的说法的提示有调整。"
    if old.patterns != new.patterns:
        yield f"{where}：要看上下文的写法有调整（{len(old.patterns)} 条改为 {len(new.patterns)} 条）。"
    if old.foreign != new.foreign:
        yield f"{where}：别的部门的用语有调整。"
    if dict(old.sets) != dict(new.sets):
        yield f"{where}：核对用的成组的词有调整。"


def _listed(where: str, what: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    before, after = set(old), set(new)
    for verb, found in (
        ("新增", [word for word in new if word not in before]),
        ("删去", [word for word in old if word not in after]),
    ):
        if found:
            more = "等" if len(found) > _SHOWN else ""
            yield f"{where}：{verb} {len(found)} 个{what}（{'、'.join(found[:_SHOWN])}{more}）。"


def _pairs(one: WordList) -> tuple[str, ...]:
    return tuple("→".join(line.split()) for line in one.typos.splitlines() if line.strip())


def _words(found: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
