"""Part one: its headings and paragraphs, each in the style of its level of numbering."""

import re
from collections.abc import Iterator, Sequence

from editor.compose.blocks import Chart, Paragraph
from editor.compose.generated import Generated
from editor.compose.runs import entry_runs, words
from editor.domain.places import Place
from editor.domain.volume import Section
from editor.forms.form import Form

OUTLINE_LEVEL = 2
_BODY = "body"
_HEADING = "section_heading"
_NUMBERS = {"{c}": "[〇零一二三四五六七八九十百]+", "{n}": "[0-9０-９]+"}
_RUNNING_TEXT = re.compile(r"[。！？；\n]|[.，、：,:;!?…]$")
"""What no heading has in it, and what it does not end with."""


def anchor(key: str) -> str:
    """The name of a section's heading, for the contents."""
    return f"section_{key}"


class NarrativeComposer:
    """Sections of one form."""

    def __init__(self, form: Form) -> None:
        self._length = form.numbering.heading_length
        self._levels = tuple(
            (re.compile(_pattern(level.marker)), level.style) for level in form.numbering.levels if level.marker
        )

    def section(
        self, heading: str, section: Section, generated: Sequence[Generated] = ()
    ) -> Iterator[Paragraph | Chart]:
        """The section's heading if it has one, what is written from the tables, and the clerk's paragraphs.

        A blank one has an empty paragraph, so that it can be clicked.
        """
        if heading:
            place = Place(section=section.key)
            yield Paragraph(words(heading), _HEADING, place, OUTLINE_LEVEL, anchor(section.key))
        for made in generated:
            runs = entry_runs(made.text, made.place) if made.typed else words(made.text)
            yield Paragraph(runs, self.style(made.text), made.place)
            if made.chart is not None:
                yield made.chart
        for n, text in enumerate(section.paragraphs or (() if generated else ("",))):
            place = Place(section=section.key, item=n)
            yield Paragraph(entry_runs(text, place), self.style(text), place)

    def style(self, text: str) -> str:
        """The style of a paragraph: its level's where it is a heading, else that of running text."""
        if len(text) > self._length or _RUNNING_TEXT.search(text):
            return _BODY
        return next((style for pattern, style in self._levels if pattern.match(text)), _BODY)


def _pattern(marker: str) -> str:
    parts = re.split(r"(\{[cn]\})", marker)
    return "".join(_NUMBERS.get(part, re.escape(part)) for part in parts)
