"""Takes the lines a source begins with and gives what its cover and its contents say, and where its body begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from editor.exchange.recognise.drafts import ContentsLine, CoverDraft
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.stream import Item, Line
from editor.exchange.recognise.vocabulary import Vocabulary
from editor.exchange.recognise.words import is_page_number, split_title, squeeze, without_number

NOT_OF_COVER = "封面上的一行"
NOT_OF_CONTENTS = "目录里的一行"
_LEADER = r"[\s.．·•…‥。_\-—–―\t]*"
_SPREAD = re.compile(r"(?<![0-9A-Za-z]) +| +(?![0-9A-Za-z])")
"""Blanks that spread a line's characters; those between Latin words and numbers are the author's."""
_PAGED = re.compile(rf"^(?P<title>.*?\S){_LEADER}[（(]?(?P<page>\d{{1,4}})[)）]?\s*$", re.DOTALL)
_LEADER_ONLY = re.compile(r"^(?P<title>.*?[^\s.．·…])\s*(?:[.．·]{3,}|…{2,}|(?:\s*[.．·…]){4,})\s*$", re.DOTALL)
"""An entry whose page number is lost."""
_YEAR = r"(?P<year>\d{4}|[〇零一二三四五六七八九○]{4})"
_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_LOOK_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that may stand in the contents; `rank` is its place in the order of the form."""

    rank: tuple[int, int]
    title: str
    number: int | None
    paged: bool
    sheet: bool


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the body; `body` is the position of the first item of it."""

    cover: CoverDraft
    contents: tuple[ContentsLine, ...]
    body: int


def contents_entry(text: str, vocabulary: Vocabulary) -> Entry | None:
    """A line as an entry of the contents, with or without leaders and page; None where it cannot be one."""
    flat = " ".join(text.split())
    paged = _PAGED.match(text) or _LEADER_ONLY.match(text)
    for title, has_page in ((text, False), (paged["title"] if paged else "", True)):
        key = squeeze(title)
        if not key or len(key) > 120:
            continue
        if key in vocabulary.parts:
            part = vocabulary.parts[key]
            return Entry((part * 1000, 0), key, None, has_page, False)
        section = vocabulary.sections.get(squeeze(without_number(title)))
        if section is not None:
            return Entry((0, 1 + vocabulary.section_order.index(section[0])), key, None, has_page, False)
        if vocabulary.has_suffix(title):
            number, rest = split_title(title if has_page else flat)
            return Entry((vocabulary.sheets_part * 1000 + 1, number or 0), rest, number, has_page, True)
    return None


def read_front(items: Sequence[Item], vocabulary: Vocabulary, journal: Journal) -> Front:
    """The cover, the contents and the beginning of the body."""
    head = _contents_head(items, vocabulary)
    if head is None:
        start = _body_without_contents(items, vocabulary)
        loose, body = _leading_entries(items, start, vocabulary)
    else:
        start = head
        loose, body = _contents(items, head + 1, vocabulary, journal)
    cover, rest = read_cover([item for item in items[:start] if isinstance(item, Line)], vocabulary)
    has_cover = cover.year is not None
    if not has_cover and head is None and not loose:
        return Front(CoverDraft(), (), 0)
    for line in rest:
        if not is_page_number(line.text):
            journal.unknown(NOT_OF_COVER if has_cover else "正文前的一段文字", line.where, line.text)
    return Front(cover, loose, body)


def _contents_head(items: Sequence[Item], vocabulary: Vocabulary) -> int | None:
    for at, item in enumerate(items[:200]):
        if not isinstance(item, Line):
            return None
        if squeeze(item.text).strip(":#") in vocabulary.contents_words:
            return at
    return None


def _body_without_contents(items: Sequence[Item], vocabulary: Vocabulary) -> int:
    for at, item in enumerate(items):
        if not isinstance(item, Line) or contents_entry(item.text, vocabulary) is not None:
            return at
    return len(items)


def _leading_entries(items: Sequence[Item], start: int, vocabulary: Vocabulary) -> tuple[tuple[ContentsLine, ...], int]:
    """Contents without their title: entries with page numbers before the body."""
    found, at, end = [], start, start
    while at < len(items) and at < end + _LOOK_AHEAD:
        item = items[at]
        entry = contents_entry(item.text, vocabulary) if isinstance(item, Line) else None
        at += 1
        if entry is None or not isinstance(item, Line):
            break
        if entry.paged:
            end = at
            if entry.sheet:
                found.append(ContentsLine(entry.number, entry.title, item.where))
    return tuple(found), end


def _contents(
    items: Sequence[Item], start: int, vocabulary: Vocabulary, journal: Journal
) -> tuple[tuple[ContentsLine, ...], int]:
    """Entries until the order of the form begins anew, or until something is no entry."""
    found: list[ContentsLine] = []
    last: Entry | None = None
    at = start
    while at < len(items):
        item = items[at]
        if not isinstance(item, Line):
            break
        if is_page_number(item.text):
            at += 1
            continue
        entry, taken = _entry_at(items, at, vocabulary)
        if entry is None:
            if not _paged_soon(items, at + 1, vocabulary):
                break
            journal.unknown(NOT_OF_CONTENTS, item.where, item.text)
            at += 1
            continue
        if _begins_body(entry, last, items, at, vocabulary):
            break
        last = entry
        if entry.sheet:
            found.append(ContentsLine(entry.number, entry.title, item.where))
        at += taken
    return tuple(found), at


def _entry_at(items: Sequence[Item], at: int, vocabulary: Vocabulary) -> tuple[Entry | None, int]:
    """The entry at a place; one that was wrapped over two lines is joined."""
    item, after = items[at], items[at + 1] if at + 1 < len(items) else None
    assert isinstance(item, Line)
    entry = contents_entry(item.text, vocabulary)
    if entry is None and isinstance(after, Line) and split_title(item.text)[0] and not split_title(after.text)[0]:
        joined = contents_entry(item.text + after.text, vocabulary)
        if joined is not None and joined.sheet:
            return joined, 2
    return entry, 1


def _begins_body(entry: Entry, last: Entry | None, items: Sequence[Item], at: int, vocabulary: Vocabulary) -> bool:
    """Whether an entry without a page is a heading of the body: the order goes back, or the entries before had pages."""
    if last is None or entry.paged:
        return False
    after = items[at + 1] if at + 1 < len(items) else None
    if entry.sheet and (
        not isinstance(after, Line) or vocabulary.is_classified(after.text) or vocabulary.unit_line(after.text)
    ):
        return True
    if entry.rank < last.rank or (entry.rank == last.rank and entry.title == last.title):
        return True
    if entry.rank[0] == last.rank[0] and entry.rank[1] == 0 and not entry.sheet:
        return last.rank[1] > 0
    return last.paged and not _paged_soon(items, at + 1, vocabulary)


def _paged_soon(items: Sequence[Item], start: int, vocabulary: Vocabulary) -> bool:
    for item in items[start : start + _LOOK_AHEAD]:
        entry = contents_entry(item.text, vocabulary) if isinstance(item, Line) else None
        if entry is not None and entry.paged:
            return True
    return False


def read_cover(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[CoverDraft, list[Line]]:
    """The cover's entries, and the lines that are none; a cover is known by the line that names the year."""
    texts = [replace(line, text=part.strip()) for line in lines for part in line.text.split("\n") if part.strip()]
    at, title = next(((i, m) for i, t in enumerate(texts) if (m := _title_line(t.text, vocabulary))), (0, None))
    if title is None:
        return CoverDraft(), list(lines)
    fields, used = _below_title(texts, at, vocabulary)
    author = fields.pop("department", "")
    above = [i for i in range(at) if not is_page_number(texts[i].text)]
    department = author or squeeze_name(title["department"] or "")
    named = _department_above(texts, above, department)
    if not department and named:
        department = texts[named[-1]].text
    year = title["year"].translate(_CHINESE_DIGITS)
    rest = [line for i, line in enumerate(texts) if i != at and i not in used and i not in named]
    return CoverDraft(squeeze_name(department), int(year), fields), rest


def squeeze_name(text: str) -> str:
    """A name spread over a line by blanks, as covers set short ones."""
    pieces = text.split()
    return "".join(pieces) if all(len(piece) == 1 for piece in pieces) else text.strip()


def _department_above(texts: Sequence[Line], above: list[int], department: str) -> list[int]:
    """The lines over the title that together are the department's name."""
    for size in (1, 2, 3):
        lines = above[-size:]
        if department and "".join(squeeze(texts[i].text) for i in lines) == squeeze(department):
            return lines
    return above[-1:] if not department else []


def _title_line(text: str, vocabulary: Vocabulary) -> re.Match[str] | None:
    for form in vocabulary.forms:
        for line in form.cover.lines:
            if "{year}" in line.text:
                words = re.escape(squeeze(line.text)).replace(re.escape("{year}"), _YEAR)
                match = re.match(rf"^(?P<department>.*?){words}$", squeeze(text))
                if match:
                    return match
    return None


def _below_title(texts: Sequence[Line], at: int, vocabulary: Vocabulary) -> tuple[dict[str, str], set[int]]:
    """Entries of the lines under the title, by the words the form has around them, the bare ones in order."""
    fields: dict[str, str] = {}
    used: set[int] = set()
    lines = vocabulary.form.cover.lines
    first = next((i for i, line in enumerate(lines) if "{year}" in line.text), len(lines)) + 1
    for line in (line for line in lines[first:] if _words_around(line.text)):
        pattern = re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(line.text)))
        for i in range(at + 1, len(texts)):
            match = pattern.fullmatch(_SPREAD.sub("", texts[i].text)) if i not in used else None
            if match:
                fields.update(match.groupdict())
                used.add(i)
                break
    bare = [line for line in lines[first:] if not _words_around(line.text)]
    stop = min(used, default=len(texts))
    for line, i in zip(bare, [i for i in range(at + 1, stop) if i not in used], strict=False):
        fields[line.text.strip("{}")] = texts[i].text
        used.add(i)
    return fields, used


def _words_around(template: str) -> bool:
    return bool(re.sub(r"\{\w+\}", "", template).strip())
