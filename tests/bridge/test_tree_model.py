"""The tree model: lines, numbers, sums and marks; signals that keep selections; speed at thousands of projects."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from editor.bridge import arrangement, budgets, tree_layout
from editor.bridge.session import Session
from editor.bridge.tally import FindingTally
from editor.bridge.tree_model import AMOUNT_COLUMN, MARK_COLUMN, MARK_ROLE, TreeModel
from editor.checks.engine import Checker
from editor.document.document import create_document
from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.places import VOLUME, Place
from editor.domain.volume import Indicator, Project, Section, Unit, Volume
from editor.forms.packs import bundled_packs
from editor.typeset.fonts import FontSet

FORM = bundled_packs().form("hebei-2023")


def project(key: int, unit: str, name: str, budget: str = "1.00") -> Project:
    row = Indicator(1000 + key, Fields({"level1": "产出指标", "description": f"{name}的说明"}))
    return Project(key, unit, fields=Fields({"name": name, "budget": budget, "code": f"C{key}"}), indicators=(row,))


def volume() -> Volume:
    secret = Project(4, classified=True, fields=Fields({"name": "专项业务经费"}))
    projects = (
        project(1, "401001", "行道树栽种", "5.00"),
        project(2, "401001", "苗圃养护", "2.50"),
        secret,
        project(3, "401002", "防火巡护", "10.25"),
    )
    units = (Unit("401001", "青石县林业局本级"), Unit("401002", "青石县林场"), Unit("401003", "青石县种苗站"))
    return Volume(FORM.id, 2027, "青石县林业局", units, (Section("overall_goal", ("绿起来。",)),), projects)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = Session(create_document(tmp_path / "册.jixiao", volume()), FORM, Checker(FORM), FontSet.bundled)
    yield session
    session.close()


@pytest.fixture
def model(session: Session) -> Iterator[TreeModel]:
    model = TreeModel(session, FindingTally(session))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


def lines(model: QAbstractItemModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        cells = [model.index(row, column, parent).data() for column in range(2)]
        found.append("  " * depth + " | ".join(cell for cell in cells if cell))
        found += lines(model, model.index(row, 0, parent), depth + 1)
    return found


PART_TWO = """\
第二部分 | 17.75
  401001 青石县林业局本级 | 7.50
    1. 行道树栽种 | 5.00
    2. 苗圃养护 | 2.50
    3. 专项业务经费
  401002 青石县林场 | 10.25
    4. 防火巡护 | 10.25
  401003 青石县种苗站 | 0.00"""


def part_two(model: TreeModel) -> str:
    return "\n".join(lines(model)[5:])


def test_the_lines_are_those_of_the_volume(model: TreeModel) -> None:
    assert lines(model)[:5] == [
        "封面",
        "第一部分",
        "  总体绩效目标",
        "  分项绩效目标",
        "  工作保障措施",
    ]
    assert part_two(model) == PART_TWO


def test_places_and_lines_find_each_other(model: TreeModel) -> None:
    for place in (VOLUME, Place(section="safeguards"), Place(unit="401002"), Place(project=3)):
        node = model.node(model.index_of(place))
        assert node.place == place
    assert model.index_of(Place(project=3, row=7, field="target")) == model.index_of(Place(project=3))
    assert model.unit_of(model.index_of(Place(project=4))) == "401001"
    assert not model.index_of(Place(project=99)).isValid()


def test_an_edit_tells_of_its_line_and_its_sums_only(model: TreeModel, session: Session) -> None:
    told: list[str] = []
    model.dataChanged.connect(lambda first, last: told.append(first.data()))
    session.put("改用途", Place(project=2, field="purpose"), "养护苗圃")
    assert told == ["2. 苗圃养护"]
    told.clear()
    session.put("改预算", Place(project=2, field="budget"), "3.00")
    assert told == ["2. 苗圃养护", "401001 青石县林业局本级", "第二部分"]
    assert model.total == "18.25"


def test_moves_keep_what_is_selected(model: TreeModel, session: Session) -> None:
    held = QPersistentModelIndex(model.index_of(Place(project=1)))
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    session.apply("下移", lambda v: arrangement.shift(v, [1], down=True))
    assert held.data() == "2. 行道树栽种"
    session.apply("移到别的单位", lambda v: arrangement.into_unit(v, [1], "401003"))
    assert model.unit_of(QModelIndex(held)) == "401003"
    session.undo()
    session.undo()
    assert held.data() == "1. 行道树栽种"
    assert part_two(model) == PART_TWO
    assert resets == []


def test_rows_come_and_go(model: TreeModel, session: Session) -> None:
    session.apply("新增", lambda v: arrangement.new_project(v, "401001", after=1))
    assert "    2. （未命名）" in lines(model)
    session.apply("删除", lambda v: edits.delete_projects(v, [1, 3, 4]))
    session.undo()
    session.undo()
    assert part_two(model) == PART_TWO


def test_units_come_go_and_change_places(model: TreeModel, session: Session) -> None:
    rows = [
        arrangement.UnitRow("401002", "401001", "青石县林场"),
        arrangement.UnitRow("401001", "401002", "青石县林业局本级"),
        arrangement.UnitRow(None, "401009", "青石县森防站"),
    ]
    session.apply("改单位", lambda v: arrangement.revise_units(v, rows))
    assert [line.strip().split(" | ")[0] for line in lines(model)[6:]] == [
        "401001 青石县林场",
        "4. 防火巡护",
        "401002 青石县林业局本级",
        "1. 行道树栽种",
        "2. 苗圃养护",
        "3. 专项业务经费",
        "401009 青石县森防站",
    ]
    session.undo()
    assert part_two(model) == PART_TWO


def test_a_project_of_an_unknown_unit_is_shown(model: TreeModel, session: Session) -> None:
    session.apply("改", lambda v: edits.set_unit(v, 3, ""))
    assert lines(model)[-2:] == ["  （未定单位） | 10.25", "    4. 防火巡护 | 10.25"]


def test_dropping_moves_as_one_step(model: TreeModel, session: Session) -> None:
    data = model.mimeData([model.index_of(Place(project=1)), model.index_of(Place(project=2))])
    unit = model.index_of(Place(unit="401002"))
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, unit)
    assert [p.key for p in session.volume.projects] == [4, 1, 2, 3]
    assert [p.unit for p in session.volume.projects] == ["", "401002", "401002", "401002"]
    assert session.document.undo_names() == ("移动项目",)
    data = model.mimeData([model.index_of(Place(project=2))])
    model.dropMimeData(data, Qt.DropAction.MoveAction, -1, -1, model.index_of(Place(unit="401003")))
    assert model.unit_of(model.index_of(Place(project=2))) == "401003"


def test_a_foreign_drop_moves_nothing(model: TreeModel, session: Session) -> None:
    data = model.mimeData([model.index_of(Place(project=1))])
    data.setData("application/x-jixiao-projects", b"12:1,2")
    model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index_of(Place(unit="401002")))
    assert session.document.undo_names() == ()


def test_a_classified_project_dropped_first_stands_where_it_was_dropped(model: TreeModel) -> None:
    model.drop_at([4], "401002", 0)
    assert model.unit_of(model.index_of(Place(project=4))) == "401002"


def test_a_name_is_changed_in_place(model: TreeModel, session: Session) -> None:
    index = model.index_of(Place(project=1))
    assert index.data(Qt.ItemDataRole.EditRole) == "行道树栽种"
    assert model.setData(index, " 行道树补植 ")
    assert session.volume.project(1).name == "行道树补植"
    assert not model.flags(model.index_of(Place(project=4))) & Qt.ItemFlag.ItemIsEditable


def test_marks_follow_the_findings(model: TreeModel, session: Session, qtbot: QtBot) -> None:
    index = model.index_of(Place(project=1))
    assert index.data(MARK_ROLE) == ""
    with qtbot.waitSignal(session.findings_changed):
        session.put("改预算", Place(project=1, field="budget"), "五块")
    assert index.data(MARK_ROLE) == "error"
    assert index.siblingAtColumn(MARK_COLUMN).data(Qt.ItemDataRole.ToolTipRole) == "有错误，须改正"
    assert model.index_of(Place(unit="401001")).data(MARK_ROLE) == "error"
    assert model.index_of(Place(project=4)).data(MARK_ROLE) == "classified"
    assert index.siblingAtColumn(AMOUNT_COLUMN).data() == "五块"


def test_the_filter_looks_into_names_codes_and_indicators(model: TreeModel, session: Session) -> None:
    model.set_filter("说明 苗圃")
    assert model.shown == (2,)
    assert model.index_of(Place(project=2)).data() == "2. 苗圃养护"
    session.apply("新增", lambda v: arrangement.new_project(v, "401002"))
    assert len(model.shown) == 2
    assert model.total == "17.75"
    model.set_filter("c3")
    assert model.shown == (3,)
    session.apply("删除", lambda v: edits.delete_projects(v, [3]))
    assert model.shown == ()
    model.set_filter("")
    assert len(model.shown) == 4


def test_thousands_of_projects(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A step reads what it changed, and the filter each project once."""
    many = tuple(project(n, f"4010{n * 30 // 4000 + 10}", f"第{n}项工作经费") for n in range(1, 4001))
    units = tuple(Unit(f"4010{n}", f"第{n}所") for n in range(10, 41))
    document = create_document(tmp_path / "大.jixiao", Volume(FORM.id, 2027, "青石县林业局", units, projects=many))
    session = Session(document, FORM, Checker(FORM), FontSet.bundled)
    model = TreeModel(session, FindingTally(session))
    read: list[str] = []
    looked: list[int] = []
    told: list[object] = []
    money, haystack = budgets.read_money, tree_layout._haystack
    monkeypatch.setattr(budgets, "read_money", lambda text, *unit: read.append(text) or money(text, *unit))
    monkeypatch.setattr(tree_layout, "_haystack", lambda project: looked.append(project.key) or haystack(project))
    model.dataChanged.connect(lambda first, last, _: told.extend(range(first.row(), last.row() + 1)))
    session.put("改", Place(project=2000, field="budget"), "7.00")
    assert read == ["7.00"]  # of one project, and the sums go by what it was before
    assert len(told) == 3  # its line, its unit's and that of all
    model.set_filter("第39")
    assert len(looked) == 4000
    model.set_filter("第38")
    assert len(looked) == 4000  # a filter's text is put together once
    session.put("改", Place(project=3800, field="name"), "第38片工作经费")
    model.set_filter("第3")
    assert looked[4000:] == [3800]
    assert len(model.shown) == 1111
    session.close()
