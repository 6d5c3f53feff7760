"""Differences of two editions of a word list, in sentences."""

from dataclasses import fields, replace

import pytest

from editor.checks.word_changes import word_changes
from editor.checks.words import Foreign, Pattern, Term, WordList, bundled_lists

LIST = WordList("词", typos="甲乙 甲丙\n", allowed="圆满完成", terms=(Term(("旧称",), "请改写。"),))
OTHER = WordList(
    "词",
    typos="甲乙 甲丁\n",
    allowed="圆满",
    terms=(Term(("老称",), "请改写。"),),
    patterns=(Pattern(("近旁",), "近.旁", "请改写。"),),
    foreign=(Foreign("水利部门", ("水",), ("水利事业",)),),
    sensitive="机密",
    sets={"vague": "其他"},
)


def test_the_same_list_has_nothing_to_say() -> None:
    for one in bundled_lists():
        assert word_changes(one, one) == ()
        assert word_changes(one, replace(one, version=2)) == ()


@pytest.mark.parametrize("part", [part.name for part in fields(WordList) if part.name not in ("title", "version")])
def test_whatever_differs_something_is_said(part: str) -> None:
    changed = replace(LIST, **{part: getattr(OTHER, part)})
    assert word_changes(LIST, changed) and all(
        sentence.startswith("词表“词”") for sentence in word_changes(LIST, changed)
    )
    assert word_changes(changed, LIST)


def test_words_are_named_and_many_are_counted() -> None:
    many = replace(LIST, typos="".join(f"错字{n} 正字{n}\n" for n in range(8)))
    assert word_changes(LIST, many) == (
        "词表“词”：新增 8 个错词（错字0→正字0、错字1→正字1、错字2→正字2、错字3→正字3、错字4→正字4等）。",
        "词表“词”：删去 1 个错词（甲乙→甲丙）。",
    )


def test_a_note_that_differs() -> None:
    noted = replace(LIST, terms=(Term(("旧称",), "请改为新称。"),))
    assert word_changes(LIST, noted) == ("词表“词”：过时的说法的提示有调整。",)


def test_a_list_that_is_new_and_one_with_another_name() -> None:
    assert word_changes(None, LIST)[0] == "新增词表“词”。"
    assert len(word_changes(None, LIST)) == 4
    assert word_changes(LIST, replace(LIST, title="词语")) == ("词表“词”改名为“词语”。",)
