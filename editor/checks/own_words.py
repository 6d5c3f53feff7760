"""The clerk's own word list: wrong words, terms out of date, words that are right; it goes before the program's lists."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from editor.checks.words import Term, WordList, Words, bundled_lists, bundled_words
from editor.forms.decode import decode
from editor.forms.source import Tree, read_tree

OwnKind = Literal["typo", "term", "allowed"]
_KIND = "词表"
_SHORTEST = 2
_LONGEST = 40
_LONGEST_NOTE = 100
_MOST = 2000


@dataclass(frozen=True, slots=True)
class OwnWord:
    """One entry: a wrong word with the right one, a term out of date, or a word that is right (an exception)."""

    kind: OwnKind
    word: str
    instead: str = ""
    note: str = ""
    """What the finding says of a term."""

    def tidy(self) -> "OwnWord":
        """Without blanks in the words, which no text is searched for with, and without what its kind has no use for."""
        word, instead = "".join(self.word.split()), "".join(self.instead.split())
        note = " ".join(self.note.split())
        return OwnWord(self.kind, word, "" if self.kind == "allowed" else instead, note if self.kind == "term" else "")


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The whole list, in the clerk's order."""

    words: tuple[OwnWord, ...] = ()


def read_own_words(file: Path) -> OwnWords:
    """The list in a file, none where there is no file; UserError with file, line and key where it does not fit."""
    if not file.exists():
        return OwnWords()
    tree = read_tree(file, _KIND)
    own = decode(tree, OwnWords)
    for index, fault in own_faults(own.words):
        raise _line(tree, index).spot.error(fault.rstrip("。"))
    return own


def own_words_bytes(own: OwnWords) -> bytes:
    """What `read_own_words` reads: JSON, one entry a line."""
    lines = (json.dumps(_shown(word), ensure_ascii=False) for word in own.words)
    return ('{"words": [\n' + ",\n".join(lines) + "\n]}\n").encode()


def own_faults(words: Iterable[OwnWord]) -> Iterator[tuple[int, str]]:
    """What is wrong with entries, by their index: a sentence that says what to put right."""
    listed = tuple(words)
    wrong = {one.word for one in listed if one.kind != "allowed"}
    seen: set[str] = set()
    for index, one in enumerate(listed):
        fault = _fault(one) or _clash(one, seen, wrong)
        if fault:
            yield index, fault
        seen.add(one.word)
    if len(listed) > _MOST:
        yield _MOST, f"词表最多 {_MOST} 行，请删去用不着的。"


def words_with(own: OwnWords, lists: tuple[WordList, ...] | None = None) -> Words:
    """The program's lists (or those in force instead) with the clerk's: where both speak of a word, the clerk's holds."""
    if not own.words:
        return bundled_words() if lists is None else Words(*lists)
    wrong = frozenset(one.word for one in own.words if one.kind != "allowed")
    return Words(*(_without(one, wrong) for one in lists or bundled_lists()), _word_list(own))


def _word_list(own: OwnWords) -> WordList:
    typos = "\n".join(f"{one.word} {one.instead}" for one in own.words if one.kind == "typo")
    terms = tuple(Term((one.word,), _note(one), one.instead) for one in own.words if one.kind == "term")
    allowed = [one.word for one in own.words if one.kind == "allowed"]
    # a right word that holds the wrong one (联席会 → 联席会议) would be found again in its own correction
    allowed += [one.instead for one in own.words if one.kind != "allowed" and one.word in one.instead]
    return WordList("我的词表", typos, "\n".join(allowed), terms)


def _note(one: OwnWord) -> str:
    return one.note or (f"请改为“{one.instead}”。" if one.instead else "在我的词表里列为过时的说法，请改写。")


def _without(one: WordList, wrong: frozenset[str]) -> WordList:
    """A list without what it says of these words, as wrong, as right or as the right one for another."""
    typos = [line for line in one.typos.splitlines() if not wrong.intersection(line.split())]
    allowed = [word for word in one.allowed.split() if word not in wrong]
    terms = (replace(term, find=tuple(word for word in term.find if word not in wrong)) for term in one.terms)
    return replace(
        one, typos="\n".join(typos), allowed="\n".join(allowed), terms=tuple(term for term in terms if term.find)
    )


def _fault(one: OwnWord) -> str:
    """What one entry shows by itself."""
    for text in (one.word, one.instead):
        if not text.isprintable() or " " in text:
            return "词里有空格或看不见的字符，请重新输入。"
        if len(text) > _LONGEST:
            return f"“{text[:8]}…”太长，一个词最多 {_LONGEST} 个字。"
    if len(one.note) > _LONGEST_NOTE or not one.note.isprintable():
        return f"“{one.word}”的说明最多 {_LONGEST_NOTE} 个字，不能有看不见的字符。"
    if not one.word:
        return "有一行还没有写词。"
    if len(one.word) < _SHORTEST:
        return f"“{one.word}”只有一个字，会找出许多不相干的地方，请至少写两个字。"
    if one.kind == "typo" and not one.instead:
        return f"“{one.word}”还没有写应改为什么。"
    return f"“{one.word}”改前改后是同一个词。" if one.word == one.instead else ""


def _clash(one: OwnWord, seen: set[str], wrong: set[str]) -> str:
    """What it shows beside the others."""
    if one.word in seen:
        return f"“{one.word}”写了两次，请删去一行。"
    if one.instead in wrong:
        return f"“{one.word}”要改成“{one.instead}”，而“{one.instead}”自己也列为要改的词。"
    return ""


def _shown(one: OwnWord) -> dict[str, str]:
    return {key: text for key in ("kind", "word", "instead", "note") if (text := getattr(one, key))}


def _line(tree: Tree, index: int) -> Tree:
    words = tree.value["words"] if isinstance(tree.value, Mapping) and "words" in tree.value else tree
    return words.value[index] if isinstance(words.value, tuple) and index < len(words.value) else words
