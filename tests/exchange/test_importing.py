"""Files into one volume: several sources, forms and years found or given, and what is said of them."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from editor.domain.fields import Fields
from editor.domain.volume import Project, Volume
from editor.errors import UserError
from editor.exchange.importing import import_sources, recognise_documents
from editor.exchange.json_io import volume_to_json
from editor.exchange.raw import RawBlock, RawDocument, RawParagraph, RawTable, Where
from editor.exchange.recognise.department import find_department
from editor.exchange.recognise.drafts import CoverDraft, SourceDraft, UnitDraft
from editor.exchange.report import ImportReport
from editor.forms.packs import FormPacks, bundled_packs
from tests.exchange.recognise.conftest import OFFICES
from tests.exchange.truth import compare, volume_values
from tests.exchange.variants import Style, grids, printed, word_dump
from tests.samples import small_volume

PACKS: FormPacks = bundled_packs()
BARE = Style(cover=False, contents="none")


def office(name: str) -> Volume:
    volume, _ = import_sources([OFFICES / f"{name}.json"], PACKS)
    return volume


PLAIN = Style()


def document(volume: Volume, style: Style = PLAIN, layout: str = "two", source: str = "a.docx") -> RawDocument:
    return replace(grids(volume, PACKS.form(volume.form), style, layout), source=source)


def differs(truth: Volume, found: Volume) -> str:
    form = PACKS.form(truth.form)
    return compare(volume_values(printed(truth, form), form), volume_values(found, PACKS.form(found.form))).lines()


def said(report: ImportReport, kind: str) -> str:
    return "\n".join(item.line() for item in report.items if item.kind == kind)


def changed(volume: Volume, at: int, **entries: str) -> Volume:
    projects = list(volume.projects)
    projects[at] = replace(projects[at], fields=Fields({**projects[at].fields, **entries}))
    return replace(volume, projects=tuple(projects))


def test_a_text_file_through_the_worker(tmp_path: Path) -> None:
    volume = office("2021-emergency")
    file = tmp_path / "文本.txt"
    file.write_text(word_dump(volume, PACKS.form(volume.form), Style(fields=True)), "utf-8")
    calls: list[tuple[int, int, str]] = []
    found, report = import_sources([file], PACKS, progress=lambda *args: calls.append(args))
    assert differs(volume, found) == ""
    assert calls[0] == (0, 1, "文本.txt")
    assert report.form.value == "hebei-2021"
    assert report.year.value == "2021"
    assert [(taken.projects, taken.units, taken.sections) for taken in report.taken] == [(4, 2, 3)]
    assert not report.of("not_understood")


@pytest.mark.parametrize(
    ("name", "form"), [("2020-agriculture", "2020"), ("2021-emergency", "2021"), ("2024-health", "2023")]
)
def test_form_and_year_are_found_in_tables_alone(name: str, form: str) -> None:
    volume = office(name)
    found, report = recognise_documents([document(volume, BARE, "sheet", "表.xlsx")], PACKS)
    assert found.form == report.form.value == f"hebei-{form}"
    assert found.year == volume.year
    assert report.form.reason
    assert report.year.reason


def test_a_years_guess_is_said() -> None:
    _, report = recognise_documents([document(office("2020-agriculture"), BARE, "sheet", "表.xlsx")], PACKS)
    assert "年度 2020 是推测的" in said(report, "doubtful")


def test_the_user_may_say_form_and_year() -> None:
    volume = office("2020-agriculture")
    found, report = recognise_documents([document(volume)], PACKS, "hebei-2023", 2026)
    assert (found.form, found.year) == ("hebei-2023", 2026)
    assert (report.form.reason, report.year.reason) == ("由用户指定", "由用户指定")
    levels = [[row.cells.text("level1") for row in p.indicators] for p in volume.projects]
    assert [[row.cells.text("level1") for row in p.indicators] for p in found.projects] == levels
    assert "不合" in said(report, "doubtful")
    with pytest.raises(UserError, match="没有名为"):
        import_sources([OFFICES / "2024-health.json"], PACKS, "hebei-1999")


def test_a_narrative_and_its_tables_from_two_files() -> None:
    volume = office("2021-emergency")
    whole = document(volume, source="文.docx")
    words = tuple(b for b in whole.blocks if isinstance(b, RawParagraph) and b.where.line is not None)
    found, report = recognise_documents(
        [replace(whole, blocks=words), document(volume, BARE, "stacked", "表.xlsx")], PACKS
    )
    assert differs(volume, found) == ""
    assert len(report.taken) == 2
    assert not said(report, "doubtful")


def test_one_file_for_each_unit() -> None:
    volume = office("2024-health")
    one = replace(volume, projects=volume.projects[:4])
    two = replace(volume, projects=(volume.projects[2], *volume.projects[4:]))
    found, _ = recognise_documents([document(one), document(two, BARE, source="b.docx")], PACKS)
    names = [p.name for p in found.projects]
    assert names == [p.name for p in (*one.projects, *two.projects)]
    assert [u.code for u in found.units] == [u.code for u in volume.units]
    assert sum(p.classified for p in found.projects) == 3


def test_the_same_sheets_twice_are_one_and_conflicts_are_said() -> None:
    volume = office("2024-health")
    poorer = changed(volume, 0, purpose="", budget="1.00")
    found, report = recognise_documents([document(poorer), document(volume, source="b.docx")], PACKS)
    assert differs(volume, found) == ""
    assert "两个来源的内容不同" in said(report, "doubtful")
    assert "1.00" in said(report, "doubtful")
    assert sum(p.classified for p in found.projects) == 2


def test_one_code_under_two_names_stays_two_projects() -> None:
    volume = office("2020-agriculture")
    other = changed(replace(volume, projects=volume.projects[:1]), 0, name="另一名称的经费", title="")
    found, report = recognise_documents([document(volume), document(other, BARE, source="b.docx")], PACKS)
    assert len(found.projects) == len(volume.projects) + 1
    assert "出现了不止一次" in said(report, "doubtful")


def test_sections_that_differ_the_longer_is_taken_the_other_told() -> None:
    volume = office("2024-health")
    section = replace(volume.sections[2], paragraphs=("一是另行安排。",))
    other = replace(volume, sections=(*volume.sections[:2], section), projects=())
    found, report = recognise_documents([document(other), document(volume, source="b.docx")], PACKS)
    assert found.sections == volume.sections
    assert "一是另行安排。" in said(report, "not_understood")


def test_a_volumes_own_json_alone_and_with_others(tmp_path: Path) -> None:
    volume = small_volume()
    file = tmp_path / "a.json"
    file.write_text(json.dumps(volume_to_json(volume, PACKS.form(volume.form)), ensure_ascii=False), "utf-8")
    found, report = import_sources([file], PACKS)
    assert differs(volume, found) == ""
    assert report.taken[0].projects == 4
    forced, _ = import_sources([file], PACKS, year=2030)
    assert forced.year == 2030
    assert forced.projects[1].fields == volume.projects[1].fields
    assert [p.classified for p in forced.projects] == [p.classified for p in volume.projects]


@pytest.mark.parametrize(("text", "words"), [("{", "不是完整的 JSON"), ("{}", "没有导入")])
def test_json_that_is_none(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(text, "utf-8")
    with pytest.raises(UserError, match=words):
        import_sources([file], PACKS)


def test_where_nothing_is_found_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / "信.txt"
    file.write_text("各位同事：\n\n本周五下午打扫卫生。\n", "utf-8")
    with pytest.raises(UserError, match=r"没有找到绩效目标表.*“信\.txt”.*请"):
        import_sources([file], PACKS, in_process=True)
    with pytest.raises(UserError, match="没有选择"):
        import_sources([], PACKS)


def test_content_under_a_classified_title_never_comes_in() -> None:
    volume = office("2024-health")
    doc = document(volume)
    blocks: list[RawBlock] = []
    for block in doc.blocks:
        blocks.append(block)
        if isinstance(block, RawParagraph) and block.text == "此项目文件涉密":
            blocks.append(RawParagraph("机要线路改造", Where("a")))
    found, report = recognise_documents([replace(doc, blocks=tuple(blocks))], PACKS)
    assert [set(p.fields) for p in found.projects if p.classified] == [{"name"}, {"name"}]
    assert "机要线路" not in str(found)
    assert said(report, "not_understood").count("机要线路改造") == 2


def test_a_lost_last_share_is_put_in_only_where_the_plan_must_end_full() -> None:
    volume = office("2024-health")

    def without_last(block: RawBlock) -> RawBlock:
        if not isinstance(block, RawTable) or not any(c.text == "12月底" for c in block.cells):
            return block
        return replace(block, cells=tuple(c for c in block.cells if not (c.row in (3, 4) and c.column == 5)))

    doc = document(volume)
    doc = replace(doc, blocks=tuple(map(without_last, doc.blocks)))
    found, report = recognise_documents([doc], PACKS)
    assert found.projects[0].fields["disbursement"] == volume.projects[0].fields["disbursement"]
    assert said(report, "mended").count("按规定补为 100") == 3
    # the last of them lacks its first share too: nothing is guessed there
    assert found.projects[5].fields["disbursement"] == ("", "40", "85", "")


def test_numbers_and_contents_that_do_not_agree_are_said() -> None:
    volume = office("2020-agriculture")
    doc = document(volume)
    fewer = tuple(
        b
        for b in doc.blocks
        if not (isinstance(b, RawParagraph) and b.text.startswith("4、高素质") and not b.where.line)
    )
    found, report = recognise_documents([replace(doc, blocks=fewer)], PACKS)
    assert len(found.projects) == len(volume.projects)
    assert "标题的编号从 3 到了 5" in said(report, "doubtful")
    listed = changed(volume, 1, contents_title="农产品检测经费绩效目标表")
    found, _ = recognise_documents([document(listed)], PACKS)
    assert found.projects[1].fields.text("contents_title") == "农产品检测经费绩效目标表"
    assert [p.fields.text("contents_title") for p in found.projects].count("") == len(volume.projects) - 1


@pytest.mark.parametrize(
    ("units", "department"),
    [
        (("某县水务局本级", "某县节水办公室"), "某县水务局"),
        (("某县水务局",), "某县水务局"),
        (("某县水务局供水站", "某县水务局防汛站"), "某县水务局"),
        (("甲县供水站", "乙县防汛站"), "甲县供水站"),
        ((), ""),
    ],
)
def test_the_department_where_there_is_no_cover(units: tuple[str, ...], department: str) -> None:
    drafts = tuple(UnitDraft(f"00000{i}", name, Where("a")) for i, name in enumerate(units))
    assert find_department(SourceDraft("a", units=drafts)).value == department
    covered = SourceDraft("a", CoverDraft("某县水利局", 2024), units=drafts)
    assert find_department(covered).value == "某县水利局"


def test_amounts_in_yuan_are_turned_into_the_forms_unit() -> None:
    volume = small_volume()
    doc = document(volume)
    blocks: list[RawBlock] = []
    for block in doc.blocks:
        if isinstance(block, RawParagraph):
            blocks.append(replace(block, text=block.text.replace("单位：万元", "单位：元")))
        else:
            cells = tuple(replace(c, text="125,000" if c.text == "12.50" else c.text) for c in block.cells)
            blocks.append(replace(block, cells=cells))
    found, report = recognise_documents([replace(doc, blocks=tuple(blocks))], PACKS)
    assert found.projects[0].fields.text("budget") == "12.50"
    assert "由元换算为万元" in said(report, "mended")


def test_the_report_in_words_and_as_json() -> None:
    volume = office("2020-agriculture")
    doc = document(volume)
    strays = tuple(RawParagraph(f"第{i}处批注", Where("a.docx", line=900 + i)) for i in range(20))
    _, report = recognise_documents([replace(doc, blocks=(*doc.blocks, *strays))], PACKS)
    lines = report.lines()
    assert lines[0].startswith("表样：hebei-2020")
    assert "  其余12条见报告文件" in lines
    data = json.loads(json.dumps(report.to_json(), ensure_ascii=False))
    assert data["counts"]["not_understood"] == 20
    assert [item["before"] for item in data["items"] if item["kind"] == "not_understood"] == [s.text for s in strays]
    assert data["taken"][0]["indicators"] == sum(len(p.indicators) for p in volume.projects)


def test_keys_are_fresh_and_in_order() -> None:
    found, _ = recognise_documents([document(office("2024-health"))], PACKS)
    keys: list[int] = []
    for project in found.projects:
        assert isinstance(project, Project)
        keys += [project.key, *(row.key for row in project.indicators)]
    assert keys == list(range(1, len(keys) + 1))
