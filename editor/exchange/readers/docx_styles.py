"""Takes the styles and numbering parts of a docx and gives what a paragraph's style adds: hidden text, automatic numbers."""

import re
from dataclasses import dataclass, field
from typing import Any

from editor.exchange.readers.docx_names import is_on, w
from editor.exchange.readers.numerals import numeral
from editor.exchange.readers.symbols import from_symbol_font, is_private
from editor.exchange.readers.xmlparts import whole_number

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_NEEDS_SPACE = re.compile(r"[0-9A-Za-z]\Z")


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says by itself; None where it says nothing and the style it is based on decides."""

    based_on: str | None
    hidden: bool | None
    num_id: str | None
    level: int | None


class Styles:
    """The styles of a document, with their inheritance."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default_paragraph: str | None = None
        for element in () if root is None else root.iterfind(w("style")):
            name = element.get(w("styleId"), "")
            self._styles[name] = _style(element)
            if element.get(w("type")) == "paragraph" and element.get(w("default")) in ("1", "true", "on"):
                self._default_paragraph = name

    def is_hidden(self, name: str | None) -> bool:
        """Whether text in this style is hidden (隐藏文字)."""
        return any(style.hidden for style in self._chain(name) if style.hidden is not None)

    def numbering(self, name: str | None) -> tuple[str | None, int | None]:
        """(numId, level) a paragraph style brings with it."""
        num_id: str | None = None
        level: int | None = None
        for style in self._chain(name or self._default_paragraph):
            num_id = style.num_id if num_id is None else num_id
            level = style.level if level is None else level
        return num_id, level

    def _chain(self, name: str | None) -> list[Style]:
        chain: list[Style] = []
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            chain.append(self._styles[name])
            name = self._styles[name].based_on
        return chain


def _style(element: Any) -> Style:
    based = element.find(w("basedOn"))
    vanish = element.find(f"{w('rPr')}/{w('vanish')}")
    number = element.find(f"{w('pPr')}/{w('numPr')}")
    num_id, level = number_property(number)
    hidden = None if vanish is None else is_on(vanish)
    return Style(None if based is None else based.get(w("val")), hidden, num_id, level)


def number_property(element: Any | None) -> tuple[str | None, int | None]:
    """(numId, level) of a w:numPr, None for what it does not say."""
    if element is None:
        return None, None
    num_id, level = element.find(w("numId")), element.find(w("ilvl"))
    number = None if level is None else whole_number(level.get(w("val")), 0)
    return None if num_id is None else num_id.get(w("val")), number


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int
    style: str
    text: str
    legal: bool
    restart_after: int | None
    """The level (from 1) whose number restarts this one; None: any higher level; 0: none."""
    spaced: bool
    bullet_font: str


@dataclass(slots=True)
class _Counter:
    values: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    overridden: set[str] = field(default_factory=set)


class Numbering:
    """The automatic numbers (自动编号) of a document: asked for one paragraph after the other, it counts along."""

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str, dict[int, Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._overrides: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, _Counter] = {}
        self._style_levels: dict[tuple[str, str], int] = {}
        if root is not None:
            self._read(root)

    def level_of_style(self, num_id: str, style: str | None) -> int | None:
        """The level a list ties to a paragraph style."""
        return self._style_levels.get((self._abstract_of.get(num_id, ""), style or ""))

    def next_label(self, num_id: str, level: int) -> str:
        """The number printed before the next paragraph of this list and level, with a space where Word's gap matters; "" for none."""
        definition = self._level(num_id, level)
        if definition is None:
            return ""
        counter = self._counters.setdefault(self._abstract_of[num_id], _Counter())
        self._restart_overridden(counter, num_id)
        value = counter.values[level]
        counter.values[level] = self._start(num_id, level) if value is None else value + 1
        for deeper in range(level + 1, _LEVELS):
            below = self._level(num_id, deeper)
            after = None if below is None else below.restart_after
            if after is None or (after != 0 and level + 1 <= after):
                counter.values[deeper] = None
        return self._print(num_id, definition, counter.values)

    def _print(self, num_id: str, definition: Level, values: list[int | None]) -> str:
        if definition.style == "bullet":
            return _bullet(definition)

        def place(match: re.Match[str]) -> str:
            index = int(match.group(1)) - 1
            level = self._level(num_id, index)
            value = values[index]
            shown = self._start(num_id, index) if value is None else value
            style = "decimal" if level is None or (definition.legal and level.style != "none") else level.style
            return numeral(shown, style)

        label = _PLACE.sub(place, definition.text)
        return label + " " if definition.spaced and _NEEDS_SPACE.search(label) else label

    def _level(self, num_id: str, level: int) -> Level | None:
        override = self._overrides.get(num_id, {}).get(level)
        return override or self._abstract.get(self._abstract_of.get(num_id, ""), {}).get(level)

    def _start(self, num_id: str, level: int) -> int:
        definition = self._level(num_id, level)
        return self._starts.get(num_id, {}).get(level, 1 if definition is None else definition.start)

    def _restart_overridden(self, counter: _Counter, num_id: str) -> None:
        """A list that overrides the start begins again the first time it is used, though it shares its counter with others."""
        if num_id in counter.overridden:
            return
        counter.overridden.add(num_id)
        for level in self._starts.get(num_id, {}):
            counter.values[level] = None

    def _read(self, root: Any) -> None:
        links: dict[str, str] = {}
        style_home: dict[str, str] = {}
        for abstract in root.iterfind(w("abstractNum")):
            name = abstract.get(w("abstractNumId"), "")
            self._abstract[name] = {}
            for element in abstract.iterfind(w("lvl")):
                self._add_level(name, element)
            for tag, book in (("numStyleLink", links), ("styleLink", style_home)):
                link = abstract.find(w(tag))
                if link is not None:
                    book.update(
                        {name: link.get(w("val"), "")} if tag == "numStyleLink" else {link.get(w("val"), ""): name}
                    )
        for num in root.iterfind(w("num")):
            self._add_num(num, links, style_home)

    def _add_level(self, abstract: str, element: Any) -> None:
        index = whole_number(element.get(w("ilvl")), 0)
        if not 0 <= index < _LEVELS:
            return
        self._abstract[abstract][index] = _level(element)
        style = element.find(w("pStyle"))
        if style is not None:
            self._style_levels[abstract, style.get(w("val"), "")] = index

    def _add_num(self, num: Any, links: dict[str, str], style_home: dict[str, str]) -> None:
        num_id = num.get(w("numId"), "")
        target = num.find(w("abstractNumId"))
        abstract = "" if target is None else target.get(w("val"), "")
        self._abstract_of[num_id] = style_home.get(links.get(abstract, ""), abstract)
        for override in num.iterfind(w("lvlOverride")):
            index = whole_number(override.get(w("ilvl")), 0)
            start, level = override.find(w("startOverride")), override.find(w("lvl"))
            if start is not None:
                self._starts.setdefault(num_id, {})[index] = whole_number(start.get(w("val")), 1)
            if level is not None:
                self._overrides.setdefault(num_id, {})[index] = _level(level)


def _level(element: Any) -> Level:
    def value(tag: str, default: str) -> str:
        child = element.find(w(tag))
        return default if child is None else str(child.get(w("val"), default))

    restart = element.find(w("lvlRestart"))
    fonts = element.find(f"{w('rPr')}/{w('rFonts')}")
    return Level(
        start=whole_number(value("start", "1"), 1),
        style=_format(element),
        text=value("lvlText", ""),
        legal=is_on(element.find(w("isLgl"))),
        restart_after=None if restart is None else whole_number(restart.get(w("val")), 0),
        spaced=value("suff", "tab") != "nothing",
        bullet_font="" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or "",
    )


def _format(element: Any) -> str:
    """The number style; newer Word puts it into a choice with a plainer fallback."""
    found = [str(child.get(w("val"), "decimal")) for child in element.iter(w("numFmt"))]
    usable = [style for style in found if style != "custom"]
    return usable[0] if usable else "decimal"


def _bullet(level: Level) -> str:
    shown = [from_symbol_font(level.bullet_font, ord(c)) or ("•" if is_private(c) else c) for c in level.text]
    return "".join(shown)
