"""The examples and the made-up offices: what they say holds together, and none of it is an office's own text."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from editor.budget.bookkeeper import compute
from editor.checks.engine import Checker
from editor.compose.volume import Composer
from editor.domain.money import read_money
from editor.domain.percent import DisbursementPlan
from editor.domain.target import read_target
from editor.domain.volume import Project, Volume
from editor.exchange.json_io import volume_from_json, volume_to_json
from editor.exchange.readers.docx import read_docx
from editor.exchange.recognise.recognise import recognise
from editor.forms.form import Form
from editor.forms.packs import FormPacks, bundled_packs
from editor.store.opening import open_file
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import typeset
from make_examples import CONTENT, EXAMPLES, make

WRITTEN = sorted(CONTENT.glob("*.json"))
OFFICES = sorted((Path(__file__).resolve().parent.parent / "offices").glob("*.json"))
BUREAU = CONTENT / "青石县交通运输局2027.json"

AMOUNT = re.compile(r"(\d+(?:\.\d+)?)万元")
YEAR = re.compile(r"(?<!\d)(20\d\d)年")
CITED = re.compile(r"《([^》]+)》（([^）]*〔\d{4}〕\d+号)）")
COPIED = 12
"""Characters that, found in a real document, would be copied ones."""


@pytest.fixture(scope="module")
def packs() -> FormPacks:
    return bundled_packs()


@pytest.fixture(scope="module", params=WRITTEN, ids=lambda file: file.stem)
def any_example(request: pytest.FixtureRequest, packs: FormPacks) -> Volume:
    return volume_from_json(json.loads(request.param.read_text("utf-8")), packs)


@pytest.fixture
def example(any_example: Volume, packs: FormPacks) -> Volume:
    """One of the performance texts."""
    if packs.form(any_example.form).budget is not None:
        pytest.skip("a publication")
    return any_example


@pytest.fixture
def publication(any_example: Volume, packs: FormPacks) -> Volume:
    """One of the publications (预算公开)."""
    if packs.form(any_example.form).budget is None:
        pytest.skip("a performance text")
    return any_example


@pytest.fixture
def form(any_example: Volume, packs: FormPacks) -> Form:
    return packs.form(any_example.form)


def amount(project: Project, key: str) -> Decimal:
    money = read_money(project.fields.text(key) or "0", "万元")
    assert money is not None
    return money.amount


def sheets(volume: Volume) -> list[Project]:
    return [project for project in volume.projects if not project.classified]


def prose(volume: Volume) -> Iterator[str]:
    """Every text that could have been copied: paragraphs, purposes, goals, cells."""
    for section in volume.sections:
        yield from section.paragraphs
    for project in volume.projects:
        yield project.fields.text("purpose")
        yield from project.fields.items_of("goals")
        yield from (row.cells.text(key) for row in project.indicators for key in row.cells)


@pytest.mark.parametrize("file", [*WRITTEN, *OFFICES], ids=lambda file: file.stem)
def test_stands_as_the_program_writes_it(file: Path, packs: FormPacks) -> None:
    data = json.loads(file.read_text("utf-8"))
    volume = volume_from_json(data, packs)
    assert volume_to_json(volume, packs.form(volume.form)) == data


@pytest.mark.parametrize("file", [*WRITTEN, *OFFICES], ids=lambda file: file.stem)
def test_every_sentence_is_written_anew(file: Path, packs: FormPacks, shared: Path) -> None:
    real = "".join(re.sub(r"\s", "", seed.read_text("utf-8")) for seed in sorted((shared / "seeds").glob("*.txt")))
    known = {real[i : i + COPIED] for i in range(len(real) - COPIED + 1)}
    volume = volume_from_json(json.loads(file.read_text("utf-8")), packs)
    for text in prose(volume):
        bare = re.sub(r"\s", "", text)
        copied = [bare[i : i + COPIED] for i in range(len(bare) - COPIED + 1) if bare[i : i + COPIED] in known]
        assert copied == []


def test_codes_are_as_the_form_wants_them(example: Volume, form: Form) -> None:
    pattern = form.fields["code"].pattern
    assert pattern
    assert all(re.fullmatch(form.unit_code, unit.code) for unit in example.units)
    assert len({unit.code[:3] for unit in example.units}) == 1
    assert all(re.fullmatch(pattern, project.code) for project in sheets(example))
    assert max(Counter(project.code for project in sheets(example)).values()) == 1
    assert len({project.code[:6] for project in sheets(example) if len(project.code) == 21}) <= 1
    assert all(example.unit(project.unit) for project in sheets(example))


def test_amounts_add_up(example: Volume) -> None:
    for project in sheets(example):
        budget = amount(project, "budget")
        assert budget == amount(project, "fiscal_funds") + amount(project, "other_funds"), project.name
        *parts, total = (Decimal(text) for text in AMOUNT.findall(project.fields.text("purpose")))
        assert total == budget, project.name
        assert sum(parts) in (0, total), project.name


def test_costs_stay_within_the_budget_and_near_it(example: Volume) -> None:
    for project in sheets(example):
        budget = amount(project, "budget")
        costs = [row.cells.text("target") for row in project.indicators if row.cells.text("level2") == "成本指标"]
        assert len(costs) == 1, project.name
        target = read_target(costs[0])
        assert target.unit == "万元"
        assert target.number is not None
        assert budget * Decimal("0.9") <= target.number <= budget
        assert target.operator == "≤" or target.number == budget


def test_plans_rise_to_a_hundred(example: Volume) -> None:
    for project in sheets(example):
        shares = DisbursementPlan.read(project.fields.items_of("disbursement")).shares
        assert None not in shares
        numbers = [share for share in shares if share is not None]
        assert numbers == sorted(numbers), project.name
        assert numbers[-1] == 100


def test_every_year_is_the_budget_year(example: Volume) -> None:
    texts = [*prose(example)]
    assert {int(year) for text in texts for year in YEAR.findall(text)} == {example.year}
    cited = [int(year) for text in texts for year in re.findall(r"〔(\d{4})〕", text)]
    assert all(year < example.year for year in cited)
    assert {project.code[6:8] for project in sheets(example) if len(project.code) == 21} <= {f"{example.year % 100}"}


def test_every_target_can_be_measured(example: Volume) -> None:
    for project in sheets(example):
        for row in project.indicators:
            target = read_target(row.cells.text("target"))
            assert target.kind in ("quantity", "deadline"), row.cells.text("target")


def test_sheets_are_complete_and_in_order(example: Volume, form: Form) -> None:
    order = [pair for level1, level2s in form.indicators.taxonomy.items() for pair in ((level1, l2) for l2 in level2s)]
    needed = {"数量指标", "质量指标", "时效指标", "成本指标", "社会效益指标", "服务对象满意度指标"}
    for project in sheets(example):
        pairs = [(row.cells.text("level1"), row.cells.text("level2")) for row in project.indicators]
        assert [order.index(pair) for pair in pairs] == sorted(order.index(pair) for pair in pairs), project.name
        assert needed <= {level2 for _, level2 in pairs}, project.name
        names = [row.cells.text("level3") for row in project.indicators]
        assert len(set(names)) == len(names), project.name
        assert all(row.cells.text("description") != row.cells.text("level3") for row in project.indicators)
        assert len(project.fields.items_of("goals")) in (1, 2, 3)
        assert 30 <= len(project.fields.text("purpose")) <= 200, project.name


def test_one_document_has_one_number(example: Volume) -> None:
    cited = {pair for text in prose(example) for pair in CITED.findall(text)}
    assert cited
    assert len({title for title, _ in cited}) == len({number for _, number in cited}) == len(cited)


def test_nothing_in_them_would_be_sent_back(any_example: Volume, form: Form) -> None:
    """Hints may stand: they leave it to the clerk."""
    assert [finding for finding in Checker(form).check(any_example) if finding.severity != "info"] == []


@pytest.fixture(scope="module")
def bureau(packs: FormPacks) -> Volume:
    return volume_from_json(json.loads(BUREAU.read_text("utf-8")), packs)


def test_the_bureau_shows_what_a_volume_can_hold(bureau: Volume) -> None:
    assert len(bureau.units) == 4
    assert len(bureau.projects) == 12
    assert [project.unit for project in sheets(bureau)] == sorted(project.unit for project in sheets(bureau))
    classified = [number for number, project in enumerate(bureau.projects) if project.classified]
    assert len(classified) == 1
    assert 0 < classified[0] < len(bureau.projects) - 1
    hidden = bureau.projects[classified[0]]
    assert (hidden.unit, hidden.indicators, dict(hidden.fields)) == ("", (), {"name": "专项业务经费"})
    assert sum(1 for project in sheets(bureau) if amount(project, "other_funds")) == 1
    assert any("." in share for project in sheets(bureau) for share in project.fields.items_of("disbursement"))
    assert "".join(prose(bureau)).count("䶮") == 1
    assert len(bureau.section("itemised_goals").paragraphs) >= 12
    total = sum(amount(project, "budget") for project in sheets(bureau))
    assert f"合计{total}万元" in "".join(bureau.section("overall_goal").paragraphs)


def test_one_sheet_of_the_bureau_goes_over_two_pages(bureau: Volume, packs: FormPacks) -> None:
    pages = typeset(Composer(packs.form(bureau.form)).compose(bureau), FontSet.bundled())
    taken = Counter(page.project for page in pages.pages if page.project is not None)
    assert sorted(taken.values()) == [1] * 11 + [2]
    assert tuple(pages.missing) == ()


@pytest.mark.parametrize("content", WRITTEN, ids=lambda file: file.stem)
def test_what_lies_in_examples_is_the_content(content: Path, packs: FormPacks) -> None:
    """Where this fails, packaging/make_examples.py has not been run after a change."""
    data = json.loads(content.read_text("utf-8"))
    opened = open_file(EXAMPLES / f"{content.stem}.jixiao", read_only=True)
    opened.file.close()
    assert volume_to_json(opened.volume, packs.form(opened.volume.form)) == data
    if packs.form(opened.volume.form).budget is not None:
        return  # a publication's Word file is for reading
    volume, _ = recognise([read_docx(EXAMPLES / f"{content.stem}.docx")], packs)
    assert volume_to_json(volume, packs.form(volume.form)) == data


def test_a_publication_holds_together(publication: Volume, form: Form) -> None:
    book = compute(form, publication)
    assert not publication.overrides
    assert book.amount("t1", "income_all", "now") == book.amount("t1", "spending_all", "total") > 0
    assert book.amount("t5", "total", "basic") == book.amount("t6", "total", "total")
    groups = [line.id for line in book.table("t12").lines() if line.kind == "group"]
    assert book.amount("t5", "total", "project") == sum(book.amount("t12", line, "total") for line in groups) > 0
    for project in publication.projects:
        (row,) = (r for r in publication.table("projects").rows if r.cells.text("name") == project.name)
        yuan = read_money(project.fields.text("year_total"), "元")
        assert yuan is not None
        assert yuan.amount == Decimal(row.cells.text("general")) * 10000


def test_made_twice_they_are_the_same_bytes(tmp_path: Path) -> None:
    folders = tmp_path / "once", tmp_path / "again"
    for folder in folders:
        folder.mkdir()
    once, again = ({file.name: file.read_bytes() for file in make(folder)} for folder in folders)
    assert len(once) == 2 * len(WRITTEN)
    assert once == again


def test_each_lies_in_examples(tmp_path: Path) -> None:
    assert {file.name for file in make(tmp_path)} == {file.name for file in EXAMPLES.iterdir()}
