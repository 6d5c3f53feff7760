"""An immutable mapping from field key to what the clerk wrote there."""

from collections.abc import Iterator, Mapping

Entry = str | tuple[str, ...]
"""One text, or a list of texts (four percentages, the goals)."""


class Fields(Mapping[str, Entry]):
    """Field key → entry. Blank entries are not held, so that a blank field and an absent one are the same value.

    A list keeps its blanks (the first of four percentages may be missing) unless all of it is blank.
    """

    __slots__ = ("_entries",)

    def __init__(self, entries: Mapping[str, Entry] | None = None) -> None:
        self._entries: dict[str, Entry] = {k: v for k, v in (entries or {}).items() if not is_blank(v)}

    def text(self, key: str) -> str:
        """The entry as one text; a list is joined by newlines; "" when blank."""
        entry = self._entries.get(key, "")
        return entry if isinstance(entry, str) else "\n".join(entry)

    def items_of(self, key: str) -> tuple[str, ...]:
        """The entry as a list; one text is a list of one; () when blank."""
        entry = self._entries.get(key, ())
        return (entry,) if isinstance(entry, str) else entry

    def words(self) -> str:
        """All entries, a line each: to see quickly whether something stands in one of them."""
        return "\n".join(entry if isinstance(entry, str) else "\n".join(entry) for entry in self._entries.values())

    def put(self, key: str, entry: Entry) -> "Fields":
        """The same fields with one entry changed; itself when nothing changes."""
        if self._entries.get(key, "") == entry or (key not in self._entries and is_blank(entry)):
            return self
        return Fields({**self._entries, key: entry})

    def __getitem__(self, key: str) -> Entry:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __eq__(self, other: object) -> bool:
        return self._entries == other._entries if isinstance(other, Fields) else NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._entries.items()))

    def __repr__(self) -> str:
        return f"Fields({self._entries!r})"

    def __reduce__(self) -> tuple[type["Fields"], tuple[dict[str, Entry]]]:
        return Fields, (self._entries,)


def is_blank(entry: Entry) -> bool:
    """No character in it at all; spaces are not blank, they are what the clerk wrote."""
    return not any(entry) if isinstance(entry, tuple) else not entry


BLANK = Fields()
