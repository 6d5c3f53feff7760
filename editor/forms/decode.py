"""Trees into the frozen classes of `form`, by their type hints."""

import dataclasses
import re
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, TypeVar, Union

from editor.forms.later import type_of
from editor.forms.source import Tree

T = TypeVar("T")
_KINDS = {str: "文字", int: "不小于 0 的整数", float: "数字", bool: "true 或 false"}
_NUMBERS = {int: re.compile(r"[0-9]{1,9}"), float: re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,9})?")}


def decode(tree: Tree, wanted: type[T]) -> T:
    """The tree as an instance of a dataclass; UserError with file, line and key where it does not fit."""
    return typing.cast(T, _decode(tree, wanted))


def _decode(tree: Tree, wanted: Any) -> Any:
    origin = typing.get_origin(wanted)
    if origin in (Union, types.UnionType):
        return _optional(tree, wanted)
    if tree.value is None:
        raise tree.spot.error("这里不能空着")
    if origin is Literal:
        return _choice(tree, typing.get_args(wanted))
    if origin is tuple:
        return _sequence(tree, typing.get_args(wanted))
    if origin is Mapping or origin is typing.get_origin(Mapping[str, str]):
        return _mapping(tree, typing.get_args(wanted)[1])
    if isinstance(wanted, type) and dataclasses.is_dataclass(wanted):
        return _record(tree, wanted)
    return _scalar(tree, wanted)


def _optional(tree: Tree, wanted: Any) -> Any:
    if tree.value is None:
        return None
    (inner,) = (arg for arg in typing.get_args(wanted) if arg is not type(None))
    return _decode(tree, inner)


def _choice(tree: Tree, allowed: tuple[str, ...]) -> str:
    if not isinstance(tree.value, str) or tree.value not in allowed:
        raise tree.spot.error(f"只能写 {'、'.join(allowed)} 之一")
    return tree.value


def _sequence(tree: Tree, args: tuple[Any, ...]) -> tuple[Any, ...]:
    if not isinstance(tree.value, tuple):
        raise tree.spot.error("这里要写成列表")
    if args[-1] is Ellipsis:
        return tuple(_decode(item, args[0]) for item in tree.value)
    if len(tree.value) != len(args):
        raise tree.spot.error(f"列表要有 {len(args)} 项")
    return tuple(_decode(item, arg) for item, arg in zip(tree.value, args, strict=True))


def _mapping(tree: Tree, wanted: Any) -> Mapping[str, Any]:
    if not isinstance(tree.value, Mapping):
        raise tree.spot.error("这里要写成“键: 值”")
    return types.MappingProxyType({key: _decode(item, wanted) for key, item in tree.value.items()})


def _record(tree: Tree, wanted: type) -> Any:
    if not isinstance(tree.value, Mapping):
        raise tree.spot.error("这里要写成“键: 值”")
    known = _known(wanted)
    for key, item in tree.value.items():
        if key not in known:
            raise item.spot.error(f"不认识这个键，可用的有 {'、'.join(known)}")
    missing = [name for name, field in known.items() if _needed(field) and name not in tree.value]
    if missing:
        raise tree.spot.error(f"缺少 {'、'.join(missing)}")
    return wanted(**{key: _decode(item, type_of(known[key])) for key, item in tree.value.items()})


def _scalar(tree: Tree, wanted: type) -> Any:
    if not isinstance(tree.value, str):
        raise tree.spot.error(f"这里要写{_KINDS[wanted]}")
    if wanted is bool:
        if tree.value not in ("true", "false"):
            raise tree.spot.error("这里要写 true 或 false")
        return tree.value == "true"
    if wanted is str:
        return tree.value
    if not _NUMBERS[wanted].fullmatch(tree.value):
        raise tree.spot.error(f"这里要写{_KINDS[wanted]}")
    return wanted(tree.value)


@cache
def _known(wanted: type) -> Mapping[str, "dataclasses.Field[Any]"]:
    return {field.name: field for field in dataclasses.fields(wanted)}


def _needed(field: "dataclasses.Field[Any]") -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
