"""Pack files as trees that remember their lines.

YAML, read without guessing: every scalar is its text, so that `0.00`, `yes` and `2020` mean what they look like; the
types come from the classes of `form`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from editor.errors import UserError


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Tree:
    """A scalar, a list or a mapping, with its place. A null scalar (`~`) is None."""

    value: "str | tuple[Tree, ...] | Mapping[str, Tree] | None"
    spot: Spot
    replaces: bool = False
    """A mapping tagged `!replace`: stands in place of what it extends, key and all, instead of merging with it."""


class _Refused(yaml.MarkedYAMLError):
    """Good YAML that no form needs."""


class _Loader(yaml.SafeLoader):
    """Takes no references, by which a small file could grow without end, and no nest deeper than a form's."""

    deepest = 30

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise _Refused(problem="表样文件里不能用 * 引用别处的内容", problem_mark=mark)
        if self._depth >= self.deepest:
            raise _Refused(problem="括号或缩进套得太深，不像表样文件", problem_mark=mark)
        self._depth += 1
        try:
            return super().compose_node(parent, index)
        finally:
            self._depth -= 1


def read_tree(file: Path, kind: str = "表样") -> Tree:
    """A pack file; UserError with its line where it is no YAML, repeats a key, or is larger than a form can be."""
    start = Spot(file, 1, kind=kind)
    try:
        if file.stat().st_size > 1_000_000:
            raise start.error(f"文件过大，不像{kind}文件")
        node = yaml.compose(file.read_text("utf-8"), Loader=_Loader)
    except OSError as error:
        raise start.error("文件打不开") from error
    except UnicodeDecodeError as error:
        raise start.error("文件不是 UTF-8 编码") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = str(error.problem) if isinstance(error, _Refused) else "写法有误，读不下去"
        raise replace(start, line=mark.line + 1 if mark else 1).error(problem) from error
    except yaml.YAMLError as error:
        raise start.error("写法有误，读不下去") from error
    if node is None:
        raise start.error("文件是空的")
    return _tree(node, start)


def merge(base: Tree, over: Tree) -> Tree:
    """`over` laid on `base`: mappings merge key by key, everything else is replaced; each part keeps its own place."""
    if over.replaces or not isinstance(base.value, Mapping) or not isinstance(over.value, Mapping):
        return over
    merged = dict(base.value)
    for key, tree in over.value.items():
        merged[key] = merge(merged[key], tree) if key in merged else tree
    return Tree(merged, over.spot)


def _tree(node: yaml.Node, spot: Spot) -> Tree:
    if isinstance(node, yaml.ScalarNode):
        return Tree(None if node.tag == "tag:yaml.org,2002:null" else node.value, spot)
    if isinstance(node, yaml.SequenceNode):
        return Tree(tuple(_tree(child, _inside(spot, str(i), child)) for i, child in enumerate(node.value)), spot)
    items: dict[str, Tree] = {}
    for name, child in node.value:
        if not isinstance(name, yaml.ScalarNode):
            raise replace(spot, line=name.start_mark.line + 1).error("键必须是文字")
        here = _inside(spot, name.value, name)
        if name.value in items:
            raise here.error("这个键写了两次")
        items[name.value] = _tree(child, here)
    return Tree(items, spot, replaces=node.tag == "!replace")


def _inside(spot: Spot, key: str, node: yaml.Node) -> Spot:
    return replace(spot, line=node.start_mark.line + 1, key=f"{spot.key}.{key}".strip("."))
