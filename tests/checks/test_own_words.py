"""The clerk's own word list: reading, writing, faults, and how it goes before the program's lists."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.checks.own_words import (
    OwnWord,
    OwnWords,
    own_faults,
    own_words_bytes,
    read_own_words,
    words_with,
)
from editor.checks.words import bundled_words
from editor.domain.volume import Section, Volume
from editor.errors import UserError
from editor.forms.packs import bundled_packs

FORM = bundled_packs().form("hebei-2023")
CHARS = st.characters(codec="utf-8", exclude_categories=("C", "Z"))
TEXT = st.text(CHARS, min_size=2, max_size=8)
ENTRY = st.builds(OwnWord, st.sampled_from(["typo", "term", "allowed"]), TEXT, TEXT, TEXT).map(OwnWord.tidy)


def found(text: str, *own: OwnWord) -> list[Finding]:
    volume = Volume(FORM.id, 2027, "青石县林业局", (), (Section("overall_goal", (text,)),))
    findings = Checker(FORM, words_with(OwnWords(own))).check(volume)
    return [f for f in findings if f.check in ("TXT-02", "TXT-06")]


@given(st.lists(ENTRY, max_size=6, unique_by=lambda one: one.word))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, words: list[OwnWord]) -> None:
    own = OwnWords(tuple(words))
    file = tmp_path_factory.mktemp("own") / "own_words.json"
    file.write_bytes(own_words_bytes(own))
    if list(own_faults(own.words)):
        with pytest.raises(UserError):
            read_own_words(file)
    else:
        assert read_own_words(file) == own


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    assert read_own_words(tmp_path / "own_words.json") == OwnWords()
    assert words_with(OwnWords()) is bundled_words()


def test_an_own_wrong_word_is_found_with_its_correction() -> None:
    assert found("在林管站办公。") == []
    (finding,) = found("在林管站办公。", OwnWord("typo", "林管站", "林业工作站"))
    assert finding.check == "TXT-02" and finding.chars == (1, 4)
    assert finding.fix is not None and finding.fix.entries[0][1] == "在林业工作站办公。"


def test_a_correction_that_holds_the_wrong_word_is_not_found_again() -> None:
    own = OwnWord("typo", "联席会", "联席会议")
    (finding,) = found("召开联席会。", own)
    assert finding.fix is not None
    corrected = finding.fix.entries[0][1]
    assert isinstance(corrected, str) and found(corrected, own) == []


def test_a_term_says_its_note() -> None:
    (finding,) = found("做好两工工作。", OwnWord("term", "两工", note="两工已经取消，请改写。"))
    assert finding.check == "TXT-06" and "两工已经取消，请改写。" in finding.message and finding.fix is None
    (finding,) = found("做好两工工作。", OwnWord("term", "两工", "投工投劳"))
    assert finding.fix is not None and "投工投劳" in finding.message


def test_an_allowed_word_is_an_exception() -> None:
    assert [f.check for f in found("布署防火工作。")] == ["TXT-02"]
    assert found("布署防火工作。", OwnWord("allowed", "布署")) == []
    assert found("布署防火工作，布署巡护。", OwnWord("allowed", "布署防火")) != []


def test_the_own_list_goes_before_the_programs() -> None:
    (finding,) = found("布署防火工作。", OwnWord("typo", "布署", "安排"))
    assert finding.fix is not None and finding.fix.entries[0][1] == "安排防火工作。"
    (finding,) = found("部署防火工作。", OwnWord("typo", "部署", "安排"))
    assert finding.fix is not None and finding.fix.entries[0][1] == "安排防火工作。"
    assert (
        found("布署防火工作。", OwnWord("typo", "部署", "安排")) == []
    )  # no correction into a word that is wrong here


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([OwnWord("typo", "", "安排")], "还没有写词"),
        ([OwnWord("typo", "帐", "账")], "只有一个字"),
        ([OwnWord("typo", "布署")], "还没有写应改为什么"),
        ([OwnWord("typo", "布署", "布署")], "同一个词"),
        ([OwnWord("allowed", "布署"), OwnWord("typo", "布署", "部署")], "写了两次"),
        ([OwnWord("typo", "甲方案", "乙方案"), OwnWord("typo", "乙方案", "甲方案")], "自己也列为要改的词"),
        ([OwnWord("allowed", "防 火")], "空格"),
        ([OwnWord("allowed", "防\u200b火")], "看不见"),
        ([OwnWord("allowed", "林" * 41)], "太长"),
        ([OwnWord("term", "两工", note="长" * 101)], "说明最多"),
    ],
)
def test_a_fault_is_said(words: list[OwnWord], said: str, tmp_path: Path) -> None:
    faults = list(own_faults(words))
    assert said in faults[0][1]
    file = tmp_path / "own_words.json"
    file.write_bytes(own_words_bytes(OwnWords(tuple(words))))
    with pytest.raises(UserError):
        read_own_words(file)


def test_a_fault_in_the_file_names_its_line(tmp_path: Path) -> None:
    file = tmp_path / "own_words.json"
    file.write_text('{"words": [\n{"kind": "allowed", "word": "防火"},\n{"kind": "typo", "word": "布署"}\n]}', "utf-8")
    with pytest.raises(UserError, match="第 3 行.*还没有写应改为什么"):
        read_own_words(file)


def test_tidying_takes_out_blanks_and_what_the_kind_has_no_use_for() -> None:
    assert OwnWord("typo", " 布 署\n", "部　署", "无用").tidy() == OwnWord("typo", "布署", "部署")
    assert OwnWord("allowed", "布署", "部署", "无用").tidy() == OwnWord("allowed", "布署")
