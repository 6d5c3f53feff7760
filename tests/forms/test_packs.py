"""The bundled packs, what one takes from another, and how a pack is found."""

import string
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.errors import UserError
from editor.forms.form import Form
from editor.forms.packs import FormPacks, bundled_packs

IDS = bundled_packs().ids
HEAD = "id: mine\ntitle: 我的表样\nyears: {first: 2030}\nextends: hebei-2023\n"


@pytest.fixture(scope="module")
def packs() -> FormPacks:
    return bundled_packs()


@pytest.mark.parametrize("form_id", IDS)
def test_every_bundled_pack_loads(packs: FormPacks, form_id: str) -> None:
    form = packs.form(form_id)
    assert form.id == form_id
    assert packs.form(form_id) is form
    assert form.sections()
    assert sum(table.repeat is not None for table in form.sheet.tables) == 1


@pytest.mark.parametrize("form_id", IDS)
def test_a_form_is_a_value(packs: FormPacks, form_id: str) -> None:
    form = packs.form(form_id)
    with pytest.raises(AttributeError):
        form.title = "别的"  # type: ignore[misc]
    with pytest.raises(TypeError):
        form.fields["other"] = form.fields["name"]  # type: ignore[index]


def test_the_years_a_pack_is_for(packs: FormPacks) -> None:
    family = "河北部门预算绩效文本"
    newest = {year: packs.for_year(year, family)[0].id for year in (2019, 2020, 2021, 2022, 2023, 2031)}
    assert newest == {
        2019: "hebei-2020",
        2020: "hebei-2020",
        2021: "hebei-2021",
        2022: "hebei-2021",
        2023: "hebei-2023",
        2031: "hebei-2023",
    }
    assert packs.for_year(1999) == ()
    assert packs.for_year(2023, "没有的一套") == ()


def difference(forms: FormPacks, read: Callable[[Form], object]) -> tuple[object, ...]:
    return tuple(read(forms.form(form_id)) for form_id in ("hebei-2020", "hebei-2021", "hebei-2023"))


def test_what_differs_between_the_years(packs: FormPacks) -> None:
    """The table "Formats by year" of the description of the forms."""
    assert difference(packs, lambda f: f.sheet.title) == ("{n}、{title}", "{n}.{title}", "{n}.{title}")
    assert difference(packs, lambda f: f.fields["other_funds"].blank) == ("", "0", "")
    assert difference(packs, lambda f: f.fields["disbursement"].suffix) == ("", "%", "%")
    assert difference(packs, lambda f: f.fields["disbursement"].trim) == (False, False, True)
    assert difference(packs, lambda f: f.fields["goals"].marker) == ("{n}、", "{n}.", "{n}.")
    assert difference(packs, lambda f: tuple(f.indicators.taxonomy)[1]) == ("效果指标", "效益指标", "效益指标")
    assert difference(packs, lambda f: f.cover.fields["stage"].default) == ("（草案）", "（草案）", "(草案)")
    assert difference(packs, lambda f: f.page_numbers.counts_from) == ("body", "body", "cover")
    assert difference(packs, lambda f: f.sheet.unit_line[0]) == (
        "{unit_code}{unit_name}",
        "{unit_code}{unit_name}",
        "{unit_code} {unit_name}",
    )


def test_all_else_is_the_same_in_all_years(packs: FormPacks) -> None:
    old, new = packs.form("hebei-2020"), packs.form("hebei-2023")
    assert (new.page, new.styles, new.parts, new.sheet.tables) == (old.page, old.styles, old.parts, old.sheet.tables)


def test_a_pack_on_a_stick_states_only_what_differs(packs_with: Callable[..., FormPacks]) -> None:
    form = packs_with(mine=HEAD + "fields:\n  other_funds: {blank: 无}\npage: {top: 40}\n").form("mine")
    base = bundled_packs().form("hebei-2023")
    assert form.fields["other_funds"].blank == "无"
    assert form.fields["other_funds"].label == base.fields["other_funds"].label
    assert list(form.fields) == list(base.fields)
    assert (form.page.top, form.page.bottom) == (40, base.page.bottom)
    assert form.family == base.family


def test_replace_stands_in_place_of_all_it_extends(packs_with: Callable[..., FormPacks]) -> None:
    text = HEAD + "indicators:\n  aliases: !replace {}\n  roles: !replace {}\n  taxonomy: "
    merged = packs_with(mine=text + "{产出指标: [数量指标]}\n").form("mine").indicators.taxonomy
    alone = packs_with(mine=text + "!replace {产出指标: [数量指标]}\n").form("mine").indicators.taxonomy
    assert merged["产出指标"] == ("数量指标",)
    assert list(merged) == ["产出指标", "效益指标", "满意度指标"]
    assert dict(alone) == {"产出指标": ("数量指标",)}


def test_a_list_is_replaced_and_never_mixed(packs_with: Callable[..., FormPacks]) -> None:
    form = packs_with(mine=HEAD + "sheet: {classified_names: [内部事项]}\n").form("mine")
    assert form.sheet.classified_names == ("内部事项",)


def test_a_later_folder_comes_before_an_earlier_one(packs_with: Callable[..., FormPacks]) -> None:
    text = HEAD.replace("id: mine", "id: hebei-2021").replace("hebei-2023", "hebei-2020")
    packs = packs_with(hebei_2021=text)
    assert packs.ids == IDS
    assert packs.form("hebei-2021").title == "我的表样"
    assert packs.form("hebei-2023").extends == "hebei-2021"


def test_a_windows_editor_may_have_saved_it(tmp_path: Path, packs_with: Callable[..., FormPacks]) -> None:
    packs = packs_with()
    (tmp_path / "mine.yaml").write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert packs.form("mine").title == "我的表样"


@pytest.mark.parametrize("asked", ["hebei-1999", "", "../forms/hebei-2023", "HEBEI-2023"])
def test_a_pack_that_is_not_there(packs: FormPacks, asked: str) -> None:
    with pytest.raises(UserError, match=rf"没有名为“{asked}”的表样.*hebei-2023"):
        packs.form(asked)


@pytest.mark.parametrize("form_id", IDS)
def test_every_word_in_braces_can_be_filled(packs: FormPacks, form_id: str) -> None:
    form = packs.form(form_id)
    words = {"department": "局", "year": "2030", **dict.fromkeys(form.cover.fields, "甲")}
    for line in form.cover.lines:
        assert "{" not in string.Formatter().vformat(line.text, (), words)


def test_a_faulty_pack_leaves_the_others_in_use(packs_with: Callable[..., FormPacks]) -> None:
    packs = packs_with(mine=HEAD + "colour: red\n")
    assert [form.id for form in packs.all()] == list(IDS)
    assert packs.for_year(2030) == bundled_packs().for_year(2030)
    with pytest.raises(UserError, match="colour"):
        packs.form("mine")


def test_the_newest_of_two_editions_is_taken(packs_with: Callable[..., FormPacks]) -> None:
    text = HEAD.replace("id: mine", "id: hebei-2021").replace("hebei-2023", "hebei-2020")
    assert packs_with(hebei_2021=text + "version: 0\n").form("hebei-2021").title != "我的表样"
    assert packs_with(hebei_2021=text + "version: 2\n").form("hebei-2021").title == "我的表样"


def test_a_version_is_a_packs_own(packs_with: Callable[..., FormPacks]) -> None:
    packs = packs_with(base=HEAD.replace("mine", "base") + "version: 7\n", mine=HEAD.replace("hebei-2023", "base"))
    assert (packs.form("base").version, packs.form("mine").version) == (7, 1)


@pytest.mark.parametrize("version", ["甲", "-1", "9" * 5000, "[2]"])
def test_a_version_that_is_no_number(packs_with: Callable[..., FormPacks], version: str) -> None:
    with pytest.raises(UserError, match="第 5 行“version”"):
        packs_with(mine=HEAD + f"version: {version}\n").form("mine")
