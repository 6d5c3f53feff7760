"""Checks of part one: sections, numbering, repeats, names."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from editor.checks.finding import Finding
from editor.domain import edits
from editor.domain.entries import put_entry
from editor.domain.places import Place
from editor.domain.volume import Unit, Volume

Find = Callable[[Volume], list[Finding]]
LONG = "每条县道确定一名养护负责人，坚持日巡查、周通报、月考核，发现坑槽、沉陷、边沟堵塞等病害及时登记处治，并建立台账备查。"


def of(findings: list[Finding], check: str) -> list[tuple[int | None, str]]:
    return [(f.place.item, f.severity) for f in findings if f.check == check]


def with_items(volume: Volume, *texts: str) -> Volume:
    return edits.set_paragraphs(volume, "itemised_goals", texts)


def test_a_section_without_a_word(volume: Volume, found: Find) -> None:
    (finding,) = found(edits.set_paragraphs(volume, "safeguards", []))
    assert (finding.check, finding.place) == ("DOC-01", Place(section="safeguards"))


def test_a_section_with_hardly_a_word(volume: Volume, found: Find) -> None:
    assert of(found(edits.set_paragraphs(volume, "safeguards", ["一是落实责任。"])), "DOC-02") == [(None, "warning")]


def test_an_item_that_only_says_its_heading(volume: Volume, found: Find) -> None:
    changed = with_items(volume, LONG, "1、安全宣传：安全宣传", "2、应急保畅：涉密")
    assert of(found(changed), "DOC-02") == [(1, "warning")]


@pytest.mark.parametrize(
    ("markers", "wrong", "mended"),
    [
        (("一要", "二要", "三、"), 2, None),
        (("（一）", "（二）", "（四）"), 2, "（三）"),
        (("（一）", "（二）", "（二）"), 2, "（三）"),
        (("1.", "2、"), 1, "2."),
        (("（一）", "1.", "2.", "（二）", "1.", "3."), 5, "2."),
        (("一是", "二是", "四是"), 2, "三是"),
        (("二、", "三、"), 0, None),
    ],
)
def test_numbering_goes_wrong(
    volume: Volume, found: Find, markers: tuple[str, ...], wrong: int, mended: str | None
) -> None:
    texts = [
        f"{marker}第{i}段做好{name}养护工作。"
        for i, (marker, name) in enumerate(zip(markers, "路桥涵沟肩坡", strict=False))
    ]
    changed = with_items(volume, *texts)
    findings = [f for f in found(changed) if f.check == "DOC-04" and f.severity == "warning"]
    assert [f.place.item for f in findings] == [wrong]
    fix = findings[0].fix
    assert (fix is not None) == (mended is not None)
    if fix is not None:
        ((place, text),) = fix.entries
        assert text == mended + texts[wrong][len(markers[wrong]) :]
        assert of(found(put_entry(changed, place, text)), "DOC-04") == []


@pytest.mark.parametrize(
    "markers",
    [
        ("（一）", "（二）", "（三）"),
        ("（一）", "1.", "2.", "（二）", "1."),
        ("一是", "二是"),
        ("第一，", "第二，"),
        ("1.", "（1）", "（2）", "2."),
    ],
)
def test_numbering_is_right(volume: Volume, found: Find, markers: tuple[str, ...]) -> None:
    texts = [
        f"{marker}第{i}段做好{name}养护工作。"
        for i, (marker, name) in enumerate(zip(markers, "路桥涵沟肩", strict=False))
    ]
    assert of(found(with_items(volume, *texts)), "DOC-04") == []


def test_one_of_many_has_no_heading(volume: Volume, found: Find) -> None:
    texts = ["（一）管好县道", "（二）管好乡道", "（三）管好村道", f"（四）{LONG}"]
    assert of(found(with_items(volume, *texts)), "DOC-04") == [(3, "info")]


def test_below_a_heading_the_same_marker(volume: Volume, found: Find) -> None:
    assert of(found(with_items(volume, f"一、{LONG}")), "DOC-04") == [(0, "info")]


def test_a_paragraph_again_in_another_section(volume: Volume, found: Find) -> None:
    changed = edits.set_paragraphs(volume, "itemised_goals", [f"（一）{LONG}"])
    changed = edits.set_paragraphs(changed, "safeguards", [f"一是{LONG}", "二是管好资金，专账核算，按进度支付。"])
    (finding,) = [f for f in found(changed) if f.check == "DOC-06"]
    assert (finding.place, finding.severity) == (Place(section="safeguards", item=0), "warning")
    assert "分项绩效目标”第1段" in finding.message


def test_a_paragraph_nearly_again(volume: Volume, found: Find) -> None:
    other = LONG.replace("县道", "乡道").replace("备查", "备用") + "按季评比养护成效，张榜公布。"
    changed = with_items(volume, LONG + "按季评比养护成果，张榜公布。", other)
    assert of(found(changed), "DOC-06") == [(1, "warning")]


def test_a_heading_again(volume: Volume, found: Find) -> None:
    changed = with_items(
        volume, "一、路政执法管理：巡查县道。", "1、治理超限：设点检查。", "二、路政执法管理：巡查乡道。"
    )
    assert of(found(changed), "DOC-06") == [(2, "warning")]


def test_the_same_heading_below_different_ones(volume: Volume, found: Find) -> None:
    changed = with_items(
        volume, "一、县道：管好。", "1、日常养护：清扫。", "二、乡道：管好。", "1、日常养护：清扫路面。"
    )
    assert of(found(changed), "DOC-06") == []


@pytest.mark.parametrize(
    ("text", "count"), [("我局负责。", 0), ("我委负责。", 1), ("我站负责。", 0), ("自我局限。", 0), ("我们负责。", 0)]
)
def test_what_the_office_calls_itself(volume: Volume, found: Find, text: str, count: int) -> None:
    assert len(of(found(with_items(volume, LONG, text)), "DOC-08")) == count


def test_a_title_with_the_short_name(volume: Volume, found: Find) -> None:
    changed = with_items(volume, "交通运输局2027年度分项目标", LONG)
    assert of(found(changed), "DOC-08") == [(0, "warning")]
    assert of(found(with_items(volume, "青石县交通运输局2027年度分项目标", LONG)), "DOC-08") == []


def test_words_of_another_bureau(volume: Volume, found: Find) -> None:
    changed = with_items(volume, LONG, "适应粮食事业发展需要。")
    assert of(found(changed), "DOC-09") == [(1, "warning")]
    grain = replace(changed, department="青石县粮食局", units=(Unit("401001", "青石县粮库"),))
    assert of(found(grain), "DOC-09") == []


def test_results_in_a_plan(volume: Volume, found: Find) -> None:
    assert of(found(with_items(volume, LONG, "全年查处了35起超限运输。")), "DOC-10") == [(1, "info")]
    assert of(found(with_items(volume, LONG, "力争全年查处超限运输35起。")), "DOC-10") == []
