"""Types of keys that few forms have: they load with the first file in which such a key stands."""

from collections.abc import Callable, Mapping
from dataclasses import Field
from typing import Any

_LATER = "later"


def later(kind: Callable[[], object]) -> Mapping[str, object]:
    """Metadata of a field whose annotation is a text: `kind` gives the type it means."""
    return {_LATER: kind}


def type_of(field: "Field[Any]") -> Any:
    """The type of a field."""
    kind = field.metadata.get(_LATER)
    return field.type if kind is None else kind()
