"""Values are what frozen dataclasses with slots are."""

import copy
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, is_dataclass, replace
from typing import Any

import pytest

from editor.values import value


@value
class Point:
    """Somewhere."""

    x: int
    y: int = 2
    names: tuple[str, ...] = ()
    held: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def sum(self) -> int:
        return self.x + self.y


@dataclass(frozen=True, slots=True)
class Theirs:
    """Somewhere."""

    x: int
    y: int = 2
    names: tuple[str, ...] = ()
    held: dict[str, int] = field(default_factory=dict, compare=False, repr=False)


@value
class Bare:
    pass


@value
class Shown:
    text: str

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return "own"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shown)

    def __hash__(self) -> int:
        return 7


def test_it_is_made_and_shown_like_a_dataclass() -> None:
    ours, theirs = Point(1, names=("a",)), Theirs(1, names=("a",))
    assert repr(ours) == repr(theirs).replace("Theirs", "Point")
    assert [(f.name, f.default, f.metadata) for f in fields(ours)] == [
        (f.name, f.default, f.metadata) for f in fields(theirs)
    ]
    assert is_dataclass(Point)
    assert Point.__doc__ == "Somewhere."
    assert Point.__match_args__ == Theirs.__match_args__
    assert ours.sum == 3
    assert Point(1).held is not Point(1).held


@pytest.mark.parametrize("kind", [Point, Theirs])
def test_missing_and_unknown_arguments_are_refused(kind: Any) -> None:
    with pytest.raises(TypeError):
        kind()
    with pytest.raises(TypeError):
        kind(1, z=2)


def test_equal_values_are_equal_and_hash_alike() -> None:
    assert Point(1, held={"a": 1}) == Point(1, held={"b": 2})
    assert hash(Point(1)) == hash(Point(1, 2))
    assert Point(1) != Point(2)
    assert Point(1) != Theirs(1)
    assert Bare() == Bare()
    assert Bare() != Point(1)
    assert len({Point(1), Point(1, 2), Point(2)}) == 2


def test_nothing_changes() -> None:
    point: Any = Point(1)
    for change in (lambda: setattr(point, "x", 2), lambda: setattr(point, "z", 2), lambda: delattr(point, "x")):
        with pytest.raises(FrozenInstanceError):
            change()
    assert not hasattr(point, "__dict__")
    assert point == Point(1)


def test_replace_copies_and_pickles() -> None:
    point = Point(1, 3, ("a",), {"b": 1})
    assert replace(point, x=5) == Point(5, 3, ("a",))
    for again in (copy.copy(point), copy.deepcopy(point), pickle.loads(pickle.dumps(point))):
        assert again == point
        assert again.held == point.held


def test_patterns_take_it_apart() -> None:
    match Point(1, 4):
        case Point(x, y):
            assert (x, y) == (1, 4)
        case _:
            pytest.fail("no match")


def test_methods_of_its_own_stay() -> None:
    assert repr(Shown("a")) == "own"
    assert Shown("a") == Shown("b")
    assert hash(Shown("a")) == 7
    assert str(Shown("a")) == "a"
