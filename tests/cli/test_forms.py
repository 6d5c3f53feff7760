"""`jixiao forms`: listed with version and origin, taken in from a pack, taken back; the other commands follow."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.cli import forms as forms_module
from editor.document.form_room import FormRoom
from tests.publisher import CORRECTED, NEXT, Publisher, room_in

from .conftest import Said

Jixiao = Callable[..., Said]
PUBLISHER = Publisher(bytes(range(32)))


@pytest.fixture(autouse=True)
def room(data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program as it is, but for whose signature it trusts."""

    def own_form_room(folder: Path) -> FormRoom:
        assert folder == data_folder
        return room_in(folder / "packs", PUBLISHER)

    monkeypatch.setattr(forms_module, "own_form_room", own_form_room)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return PUBLISHER.write(tmp_path / "表样.jixiaobiao", {"forms/hebei-2027.yaml": NEXT})


def test_the_list_says_version_and_origin(jixiao: Jixiao, stick: Path) -> None:
    before = jixiao("forms").out.splitlines()
    assert all(line.endswith("\t第 1 版\t随程序") for line in before)
    jixiao("forms", "--take", stick)
    (new,) = [line for line in jixiao("forms").out.splitlines() if line not in before]
    assert (
        new
        == "hebei-2027\t河北省部门预算绩效文本（2027年度起）\t2027—以后\t第 1 版\t已导入（mine 第 1 版，2027-01-31）"
    )
    (listed,) = [one for one in json.loads(jixiao("forms", "--json").out) if one["origin"] == "taken"]
    assert (listed["id"], listed["version"], listed["pack"]["id"]) == ("hebei-2027", 1, "mine")


def test_a_pack_is_taken_used_and_taken_back(jixiao: Jixiao, stick: Path, tmp_path: Path) -> None:
    said = jixiao("forms", "--take", stick)
    assert (said.code, said.err) == (0, "")
    assert "字段“其他资金”改为必填。" in said.out and "--back mine" in said.out
    path = tmp_path / "新.jixiao"
    made = jixiao("new", "--form", "hebei-2027", "--year", 2027, "--department", "青石县林业局", "-o", path)
    assert made.code == 0
    assert jixiao("show", path).out.startswith("青石县林业局 2027年（河北省部门预算绩效文本（2027年度起））")
    back = jixiao("forms", "--back", "mine")
    assert (back.code, back.err) == (0, "")
    assert "不再有这套表样" in back.out and "随程序来的样子" in back.out
    gone = jixiao("show", path)
    assert gone.code == 3 and "先导入这个表样" in gone.err
    assert jixiao("forms", "--take", stick).code == 0
    assert jixiao("show", path).code == 0


def test_a_correction_changes_the_files_that_are_there(jixiao: Jixiao, file: Path, tmp_path: Path) -> None:
    text = CORRECTED + "  title: '{n}、{title}'\n"
    text = text.replace("page_numbers: {counts_from: cover}\n  title: '{n}、{title}'\n", "")
    text = text.replace("sheet:\n", "page_numbers: {counts_from: cover}\nsheet:\n  title: '{n}、{title}'\n")
    stick = PUBLISHER.write(tmp_path / "改.jixiaobiao", {"forms/hebei-2023.yaml": text})
    assert jixiao("forms", "--take", stick).code == 0
    assert "1、行道树栽种绩效目标表" in jixiao("show", file).out


def test_words_of_a_pack_are_checked_with(
    jixiao: Jixiao, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from editor.document import form_room

    monkeypatch.setattr(form_room, "own_form_room", forms_module.own_form_room)

    def ids() -> list[str]:
        return [found["id"] for found in json.loads(jixiao("check", file, "--json").out)["findings"]]

    stick = PUBLISHER.write(
        tmp_path / "词.jixiaobiao", {"words/county.yaml": "title: 县里的词\ntypos: |\n  道路绿起来 道路绿树成行\n"}
    )
    assert "TXT-02" not in ids()
    assert jixiao("forms", "--take", stick).code == 0
    assert "TXT-02" in ids()
    assert "mine\t表样包mine\t词表" in jixiao("forms").out
    jixiao("forms", "--back", "mine")
    assert "TXT-02" not in ids()


def test_a_refusal_is_one_line_and_code_3(jixiao: Jixiao, stick: Path, tmp_path: Path) -> None:
    before = jixiao("forms", "--json").out
    bad = tmp_path / "坏.jixiaobiao"
    bad.write_bytes(stick.read_bytes()[:-1])
    for words in (
        ("--take", bad),
        ("--take", tmp_path / "没有.jixiaobiao"),
        ("--back", "mine"),
        ("--back", "hebei-2023"),
    ):
        said = jixiao("forms", *words)
        assert (said.code, said.out, len(said.err.splitlines())) == (3, "", 1), words
    assert jixiao("forms", "--json").out == before


def test_one_thing_at_a_time(jixiao: Jixiao, stick: Path) -> None:
    said = jixiao("forms", "--take", stick, "--back", "mine")
    assert said.code == 2 and "一次只能写一个" in said.err and "--help" in said.err
    assert "hebei-2027" not in jixiao("forms").out
