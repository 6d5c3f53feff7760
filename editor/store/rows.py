"""The tables as the code handles them: which columns are a row's key and which its values, and which tables are in order."""

from collections.abc import Mapping
from types import MappingProxyType

from editor.values import value

Scalar = str | int | None
Row = tuple[Scalar, ...]


@value
class Table:
    """A table whose rows have a key; where it is `ordered`, `position` counts within rows equal in the `scope` columns."""

    name: str
    key: tuple[str, ...]
    values: tuple[str, ...]
    ordered: bool = False
    scope: tuple[str, ...] = ()


@value
class ListTable:
    """A table whose rows have no identity but their position within rows equal in the `scope` columns."""

    name: str
    values: tuple[str, ...]
    scope: tuple[str, ...] = ()


WAIVER_VALUES = ("finding", "project", "row", "field", "item", "section", "unit", "budget", "line", "text", "reason")

TABLES: Mapping[str, Table] = MappingProxyType(
    {
        table.name: table
        for table in (
            Table("meta", ("key",), ("value",)),
            Table("volume_field", ("field", "item"), ("text",)),
            Table("unit", ("code",), ("name",), ordered=True),
            Table("section", ("key",), (), ordered=True),
            Table("project", ("id",), ("unit", "classified"), ordered=True),
            Table("project_field", ("project", "field", "item"), ("classified", "text")),
            Table("indicator", ("id",), ("project", "classified"), ordered=True, scope=("project",)),
            Table("indicator_cell", ("indicator", "column"), ("text",)),
            Table("budget_row", ("id",), ("budget",), ordered=True, scope=("budget",)),
            Table("budget_cell", ("row", "column"), ("text",)),
            Table("typed_value", ("key",), ("text",)),
        )
    }
)
"""Parents before their children."""

LISTS: Mapping[str, ListTable] = MappingProxyType(
    {
        table.name: table
        for table in (ListTable("paragraph", ("text",), ("section",)), ListTable("waiver", WAIVER_VALUES))
    }
)

VOLUME_META = ("form", "year", "department")
"""Keys of `meta` that belong to the volume; the others are the file's own."""
