"""Characters as findings count them (code points) and as Qt counts them (UTF-16 units, two for a rare character)."""


def to_units(text: str, at: int) -> int:
    """Qt's position of the character at `at`."""
    return len(text[:at].encode("utf-16-le", "surrogatepass")) // 2


def from_units(text: str, at: int) -> int:
    """The character at Qt's position `at`."""
    return len(text.encode("utf-16-le", "surrogatepass")[: at * 2].decode("utf-16-le", "replace"))
