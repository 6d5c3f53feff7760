"""Paragraphs written from the tables: facts are read from them, what the form would not write is kept over it."""

from pathlib import Path

from editor.budget.bookkeeper import compute
from editor.budget.narrative import paragraphs
from editor.compose.volume import Composer
from editor.domain import edits
from editor.domain.entries import put_entry
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.exchange.importing import recognise_documents
from editor.exchange.json_io import volume_to_json
from editor.exchange.readers.docx import read_docx
from editor.exchange.readers.text import read_lines, read_text
from editor.exchange.readers.xlsx import read_xlsx
from editor.exchange.report import ImportReport
from editor.exchange.writers.docx import write_docx
from editor.exchange.writers.xlsx import write_xlsx
from tests.exchange.recognise.publication.printed import PACKS, as_lines, example, narrative_lines, sheet_lines


def read(volume: Volume, change: tuple[str, str] = ("", "")) -> tuple[Volume, ImportReport]:
    pages = [line for project in volume.projects for line in sheet_lines(volume, project, 0)]
    text = "\n".join([as_lines(volume), *narrative_lines(volume), *pages])
    assert change[0] in text
    text = text.replace(*change) if change[0] else text
    return recognise_documents([read_lines(text, "公开.txt")], PACKS)


def plain(volume: Volume) -> dict[str, object]:
    """All of a volume, rows of entry tables in any order."""
    data = volume_to_json(volume, PACKS.form(volume.form))
    tables = data["tables"]
    assert isinstance(tables, dict)
    return {**data, "tables": {key: sorted(rows, key=str) for key, rows in tables.items()}}


def test_the_whole_example_comes_back_from_text() -> None:
    back, report = read(example())
    assert plain(back) == plain(example())
    assert not report.of("doubtful")
    assert not report.of("not_understood")


def test_the_whole_example_comes_back_from_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "公开.xlsx"
    file.write_bytes(write_xlsx(Composer(PACKS.form("shanxi-2026")).compose(example())).data)
    back, _ = recognise_documents([read_xlsx(file)], PACKS)
    assert plain(back) == plain(example())


def test_the_whole_example_comes_back_from_word(tmp_path: Path) -> None:
    file = tmp_path / "公开.docx"
    file.write_bytes(write_docx(Composer(PACKS.form("shanxi-2026")).compose(example())).data)
    back, _ = recognise_documents([read_docx(file)], PACKS)
    assert plain(back) == plain(example())


def test_a_figure_that_is_not_the_tables_is_kept() -> None:
    form = PACKS.form("shanxi-2026")
    written = paragraphs(form, example(), compute(form, example()))["spending"][0].derived
    back, report = read(example(), (written, written.replace("占", "约占")))
    assert dict(back.overrides.items()) == {"spending/kinds": written.replace("占", "约占")}
    assert any("照原样保留" in item.message for item in report.of("doubtful"))


def test_reasons_and_last_years_figures_are_read() -> None:
    volume = put_entry(example(), Place(field="last_abroad"), "3.20")
    volume = put_entry(volume, Place(field="reason_abroad"), "取消考察一批；不再安排")
    back, _ = read(volume)
    assert back.fields.text("last_abroad") == "3.20"
    assert back.fields.text("reason_abroad") == "取消考察一批；不再安排"
    assert not back.overrides


def test_the_clerks_own_paragraphs_stay() -> None:
    own = ["本年车辆保有量没有变化，全部用于测站巡检。"]
    back, _ = read(edits.set_paragraphs(example(), "assets", own))
    assert list(back.section("assets").paragraphs) == own
    assert not back.overrides


def test_a_whole_publication(shared: Path) -> None:
    volume, report = recognise_documents([read_text(next((shared / "seeds").glob("004*.txt")))], PACKS)
    facts = {
        "last_total": "2204.35", "last_general": "2179.12", "last_purchase": "36.90", "last_running": "28.00",
        "last_operating": "186.60", "procurement_goods": "2.00", "procurement_services": "10.00", "cars_quota": "15",
        "cars_law": "10", "cars_special": "2", "office_area": "8656", "reason_operating": "本年新增29人",
        "ministry_coded": "205-山西省公安厅",
    }  # fmt: skip
    assert {key: volume.fields.text(key) for key in facts} == facts
    assert volume.overrides.text("changes/expense").startswith("本年单位预算支出总计2,551.79万元")
    assert "2251.79" in volume.overrides.text("performance/whole")
    assert "增长46%" in volume.overrides.text("operating/total")
    assert len([key for key in volume.overrides if key.startswith("glossary/")]) == 12
    assert "高校委托培养费" in volume.overrides.text("glossary/special")
    assert not any(volume.section(key).paragraphs for key in ("changes", "general", "performance", "glossary"))
    assert all(row.cells.text("category") == "其他运转类" for row in volume.table("projects").rows)
    assert any("分成两段" in item.message for item in report.of("mended"))
