"""Suggestions: the form's names in their order, and what was written before, in the likeliest order."""

from editor.bridge.suggestions import MOST, Suggestions
from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Volume
from tests.ui.volumes import FORM, ROWS, volume_with

TAXONOMY = FORM.indicators.taxonomy


def row(**cells: str) -> Indicator:
    return Indicator(99, Fields(dict(cells)))


def offers(column: str, typed: str = "", volume: Volume | None = None, **cells: str) -> tuple[str, ...]:
    return Suggestions(FORM).of_cell(volume or volume_with(), row(**cells), column, typed)


def test_level1_offers_the_form_s_names_and_the_volume_s_own() -> None:
    volume = volume_with((*ROWS, ("自定指标", "别的", "", "", "", "")))
    assert offers("level1", volume=volume) == (*TAXONOMY, "自定指标")


def test_level2_offers_what_belongs_to_the_row_s_level1() -> None:
    assert offers("level2", level1="产出指标") == TAXONOMY["产出指标"]
    assert set(offers("level2")) >= {name for names in TAXONOMY.values() for name in names}
    own = volume_with((*ROWS, ("产出指标", "自定二级", "", "", "", "")))
    assert offers("level2", volume=own, level1="产出指标") == (*TAXONOMY["产出指标"], "自定二级")


def test_level3_offers_what_stands_under_the_same_level2_first() -> None:
    found = offers("level3", level1="产出指标", level2="质量指标")
    assert found[0] == "成活率"
    assert set(found) == {name[2] for name in ROWS}


def test_basis_and_target_follow_the_indicator_s_name() -> None:
    assert offers("target", level3="居民满意度")[0] == "≥90%"
    assert offers("basis", level3="成活率")[0] == "绿化养护标准"


def test_a_bare_number_gets_the_units_of_its_like() -> None:
    assert offers("target", "≥30", level3="补植株数")[0] == "≥30株"
    assert offers("target", "97", level2="质量指标")[0] == "97%"


def test_what_begins_as_typed_comes_first_and_the_cell_s_own_text_never() -> None:
    rows = (*ROWS, ("产出指标", "数量指标", "株数补种", "", "", ""), ("产出指标", "数量指标", "补植面积", "", "", ""))
    volume = volume_with(rows)
    assert offers("level3", "补", volume) == ("补植株数", "补植面积", "株数补种")
    assert offers("level3", "补植株数", volume) == ()


def test_the_index_follows_the_volume() -> None:
    suggestions = Suggestions(FORM)
    volume = volume_with()
    assert "绿化养护标准" in suggestions.of_cell(volume, row(), "basis")
    volume = edits.set_cells(volume, 1, [(3, "basis", "新标准")])
    found = suggestions.of_cell(volume, row(), "basis")
    assert "新标准" in found
    assert "绿化养护标准" not in found
    assert suggestions.of_cell(edits.delete_projects(volume, [1]), row(), "basis") == ()


def test_past_volumes_come_after_this_one_and_once() -> None:
    past = volume_with((("产出指标", "数量指标", "补植株数", "", "≥9株", "上年计划"),))
    asked = []

    def volumes() -> tuple[Volume, ...]:
        asked.append(1)
        return (past,)

    suggestions = Suggestions(FORM, volumes)
    for _ in range(2):
        assert suggestions.of_cell(volume_with(), row(level3="补植株数"), "basis")[:2] == ("绿化养护计划", "上年计划")
    assert len(asked) == 2


def test_not_more_than_can_be_looked_through() -> None:
    rows = tuple(("产出指标", "数量指标", f"指标{i}", "", "", "") for i in range(2 * MOST))
    assert len(offers("level3", volume=volume_with(rows))) == MOST


def test_targets_of_the_same_level3_come_first_then_of_the_same_level2_then_the_others() -> None:
    rows = (
        ("产出指标", "数量指标", "维修里程", "", "≥7公里", ""),
        ("产出指标", "质量指标", "验收合格率", "", "100%", ""),
        ("产出指标", "质量指标", "验收合格率", "", "100%", ""),
        ("产出指标", "质量指标", "返修率", "", "≤2%", ""),
        ("产出指标", "数量指标", "绿化面积", "", "≥9亩", ""),
        ("产出指标", "数量指标", "绿化面积", "", "≥9亩", ""),
    )
    found = offers("target", volume=volume_with(rows), level1="产出指标", level2="质量指标", level3="返修率")
    assert found == ("≤2%", "100%", "≥9亩", "≥7公里")


def test_a_cell_s_own_text_is_no_suggestion_for_it() -> None:
    assert "≥95%" not in offers("target", level3="成活率", target="≥95%")
    assert "≥95%" in offers("target", level3="成活率", target="≥96%")
    assert "产出指标" in offers("level1", level1="产出指标")
