"""A volume goes to JSON and comes back; a JSON that is not one is refused where it is wrong."""

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.domain.fields import Fields
from editor.domain.volume import BudgetRow, BudgetTable, Indicator, Project, Section, Unit, Volume
from editor.errors import UserError
from editor.exchange.json_io import volume_from_json, volume_to_json
from editor.exchange.json_node import MAX_TEXT
from editor.forms.packs import FormPacks, bundled_packs
from tests.samples import rekeyed, small_volume
from tests.strategies import volumes

FORMS = bundled_packs().ids


@pytest.fixture(scope="module")
def packs() -> FormPacks:
    return bundled_packs()


@pytest.mark.parametrize("form_id", FORMS)
@settings(max_examples=20)
@given(data=st.data())
def test_a_volume_comes_back_as_it_was(form_id: str, data: st.DataObject, packs: FormPacks) -> None:
    form = packs.form(form_id)
    volume = data.draw(volumes(form))
    text = json.dumps(volume_to_json(volume, form), ensure_ascii=False)
    assert volume_from_json(json.loads(text), packs) == rekeyed(volume)


def test_the_shape_is_the_documented_one(packs: FormPacks) -> None:
    form = packs.form("hebei-2023")
    data = volume_to_json(small_volume(), form)
    assert list(data) == ["form", "year", "department", "sections", "units", "projects", "cover"]
    first, _, secret = data["projects"][:3]  # type: ignore[index]
    assert list(first) == [
        *("unit", "code", "name", "title", "classified", "budget", "fiscal_funds", "other_funds", "purpose"),
        *("disbursement", "goals", "indicators"),
    ]
    assert first["title"] == "1.校舍维修补助绩效目标表"
    assert (first["budget"], first["other_funds"]) == ("12.50", None)
    assert first["disbursement"] == ["0", "40", None, "100"]
    assert first["goals"] == ["完成两所村小校舍屋面维修", "汛期前完工"]
    assert list(first["indicators"][0]) == ["level1", "level2", "level3", "description", "target", "basis"]
    assert secret == {
        "unit": None,
        "code": None,
        "name": "专项业务经费",
        "title": "3.专项业务经费绩效目标表",
        "classified": True,
    }


def test_a_blank_volume_has_every_key(packs: FormPacks) -> None:
    form = packs.form("hebei-2020")
    data = volume_to_json(Volume(form.id, 2020, "", projects=(Project(7),)), form)
    assert [section["key"] for section in data["sections"]] == list(form.sections())  # type: ignore[attr-defined]
    project = data["projects"][0]  # type: ignore[index]
    assert project["disbursement"] == [None] * 4
    assert (project["goals"], project["purpose"], project["budget"], project["unit"]) == ([], "", None, None)


def test_entries_of_another_form_are_not_lost(packs: FormPacks) -> None:
    form = packs.form("hebei-2023")
    cells = Fields({"level1": "产出指标", "weight": "10"})
    fields = Fields({"name": "桥梁检测", "leader": "周某", "phones": ("1", "", "2"), "contents_title": "桥梁检测表"})
    project = Project(1, "410001", fields=fields, indicators=(Indicator(2, cells),))
    volume = Volume(form.id, 2024, "某县交通局", (Unit("410001", "本级"),), (Section("old", ("旧段",)),), (project,))
    back = volume_from_json(volume_to_json(volume, form), packs)
    assert back.projects == volume.projects
    assert back.section("old") == volume.section("old")


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("1.桥梁检测绩效目标表", ""),
        ("17.桥梁检测绩效目标表", ""),
        ("桥梁检测绩效目标表", ""),
        ("1.2.桥梁绩效目标表", "2.桥梁绩效目标表"),
        ("1.桥梁绩效目标表", "桥梁绩效目标表"),
        (None, ""),
    ],
)
def test_a_title_is_kept_only_where_it_is_another(packs: FormPacks, printed: str | None, kept: str) -> None:
    form = packs.form("hebei-2023")
    data = volume_to_json(Volume(form.id, 2024, "", projects=(Project(1, fields=Fields({"name": "桥梁检测"})),)), form)
    data["projects"][0]["title"] = printed  # type: ignore[index]
    assert volume_from_json(data, packs).projects[0].fields.text("title") == kept


def _put(path: tuple[str | int, ...], value: object) -> Any:
    def change(data: Any) -> Any:
        for key in path[:-1]:
            data = data[key]
        data[path[-1]] = value

    return change


def _drop(path: tuple[str | int, ...]) -> Any:
    def change(data: Any) -> Any:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_put(("form",), "hebei-1999"), "没有名为“hebei-1999”的表样"),
        (_put(("form",), 7), "“form”应是文字"),
        (_put(("year",), "2023"), "“year”应是年份"),
        (_put(("year",), True), "“year”应是年份"),
        (_drop(("units",)), "最外层缺少“units”"),
        (_put(("colour",), "red"), "最外层有多余的“colour”"),
        (_put(("units", 1, "code"), "210001"), "“units[2].code”与前面的单位重复"),
        (_put(("sections", 0, "paragraphs"), "一段"), "“sections[1].paragraphs”应是列表"),
        (_put(("sections", 0, "paragraphs", 0), None), "“sections[1].paragraphs[1]”应是文字"),
        (_drop(("projects", 0, "purpose")), "“projects[1]”缺少“purpose”"),
        (_put(("projects", 0, "budget"), 12.5), "“projects[1].budget”应是文字"),
        (_put(("projects", 0, "goals"), "目标"), "“projects[1].goals”应是列表"),
        (_put(("projects", 0, "classified"), 0), "“projects[1].classified”应是 true 或 false"),
        (_put(("projects", 0, "indicators", 0), []), "“projects[1].indicators[1]”应是"),
        (_drop(("projects", 0, "indicators", 0, "basis")), "缺少“basis”"),
        (_put(("projects", 2, "budget"), "5.00"), "“projects[3]”是涉密项目，除名称外"),
        (_put(("projects", 2, "code"), "X"), "“projects[3]”是涉密项目，单位和编码"),
        (_put(("projects", 2, "title"), "3.侦查绩效目标表"), "“projects[3]”是涉密项目，表题"),
        (_put(("projects", 0, "purpose"), "字" * (MAX_TEXT + 1)), "超过 1000000 个字"),
        (_put(("projects", 0, "purpose"), "\ud800"), "“projects[1].purpose”里有不成字的代码"),
    ],
)
def test_what_is_wrong_is_named(packs: FormPacks, change: Any, said: str) -> None:
    data = copy.deepcopy(volume_to_json(small_volume(), packs.form("hebei-2023")))
    change(data)
    with pytest.raises(UserError) as caught:
        volume_from_json(data, packs)
    assert said in str(caught.value)


@pytest.mark.parametrize("data", [None, [], "x", 3, {}, {"form": None}])
def test_a_json_of_another_kind_is_refused(packs: FormPacks, data: object) -> None:
    with pytest.raises(UserError, match="JSON"):
        volume_from_json(data, packs)


def test_amounts_are_kept_as_the_form_keeps_them(packs: FormPacks) -> None:
    data = copy.deepcopy(volume_to_json(small_volume(), packs.form("hebei-2023")))
    data["projects"][0]["budget"] = "5"  # type: ignore[index]
    assert volume_from_json(data, packs).projects[0].fields.text("budget") == "5.00"


def test_waivers_stay_in_the_working_file(packs: FormPacks) -> None:
    form = packs.form("hebei-2023")
    volume = small_volume()
    assert volume_to_json(replace(volume, waivers=()), form) == volume_to_json(volume, form)


def test_what_budget_tables_are_made_of_has_keys_of_its_own(packs: FormPacks) -> None:
    form = packs.form("shanxi-2026")
    rows = (BudgetRow(1, Fields({"code": "2040201", "general_basic": "12.00"})), BudgetRow(2, Fields({"note": "旧列"})))
    volume = Volume(form.id, 2026, "山县气象局", fields=Fields({"last_total": "10.00", "remark": "封面之外"}))
    volume = replace(volume, tables=(BudgetTable("functions", rows),), overrides=Fields({"t5/21011/basic": "83.33"}))
    data = volume_to_json(volume, form)
    assert data["tables"] == {"functions": [{"code": "2040201", "general_basic": "12.00"}, {"note": "旧列"}]}
    assert (data["overrides"], data["facts"]) == ({"t5/21011/basic": "83.33"}, {"last_total": "10.00"})
    assert data["cover"] == {"remark": "封面之外"}
    assert replace(volume_from_json(data, packs), sections=()) == volume
    for key, wrong, said in (
        ("tables", {"functions": [["12.00"]]}, "“tables.functions[1]”应是"),
        ("tables", {"functions": [{"code": 7}]}, "“tables.functions[1].code”应是文字"),
        ("overrides", {"t5": "1"}, "“overrides.t5”不是报表的单元格"),
        ("facts", {"secret": "1"}, "“facts”有多余的“secret”"),
    ):
        with pytest.raises(UserError) as caught:
            volume_from_json({**data, key: wrong}, packs)
        assert said in str(caught.value)
