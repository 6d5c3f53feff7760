"""Taking packs in and back: what is told before, what is in force after, and that a refusal changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from editor.document.document import create_document, open_document
from editor.document.form_room import FormRoom
from editor.domain.volume import Section, Volume
from editor.errors import UserError
from editor.forms.packs import bundled_packs
from editor.resources import resources_dir
from tests.publisher import CORRECTED, NEXT, WORDS, Publisher, room_in

PUBLISHER = Publisher(bytes(range(32)))
IDS = tuple(form_id for form_id in bundled_packs().ids if form_id.startswith("hebei"))
Take = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "packs"


@pytest.fixture
def room(folder: Path) -> FormRoom:
    return room_in(folder, PUBLISHER)


@pytest.fixture
def stick(tmp_path: Path) -> Take:
    """`stick(parts, pack=…, version=…)`: a pack file with these parts."""

    def write(parts: dict[str, str], **about: object) -> Path:
        return PUBLISHER.write(tmp_path / "表样.jixiaobiao", parts, **about)

    return write


def take(room: FormRoom, path: Path) -> None:
    room.take(room.look(path))


def refused(room: FormRoom, path: Path) -> str:
    """What is said, and that all is as it was."""
    before = {one.id: one.form for one in room.known()}
    with pytest.raises(UserError) as caught:
        room.look(path)
    room.refresh()
    assert {one.id: one.form for one in room.known()} == before
    return str(caught.value)


def test_without_packs_there_are_the_programs_own(room: FormRoom, folder: Path) -> None:
    assert room.packs.ids == IDS
    assert room.word_lists() is None
    assert all(one.pack is None for one in room.known())
    assert not folder.exists(), "looking makes nothing"


def test_a_new_form_is_told_taken_and_taken_back(room: FormRoom, stick: Take) -> None:
    offer = room.look(stick({"forms/hebei-2027.yaml": NEXT}, notes="请在编 2027 年度预算前导入。"))
    assert "hebei-2027" not in room.packs.ids
    assert offer.lines() == (
        "表样包mine，第 1 版，2027-01-31。",
        "请在编 2027 年度预算前导入。",
        "新表样：河北省部门预算绩效文本（2027年度起），2027 年度起用，与“河北省部门预算绩效文本（2023年度起）”相比",
        "　　字段“其他资金”改为必填。",
    )
    room.take(offer)
    assert room.packs.form("hebei-2027").fields["other_funds"].required
    assert room.packs.for_year(2027)[0].id == "hebei-2027"
    (one,) = [one for one in room.known() if one.pack is not None]
    assert (one.id, one.pack and one.pack.manifest.version) == ("hebei-2027", 1)

    back = room.look_back("hebei-2027")
    assert (back.older, back.gone) == (None, ("河北省部门预算绩效文本（2027年度起）",))
    room.take_back(back)
    assert room.packs.ids == IDS


def test_a_correction_goes_before_the_programs_own_and_back_again(room: FormRoom, stick: Take) -> None:
    offer = room.look(stick({"forms/hebei-2023.yaml": CORRECTED}))
    (changed,) = offer.changes
    assert changed.heading == "表样：河北省部门预算绩效文本（2023年度起）（第 1 版 → 第 2 版）"
    assert "封面项目“文本阶段”：一开始的内容由“(草案)”改为“（草案）”。" in changed.sentences
    room.take(offer)
    assert room.packs.form("hebei-2023").cover.fields["stage"].default == "（草案）"
    room.take_back(room.look_back("mine"))
    assert room.packs.form("hebei-2023").cover.fields["stage"].default == "(草案)"


def test_editions_of_a_pack_come_and_go_one_by_one(room: FormRoom, stick: Take) -> None:
    for version in (1, 2, 3):
        text = CORRECTED.replace("version: 2", f"version: {version + 1}").replace("（草案）", f"（{version}稿）")
        take(room, stick({"forms/hebei-2023.yaml": text}, version=version))
    stages = []
    for _ in range(3):
        stages.append(room.packs.form("hebei-2023").cover.fields["stage"].default)
        room.take_back(room.look_back("hebei-2023"))
    assert stages == ["（3稿）", "（2稿）", "（1稿）"]
    assert room.packs.form("hebei-2023").cover.fields["stage"].default == "(草案)"
    with pytest.raises(UserError, match="随程序来的，没有可以恢复的前一版"):
        room.look_back("hebei-2023")


def test_what_stands_on_a_corrected_form_is_told_too(room: FormRoom, stick: Take) -> None:
    base = (resources_dir() / "forms" / "hebei-2020.yaml").read_text("utf-8")
    text = base.replace("id: hebei-2020", "id: hebei-2020\nversion: 2").replace(
        "height: 297, top: 37", "height: 297, top: 36"
    )
    offer = room.look(stick({"forms/hebei-2020.yaml": text}))
    assert [one.heading.partition("（")[0] for one in offer.changes] == ["表样：河北省部门预算绩效文本"] * 3
    assert all(one.sentences == ("纸张或页边距有调整。",) for one in offer.changes)
    assert "随别的表样一起变" in offer.changes[1].heading


def test_another_program_may_bring_a_newer_form_than_the_pack(room: FormRoom, stick: Take, tmp_path: Path) -> None:
    take(room, stick({"forms/hebei-2023.yaml": CORRECTED}))
    newer = tmp_path / "resources"
    (newer / "forms").mkdir(parents=True)
    for file in (resources_dir() / "forms").glob("*.yaml"):
        text = file.read_text("utf-8").replace("id: hebei-2023", "id: hebei-2023\nversion: 3")
        (newer / "forms" / file.name).write_text(text, "utf-8")
    then = FormRoom(tmp_path / "packs", lambda: PUBLISHER.keys, "0.2.0", newer)
    assert then.packs.form("hebei-2023").version == 3
    assert next(one for one in then.known() if one.id == "hebei-2023").pack is None


@pytest.mark.parametrize(("version", "said"), [(2, "第 2 版，已经导入过了"), (1, "比已导入的第 2 版旧")])
def test_an_older_or_the_same_pack(room: FormRoom, stick: Take, version: int, said: str) -> None:
    take(room, stick({"forms/hebei-2027.yaml": NEXT}, version=2))
    assert said in refused(room, stick({"forms/hebei-2027.yaml": NEXT}, version=version))


def test_a_form_no_newer_than_that_of_the_program(room: FormRoom, stick: Take) -> None:
    for version in ("1", "0"):
        text = CORRECTED.replace("version: 2", f"version: {version}")
        assert "不比现有的（第 1 版）新" in refused(room, stick({"forms/hebei-2023.yaml": text}))


def test_the_same_file_again_is_no_fault(room: FormRoom, stick: Take) -> None:
    same = (resources_dir() / "forms" / "hebei-2023.yaml").read_text("utf-8")
    offer = room.look(stick({"forms/hebei-2023.yaml": same, "forms/hebei-2027.yaml": NEXT}))
    assert len(offer.changes) == 1


def test_a_form_of_another_pack_that_is_newer(room: FormRoom, stick: Take) -> None:
    take(room, stick({"forms/hebei-2023.yaml": CORRECTED.replace("version: 2", "version: 5")}, pack="one"))
    said = refused(room, stick({"forms/hebei-2023.yaml": CORRECTED}, pack="two"))
    assert "不比现有的（第 5 版）新" in said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (NEXT + "colour: red\n", "表样文件 hebei-2027.yaml 第 7 行“colour”：不认识这个键"),
        (NEXT.replace("first: 2027", "first: 甲"), "第 4 行“years.first”"),
        (NEXT.replace("hebei-2023", "hebei-1999"), "没有名为 hebei-1999 的表样"),
        (NEXT.replace("id: hebei-2027", "id: hebei-2028"), "id 要与文件名相同"),
        (NEXT.replace("extends: hebei-2023", "extends: hebei-2027"), "互相继承"),
        ("甲: [", "读不下去"),
        ("", "文件是空的"),
    ],
)
def test_a_faulty_form_is_told_with_file_and_line(room: FormRoom, stick: Take, text: str, said: str) -> None:
    told = refused(room, stick({"forms/hebei-2027.yaml": text, "words/county.yaml": WORDS}))
    assert said in told and "没有导入" in told and "表样.jixiaobiao" in told


def test_a_faulty_word_list(room: FormRoom, stick: Take) -> None:
    told = refused(room, stick({"words/county.yaml": "title: 词\ntypos: |\n  错 对\n"}))
    assert "词表文件 county.yaml 第 3 行" in told


def test_a_base_that_others_cannot_stand_on(room: FormRoom, stick: Take) -> None:
    text = (resources_dir() / "forms" / "hebei-2021.yaml").read_text("utf-8")
    text = text.replace("id: hebei-2021", "id: hebei-2021\nversion: 2") + "cover:\n  fields: !replace {}\n  lines: []\n"
    told = refused(room, stick({"forms/hebei-2021.yaml": text}))
    assert "没有导入" in told and "河北省部门预算绩效文本（2023年度起）”不能用" in told


def test_what_a_pack_needs(room: FormRoom, stick: Take) -> None:
    said = refused(room, stick({"forms/hebei-2027.yaml": NEXT}, needs={"hebei-2023": 2}))
    assert "要有表样“hebei-2023”第 2 版" in said
    take(room, stick({"forms/hebei-2023.yaml": CORRECTED}, pack="base"))
    take(room, stick({"forms/hebei-2027.yaml": NEXT}, needs={"hebei-2023": 2}))
    assert room.packs.form("hebei-2027").cover.fields["stage"].default == "（草案）"


def test_a_pack_that_another_stands_on_stays(room: FormRoom, stick: Take) -> None:
    take(room, stick({"forms/hebei-2027.yaml": NEXT}, pack="base"))
    later = NEXT.replace("hebei-2023", "hebei-2027").replace("id: hebei-2027", "id: hebei-2029")
    take(room, stick({"forms/hebei-2029.yaml": later}, pack="later"))
    with pytest.raises(UserError, match="要用到“表样包base”.*请先恢复“表样包later”"):
        room.look_back("base")
    room.take_back(room.look_back("later"))
    room.take_back(room.look_back("base"))
    assert room.packs.ids == IDS


@pytest.mark.parametrize("name", ["没有的", "hebei-1999", ""])
def test_nothing_of_that_name_to_take_back(room: FormRoom, name: str) -> None:
    with pytest.raises(UserError, match="没有导入过名为"):
        room.look_back(name)


def test_two_windows(room: FormRoom, stick: Take, folder: Path) -> None:
    other = room_in(folder, PUBLISHER)
    offer = room.look(stick({"forms/hebei-2027.yaml": NEXT}))
    take(other, stick({"words/county.yaml": WORDS}, pack="words"))
    with pytest.raises(UserError, match="另一个窗口"):
        room.take(offer)
    assert "hebei-2027" not in room.packs.ids and room.word_lists() is not None
    room.take(room.look(stick({"forms/hebei-2027.yaml": NEXT})))
    back = other.look_back("mine")
    room.take_back(room.look_back("mine"))
    with pytest.raises(UserError, match="表样没有变"):
        other.take_back(back)


def test_words_alone(room: FormRoom, stick: Take) -> None:
    offer = room.look(stick({"words/county.yaml": WORDS}))
    (changed,) = offer.changes
    assert changed.heading == "词表：县里的词"
    assert changed.sentences == ("新增词表“县里的词”。", "词表“县里的词”：新增 1 个错词（青实县→青石县）。")
    room.take(offer)
    lists = room.word_lists()
    assert lists is not None and "县里的词" in [one.title for one in lists]
    assert room.word_lists() is lists, "the same until something changes"
    assert room.packs.ids == IDS
    room.take_back(room.look_back("mine"))
    assert room.word_lists() is None


def test_a_later_edition_of_a_list_of_the_program(room: FormRoom, stick: Take) -> None:
    bureaus = (resources_dir() / "words" / "bureaus.yaml").read_text("utf-8")
    assert refused(room, stick({"words/bureaus.yaml": bureaus + "typos: |\n  甲乙 甲丙\n"}))
    take(room, stick({"words/bureaus.yaml": bureaus + "version: 2\ntypos: |\n  甲乙 甲丙\n"}))
    lists = room.word_lists()
    assert lists is not None
    (one,) = [one for one in lists if one.title == "各部门的业务用语"]
    assert one.typos == "甲乙 甲丙\n"


def test_a_volume_of_the_older_edition_goes_on_opening(room: FormRoom, stick: Take, tmp_path: Path) -> None:
    """A volume names its form by id: what the later edition does not know any more is kept in the file."""
    path = tmp_path / "册.jixiao"
    create_document(
        path, Volume("hebei-2023", 2027, "青石县林业局", sections=(Section("safeguards", ("有措施。",)),))
    ).close()
    parts = """parts:
  - title: [第一部分, 部门整体绩效目标]
    contents: 第一部分 部门整体绩效目标
    sections:
      overall_goal: {title: 总体绩效目标, heading: 一、总体绩效目标, contents: 一、总体绩效目标}
  - {title: [第二部分, 预算项目绩效目标], contents: 第二部分 预算项目绩效目标, sheets: true}
"""
    take(room, stick({"forms/hebei-2023.yaml": CORRECTED + parts}))
    with open_document(path, read_only=True) as document:
        volume = document.volume
        form = room.packs.form(volume.form)
    assert form.version == 2 and list(form.sections()) == ["overall_goal"]
    assert volume.section("safeguards").paragraphs == ("有措施。",)
    from editor.compose.volume import Composer

    assert Composer(form).compose(volume)


def test_a_form_that_is_damaged_on_the_disk_is_known_with_its_fault(room: FormRoom, stick: Take, folder: Path) -> None:
    take(room, stick({"forms/hebei-2027.yaml": NEXT}))
    (folder / "mine@1" / "forms" / "hebei-2027.yaml").write_text("{", "utf-8")
    again = room_in(folder, PUBLISHER)
    (one,) = [one for one in again.known() if one.id == "hebei-2027"]
    assert one.form is None and "hebei-2027.yaml" in one.fault and one.pack is not None
    assert again.packs.form("hebei-2023")
    again.take_back(again.look_back("hebei-2027"))
    assert again.packs.ids == IDS


def test_a_damaged_form_can_be_replaced_by_a_later_edition(room: FormRoom, stick: Take, folder: Path) -> None:
    take(room, stick({"forms/hebei-2027.yaml": NEXT}))
    (folder / "mine@1" / "forms" / "hebei-2027.yaml").write_text("{", "utf-8")
    again = room_in(folder, PUBLISHER)
    take(again, stick({"forms/hebei-2027.yaml": NEXT}, version=2))
    assert again.packs.form("hebei-2027")
