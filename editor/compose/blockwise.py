"""A long sequence whose versions share what did not change."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, compress
from operator import is_not
from typing import Generic, TypeVar, overload

_SIZE = 64
_Item = TypeVar("_Item")


class Blockwise(Sequence[_Item], Generic[_Item]):
    """An immutable sequence in tuples of neighbours.

    To exchange one of 4,000 items copies its tuple, and to find what was exchanged looks into that one only: going through all
    of them costs more than the work on one, for it drives everything else out of the processor's memory.
    """

    def __init__(self, blocks: tuple[tuple[_Item, ...], ...]) -> None:
        """`of` makes the blocks: all of one size but the last."""
        self.blocks = blocks
        self._count = sum(map(len, blocks))

    @classmethod
    def of(cls, items: Sequence[_Item]) -> "Blockwise[_Item]":
        """From all items in order."""
        return cls(tuple(tuple(items[i : i + _SIZE]) for i in range(0, len(items), _SIZE)))

    def exchanged(self, new: Mapping[int, _Item]) -> "Blockwise[_Item]":
        """Another version, with these items at their positions."""
        blocks = list(self.blocks)
        for i, item in new.items():
            at, within = divmod(i, _SIZE)
            block = blocks[at]
            blocks[at] = (*block[:within], item, *block[within + 1 :])
        return Blockwise(tuple(blocks))

    def differing(self, other: "Blockwise[_Item]") -> Iterator[int]:
        """Where another one of the same length has another object."""
        for at in compress(range(len(self.blocks)), map(is_not, self.blocks, other.blocks)):
            start = at * _SIZE
            yield from compress(range(start, start + _SIZE), map(is_not, self.blocks[at], other.blocks[at]))

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> _Item: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[_Item, ...]: ...
    def __getitem__(self, index: int | slice) -> _Item | tuple[_Item, ...]:
        if isinstance(index, slice):
            return tuple(self)[index]
        at = index + self._count if index < 0 else index
        if not 0 <= at < self._count:
            raise IndexError(index)
        return self.blocks[at // _SIZE][at % _SIZE]

    def __iter__(self) -> Iterator[_Item]:
        return chain.from_iterable(self.blocks)

    def __eq__(self, other: object) -> bool:
        return self.blocks == other.blocks if isinstance(other, Blockwise) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.blocks)
