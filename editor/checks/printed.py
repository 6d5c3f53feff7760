"""What only the set pages show, told by whoever set them: characters no font has, lines too small, cells torn: FMT."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from editor.checks.check import Check, Report
from editor.checks.finding import Finding
from editor.checks.views import FrontView, texts_of
from editor.checks.waiving import text_at
from editor.checks.words import bundled_words
from editor.domain.places import Place
from editor.domain.volume import NAME, Volume, Waiver
from editor.forms.form import Form

_PAGES = "部门预算绩效文本印制要求：字迹清楚，表格完整"


@dataclass(frozen=True, slots=True)
class PrintFacts:
    """What the typesetter knows of a volume's pages."""

    missing: frozenset[str] = frozenset()
    """Characters no font has."""
    small: Mapping[str, float] = field(default_factory=dict)
    """Code of a unit → the part of its size (0 to 1) the line over its sheets was set in, to go on one line."""
    torn: tuple[tuple[Place, int], ...] = ()
    """Entries of a sheet that take several pages, and how many."""


def print_findings(form: Form, volume: Volume, facts: PrintFacts) -> tuple[Finding, ...]:
    """The findings these facts are under this form; waived ones carry their reason."""
    found: list[Finding] = []
    for check, run in zip(CHECKS, (_every_character, _one_line, _whole_cells), strict=True):
        report = check.report(form)
        if report.setting.apply:
            found += run(form, volume, facts, report)
    reasons = {(w.check, w.place): w for w in volume.waivers}
    return tuple(_waived(volume, finding, reasons.get((finding.check, finding.place))) for finding in found)


def _waived(volume: Volume, finding: Finding, waiver: Waiver | None) -> Finding:
    if waiver is None or waiver.text != text_at(volume, finding.place):
        return finding
    return replace(finding, waived=waiver.reason)


def _every_character(form: Form, volume: Volume, facts: PrintFacts, report: Report) -> Iterator[Finding]:
    if not facts.missing:
        return
    for place, text in _texts(form, volume):
        lacking = [char for char in dict.fromkeys(text) if char in facts.missing]
        if lacking:
            at = text.index(lacking[0])
            message = f"“{'”“'.join(lacking)}”没有字体能印，印出来是空白，请换一种写法，或安装有这个字的字体。"
            yield report(place, message, chars=(at, at + 1))


def _texts(form: Form, volume: Volume) -> Iterator[tuple[Place, str]]:
    yield from FrontView.of(form, bundled_words(), volume).paragraphs()
    for project in volume.projects:
        yield Place(project=project.key, field=NAME), project.name
        yield from ((text.place, text.text) for text in texts_of(form, project) if text.kind != NAME)


def _one_line(form: Form, volume: Volume, facts: PrintFacts, report: Report) -> Iterator[Finding]:
    for code, part in facts.small.items():
        unit = volume.unit(code)
        if unit is not None and part < report.number("least"):
            message = f"“{code}{unit.name}”太长，表头一行要把字缩到{part:.0%}才印得下，看不清，请核对单位名称。"
            yield report(Place(unit=code, field="name"), message)


def _whole_cells(form: Form, volume: Volume, facts: PrintFacts, report: Report) -> Iterator[Finding]:
    for place, pages in facts.torn:
        yield report(place, f"这一格有{len(text_at(volume, place))}个字，要分在{pages}页上印，请精简。")


CHECKS = (
    Check(
        id="FMT-01",
        title="每个字都印得出",
        severity="error",
        rule=_PAGES,
        example="名称里有字体中没有的符号，印出来是空白；应换一种写法。",
        printed=True,
    ),
    Check(
        id="FMT-02",
        title="表头一行印得下",
        severity="warning",
        rule=_PAGES,
        example="单位名称四五十个字，表头缩得看不清；应核对单位名称。",
        printed=True,
        defaults={"least": "0.7"},
    ),
    Check(
        id="FMT-03",
        title="一格不分几页印",
        severity="info",
        rule=_PAGES,
        example="一格写了上千字，一页印不下；应精简。",
        printed=True,
    ),
)
