"""The clerk's own words as an object: reading late, saving safely, telling."""

from pathlib import Path

import pytest

from editor.bridge.own_words import OwnWordList
from editor.checks.own_words import OwnWord, OwnWords
from editor.checks.words import bundled_words
from editor.errors import UserError

ONE = OwnWords((OwnWord("typo", "林管站", "林业工作站"),))


def test_a_saved_list_is_in_force_at_once_and_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "own_words.json"
    own = OwnWordList(path)
    told: list[int] = []
    own.changed.connect(lambda: told.append(1))
    assert own.words() is bundled_words()
    own.put(ONE)
    assert told == [1] and own.own == ONE
    assert own.words() is own.words() is not bundled_words()
    assert OwnWordList(path).own == ONE
    own.put(OwnWords(ONE.words))
    assert told == [1], "the same list is no news"
    own.put(OwnWords())
    assert OwnWordList(path).words() is bundled_words()


def test_a_file_that_cannot_be_read_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "own_words.json"
    path.write_text("{坏", "utf-8")
    own = OwnWordList(path)
    assert own.own == OwnWords() and "own_words.json" in own.fault
    assert own.words() is bundled_words()
    own.put(ONE)
    assert own.fault == "" and OwnWordList(path).own == ONE
    others = [other for other in tmp_path.iterdir() if other != path]
    assert [other.read_text("utf-8") for other in others] == ["{坏"]


def test_what_cannot_be_saved_is_not_in_force(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("a file where the folder should be", "utf-8")
    own = OwnWordList(tmp_path / "own" / "own_words.json")
    told: list[int] = []
    own.changed.connect(lambda: told.append(1))
    with pytest.raises(UserError, match="没有保存"):
        own.put(ONE)
    assert own.own == OwnWords() and told == []
