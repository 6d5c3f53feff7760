"""Takes a section's paragraphs and what its templates would write and gives which paragraph is which template's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from editor.exchange.recognise.publication.pieces import key_of

_LIKE = 0.4
_SURELY = 0.45
_LONG, _RUN = 20, 4
"""A template at least so long may be part of a longer text; runs of equal characters at least so long count."""
_PART = 0.8
_START = 24
"""Characters by which a template's beginning is known."""
_FREE = 0.45
"""For a template that is nothing but a fact: whatever stands between its neighbours."""
_STOPS = "；。"


@dataclass(frozen=True, slots=True)
class Matched:
    """Template → the source's paragraph, and the paragraphs that are no template's; `split` where one was parted in two."""

    by_template: Mapping[str, str]
    own: tuple[str, ...]
    split: tuple[str, ...] = ()


def match_paragraphs(texts: Sequence[str], derived: Mapping[str, str], free: frozenset[str]) -> Matched:
    """In the order of both; `derived`: template → its text now, `free`: templates that are nothing but a fact."""
    pairs = _aligned(texts, derived, free)
    by_template = {key: texts[n] for n, key in pairs.items()}
    own: list[str] = []
    for n, text in enumerate(texts):
        if n in pairs:
            continue
        beside = [(m, (text, texts[m]) if m > n else (texts[m], text)) for m in (n - 1, n + 1) if m in pairs]
        for m, both in beside:
            key = pairs[m]
            joined = "".join(both)
            if both[0].endswith(("：", ":")) and likeness(joined, derived[key]) > likeness(texts[m], derived[key]):
                by_template[key] = joined
                break
        else:
            own.append(text)
    split = _split(by_template, derived)
    return Matched(by_template, tuple(own), split)


def _split(by_template: dict[str, str], derived: Mapping[str, str]) -> tuple[str, ...]:
    """A paragraph that holds the text of the template beside it too, parted where its text begins."""
    done: list[str] = []
    keys = list(derived)
    for first, second in pairwise(keys):
        if (first in by_template) == (second in by_template):
            continue
        text = by_template.get(first) or by_template[second]
        cuts = [n + 1 for n, c in enumerate(text[:-1]) if c in _STOPS]
        scored = [(likeness(text[:n], derived[first]), likeness(text[n:], derived[second]), n) for n in cuts]
        scored = [one for one in scored if min(one[:2]) >= _SURELY]
        if scored:
            start = derived[second][:_START]
            cut = max(scored, key=lambda one: (likeness(text[one[2] : one[2] + _START], start), one[0] + one[1]))[2]
            by_template[first], by_template[second] = text[:cut], text[cut:]
            done.append(text)
    return tuple(done)


def _aligned(texts: Sequence[str], derived: Mapping[str, str], free: frozenset[str]) -> dict[int, str]:
    """The pairs, both in order, that are most alike in all."""
    keys = list(derived)

    @cache
    def best(n: int, k: int) -> tuple[float, tuple[tuple[int, str], ...]]:
        if n == len(texts) or k == len(keys):
            return 0.0, ()
        found = max(best(n + 1, k), best(n, k + 1), key=lambda one: one[0])
        score = _FREE if keys[k] in free else likeness(texts[n], derived[keys[k]])
        if score >= _LIKE:
            rest = best(n + 1, k + 1)
            if score + rest[0] > found[0]:
                found = (score + rest[0], ((n, keys[k]), *rest[1]))
        return found

    return dict(best(0, 0)[1])


@cache
def likeness(one: str, other: str) -> float:
    """From 0 to 1, figures left aside; a text that holds nearly all of the other's words (`other` is a template's) is like it."""
    first, second = ("".join(c for c in key_of(text) if not c.isdigit() and c not in ",.") for text in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    ratio = matcher.ratio()
    if len(second) < _LONG:
        return ratio
    held = sum(block.size for block in matcher.get_matching_blocks() if block.size >= _RUN)
    return max(ratio, _PART * held / len(second))
