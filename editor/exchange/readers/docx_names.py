"""Takes nothing and gives the names of the parts of WordprocessingML the readers look at."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = ("0", "false", "off", "none")


def w(name: str) -> str:
    """The full name of a w: element or attribute."""
    return W + name


def is_on(element: object) -> bool:
    """Whether an on/off property stands and is not switched off (`<w:vanish/>`, `w:val="1"`)."""
    if element is None:
        return False
    value = element.get(W + "val")  # type: ignore[attr-defined]
    return value is None or str(value).lower() not in _OFF
