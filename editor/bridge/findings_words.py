"""What the window says about a finding: where it is, by which rule, what its correction changes; corrections put together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from editor.checks.finding import Finding, Fix
from editor.domain.entries import entry_at
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.domain.volume import Project, Volume, Waiver
from editor.forms.form import Form
from editor.forms.place_words import place_words
from editor.forms.wording import numbered_title

_REASONS = 8


@dataclass(frozen=True, slots=True)
class CheckWords:
    """A check as the clerk reads of it."""

    id: str
    title: str
    rule: str
    example: str
    hard: bool
    """It cannot be set aside."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry before and after a fix."""

    where: str
    before: str
    after: str


@cache
def _catalogue() -> dict[str, CheckWords]:
    from editor.checks.catalogue import CATALOGUE

    return {c.id: CheckWords(c.id, c.title, c.rule, c.example, c.hard) for c in CATALOGUE}


def check_words(check: str) -> CheckWords:
    """A check of the catalogue by its id; a nameless one where it has none of this id."""
    return _catalogue().get(check) or CheckWords(check, check, "", "", hard=False)


def group_title(form: Form, volume: Volume, number: int) -> str:
    """The heading of a project's findings, by the project's number; 0 for those of no project."""
    return project_title(form, number, volume.projects[number - 1] if number else None)


def project_title(form: Form, number: int, project: Project | None) -> str:
    """The same for a project that is at hand; None for what is of no project."""
    return numbered_title(form, number, project).removesuffix(form.sheet.title_suffix) if project else "整册"


def corrections(form: Form, volume: Volume, fix: Fix) -> tuple[Correction, ...]:
    """What a fix changes; entries it leaves as they are are not among them."""
    found = []
    for place, after in fix.entries:
        before = entry_at(volume, place)
        if before != after:
            found.append(Correction(place_words(form, volume, place), _shown(before), _shown(after)))
    return tuple(found)


def _shown(entry: Entry) -> str:
    return entry if isinstance(entry, str) else "　".join(text or "（空）" for text in entry)


def waiver_of(volume: Volume, finding: Finding, reason: str) -> Waiver:
    """The waiver that sets a finding aside as long as its text stays."""
    from editor.checks.waiving import text_at

    return Waiver(finding.check, finding.place, text_at(volume, finding.place), reason)


def past_reasons(volume: Volume) -> tuple[str, ...]:
    """Reasons given before in this volume, the latest first."""
    return tuple(dict.fromkeys(waiver.reason for waiver in reversed(volume.waivers)))[:_REASONS]


def same_kind(findings: Iterable[Finding], check: str) -> tuple[Finding, ...]:
    """The findings of one check that have a fix and are not set aside."""
    return tuple(f for f in findings if f.check == check and f.fix is not None and f.waived is None)


def combined(volume: Volume, fixes: Iterable[Fix]) -> tuple[Fix, int]:
    """Many fixes as one, and how many of them are in it.

    Each fix knows the text as it is now: two in one text are put together where they change different characters; one that
    changes what another has changed is left out (it is found again afterwards).
    """
    patches: dict[Place, _Patch] = {}
    by_whole: dict[Place, set[Place]] = {}
    taken, title = 0, ""
    for fix in fixes:
        made = [(place, _Patch.between(entry_at(volume, place), entry)) for place, entry in fix.entries]
        if not all(_fits(place, patch, patches, by_whole.get(place.whole(), set())) for place, patch in made):
            continue
        for place, patch in made:
            by_whole.setdefault(place.whole(), set()).add(place)
            patches[place] = patches[place].with_(patch) if place in patches else patch
        taken, title = taken + 1, title or fix.title
    return Fix(title, tuple((place, patch.result()) for place, patch in patches.items())), taken


@dataclass(frozen=True, slots=True)
class _Patch:
    """An entry as it was, and what becomes of it: other characters at some places, or another entry as a whole."""

    before: Entry
    spans: tuple[tuple[int, int, str], ...] = ()
    whole: Entry | None = None

    @classmethod
    def between(cls, before: Entry, after: Entry) -> "_Patch":
        if isinstance(before, str) and isinstance(after, str):
            return cls(before, (_span(before, after),))
        return cls(before, whole=after)

    def beside(self, other: "_Patch") -> bool:
        """Whether both can be done: they touch no character in common."""
        if self.whole is not None or other.whole is not None:
            return False
        return all(d < a or b < c for a, b, _ in self.spans for c, d, _ in other.spans)

    def with_(self, other: "_Patch") -> "_Patch":
        return _Patch(self.before, (*self.spans, *other.spans))

    def result(self) -> Entry:
        if self.whole is not None or not isinstance(self.before, str):
            return self.whole or ""
        text = self.before
        for start, end, new in sorted(self.spans, reverse=True):
            text = text[:start] + new + text[end:]
        return text


def _fits(place: Place, patch: _Patch, patches: Mapping[Place, _Patch], there: Collection[Place]) -> bool:
    """Whether a patch goes with those there are already; `there`: their places in the same field."""
    others = [other for other in there if other != place]
    if others and (place.item is None or any(other.item is None for other in others)):
        return False
    return place not in patches or patches[place].beside(patch)


def _span(before: str, after: str) -> tuple[int, int, str]:
    """The characters of `before` that change, and what stands there in `after`."""
    shorter = min(len(before), len(after))
    start = next((i for i in range(shorter) if before[i] != after[i]), shorter)
    rest = shorter - start
    same = next((i for i in range(rest) if before[-1 - i] != after[-1 - i]), rest)
    return start, len(before) - same, after[start : len(after) - same]
