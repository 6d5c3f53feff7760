"""Takes a volume and the fonts and gives what its pages would show of faults, without setting them all."""

from collections.abc import Iterator, Mapping

from editor.checks.finding import Finding
from editor.checks.printed import PrintFacts, print_findings
from editor.compose.volume import Composer
from editor.domain.places import Place
from editor.domain.volume import NAME, TITLE, Project, Volume
from editor.forms.form import Form
from editor.typeset.boxes import Pages
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import typeset

_LONG_CELL = 200
"""Characters; a column of the indicator table is five wide, a page holds some forty-five of its lines."""
_LONG_FIELD = 1000


def findings_in_print(volume: Volume, form: Form, fonts: FontSet) -> tuple[Finding, ...]:
    """What the pages would show."""
    return print_findings(form, volume, print_facts(volume, form, fonts))


def print_facts(volume: Volume, form: Form, fonts: FontSet) -> PrintFacts:
    """Sets only the first sheet of each unit and those with cells that may be longer than a page."""
    chosen = {project.key for project in volume.projects if _has_long(form, project)}
    units: set[str] = set()
    for project in volume.projects:
        if not project.classified and project.unit not in units:
            units.add(project.unit)
            chosen.add(project.key)
    missing = _missing(volume, form, fonts)
    if not chosen:
        return PrintFacts(missing)
    pages = typeset(Composer(form).compose(volume, projects=chosen), fonts)
    return PrintFacts(missing, _small(form, pages), tuple(_torn(form, pages)))


def _has_long(form: Form, project: Project) -> bool:
    if any(len(project.fields.text(key)) > _LONG_FIELD for key in form.fields):
        return True
    columns = form.indicators.columns
    return any(len(row.cells.text(key)) > _LONG_CELL for row in project.indicators for key in columns)


def _missing(volume: Volume, form: Form, fonts: FontSet) -> frozenset[str]:
    used = set(volume.department)
    for section in volume.sections:
        used.update(*section.paragraphs)
    for project in volume.projects:
        used.update(*(project.fields.text(key) for key in project.fields))
        for row in project.indicators:
            used.update(*(row.cells.text(key) for key in row.cells))
    style = form.styles[form.sheet.tables[0].style]
    measure = fonts.measure(style.font, style.size)
    for char in filter(str.isprintable, used):
        _ = measure[char]  # looks for a face that has it
    return frozenset(measure.missing & used)


def _small(form: Form, pages: Pages) -> Mapping[str, float]:
    """The part of its size the line over a unit's sheets is set in, where it is not all of it."""
    whole = form.styles[form.sheet.unit_style].size
    sizes: dict[str, float] = {}
    for page in pages.pages:
        for box in page.texts:
            if box.place is not None and box.place.unit is not None and box.size < whole:
                sizes[box.place.unit] = min(box.size / whole, sizes.get(box.place.unit, 1.0))
    return sizes


def _torn(form: Form, pages: Pages) -> Iterator[tuple[Place, int]]:
    """Entries that stand on several pages; a title and a merged cell are shown again on each and are not torn."""
    where: dict[Place, set[int]] = {}
    for number, page in enumerate(pages.pages):
        for place in {box.place for box in page.texts}:
            if place is not None and place.project is not None and place.field is not None:
                where.setdefault(place, set()).add(number)
    again = {NAME, TITLE, *(key for key, column in form.indicators.columns.items() if column.merge)}
    for place, there in where.items():
        if len(there) > 1 and place.field not in again:
            yield place, len(there)
