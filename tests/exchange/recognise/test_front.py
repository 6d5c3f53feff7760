"""Covers and contents."""

import pytest

from editor.exchange.raw import Where
from editor.exchange.recognise.front import read_front
from editor.exchange.recognise.journal import Journal
from editor.exchange.recognise.stream import Line
from editor.exchange.recognise.vocabulary import Vocabulary, family_vocabularies
from editor.forms.packs import FormPacks


@pytest.fixture
def words(packs: FormPacks) -> Vocabulary:
    return family_vocabularies(packs.all())[0]


def front(texts: list[str], words: Vocabulary) -> tuple[object, list[str], int, Journal]:
    journal = Journal()
    items = [Line(text, Where("a", line=i), text) for i, text in enumerate(texts, 1)]
    found = read_front(items, words, journal)
    return found.cover, [line.title for line in found.contents], found.body, journal


COVER = ["云浦县水利局", "2025年部门预算绩效文本", "（征求意见稿）", "云浦县水利局编制", "云浦县财政局审核"]
BODY = ["第一部分", "部门整体绩效目标", "一、总体绩效目标", "保证河道行洪安全。"]


def test_a_cover_names_department_year_and_the_rest(words: Vocabulary) -> None:
    cover, _, body, journal = front([*COVER, *BODY], words)
    assert cover.department == "云浦县水利局"
    assert cover.year == 2025
    assert dict(cover.fields) == {"stage": "（征求意见稿）", "reviewer": "云浦县财政局"}
    assert body == 5
    assert journal.items() == ()


@pytest.mark.parametrize(
    "texts",
    [
        ["云浦县水利局2025年部门预算绩效文本", "云浦县水利局编制"],
        ["云浦县", "水利局", "二〇二五年部门预算绩效文本", "（草案）", "云浦县水利局编制"],
        ["云浦县水利局\n２０２５ 年部门预算绩效文本\n(草案)", "云浦县水利局编制"],
    ],
)
def test_covers_of_other_make(texts: list[str], words: Vocabulary) -> None:
    cover, _, _, journal = front([*texts, *BODY], words)
    assert (cover.department, cover.year) == ("云浦县水利局", 2025)
    assert journal.items() == ()


def test_what_a_cover_has_besides_is_told(words: Vocabulary) -> None:
    _, _, _, journal = front(["附件1", *COVER, "二〇二四年十二月", *BODY], words)
    assert [item.before for item in journal.items()] == ["附件1", "二〇二四年十二月"]


ENTRIES = [
    "第一部分 部门整体绩效目标",
    "一、总体绩效目标{1}",
    "二、分项绩效目标{2}",
    "三、工作保障措施{3}",
    "第二部分 预算项目绩效目标",
]
SHEETS = ["1.河道清淤绩效目标表{4}", "2.堤防维护绩效目标表{5}"]


@pytest.mark.parametrize("leader", ["……………{}", "\t{}", "......{}", " {}", "{}", "…………", ""])
def test_contents_end_where_the_body_begins(leader: str, words: Vocabulary) -> None:
    lines = [line.partition("{")[0] + (leader.format(line[-2]) if "{" in line else "") for line in (*ENTRIES, *SHEETS)]
    _, titles, body, journal = front(["目    录", *lines, *BODY], words)
    assert titles == ["河道清淤绩效目标表", "堤防维护绩效目标表"]
    assert body == 8
    assert journal.items() == ()


def test_contents_of_sheets_alone_keep_the_bodys_headings(words: Vocabulary) -> None:
    _, titles, body, _ = front(["目 录", "1.河道清淤绩效目标表\t3", "2.堤防维护绩效目标表\t4", *BODY], words)
    assert (len(titles), body) == (2, 3)


def test_a_wrapped_entry_is_joined_and_a_strange_one_told(words: Vocabulary) -> None:
    lines = ["1.河道清淤和岸坡整治以及", "闸门维护绩效目标表\t4", "附表\t6", "2.堤防维护绩效目标表\t5"]
    _, titles, body, journal = front(["目录", *lines, *BODY], words)
    assert titles == ["河道清淤和岸坡整治以及闸门维护绩效目标表", "堤防维护绩效目标表"]
    assert body == 5
    assert [item.before for item in journal.items()] == ["附表\t6"]


def test_no_front_at_all(words: Vocabulary) -> None:
    assert front(BODY, words)[2] == 0
