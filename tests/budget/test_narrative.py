"""Sentences and charts from the tables: figures, shares, comparisons, lists, and where each figure comes from."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.budget.bookkeeper import compute
from editor.budget.charts import charts
from editor.budget.narrative import Paragraph, comparison_words, paragraphs, percent
from editor.domain import budget_edits
from editor.domain.entries import put_entry
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.budget_form import Comparison
from editor.forms.form import Form
from editor.forms.packs import bundled_packs
from tests.budget.made_up import sheets, unit
from tests.budget_strategies import facts, overrides, tables

FORM = bundled_packs().form("shanxi-2026")


def told(form: Form, volume: Volume, section: str, key: str) -> Paragraph:
    made = paragraphs(form, volume, compute(form, volume))
    return next(p for p in made[section] if p.key == key)


def with_facts(**said: str) -> Volume:
    return replace(unit(), fields=Fields(dict(said)))


def test_sources_of_income_have_shares(form: Form) -> None:
    text = told(form, unit(), "income", "sources").text
    assert text == (
        "2026年度云台山气象局预算收入474.41万元，主要包括一般公共预算拨款收入449.16万元，占94.68%；政府性基金预算拨款收入8.00万元，占1.69%；"
        "国有资本经营预算拨款收入0万元，占0%；财政专户管理资金收入0万元，占0%；单位资金5.00万元，占1.05%；上年结转12.25万元，占2.58%。"
    )


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("400.00", "，比上年增加74.41万元，增长18.60%。"),
        ("1,000.00", "，比上年减少525.59万元，下降52.56%。"),
        ("474.41", "，与上年持平。"),
        ("", "，比上年增加474.41万元。"),
    ],
)
def test_a_change_has_its_words(form: Form, last: str, said: str) -> None:
    assert told(form, with_facts(last_total=last), "changes", "income").text.endswith(said)


def test_a_reason_is_said_where_there_is_one(form: Form) -> None:
    volume = with_facts(last_total="400.00", reason_income="新增雷达一部")
    assert told(form, volume, "changes", "income").text.endswith("增长18.60%，主要原因是新增雷达一部。")
    assert "主要原因" not in told(form, volume, "changes", "expense").text


def test_lists_name_what_has_an_amount(form: Form) -> None:
    assert told(form, unit(), "basic", "personnel").text == (
        "人员经费293.40万元，主要包括：基本工资、机关事业单位基本养老保险缴费、奖励金；"
    )
    assert told(form, unit(), "general", "structure").text.endswith(
        "主要用于以下方面：社会保障和就业支出28.40万元，占6.32%；卫生健康支出14.06万元，占3.13%；"
        "自然资源海洋气象等支出385.70万元，占85.87%；住房保障支出21.00万元，占4.68%。"
    )
    nothing = Volume(form.id, 2026, "云台山气象局")
    assert told(form, nothing, "basic", "running").text == "公用经费0万元，主要包括：无。"


def test_goal_sheets_and_projects_are_counted_and_added_across_units_of_money(form: Form) -> None:
    volume = unit()
    text = told(form, replace(volume, projects=sheets(volume)), "performance", "projects").text
    assert "二级项目2个，共计金额88.50万元" in text
    assert "其他运转类项目1个，涉及金额50.00万元；特定目标类项目1个，涉及金额38.50万元" in text
    assert text.endswith("公开项目绩效目标2个，涉及项目金额88.50万元，占本年项目支出预算的100.00%。")


def test_counts_have_the_decimals_they_have(form: Form) -> None:
    volume = with_facts(cars_law="3", cars_special="1", office_area="1,204.5", assets_date="")
    assert "实有4辆" in told(form, volume, "assets", "cars").text
    assert (
        told(form, volume, "assets", "buildings").text
        == "截至2026年1月1日，云台山气象局使用的办公用房建筑总面积1204.5平方米。"
    )


def test_what_is_typed_over_a_paragraph_is_printed_and_compared(form: Form) -> None:
    volume = put_entry(unit(), Place(section="spending", line="kinds"), "支出预算470万元。")
    paragraph = told(form, volume, "spending", "kinds")
    assert (paragraph.text, paragraph.overridden) == ("支出预算470万元。", True)
    assert paragraph.derived.startswith("2026年度云台山气象局支出预算474.41万元")
    assert paragraph.place == Place(section="spending", line="kinds")


@settings(max_examples=15)
@given(tables(FORM), facts(FORM), overrides(FORM))
def test_every_figure_knows_where_it_stands_and_what_it_is(made: object, said: Fields, typed: Fields) -> None:
    volume = replace(Volume(FORM.id, 2026, "云台山气象局"), tables=made, fields=said, overrides=typed)
    book = compute(FORM, volume)
    for section, found in paragraphs(FORM, volume, book).items():
        assert {p.section for p in found} == {section}
        for paragraph in found:
            assert "{" not in paragraph.derived
            assert "[[" not in paragraph.derived
            for number in paragraph.numbers:
                shown = paragraph.derived[number.start : number.end].replace(",", "").rstrip("%")
                assert abs(Decimal(shown)) == abs(number.amount)
                assert number.places


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_percentage_is_rounded_half_up(part: int, whole: int) -> None:
    assert percent(Decimal(part), Decimal(whole)) == Decimal((part * 20000 + whole) // (2 * whole)) / 100


def test_of_nothing_there_is_no_share() -> None:
    assert percent(Decimal(3), Decimal(0)) == 0


def test_words_of_a_change() -> None:
    words = Comparison("多", "少", "平")
    assert [comparison_words(words, Decimal(n), Decimal(1)) for n in (2, 0, 1)] == ["多", "少", "平"]
    assert comparison_words(words, Decimal(1), Decimal(0)) == "多"


def test_charts_leave_out_what_is_nothing_and_share_of_the_whole(form: Form) -> None:
    volume = unit()
    made = charts(form, volume, compute(form, volume))
    assert [(s.label, str(s.amount), str(s.share)) for s in made["income"].slices] == [
        ("一般公共预算", "449.16", "94.68"),
        ("政府性基金预算", "8.00", "1.69"),
        ("单位资金", "5.00", "1.05"),
        ("上年结转", "12.25", "2.58"),
    ]
    assert [s.label for s in made["general"].slices][-1] == "住房保障支出"
    assert made["general"].slices[0].place == Place(table="t5", line="208", field="total")
    assert charts(form, Volume(form.id, 2026, ""), compute(form, Volume(form.id, 2026, "")))["income"].slices == ()


def test_a_figure_leads_to_its_cells(form: Form) -> None:
    paragraph = told(form, with_facts(last_total="400.00"), "changes", "income")
    change = next(n for n in paragraph.numbers if n.amount == Decimal("74.41"))
    assert change.places == (Place(table="t1", line="income_all", field="now"), Place(field="last_total"))
    ledger = budget_edits.set_budget_table(unit(), "projects", ())
    assert told(form, ledger, "performance", "projects").numbers[0].places == (Place(table="projects"),)
