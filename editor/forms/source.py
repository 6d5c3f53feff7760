"""Pack files as trees that remember their lines.

YAML, read without guessing: every scalar is its text, so that `0.00`, `yes` and `2020` mean what they look like; the
types come from the classes of `form`.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from editor.errors import UserError
from editor.values import value


@value
class Spot:
    """A place in a pack file: file, line (from 1) and the key that leads there (`sheet.tables.1.widths`)."""

    file: Path
    line: int
    key: str = ""
    kind: str = "表样"
    """What the file is: 表样, 词表."""

    def error(self, problem: str) -> UserError:
        """The sentence for a fault at this place."""
        key = f"“{self.key}”" if self.key else ""
        return UserError(
            f"{self.kind}文件 {self.file.name} 第 {self.line} 行{key}：{problem}。请改正后再导入这个{self.kind}。"
        )


@value
class Tree:
    """A scalar, a list or a mapping, with its place. A null scalar (`~`) is None."""

    value: "str | tuple[Tree, ...] | Mapping[str, Tree] | None"
    spot: Spot
    replaces: bool = False
    """A mapping tagged `!replace`: stands in place of what it extends, key and all, instead of merging with it."""


class _Refused(Exception):
    """Good YAML that no form needs; with its line (from 1)."""

    def __init__(self, problem: str, event: yaml.Event) -> None:
        super().__init__(problem)
        self.line = _line(event)


_DEEPEST = 30
"""Collections in collections; no form needs half of it."""
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The scanner in C where it is there: it reads the packs in a tenth of the time."""


def read_tree(file: Path, kind: str = "表样") -> Tree:
    """A pack file; UserError with its line where it is no YAML, repeats a key, or is larger than a form can be."""
    start = Spot(file, 1, kind=kind)
    try:
        if file.stat().st_size > 1_000_000:
            raise start.error(f"文件过大，不像{kind}文件")
        text = file.read_text("utf-8")
        found = _Builder(text, start).document()
    except OSError as error:
        raise start.error("文件打不开") from error
    except UnicodeDecodeError as error:
        raise start.error("文件不是 UTF-8 编码") from error
    except _Refused as error:
        raise replace(start, line=error.line).error(str(error)) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise replace(start, line=mark.line + 1 if mark else 1).error("写法有误，读不下去") from error
    except yaml.YAMLError as error:
        raise start.error("写法有误，读不下去") from error
    if found is None:
        raise start.error("文件是空的")
    return found


def merge(base: Tree, over: Tree) -> Tree:
    """`over` laid on `base`: mappings merge key by key, everything else is replaced; each part keeps its own place."""
    if over.replaces or not isinstance(base.value, Mapping) or not isinstance(over.value, Mapping):
        return over
    merged = dict(base.value)
    for key, tree in over.value.items():
        merged[key] = merge(merged[key], tree) if key in merged else tree
    return Tree(merged, over.spot)


class _Builder:
    """Builds a tree from what the scanner tells, in one go: nothing a form does not need is ever made."""

    def __init__(self, text: str, start: Spot) -> None:
        self._events = yaml.parse(text, Loader=_LOADER)
        self._start = start
        self._depth = 0

    def document(self) -> Tree | None:
        """The only document; None where there is none."""
        found: Tree | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found is not None:
                    raise _Refused("一个文件里只能写一份", event)
                found = self._tree(next(self._events), self._start)
        return found

    def _tree(self, event: yaml.Event, spot: Spot) -> Tree:
        if isinstance(event, yaml.ScalarEvent):
            return Tree(None if _is_null(event) else event.value, spot)
        if isinstance(event, yaml.AliasEvent):
            raise _Refused("文件里不能用 * 引用别处的内容", event)
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _Refused("括号或缩进套得太深", event)
        if isinstance(event, yaml.MappingStartEvent):
            tree = Tree(self._mapping(spot), spot, replaces=event.tag == "!replace")
        else:
            tree = Tree(self._list(spot), spot)
        self._depth -= 1
        return tree

    def _list(self, spot: Spot) -> tuple[Tree, ...]:
        items: list[Tree] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._tree(event, _inside(spot, str(len(items)), event)))
        return tuple(items)

    def _mapping(self, spot: Spot) -> dict[str, Tree]:
        items: dict[str, Tree] = {}
        while not isinstance(name := next(self._events), yaml.MappingEndEvent):
            if not isinstance(name, yaml.ScalarEvent):
                if isinstance(name, yaml.AliasEvent):
                    raise _Refused("文件里不能用 * 引用别处的内容", name)
                raise replace(spot, line=_line(name)).error("键必须是文字")
            here = _inside(spot, name.value, name)
            if name.value in items:
                raise here.error("这个键写了两次")
            items[name.value] = self._tree(next(self._events), here)
        return items


def _is_null(event: yaml.ScalarEvent) -> bool:
    """A plain `~`, `null` or nothing at all; quoted they are texts."""
    return bool(event.implicit[0]) and event.value in _NULLS


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _inside(spot: Spot, key: str, event: yaml.Event) -> Spot:
    return Spot(spot.file, _line(event), f"{spot.key}.{key}" if spot.key else key, spot.kind)
