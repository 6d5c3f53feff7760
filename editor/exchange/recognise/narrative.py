"""Takes the paragraphs of part one and gives its sections, paragraphs a page's end tore joined again."""

import re
from collections.abc import Sequence

from editor.exchange.raw import Where
from editor.exchange.recognise.drafts import SectionDraft
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.stream import Item, Line, Stream
from editor.exchange.recognise.vocabulary import Vocabulary
from editor.exchange.recognise.words import ends_sentence, is_numbered, is_page_number, squeeze, without_number

TORN = "被分页截断的段落已接上"
PAGE_NUMBER = "单独成段的页码没有读入"
BULLET = "段落前的列表符号已去掉"
_LINE_LENGTH = 24
"""A page's line holds more characters than this: a shorter paragraph was not torn."""
_BULLETS = re.compile(r"^[-*•●▪◦]\s+(?=\S)")


class NarrativeReader:
    """Gathers the sections of one source."""

    def __init__(self, vocabulary: Vocabulary, stream: Stream, body: Sequence[Item], journal: Journal) -> None:
        self._words = vocabulary
        self._stream = stream
        self._journal = journal
        self._own_titles = self._titles_present(body)
        self._sections: dict[str, list[Line]] = {}
        self._wheres: dict[str, Where] = {}
        self._current = ""

    @property
    def inside(self) -> bool:
        """Whether paragraphs belong to a section now."""
        return bool(self._current)

    def leave(self) -> None:
        """Part one is over."""
        self._current = ""

    def heading(self, text: str) -> tuple[str, str] | None:
        """The section a line is the heading of, and what follows the heading in the same line; None where it is none.

        Sections come in the form's order and once each; another name of a section counts only where its own is absent.
        """
        first, _, rest = text.partition("\n")
        bare = without_number(first)
        known = self._words.sections.get(squeeze(bare).rstrip(":"))
        if known is None and re.search("[：:]", bare):
            head, colon, after = bare.replace(":", "：", 1).partition("：")
            known = self._words.sections.get(squeeze(head))
            rest = f"{after}\n{rest}".strip() if colon and known is not None and known[1] else rest
            known = known if known is not None and known[1] else None
        if known is None or not self._may_follow(*known):
            return None
        return known[0], rest.strip()

    def begin(self, key: str, where: Where, rest: str) -> None:
        """A heading was met."""
        self._current = key
        self._sections.setdefault(key, [])
        self._wheres.setdefault(key, where)
        if rest:
            self.add(Line(rest, where, rest))

    def add(self, line: Line) -> None:
        """A paragraph of the section under way."""
        if is_page_number(line.text):
            self._journal.tally("mended", PAGE_NUMBER, line.where, line.text)
            return
        if self._stream.wraps and self._heading_at_end(line):
            return
        text = _BULLETS.sub("", line.text)
        if text != line.text:
            self._journal.tally("mended", BULLET, line.where, line.text, text)
        lines = self._sections[self._current]
        if lines and self._is_torn(lines[-1], text, line.where):
            joined = self._stream.closed(f"{lines[-1].text}{_gap(lines[-1].text, text)}{text}")
            self._journal.mended(TORN, line.where, f"…{lines[-1].text[-20:]} ‖ {text[:20]}…", joined)
            lines[-1] = Line(joined, lines[-1].where, joined)
        else:
            lines.append(Line(text, line.where, text))

    def _heading_at_end(self, line: Line) -> bool:
        """A heading that was joined to the paragraph before it comes apart from it again."""
        for start in re.finditer(r"(?<=[。！？；”）])(?=\s*[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])", line.text):
            head = line.text[start.start() :].strip()
            found = self.heading(head) if len(head) < _LINE_LENGTH else None
            if found is None:
                continue
            before = line.text[: start.start()]
            self._journal.mended(
                "与上一段连在一起的标题已分开", line.where, line.text[-40:], f"{before[-20:]} ‖ {head}"
            )
            self.add(Line(before, line.where, before))
            self.begin(found[0], line.where, found[1])
            return True
        return False

    def sections(self) -> tuple[SectionDraft, ...]:
        """All sections met, in order."""
        return tuple(
            SectionDraft(key, tuple(line.text for line in lines), self._wheres[key])
            for key, lines in self._sections.items()
        )

    def _may_follow(self, key: str, own: bool) -> bool:
        order = self._words.section_order
        if key in self._sections or (not own and key in self._own_titles):
            return False
        met = [order.index(k) for k in self._sections]
        return not met or order.index(key) > max(met)

    def _titles_present(self, body: Sequence[Item]) -> frozenset[str]:
        found = set()
        for item in body:
            if isinstance(item, Line) and len(item.text) < 40:
                known = self._words.sections.get(squeeze(without_number(item.text)))
                if known is not None and known[1]:
                    found.add(known[0])
        return frozenset(found)

    def _is_torn(self, before: Line, text: str, where: Where) -> bool:
        """Whether a page's end tore a paragraph: a full line without a sentence's end, then neither number nor new page's start."""
        if not self._stream.wraps or len(before.text) < _LINE_LENGTH or ends_sentence(before.text) or is_numbered(text):
            return False
        if before.where.page is not None and before.where.page == where.page:
            return False
        heads = self._words.form.numbering
        return not (is_numbered(before.text) and len(before.text) <= heads.heading_length and len(text) > _LINE_LENGTH)


def _gap(before: str, after: str) -> str:
    return (
        " " if before[-1:].isascii() and before[-1:].isalpha() and after[:1].isascii() and after[:1].isalpha() else ""
    )
