"""Takes the pages of goal sheets and gives the projects: pages of one project laid together, cut-off texts told."""

from collections import Counter
from collections.abc import Sequence

from editor.domain.fields import Entry, Fields
from editor.domain.volume import NAME, Indicator, Project
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.publication.pieces import key_of
from editor.exchange.recognise.publication.sheets import Page
from editor.exchange.recognise.words import ends_sentence
from editor.forms.entries import keep
from editor.forms.form import Form

_LONG = 40
_CUT = 6
"""Characters from which one text does not begin another by chance."""


def projects(form: Form, pages: Sequence[Page], journal: Journal) -> tuple[Project, ...]:
    """In the order of their first pages; keys count from 1."""
    made: list[Project] = []
    key = 1
    for group in _grouped(pages):
        fields = _laid_together(group, journal)
        rows = [row for page in group for row in page.rows]
        own: dict[str, Entry] = {name: keep(form, name, fields.get(name, "")) for name in form.fields}
        indicators = tuple(Indicator(key + 1 + n, Fields(dict(row))) for n, row in enumerate(rows))
        made.append(Project(key, fields=Fields(own), indicators=indicators))
        key += 1 + len(rows)
        _tell_cut_off(form, group[0], fields, journal)
        _tell_cut_sides(form, group, fields.get(NAME, ""), journal)
    return tuple(made)


def _grouped(pages: Sequence[Page]) -> list[list[Page]]:
    """Pages of the same project; one without a name goes on with the sheet before it."""
    groups: dict[str, list[Page]] = {}
    last = ""
    for page in pages:
        last = key_of(page.fields.get(NAME, "")) or last
        groups.setdefault(last, []).append(page)
    return list(groups.values())


def _laid_together(group: Sequence[Page], journal: Journal) -> dict[str, str]:
    """Each field as most pages have it, of equals one that is not cut off."""
    named = [page for page in group if page.fields.get(NAME)]
    if len(named) > 1:
        lines = "、".join(str(page.where.line or page.where.sheet or "") for page in named)
        journal.mended(
            f"同一项目印在{len(named)}页上，已合为一张目标表", named[0].where, f"第{lines}行起", named[0].fields[NAME]
        )
    fields: dict[str, str] = {}
    for key in dict.fromkeys(key for page in group for key in page.fields):
        texts = [page.fields[key] for page in group if page.fields.get(key)]
        if not texts:
            continue
        often = Counter(map(key_of, texts))
        best = max(often, key=lambda one: (often[one], ends_sentence(one)))
        fields[key] = next(text for text in texts if key_of(text) == best)
        for other in {key_of(text): text for text in texts if key_of(text) != best}.values():
            journal.tally("doubtful", "同一项目的几页写法不同，取多数页的写法", group[0].where, other, fields[key])
    return fields


def _tell_cut_off(form: Form, page: Page, fields: dict[str, str], journal: Journal) -> None:
    """Long texts that end without a mark, where the sheet's others end with one."""
    texts = {key: text for key, text in fields.items() if key in form.fields and form.fields[key].kind == "text"}
    long = {key: text for key, text in texts.items() if len(text) >= _LONG}
    closed = [text for text in texts.values() if ends_sentence(text)]
    for key, text in long.items():
        if closed and not ends_sentence(text):
            name = fields.get(NAME, "")
            journal.doubtful(
                f"“{name}”的{form.fields[key].label}末尾没有标点，可能没有录全", page.where, "…" + text[-30:]
            )


def _tell_cut_sides(form: Form, group: Sequence[Page], name: str, journal: Journal) -> None:
    """An indicator's text that is the beginning of the same text on the other side."""
    labels: dict[str, list[str]] = {}
    for key, column in form.indicators.columns.items():
        labels.setdefault(column.label, []).append(key)
    for label, pair in ((label, keys) for label, keys in labels.items() if len(keys) == 2):
        for page in group:
            for row in page.rows:
                short, whole = sorted((row.get(key, "") for key in pair), key=len)
                if len(short) >= _CUT and short != whole and whole.startswith(short):
                    journal.doubtful(f"“{name}”的{label}一边可能没有录全", page.where, short, whole)
