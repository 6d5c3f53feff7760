"""The help as values: pages of Markdown cut at their headings, and the table of contents that orders them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_HEADING = re.compile(r"^(#{1,4}) +(.+?)\s*$")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
_LISTED = re.compile(r"^- \[[^\]]*\]\(([^)#\s]+)\.md\)\s*$")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>()#+.!|~-])")
_MARKS = re.compile(r"\*\*|`|^\s*(?:#+|\d+\.|-|>) +|^\|[-| :]+\|$|【|】", re.MULTILINE)
_BARS = re.compile(r"\s*\|\s*")
_ASIDE = 0xE000
"""Escaped signs wait here, in the private part of Unicode, until the others are gone."""
_PUT_ASIDE = re.compile("[\ue000-\ue07f]")
PAGE_SUFFIX = ".md"
CONTENTS = "contents"
"""The page that lists the others; the help opens with it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Somewhere in the help: a page, and the beginning of one of its headings ("" for its top)."""

    page: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading, as plain text."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page; its first section stands under its title."""

    key: str
    markdown: str
    sections: tuple[Section, ...]

    @classmethod
    def of(cls, key: str, markdown: str) -> "Page":
        """The page a file holds; ValueError where it does not begin with its title."""
        sections = tuple(_sections(markdown))
        if not sections:
            raise ValueError(f"the page {key} has no title")
        return cls(key, markdown, sections)

    @property
    def title(self) -> str:
        """Its first heading."""
        return self.sections[0].heading

    def heading(self, beginning: str) -> str | None:
        """The heading with this text, else the first that begins with it."""
        headings = [section.heading for section in self.sections]
        if beginning in headings:
            return beginning
        return next((heading for heading in headings if heading.startswith(beginning)), None)

    def links(self) -> tuple[tuple[str, str], ...]:
        """Texts and targets of its links."""
        return tuple((match[1], match[2]) for match in _LINK.finditer(self.markdown))


@dataclass(frozen=True, slots=True)
class Group:
    """Pages under a heading of the table of contents, by their keys."""

    title: str
    pages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpBook:
    """All pages by key; `groups` in reading order; `children` of a page are read after it."""

    pages: Mapping[str, Page]
    groups: tuple[Group, ...]
    children: Mapping[str, tuple[str, ...]]

    def page(self, key: str) -> Page:
        """A page; KeyError where there is none."""
        return self.pages[key]

    def order(self) -> Iterator[str]:
        """All pages as one would read them."""
        yield CONTENTS
        for group in self.groups:
            for key in group.pages:
                yield key
                yield from self.children.get(key, ())

    def follow(self, link: str, page: str) -> Spot | None:
        """Where a link of a page leads; None where there is no such place, or it leads out of the help."""
        target, _, heading = link.partition("#")
        key = target.removesuffix(PAGE_SUFFIX) if target else page
        if key not in self.pages or (target and not target.endswith(PAGE_SUFFIX)):
            return None
        return Spot(key, heading) if not heading or self.pages[key].heading(heading) else None

    def spot(self, topic: str) -> Spot:
        """Where a topic is explained: a page's key, "page#heading" or "check:IND-14"; the contents for any other."""
        if topic.startswith("check:"):
            check = topic.removeprefix("check:")
            found = self.follow(f"{check_page(check)}{PAGE_SUFFIX}#{check}", CONTENTS)
            return found or Spot(CHECKS)
        key, _, heading = topic.partition("#")
        return self.follow(f"{key}{PAGE_SUFFIX}" + (f"#{heading}" if heading else ""), CONTENTS) or Spot(CONTENTS)


CHECKS = "checks"
"""The page that lists all checks."""


def check_page(check: str) -> str:
    """The page a check is explained on: that of its family."""
    return f"{CHECKS}-{check.partition('-')[0]}"


def groups_of(contents: str) -> tuple[Group, ...]:
    """The groups a table of contents lists: its second headings with their lists of links."""
    found: list[tuple[str, list[str]]] = []
    for line in contents.splitlines():
        heading, listed = _HEADING.match(line), _LISTED.match(line)
        if heading and len(heading[1]) == 2:
            found.append((heading[2], []))
        elif listed and found:
            found[-1][1].append(listed[1])
    return tuple(Group(title, tuple(keys)) for title, keys in found)


def escaped(text: str) -> str:
    """Text as Markdown that shows every character of it."""
    return re.sub(r"([\\`*_\[\]<>|~#])", r"\\\1", text)


def plain(markdown: str) -> str:
    """Markdown without its signs, for searching and for excerpts; a line stays a line."""
    text = _ESCAPED.sub(lambda match: chr(_ASIDE + ord(match[1])), markdown)
    text = _LINK.sub(r"\1", text)
    text = "\n".join(_BARS.sub("　", line).strip("　 ") for line in _MARKS.sub("", text).splitlines())
    return _PUT_ASIDE.sub(lambda match: chr(ord(match[0]) - _ASIDE), text).strip()


def _sections(markdown: str) -> Iterator[Section]:
    heading, lines = "", list[str]()
    for line in markdown.splitlines():
        match = _HEADING.match(line)
        if match:
            if heading:
                yield Section(heading, plain("\n".join(lines)))
            heading, lines = plain(match[2]), []
        else:
            lines.append(line)
    if heading:
        yield Section(heading, plain("\n".join(lines)))
