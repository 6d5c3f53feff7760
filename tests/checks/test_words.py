"""Word lists as files: what is read, what is refused with its line, and a list of the clerk's own beside the program's."""

from dataclasses import replace
from pathlib import Path

import pytest

from editor.checks.engine import Checker
from editor.checks.lexicon import Lexicon, Word
from editor.checks.words import Words, bundled_words, read_words
from editor.domain import edits
from editor.domain.volume import Volume
from editor.errors import UserError
from editor.forms.form import Form
from editor.resources import resources_dir

FOLDER = resources_dir() / "words"


def write(folder: Path, text: str) -> Path:
    file = folder / "own.yaml"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: 一\ntypos: |\n  按装 安装\n  布署\n", ("第 4 行", "typos", "两个词")),
        ("title: 一\ntypos: |\n  按装 安装\n  按装 装\n", ("第 4 行", "写了两次")),
        ("title: 一\ntypos: |\n  安装 安装\n", ("第 3 行", "相同")),
        ("title: 一\ntypos: |\n  按 安\n", ("第 3 行", "太短")),
        ("title: 一\nallowed: |\n  帐篷 帐\n", ("第 3 行", "allowed")),
        ("title: 一\nterms:\n  - {find: [旧], note: 旧。}\n", ("第 3 行", "太短")),
        ("title: 一\npatterns:\n  - {near: [旧词], find: '(', note: 旧。}\n", ("第 3 行", "正则")),
        ("title: 一\nterms:\n  - {find: [旧词], note: 旧。, since: 明年}\n", ("第 3 行", "since", "整数")),
        ("title: 一\nwrong: 二\n", ("第 2 行", "wrong")),
        ("typos: ''\n", ("title",)),
    ],
)
def test_a_list_at_fault_is_refused_with_its_line(tmp_path: Path, text: str, said: tuple[str, ...]) -> None:
    with pytest.raises(UserError) as refused:
        read_words(write(tmp_path, text))
    assert str(refused.value).startswith("词表文件 own.yaml")
    assert all(part in str(refused.value) for part in said)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.yaml")), ids=lambda file: file.stem)
def test_bundled_lists_are_sound(file: Path) -> None:
    assert read_words(file).title


def test_the_clerks_own_list_stands_beside_the_programs(tmp_path: Path, volume: Volume, form: Form) -> None:
    own = read_words(write(tmp_path, "title: 自用\ntypos: |\n  青实县 青石县\nallowed: 圆满完场戏\n"))
    words = Words(*(read_words(file) for file in sorted(FOLDER.glob("*.yaml"))), own)
    text = "青实县养护任务圆满完场。圆满完场戏除外，保证畅通。"
    changed = edits.set_field(volume, 1, "goals", (text,))
    found = {f.message for f in Checker(form, words).check(changed) if f.check == "TXT-02"}
    assert found == {"“青实县”应为“青石县”。", "“圆满完场”应为“圆满完成”。"}
    assert len([f for f in Checker(form).check(changed) if f.check == "TXT-02"]) == 2


def test_terms_are_out_of_date_from_their_year_on(volume: Volume, form: Form) -> None:
    changed = edits.set_field(volume, 1, "goals", ("做好“十三五”规划的收尾，县道平整畅通。",))
    old = replace(changed, year=2020)
    assert "TXT-06" in [f.check for f in Checker(form).check(changed)]
    assert "TXT-06" not in [f.check for f in Checker(form).check(old)]


def test_an_allowed_word_hides_a_wrong_one_it_covers_or_crosses() -> None:
    lexicon = Lexicon([Word("建帐", "typo", "建账"), Word("帐篷", "allowed"), Word("完场", "typo", "完成")])
    assert [hit.word.find for hit in lexicon.find("搭建帐篷，建帐立册，完场。")] == ["建帐", "完场"]


def test_the_longest_of_several_wrong_words() -> None:
    lexicon = Lexicon([Word("完场", "typo", "完成"), Word("圆满完场", "typo", "圆满完成")])
    assert [hit.word.find for hit in lexicon.find("圆满完场")] == ["圆满完场"]


def test_right_words_are_not_found_wrong() -> None:
    """No correction of the lists is itself a wrong word."""
    lexicon = bundled_words().lexicon
    wrong = [
        hit.word.find
        for word in bundled_words().typos()
        for hit in lexicon.find(word.instead)
        if hit.word.kind == "typo"
    ]
    assert wrong == []
