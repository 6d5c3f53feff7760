"""The keys of typed values that stand in place of what is worked out: `t3/21011/basic`, `income/2`."""

from editor.domain.places import Place


def override_key(place: Place) -> str:
    """The key of a printed cell (table/line/column) or a generated paragraph (section/template); ValueError for any other place."""
    if place.line is None or place.row is not None:
        raise ValueError(f"nothing is worked out at {place}")
    if place.section is not None:
        return f"{place.section}/{place.line}"
    if place.table is not None and place.field is not None:
        return f"{place.table}/{place.line}/{place.field}"
    raise ValueError(f"nothing is worked out at {place}")


def override_place(key: str) -> Place:
    """The place of such a key; a line's id may hold slashes, the other parts do not. ValueError where it is no key."""
    first, slash, rest = key.partition("/")
    line, second, column = rest.rpartition("/")
    if not slash:
        raise ValueError(key)
    if not second:
        return Place(section=first, line=rest)
    return Place(table=first, line=line, field=column)
