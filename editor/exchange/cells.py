"""The text of one cell, whatever it was pasted or read from."""

import re

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\ufeff]")


def clean(text: str) -> str:
    """Without control characters, with \\n line ends; full-width forms stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return _CONTROLS.sub("", text).strip(" \n")
