"""The forms as the window sees them."""

from pathlib import Path

import pytest

from editor.bridge.form_shelf import FormShelf, offer_words, return_words, sentences
from editor.bridge.own_words import OwnWordList
from editor.checks.words import bundled_words
from tests.publisher import NEXT, WORDS, Publisher, room_in

PUBLISHER = Publisher(bytes(range(32)))


@pytest.fixture
def shelf(tmp_path: Path) -> FormShelf:
    return FormShelf(room_in(tmp_path / "packs", PUBLISHER))


def test_lines_say_version_and_origin(shelf: FormShelf, tmp_path: Path) -> None:
    before = shelf.lines()
    assert {(line.version, line.origin, line.pack, line.fault) for line in before} == {("第 1 版", "随程序", "", "")}
    parts = {"forms/hebei-2027.yaml": NEXT, "words/county.yaml": WORDS}
    told: list[int] = []
    shelf.changed.connect(lambda: told.append(1))
    offer = shelf.look(PUBLISHER.write(tmp_path / "包.jixiaobiao", parts, notes="请导入。"))
    assert offer_words(offer) == ("表样包mine（第 1 版，2027-01-31）", "请导入。")
    assert told == []
    shelf.take(offer)
    assert told == [1]
    form, words = [line for line in shelf.lines() if line.pack]
    assert (form.title, form.years) == ("河北省部门预算绩效文本（2027年度起）", "2027 年度起")
    assert (words.title, form.origin, words.origin) == (
        "词表：表样包mine",
        "已导入（2027-01-31）",
        "已导入（2027-01-31）",
    )
    back = shelf.look_back("mine")
    assert return_words(back)[0] == "撤下表样包mine（第 1 版），恢复成随程序来的样子"
    shelf.take_back(back)
    assert told == [1, 1] and shelf.lines() == before


def test_nothing_changed_is_said_too() -> None:
    assert sentences(()) == (("没有变化", ("与现在用的一样。",)),)


def test_words_are_in_force_from_then_on(shelf: FormShelf, tmp_path: Path) -> None:
    own = OwnWordList(tmp_path / "own_words.json", lists=shelf.word_lists)
    assert own.words() is bundled_words()
    shelf.take(shelf.look(PUBLISHER.write(tmp_path / "包.jixiaobiao", {"words/county.yaml": WORDS})))
    words = own.words()
    assert [hit.word.instead for hit in words.lexicon.find("青实县的项目")] == ["青石县"]
    assert own.words() is words, "made once"
    shelf.take_back(shelf.look_back("mine"))
    assert own.words() is bundled_words()


def test_a_damaged_list_does_not_stop_the_check(shelf: FormShelf, tmp_path: Path) -> None:
    shelf.take(shelf.look(PUBLISHER.write(tmp_path / "包.jixiaobiao", {"words/county.yaml": WORDS})))
    (tmp_path / "packs" / "mine@1" / "words" / "county.yaml").write_text("{", "utf-8")
    again = FormShelf(room_in(tmp_path / "packs", PUBLISHER))
    assert again.word_lists() is None and "county.yaml" in again.fault
    again.take_back(again.look_back("mine"))
    assert again.fault == ""
