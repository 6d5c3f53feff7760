"""Values: classes whose instances never change, made at a third of what it costs the start of a program to make a dataclass.

`dataclasses` writes the source of seven functions for each class and has Python parse and compile it; a window needs a hundred of
such classes before it is painted. Here the source of one is written, and the others are shared.
"""

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from types import FunctionType
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")
_SET = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def value(cls: type[T]) -> type[T]:
    """What `dataclasses.dataclass(frozen=True, slots=True)` makes of a class, to all who ask: `fields`, `replace`, `==`, `hash`, copies
    and patterns. Methods of its own stay.
    """
    own = frozenset(vars(cls))
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # else the signature would be worked out for it
    made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)  # type: ignore[arg-type]
    compared = _getter(field.name for field in fields if field.compare)

    def equal(self: object, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(compared(self))

    methods: dict[str, Callable[..., object]] = {
        "__init__": _init(made, fields),
        "__repr__": _shown,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _state,
        "__setstate__": _put_state,
    }
    if "__eq__" not in own:
        methods |= {"__eq__": equal, "__hash__": hashed}
    for name, method in methods.items():
        if name not in own or name == "__hash__":
            setattr(made, name, method)
    return made


def _getter(names: Iterable[str]) -> Callable[[object], object]:
    listed = tuple(names)
    return attrgetter(*listed) if listed else lambda _: ()


def _init(cls: type, fields: Iterable["dataclasses.Field[Any]"]) -> Callable[..., None]:
    """The only function with a source of its own: it is called for each instance, and has to be quick."""
    known: dict[str, object] = {"_object": object, "_none": dataclasses.MISSING}
    parameters, lines = [], []
    for field in fields:
        name, given = field.name, field.name
        if field.default is not dataclasses.MISSING:
            known[f"_of_{name}"] = field.default
            parameters.append(f"{name}=_of_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            known[f"_of_{name}"] = field.default_factory
            parameters.append(f"{name}=_none")
            given = f"_of_{name}() if {name} is _none else {name}"
        else:
            parameters.append(name)
        lines.append(f" _object.__setattr__(self, {name!r}, {given})")
    exec(f"def __init__(self, {', '.join(parameters)}):\n" + ("\n".join(lines) or " pass"), known)
    made = known["__init__"]
    assert isinstance(made, FunctionType)
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    return made


def _shown(self: Any) -> str:
    parts = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(parts)})"


def _refuse(self: object, name: str, *_: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"{type(self).__qualname__} is a value: its {name!r} stays")


def _state(self: Any) -> tuple[object, ...]:
    return tuple(_values(self))


def _put_state(self: Any, state: tuple[object, ...]) -> None:
    for field, held in zip(dataclasses.fields(self), state, strict=True):
        _SET(self, field.name, held)


def _values(self: Any) -> Iterator[object]:
    for field in dataclasses.fields(self):
        yield getattr(self, field.name)
