"""An edit among thousands of projects: everybody who follows it does the work of the one project that changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from editor.bridge.findings_model import FindingsModel
from editor.bridge.indicator_model import IndicatorModel
from editor.bridge.session import Session
from editor.bridge.tally import FindingTally
from editor.bridge.tree_model import TreeModel
from editor.domain.places import Place
from editor.domain.volume import Volume
from tests.ui.sessions import OpenSession
from tests.ui.volumes import volume_with
from tests.work import calls

STEPS = (
    ("修改指标值", lambda session, key: session.put("改", Place(key, row=key + 1, field="target"), "≥7株")),
    ("修改预算数", lambda session, key: session.put("改", Place(key, field="budget"), "7.00")),
    ("撤销", lambda session, key: session.undo()),
)


def many(count: int) -> Volume:
    """As many projects, each with findings of its own."""
    base = volume_with()
    project = base.projects[0]
    row = project.indicators[0]
    projects = tuple(
        replace(project, key=10 * n, indicators=(replace(row, key=10 * n + 1),)) for n in range(1, count + 1)
    )
    return replace(base, projects=projects)


def followed(session: Session) -> tuple[QObject, ...]:
    """The models of the whole window."""
    tally = FindingTally(session)
    table = IndicatorModel(session)
    made = (tally, TreeModel(session, tally), FindingsModel(session), table)
    table.set_project(50)
    tally.refresh()
    return made


@pytest.mark.parametrize("step", STEPS, ids=[name for name, _ in STEPS])
def test_it_costs_what_it_costs_among_a_few(open_session: OpenSession, qtbot: QtBot, step: tuple[str, object]) -> None:
    costs = []
    for count in (20, 1000):
        session = open_session(many(count))
        models = followed(session)
        assert len(session.findings) > count
        for key in (70, 50):  # what is looked up once is looked up
            session.put("改", Place(key, row=key + 1, field="target"), "≥5株")
            qtbot.wait(1)
        before = session.found

        def edit(session: Session = session) -> None:
            with qtbot.waitSignal(session.findings_changed):
                step[1](session, 50)  # type: ignore[operator]

        costs.append(calls(edit))
        assert session.found is not before
        assert session.found.changed_since(before) <= {None, 50}
        assert models
    few, thousand = costs
    assert 500 < thousand < few * 1.5
