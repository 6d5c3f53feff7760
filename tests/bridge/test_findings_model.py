"""The tree of findings: grouped, filtered, and changed row by row; corrections put together."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from editor.bridge.findings_model import COUNTS, FINDING, FIX_TITLE, GROUP, WAIVED, WHERE, Filter, FindingsModel
from editor.bridge.findings_words import check_words, combined, corrections, past_reasons, same_kind, waiver_of
from editor.bridge.session import Session
from editor.checks.engine import Checker
from editor.checks.finding import Finding, Fix
from editor.document.document import create_document
from editor.domain import edits
from editor.domain.fields import Entry, Fields
from editor.domain.places import Place
from editor.domain.volume import Project, Section, Unit, Volume, Waiver
from editor.forms.packs import bundled_packs
from editor.typeset.fonts import FontSet

FORM = bundled_packs().form("hebei-2023")
PLAN = Place(2, field="disbursement")


def project(key: int, name: str, plan: Entry = ("0", "50", "75", "100")) -> Project:
    return Project(key, "401001", fields=Fields({"name": name, "budget": "5.00", "disbursement": plan}))


VOLUME = Volume(
    FORM.id,
    2027,
    "青石县林业局",
    (Unit("401001", "青石县林业局本级"),),
    (Section("safeguards", ("专账核算,按进度支付。",)),),
    (project(1, "行道树栽种"), project(2, "苗圃管护", ("0", "50", "75", "90")), project(3, "古树保护")),
)


@pytest.fixture
def session(tmp_path: Path, qtbot: QtBot) -> Iterator[Session]:
    session = Session(create_document(tmp_path / "册.jixiao", VOLUME), FORM, Checker(FORM), FontSet.bundled)
    yield session
    session.close()


@pytest.fixture
def model(session: Session) -> FindingsModel:
    model = FindingsModel(session)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def groups(model: QAbstractItemModel) -> list[int | None]:
    return [model.index(row, 0).data(GROUP) for row in range(model.rowCount())]


def shown(model: QAbstractItemModel) -> list[Finding]:
    found = []
    for row in range(model.rowCount()):
        group = model.index(row, 0)
        found += [model.index(i, 0, group).data(FINDING) for i in range(model.rowCount(group))]
    return found


def same_rows(model: FindingsModel, session: Session) -> None:
    """What the model shows without a filter are the session's findings, the waived ones last in their group."""
    expected = sorted(session.findings, key=lambda f: (_number(session, f), f.waived is not None))
    assert shown(model) == expected


def _number(session: Session, finding: Finding) -> int:
    key = finding.place.project
    return 0 if key is None else session.volume.number(key)


def test_groups_stand_in_print_order_the_volume_first(model: FindingsModel, session: Session) -> None:
    assert groups(model) == [None, 1, 2, 3]
    assert model.index(0, 0).data() == "整册"
    assert model.index(2, 0).data() == "2.苗圃管护"
    same_rows(model, session)


def test_a_finding_says_where_and_how_to_put_it_right(model: FindingsModel) -> None:
    index = model.index_at(PLAN)
    assert index.data(FINDING).check == "PLN-03"
    assert index.data(WHERE) == f"{FORM.fields['disbursement'].label} 12月底"
    assert index.data(FIX_TITLE) == "改为100%"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).startswith("错误，")


def test_the_group_of_a_project_renamed_says_so(model: FindingsModel, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.dataChanged, check_params_cb=lambda top, *_: top.data(GROUP) == 2):
        session.put("改名", Place(2, field="name"), "苗木培育")
    assert model.index(2, 0).data() == "2.苗木培育"


Step = Callable[[Session], object]


@pytest.mark.parametrize(
    "step",
    [
        lambda session: session.put("改", PLAN, ("0", "50", "75", "100")),
        lambda session: session.put("改", PLAN, ("100", "50", "75", "300")),
        lambda session: session.apply("移", lambda v: edits.move_projects(v, [3], 0)),
        lambda session: session.apply("移", lambda v: edits.move_projects(v, [1, 2], 3)),
        lambda session: session.apply("删", lambda v: edits.delete_projects(v, [2])),
        lambda session: session.apply(
            "增", lambda v: edits.insert_project(v, 1, project(0, "林道维修", ("9", "5", "", "")))
        ),
        lambda session: session.apply(
            "段", lambda v: edits.set_paragraphs(v, "safeguards", ["一是,", "二是,,", "三是。"])
        ),
        lambda session: session.waive(Waiver("USE-01", Place(2, field="purpose"), "", "另文说明")),
    ],
)
def test_it_follows_every_step_and_back(model: FindingsModel, session: Session, qtbot: QtBot, step: Step) -> None:
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    for do in (step, lambda s: s.undo(), lambda s: s.redo()):
        with qtbot.waitSignal(model.refreshed):
            do(session)
        same_rows(model, session)
    assert resets == []


def test_what_is_selected_stays_when_another_project_is_edited(
    model: FindingsModel, session: Session, qtbot: QtBot
) -> None:
    kept = QPersistentModelIndex(model.index_at(PLAN))
    finding = kept.data(FINDING)
    with qtbot.waitSignal(model.refreshed):
        session.apply("删", lambda v: edits.delete_projects(v, [1]))
    assert kept.isValid()
    assert kept.data(FINDING) == finding
    assert model.finding(kept) == finding


def test_filters(model: FindingsModel, session: Session) -> None:
    model.set_filter(Filter(frozenset({"error"})))
    assert {finding.severity for finding in shown(model)} == {"error"}
    model.set_filter(Filter(scope=Place(2)))
    assert groups(model) == [2]
    model.set_filter(Filter(scope=Place(section="safeguards")))
    assert {finding.place.section for finding in shown(model)} == {"safeguards"}
    model.set_filter(Filter(frozenset()))
    assert model.rowCount() == 0
    model.set_filter(Filter())
    same_rows(model, session)


def test_counts_leave_out_what_is_waived(model: FindingsModel, session: Session, qtbot: QtBot) -> None:
    before = model.counts
    finding = next(f for f in session.findings if f.check == "USE-01" and f.place.project == 2)
    with qtbot.waitSignal(model.refreshed):
        session.waive(waiver_of(session.volume, finding, "分两年支付"))
    after = model.counts
    assert (after["warning"], after["waived"]) == (before["warning"] - 1, 1)
    group = model.index(groups(model).index(2), 0)
    assert model.index(model.rowCount(group) - 1, 0, group).data(WAIVED) == "分两年支付"
    assert sum(group.data(COUNTS)) == model.rowCount(group) - 1
    assert past_reasons(session.volume) == ("分两年支付",)


def test_neighbours_go_round_and_pass_over_what_is_waived(model: FindingsModel, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.refreshed):
        finding = next(f for f in session.findings if f.check == "USE-01")
        session.waive(waiver_of(session.volume, finding, "分两年支付"))
    unwaived = [f for f in shown(model) if f.waived is None]
    seen, index = [], QModelIndex()
    for _ in unwaived:
        index = model.neighbour(index, 1)
        seen.append(index.data(FINDING))
    assert seen == unwaived
    assert model.neighbour(index, 1).data(FINDING) == unwaived[0]
    back = []
    for _ in unwaived:
        back.append(index.data(FINDING))
        index = model.neighbour(index, -1)
    assert back == unwaived[::-1]


def test_thousands_of_groups_at_once(model: FindingsModel, session: Session, qtbot: QtBot) -> None:
    many = tuple(project(100 + i, f"项目{i}", ("0", "50", "75", "90")) for i in range(300))
    with qtbot.waitSignal(model.refreshed):
        session.apply("导入", lambda volume: replace(volume, projects=many))
    same_rows(model, session)


def fix(place: Place, entry: Entry) -> Fix:
    return Fix("改正", ((place, entry),))


def test_fixes_of_one_text_are_put_together() -> None:
    place = Place(section="safeguards", item=0)
    first, second = fix(place, "专账核算，按进度支付。"), fix(place, "专账核算,按进度拨付。")
    made, taken = combined(VOLUME, [first, second, fix(PLAN, ("0", "50", "75", "100"))])
    assert taken == 3
    assert made.entries == ((place, "专账核算，按进度拨付。"), (PLAN, ("0", "50", "75", "100")))


def test_fixes_that_contradict_are_left_out() -> None:
    place = Place(section="safeguards", item=0)
    made, taken = combined(VOLUME, [fix(place, "专账核算，按进度支付。"), fix(place, "专账核算；按进度支付。")])
    assert (taken, made.entries) == (1, ((place, "专账核算，按进度支付。"),))
    item = Place(2, field="disbursement", item=3)
    made, taken = combined(VOLUME, [fix(PLAN, ("0", "50", "75", "100")), fix(item, "95")])
    assert (taken, made.entries) == (1, ((PLAN, ("0", "50", "75", "100")),))


def test_what_a_fix_changes_in_words(session: Session) -> None:
    finding = next(f for f in session.findings if f.check == "PLN-03")
    assert finding.fix is not None
    (change,) = corrections(FORM, session.volume, finding.fix)
    assert (change.before, change.after) == ("90", "100")
    assert same_kind(session.findings, "PLN-03") == (finding,)


def test_a_hard_error_is_known() -> None:
    assert check_words("PLN-03").rule
    assert check_words("SEC-01").hard
    assert not check_words("USE-01").hard
