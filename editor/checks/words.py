"""Word lists as data: files under resources/words, and the clerk's own."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from editor.checks.finding import Severity
from editor.checks.lexicon import Lexicon, Word
from editor.errors import UserError
from editor.forms.decode import decode
from editor.forms.source import Spot, Tree, read_tree
from editor.resources import resources_dir

_KIND = "词表"
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Term:
    """A word that is out of date from a year on, or plainly wrong."""

    find: tuple[str, ...]
    note: str
    """Chinese: what is wrong with it and what to write instead."""
    instead: str = ""
    """Where one word simply takes its place."""
    since: int = 0
    """The first budget year in which it is out of date; 0: always."""
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Pattern:
    """A slip that only its surroundings show: a regular expression, tried where one of `near` stands in the text."""

    near: tuple[str, ...]
    find: str
    note: str
    """Chinese: what is wrong and what to write instead."""
    instead: str | None = None
    """Replacement for the whole match, \\1 … for its groups; none where only a person can know."""
    check: str = "TXT-02"
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words of another bureau's business: a text copied from there."""

    bureau: str
    belongs: tuple[str, ...]
    """In a department or project whose names hold one of these, they are at home."""
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordList:
    """One file. Pairs and single words stand one per line in a block of text."""

    title: str
    typos: str = ""
    """Lines “wrong right”."""
    allowed: str = ""
    """Words that are right although a wrong one is in them or across their edge, separated by blanks."""
    terms: tuple[Term, ...] = ()
    patterns: tuple[Pattern, ...] = ()
    foreign: tuple[Foreign, ...] = ()
    sensitive: str = ""
    sets: Mapping[str, str] = field(default_factory=dict)
    """Named sets of words the checks ask for by name, separated by blanks."""
    version: int = 1
    """Higher with each edition of the same list; of two files of one name the higher is in force."""


class Words:
    """Several lists as one: what they look for in a text, and their named sets."""

    def __init__(self, *lists: WordList) -> None:
        self.terms = tuple(term for one in lists for term in one.terms)
        self.patterns = tuple((p, re.compile(p.find)) for one in lists for p in one.patterns)
        self.foreign = tuple(item for one in lists for item in one.foreign)
        self._sets: dict[str, frozenset[str]] = {}
        for one in lists:
            for name, text in one.sets.items():
                self._sets[name] = self._sets.get(name, frozenset()) | frozenset(text.split())
        self._any: dict[str, re.Pattern[str]] = {}
        self._listed: dict[str, tuple[str, ...]] = {}
        words = tuple(word for one in lists for word in self._words(one))
        self._typos = tuple(word for word in words if word.kind == "typo")
        self.lexicon = Lexicon(words)

    def typos(self) -> tuple[Word, ...]:
        """All wrong words with what they should be."""
        return self._typos

    def of(self, name: str) -> frozenset[str]:
        """A named set; empty where no list has it."""
        return self._sets.get(name, frozenset())

    def ends(self, text: str, name: str) -> bool:
        """The text ends with a word of a named set."""
        if name not in self._listed:
            self._listed[name] = tuple(self.of(name))
        return text.endswith(self._listed[name])

    def stands_at(self, text: str, at: int, name: str) -> bool:
        """A word of a named set begins at this character."""
        if name not in self._listed:
            self._listed[name] = tuple(self.of(name))
        return text.startswith(self._listed[name], at)

    def any_of(self, name: str) -> re.Pattern[str]:
        """Finds any word of a named set; the longest first."""
        if name not in self._any:
            ordered = sorted(self.of(name), key=len, reverse=True)
            self._any[name] = re.compile("|".join(map(re.escape, ordered)) or r"(?!)")
        return self._any[name]

    def _words(self, one: WordList) -> Iterator[Word]:
        yield from (Word(wrong, "typo", right) for wrong, right in _pairs(one.typos))
        yield from (Word(word, "allowed") for word in one.allowed.split())
        yield from (Word(word, "sensitive") for word in one.sensitive.split())
        for i, term in enumerate(self.terms):
            yield from (Word(word, "term", term.instead, term.note, i) for word in term.find if term in one.terms)
        for i, (pattern, _) in enumerate(self.patterns):
            yield from (Word(word, "trigger", source=i) for word in pattern.near if pattern in one.patterns)
        for i, item in enumerate(self.foreign):
            yield from (Word(word, "foreign", note=item.bureau, source=i) for word in item.words if item in one.foreign)


def read_words(file: Path) -> WordList:
    """A word list; UserError with file, line and key where it does not fit."""
    tree = read_tree(file, _KIND)
    words = decode(tree, WordList)
    _validate(words, tree)
    return words


@cache
def bundled_words() -> Words:
    """The lists that come with the program."""
    return Words(*bundled_lists())


@cache
def bundled_lists() -> tuple[WordList, ...]:
    """The same, each by itself."""
    return tuple(read_words(file) for file in sorted((resources_dir() / "words").glob("*.yaml")))


def lists_of(*folders: Path) -> Mapping[str, WordList]:
    """The lists of these folders, by their names; of a name in several, the newest version, then that of the later folder."""
    newest: dict[str, WordList] = {}
    for file in (file for folder in folders for file in sorted(folder.glob("*.yaml"))):
        read = read_words(file)
        if file.stem not in newest or newest[file.stem].version <= read.version:
            newest[file.stem] = read
    return {name: newest[name] for name in sorted(newest)}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in text.splitlines():
        if line.strip():
            wrong, right = line.split()
            yield wrong, right


def _validate(words: WordList, tree: Tree) -> None:
    _validate_typos(words, tree)
    for key in ("allowed", "sensitive"):
        for i, line in enumerate(getattr(words, key).splitlines()):
            if any(len(word) < _SHORTEST for word in line.split()):
                raise _line_error(tree, key, i, "每个词至少两个字")
    for key, i, word in _listed(words):
        if len(word) < _SHORTEST:
            raise _item(tree, key, i).error(f"“{word}”太短，每个词至少两个字")
    for i, pattern in enumerate(words.patterns):
        try:
            re.compile(pattern.find)
        except re.error as error:
            raise _item(tree, "patterns", i).error("正则表达式写法有误") from error


def _validate_typos(words: WordList, tree: Tree) -> None:
    seen: dict[str, str] = {}
    for i, line in enumerate(words.typos.splitlines()):
        parts = line.split()
        problem = _problem(parts, seen) if parts else ""
        if problem:
            raise _line_error(tree, "typos", i, problem)
        if parts:
            seen[parts[0]] = parts[1]


def _problem(parts: list[str], seen: Mapping[str, str]) -> str:
    if len(parts) != 2:
        return "每行写“错字 正字”两个词，中间空一格"
    wrong, right = parts
    if len(wrong) < _SHORTEST:
        return f"“{wrong}”太短，至少写两个字"
    if wrong == right:
        return f"“{wrong}”的错字和正字相同"
    return f"“{wrong}”写了两次" if wrong in seen else ""


def _listed(words: WordList) -> Iterator[tuple[str, int, str]]:
    for i, term in enumerate(words.terms):
        yield from (("terms", i, word) for word in term.find)
    for i, pattern in enumerate(words.patterns):
        yield from (("patterns", i, word) for word in pattern.near)
    for i, item in enumerate(words.foreign):
        yield from (("foreign", i, word) for word in item.words)


def _line_error(tree: Tree, key: str, line: int, problem: str) -> UserError:
    assert isinstance(tree.value, Mapping)
    spot = tree.value[key].spot
    return Spot(spot.file, spot.line + 1 + line, f"{key}", spot.kind).error(problem)


def _item(tree: Tree, key: str, index: int) -> Spot:
    assert isinstance(tree.value, Mapping)
    items = tree.value[key].value
    assert isinstance(items, tuple)
    return items[index].spot
