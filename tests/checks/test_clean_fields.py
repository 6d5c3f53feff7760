"""Made-up volumes of other fields of work, with nothing wrong in them: no finding above a hint, and few hints."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from editor.checks.catalogue import CATALOGUE
from editor.checks.cells import CellChecks, found_at
from editor.checks.engine import Checker
from editor.checks.finding import Finding
from editor.checks.views import PARAGRAPH
from editor.checks.words import bundled_words
from editor.domain.fields import Entry, Fields
from editor.domain.places import Place
from editor.domain.volume import Indicator, Project, Section, Unit, Volume
from editor.forms.entries import keep
from editor.forms.form import Form
from editor.forms.packs import bundled_packs

FILES = sorted((Path(__file__).parent / "clean").glob("*.yaml"))
HINTS_A_SHEET = 1.5
CODES = {"hebei-2021": "13092721{:013d}", "hebei-2023": "130927{:02d}P{:012d}"}


def volume_of(file: Path) -> Volume:
    """As it stands in the file; level names follow from the second level, codes are put in where the form wants them."""
    read = yaml.safe_load(file.read_text("utf-8"))
    form = bundled_packs().form(read["form"])
    projects = tuple(project(form, read, n, one) for n, one in enumerate(read["projects"], 1))
    sections = tuple(Section(key, tuple(read[key])) for key in form.sections())
    units = tuple(Unit(code, name) for code, name in read["units"].items())
    return Volume(form.id, read["year"], read["department"], units, sections, projects)


def project(form: Form, volume: dict[str, Any], n: int, one: dict[str, Any]) -> Project:
    fiscal = one.get("fiscal", one["budget"])
    fields: dict[str, Entry] = {
        "code": one.get("code") or code(form, volume["year"], n),
        "name": one["name"],
        "budget": one["budget"],
        "fiscal_funds": fiscal,
        "other_funds": one.get("other", form.fields["other_funds"].blank),
        "purpose": one["purpose"],
        "disbursement": tuple(one["plan"]),
        "goals": tuple(one["goals"]),
    }
    fields = {key: keep(form, key, entry) for key, entry in fields.items()}
    firsts = {second: first for first, seconds in form.indicators.taxonomy.items() for second in seconds}
    rows = []
    for i, cells in enumerate(one["rows"]):
        row = dict(zip(form.indicators.columns, (firsts[cells[0]], *cells), strict=True))
        rows.append(Indicator(1000 * n + i, Fields(row)))
    return Project(n, one["unit"], fields=Fields(fields), indicators=tuple(rows))


def code(form: Form, year: int, n: int) -> str:
    return CODES[form.id].format(n) if form.id == "hebei-2021" else CODES[form.id].format(year % 100, n)


def findings(file: Path) -> tuple[Finding, ...]:
    volume = volume_of(file)
    return Checker(bundled_packs().form(volume.form)).check(volume)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_nothing_above_a_hint(file: Path) -> None:
    assert [(f.check, f.place, f.message) for f in findings(file) if f.severity != "info"] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_few_hints(file: Path) -> None:
    hints = [(f.check, f.place, f.message) for f in findings(file)]
    assert len(hints) <= HINTS_A_SHEET * len(volume_of(file).projects), hints


LEVELS = {
    "数量": "数量指标",
    "质量": "质量指标",
    "时效": "时效指标",
    "成本": "成本指标",
    "社会": "社会效益指标",
    "可持续": "可持续影响指标",
    "满意": "服务对象满意度指标",
}
CLEAN = Path(__file__).parent / "clean"
NAMES = "青石县发展和改革局（教育、粮食、农业、水利）"


@pytest.fixture(scope="module")
def cells() -> CellChecks:
    form = bundled_packs().form("hebei-2023")
    return CellChecks(form, bundled_words(), [(check, check.report(form)) for check in CATALOGUE if check.cell])


@pytest.mark.parametrize("text", (CLEAN / "prose.txt").read_text("utf-8").splitlines())
def test_plain_prose_is_left_alone(cells: CellChecks, text: str) -> None:
    """Sentences as offices write them, with words that look doubled, numbers that look like years, sums that are parts."""
    for kind in (PARAGRAPH, "purpose", "goals", "description"):
        found = found_at(Place(section="safeguards", item=0), cells.marks(2027, kind, text), NAMES)
        assert [(f.check, f.message) for f in found if f.severity != "info"] == []


def test_plain_indicators_are_left_alone() -> None:
    """Targets of every kind in rows that say what they count."""
    form = bundled_packs().form("hebei-2023")
    lines = [line.split("|") for line in (CLEAN / "rows.txt").read_text("utf-8").splitlines()]
    one = {
        "name": "综合业务经费",
        "unit": "401001",
        "budget": "5.00",
        "purpose": "用于各项业务工作的开展，包括培训、检查、宣传、维修、救助和信息化建设。",
        "plan": ["0", "50", "75", "100"],
        "goals": ["做好各项业务工作，提高服务质量和水平。"],
        "rows": [(LEVELS[kind], *cells) for kind, *cells in lines],
    }
    units = (Unit("401001", "青石县综合服务局本级"),)
    volume = Volume(form.id, 2027, "青石县综合服务局", units, (), (project(form, {"year": 2027}, 1, one),))
    found = Checker(form).check(volume)
    assert [(f.check, f.message) for f in found if f.severity != "info" and f.place.project] == []


def test_hints_on_plain_prose_are_rare(cells: CellChecks) -> None:
    lines = (CLEAN / "prose.txt").read_text("utf-8").splitlines()
    hinted = [line for line in lines if [*found_at(Place(), cells.marks(2027, PARAGRAPH, line), NAMES)]]
    assert len(hinted) <= len(lines) * 0.05


@pytest.mark.parametrize(
    ("department", "text", "foreign"),
    [
        ("中共青石县委政法委员会", "我委牵头开展平安建设。", False),
        ("中共青石县委政法委员会", "我局牵头开展平安建设。", True),
        ("青石县第二中学", "我校开展课后服务。", False),
        ("青石县人民政府办公室", "我办做好公文运转。", False),
        ("青石县林业局", "我办做好护林防火。", True),
    ],
)
def test_an_office_speaks_of_itself_by_what_it_is(department: str, text: str, foreign: bool) -> None:
    form = bundled_packs().form("hebei-2023")
    volume = Volume(form.id, 2027, department, (Unit("401001", department),), (Section("safeguards", (text,)),), ())
    assert ("DOC-08" in {finding.check for finding in Checker(form).check(volume)}) is foreign


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("AED设备购置", None),
        ("5G基站电费补贴", None),
        ("工作经费gz", "warning"),
        ("工作经费GZ", "info"),
    ],
)
def test_latin_letters_in_a_name(name: str, severity: str | None) -> None:
    form = bundled_packs().form("hebei-2023")
    sheet = Project(1, "401001", fields=Fields({"name": name}))
    volume = Volume(form.id, 2027, "青石县林业局", (Unit("401001", "青石县林业局"),), (), (sheet,))
    told = {f.severity for f in Checker(form).check(volume) if f.check == "PRJ-03" and f.chars}
    assert told == ({severity} if severity else set())
