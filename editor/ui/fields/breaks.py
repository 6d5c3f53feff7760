"""Where a label may break into lines."""

_JOINER = "\u2060"
"""Seen by nobody; no line breaks there."""
_LEAST = 4
"""Signs of a label that has an end to be kept together."""


def with_whole_end(label: str) -> str:
    """A label that never leaves its last sign alone on a line."""
    if len(label) < _LEAST or label[-2:].isascii():
        return label
    return f"{label[:-1]}{_JOINER}{label[-1]}"
