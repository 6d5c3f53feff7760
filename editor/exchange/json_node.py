"""JSON values that are looked at before they are believed: what is not as it should be is named by its way."""

from collections.abc import Collection, Mapping

from editor.domain.fields import Entry
from editor.errors import UserError

MAX_TEXT = 1_000_000
"""Characters of one text."""
MAX_ITEMS = 100_000
"""Projects of a volume, paragraphs of a section, rows of a table."""
_YEARS = range(1950, 2201)


class Keys:
    """Fresh keys, from 1."""

    def __init__(self) -> None:
        self._last = 0

    def next(self) -> int:
        """One that was not given yet."""
        self._last += 1
        return self._last


class Node:
    """A JSON value with the way that leads to it; every reading of it is checked."""

    def __init__(self, value: object, path: str) -> None:
        self._value = value
        self._path = path

    @property
    def is_null(self) -> bool:
        return self._value is None

    def error(self, problem: str) -> UserError:
        where = f"“{self._path}”" if self._path else "最外层"
        return UserError(f"这份 JSON 的{where}{problem}，因此没有导入。请改正后再导入。")

    def mapping(self, required: Collection[str], optional: Collection[str]) -> "dict[str, Node]":
        """An object with these keys and no others."""
        nodes = self.anything()
        missing = next((key for key in required if key not in nodes), None)
        if missing is not None:
            raise self.error(f"缺少“{missing}”")
        strange = next((key for key in nodes if key not in required and key not in optional), None)
        if strange is not None:
            raise self.error(f"有多余的“{strange[:40]}”")
        return nodes

    def items(self) -> "list[Node]":
        """The elements of a list."""
        if not isinstance(self._value, list):
            raise self.error("应是列表")
        if len(self._value) > MAX_ITEMS:
            raise self.error(f"有 {len(self._value)} 项，超过 {MAX_ITEMS} 项")
        return [Node(value, f"{self._path}[{n}]") for n, value in enumerate(self._value, 1)]

    def text(self) -> str:
        """A text."""
        if not isinstance(self._value, str):
            raise self.error("应是文字（要加引号）")
        if len(self._value) > MAX_TEXT:
            raise self.error(f"有 {len(self._value)} 个字，超过 {MAX_TEXT} 个字")
        if any("\ud800" <= c <= "\udfff" for c in self._value):
            raise self.error("里有不成字的代码")
        return self._value

    def text_or_blank(self) -> str:
        """A text, "" for null."""
        return "" if self.is_null else self.text()

    def year(self) -> int:
        """A budget year."""
        if isinstance(self._value, bool) or not isinstance(self._value, int) or self._value not in _YEARS:
            raise self.error("应是年份（四位数字，不加引号）")
        return self._value

    def flag(self) -> bool:
        """true or false."""
        if not isinstance(self._value, bool):
            raise self.error("应是 true 或 false")
        return self._value

    def entry(self) -> Entry:
        """A text or a list of texts."""
        return tuple(node.text_or_blank() for node in self.items()) if isinstance(self._value, list) else self.text()

    def entries(self) -> dict[str, Entry]:
        """An object of entries."""
        return {key: node.entry() for key, node in self.anything().items()}

    def anything(self) -> "dict[str, Node]":
        """An object with any keys."""
        if not isinstance(self._value, Mapping):
            raise self.error("应是“键: 值”的对象")
        prefix = f"{self._path}." if self._path else ""
        return {str(key): Node(value, f"{prefix}{str(key)[:40]}") for key, value in self._value.items()}
