"""What was typed over worked-out values: what of it stands nowhere any more."""

from editor.budget.book import Book
from editor.domain.overrides import override_place
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.form import Form


def stale_overrides(form: Form, volume: Volume, book: Book) -> tuple[Place, ...]:
    """Places of typed values whose cell or paragraph is not there (its code was deleted, the form is another)."""
    places = [override_place(key) for key in volume.overrides]
    return tuple(place for place in places if not _stands(form, book, place))


def _stands(form: Form, book: Book, place: Place) -> bool:
    if place.section is not None:
        section = form.sections().get(place.section)
        return section is not None and place.line in section.templates
    value = book.value(place)
    return value is not None and value.kind == "overridden"
