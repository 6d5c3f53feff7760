"""The commands as scripts use them: words, outputs and exit codes."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.cli.commands import COMMANDS
from editor.document.document import create_document, open_document
from editor.domain import edits
from editor.domain.volume import Volume

from .conftest import Said

Jixiao = Callable[..., Said]


def test_new_makes_an_empty_volume_with_its_sections(jixiao: Jixiao, tmp_path: Path) -> None:
    path = tmp_path / "新.jixiao"
    said = jixiao("new", "--form", "hebei-2023", "--year", 2027, "--department", "青石县林业局", "-o", path)
    assert (said.code, said.err) == (0, "")
    with open_document(path, read_only=True) as document:
        volume = document.volume
    assert (volume.form, volume.year, volume.department) == ("hebei-2023", 2027, "青石县林业局")
    assert [section.key for section in volume.sections] == ["overall_goal", "itemised_goals", "safeguards"]


def test_new_leaves_a_file_that_is_there(jixiao: Jixiao, file: Path) -> None:
    before = file.read_bytes()
    said = jixiao("new", "--form", "hebei-2023", "--year", 2027, "--department", "别的局", "-o", file)
    assert said.code == 3
    assert len(said.err.splitlines()) == 1
    assert file.read_bytes() == before


def test_show_as_json_has_the_shape_scripts_rely_on(jixiao: Jixiao, file: Path) -> None:
    shown = json.loads(jixiao("show", file, "--json").out)
    assert list(shown) == ["form", "year", "department", "sections", "units", "projects"]
    project, secret = shown["projects"]
    assert project["title"] == "1.行道树栽种绩效目标表"
    assert (project["budget"], project["other_funds"]) == ("5.00", None)
    assert project["disbursement"] == ["0", "50", "75", "100"]
    assert secret == {
        "unit": None,
        "code": None,
        "name": "专项业务经费",
        "title": "2.专项业务经费绩效目标表",
        "classified": True,
    }


def test_show_for_people_has_every_text(jixiao: Jixiao, file: Path, volume: Volume) -> None:
    said = jixiao("show", file)
    assert said.code == 0
    for text in ("道路绿起来。", "栽种行道树", "全年栽种的行道树株数", "≥100%", "6月底 50%", "预算数合计 5.00 万元"):
        assert text in said.out


def test_check_says_its_findings_by_exit_code_and_json(jixiao: Jixiao, file: Path) -> None:
    said = jixiao("check", file, "--json")
    found = json.loads(said.out)
    assert said.code == 1
    assert found["counts"]["error"] >= 1
    (bound,) = [f for f in found["findings"] if f["id"] == "IND-14"]
    assert bound["place"]["project"] == "13039927P00000000011"
    assert (bound["place"]["indicator"], bound["place"]["field"]) == (1, "target")
    assert set(bound) == {"id", "severity", "place", "message", "fixable", "waived"}


def test_check_for_people_names_the_place(jixiao: Jixiao, file: Path) -> None:
    said = jixiao("check", file)
    assert said.code == 1
    assert "1.行道树栽种绩效目标表" in said.out
    assert "指标1 指标值：" in said.out


def test_without_errors_the_exit_code_is_0(jixiao: Jixiao, tmp_path: Path, volume: Volume) -> None:
    """A warning is no error: the exit code follows the counts."""
    path = tmp_path / "册.jixiao"
    for rows in ([], [(2, "target", "≥95%")]):
        create_document(path, edits.set_cells(volume, 1, rows), overwrite=True).close()
        counts = json.loads(jixiao("check", path, "--json").out)["counts"]
        assert jixiao("check", path).code == (1 if counts["error"] else 0)


@pytest.mark.parametrize("suffix", ["pdf", "docx", "xlsx", "json"])
def test_export_gives_the_same_bytes_twice(jixiao: Jixiao, file: Path, tmp_path: Path, suffix: str) -> None:
    paths = [tmp_path / f"{n}.{suffix}" for n in "一二"]
    for path in paths:
        assert jixiao("export", file, "-o", path, "--watermark", "草稿").code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_some_projects_are_chosen_by_code_or_number(jixiao: Jixiao, file: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "一.json", tmp_path / "二.json"
    assert jixiao("export", file, "-o", one, "--project", "13039927P00000000011").code == 0
    assert jixiao("export", file, "-o", two, "--project", "13039927P00000000011", "2").code == 0
    assert [p["title"] for p in json.loads(one.read_text("utf-8"))["projects"]] == ["1.行道树栽种绩效目标表"]
    assert len(json.loads(two.read_text("utf-8"))["projects"]) == 2


def test_an_unknown_project_exports_nothing(jixiao: Jixiao, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "一.pdf"
    said = jixiao("export", file, "-o", path, "--project", "没有的")
    assert said.code == 3
    assert "没有的" in said.err
    assert not path.exists()


def test_an_unknown_kind_of_file_is_named(jixiao: Jixiao, file: Path, tmp_path: Path) -> None:
    said = jixiao("export", file, "-o", tmp_path / "旧.doc")
    assert said.code == 3
    assert ".docx" in said.err


def test_forms_are_listed(jixiao: Jixiao) -> None:
    listed = json.loads(jixiao("forms", "--json").out)
    assert {"hebei-2020", "hebei-2021", "hebei-2023"} <= {form["id"] for form in listed}
    assert "hebei-2023" in jixiao("forms").out


def test_imported_json_is_the_same_volume(jixiao: Jixiao, file: Path, tmp_path: Path) -> None:
    source, back = tmp_path / "册.json", tmp_path / "回.jixiao"
    jixiao("export", file, "-o", source)
    said = jixiao("import", source, "-o", back, "--report", tmp_path / "报告.json")
    assert said.code == 0
    assert jixiao("show", back, "--json").out == jixiao("show", file, "--json").out
    assert json.loads((tmp_path / "报告.json").read_text("utf-8"))


def test_an_import_does_not_replace_a_file_unasked(jixiao: Jixiao, file: Path, tmp_path: Path) -> None:
    source = tmp_path / "册.json"
    jixiao("export", file, "-o", source)
    before = file.read_bytes()
    assert jixiao("import", source, "-o", file).code == 3
    assert file.read_bytes() == before
    assert jixiao("import", source, "-o", file, "--overwrite").code == 0


def test_what_an_import_replaces_is_backed_up(jixiao: Jixiao, file: Path, tmp_path: Path, data_folder: Path) -> None:
    source = tmp_path / "册.json"
    jixiao("export", file, "-o", source)
    before = jixiao("show", file, "--json").out
    assert jixiao("import", source, "-o", file, "--overwrite").code == 0
    (backup,) = (data_folder / "backups").iterdir()
    assert jixiao("show", backup, "--json").out == before


def test_bad_sources_write_nothing(jixiao: Jixiao, tmp_path: Path) -> None:
    sources = {
        "空.docx": b"",
        "照片.pdf": b"\xff\xd8\xff\xe0" + bytes(100),
        "旧.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "半个.xlsx": b"PK\x03\x04" + bytes(50),
    }
    for name, data in sources.items():
        source, target = tmp_path / name, tmp_path / f"{name}.jixiao"
        source.write_bytes(data)
        said = jixiao("import", source, "-o", target)
        assert (said.code, len(said.err.splitlines())) == (3, 1), name
        assert name in said.err
        assert not target.exists()


@pytest.mark.parametrize(
    "words",
    [
        ("没有这个命令",),
        ("show",),
        ("show", "a", "b"),
        ("show", "--jsno", "a"),
        ("new", "--form", "hebei-1949", "--year", 2027, "--department", "局", "-o", "a"),
        ("new", "--form", "hebei-2023", "--year", "今年", "--department", "局", "-o", "a"),
        ("export", "a"),
        ("export", "a", "b", "-o", "c.pdf"),
        ("import", "-o", "a"),
    ],
)
def test_bad_usage_is_one_chinese_line_and_code_2(jixiao: Jixiao, words: tuple[object, ...]) -> None:
    said = jixiao(*words)
    assert (said.code, said.out) == (2, "")
    (line,) = said.err.splitlines()
    assert "--help" in line
    assert not any(word in line for word in ("Error", "Missing", "Invalid", "No such", "Got"))


@pytest.mark.parametrize("command", [None, *(command.name for command in COMMANDS)])
def test_help_is_chinese(jixiao: Jixiao, capsys: pytest.CaptureFixture[str], command: str | None) -> None:
    assert jixiao(*([command] if command else []), "--help").code == 0
    page = capsys.readouterr().out
    assert page.startswith("用法：jixiao")
    assert "显示这一页说明" in page
    assert not any(word in page for word in ("Usage", "OPTIONS", "Options", "Show this", "required"))


def test_check_writes_the_list_beside_its_findings(jixiao: Jixiao, file: Path, tmp_path: Path) -> None:
    plain = jixiao("check", file, "--json")
    listed = tmp_path / "自查表.pdf"
    said = jixiao("check", file, "--json", "-o", listed)
    assert (said.code, said.out) == (plain.code, plain.out)
    assert listed.read_bytes().startswith(b"%PDF")
    assert "自查表.pdf" in said.err
    before = listed.read_bytes()
    jixiao("check", file, "-o", listed)
    assert listed.read_bytes() == before
    jixiao("check", file, "-o", listed, "--made", "2027年1月8日")
    assert listed.read_bytes() != before


def test_check_refuses_a_list_of_another_kind(jixiao: Jixiao, file: Path, tmp_path: Path) -> None:
    said = jixiao("check", file, "-o", tmp_path / "自查表.docx")
    assert said.code == 3
    assert "自查表不能写成" in said.err and said.out == ""


def test_check_knows_the_clerks_own_words(jixiao: Jixiao, file: Path, data_folder: Path) -> None:
    def ids() -> list[str]:
        return [found["id"] for found in json.loads(jixiao("check", file, "--json").out)["findings"]]

    assert "TXT-02" not in ids()
    data_folder.mkdir()
    own = data_folder / "own_words.json"
    own.write_text('{"words": [{"kind": "typo", "word": "道路绿起来", "instead": "道路绿树成行"}]}', "utf-8")
    assert "TXT-02" in ids()
    own.write_text("{坏", "utf-8")
    said = jixiao("check", file, "--json")
    assert "我的词表没有起作用" in said.err and "TXT-02" not in said.out
