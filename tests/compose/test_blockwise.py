"""A sequence in blocks is the sequence, and its versions share what they have in common."""

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.compose.blockwise import Blockwise


@settings(max_examples=50)
@given(st.data())
def test_it_is_the_sequence(data: st.DataObject) -> None:
    items = [object() for _ in range(data.draw(st.integers(0, 300)))]
    blockwise = Blockwise.of(items)
    assert list(blockwise) == items
    assert len(blockwise) == len(items)
    assert [blockwise[i] for i in range(-len(items), len(items))] == items + items
    assert blockwise[1:-1] == tuple(items[1:-1])
    assert blockwise == Blockwise.of(items)
    positions = st.lists(st.integers(0, len(items) - 1), unique=True) if items else st.just([])
    new = {i: object() for i in data.draw(positions)}
    other = blockwise.exchanged(new)
    assert list(other) == [new.get(i, item) for i, item in enumerate(items)]
    assert list(other.differing(blockwise)) == sorted(new)
    assert list(blockwise) == items, "the version before stays what it was"
    assert (other == blockwise) is (not new)


def test_a_version_shares_the_blocks_without_a_change() -> None:
    items = [object() for _ in range(300)]
    before = Blockwise.of(items)
    after = before.exchanged({100: object()})
    shared = [a is b for a, b in zip(before.blocks, after.blocks, strict=True)]
    assert shared == [True, False, True, True, True]
