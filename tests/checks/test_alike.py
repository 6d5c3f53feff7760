"""Like texts are found among many without holding each against each; what differs in one word of a pattern is not the same."""

import random

import pytest

from editor.checks import alike
from editor.checks.alike import Alike, parallel
from editor.checks.chinese import likeness

SIGNS = [chr(code) for code in range(0x4E00, 0x4E00 + 400)]


def texts(count: int) -> list[str]:
    dice = random.Random(count)
    return ["".join(dice.choices(SIGNS, k=12)) for _ in range(count)]


def asked(count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many likenesses are worked out until so many texts are in."""
    calls: list[int] = []

    def counting(a: str, b: str) -> float:
        calls.append(1)
        return likeness(a, b)

    monkeypatch.setattr(alike, "likeness", counting)
    index = Alike(0.9)
    for text in texts(count):
        index.first(text)
        index.put(text)
    return len(calls)


def test_the_work_grows_as_the_texts_do(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = asked(2000, monkeypatch), asked(8000, monkeypatch)
    assert 0 < many < 16 * 8000
    assert few < 16 * 2000


def test_it_finds_what_holding_each_against_each_finds() -> None:
    dice = random.Random(7)
    made = texts(60)
    made += [text[:9] + "".join(dice.choices(SIGNS, k=2)) for text in made[:20]]
    index = Alike(0.6)
    for i, text in enumerate(made):
        expected = next((n for n in range(i) if likeness(made[n], text) >= 0.6), None)
        assert index.first(text) == expected
        index.put(text)


@pytest.mark.parametrize(
    ("one", "two", "are"),
    [
        ("东片村民户数", "西片村民户数", True),
        ("小学在校生人数", "初中在校生人数", True),
        ("养护里程", "养护里程", False),
        ("改善驻站职工生活数量", "保障职工、设施数量", False),
        ("慰问职工户数", "慰问困难职工户数", False),
    ],
)
def test_parallel_counts_are_two_things(one: str, two: str, are: bool) -> None:
    assert parallel(one, two) is are
