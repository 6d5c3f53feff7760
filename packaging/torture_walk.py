"""Takes a seed and gives the steps of a clerk at work: the same for the process that is killed and for the one that judges it."""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from editor.document.document import Document
from editor.domain import edits
from editor.domain.edits import Edit
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Section, Unit, Volume

Kind = Literal["edit", "paste", "structure", "undo", "redo", "version"]
FORM = "hebei-2023"
PASTED = 500
_MOST_ROWS = 1_200


@dataclass(frozen=True, slots=True)
class State:
    """What the file has to hold after so many steps, with all that can be undone and redone from there."""

    volume: Volume
    step: int = 0
    undone: tuple[Volume, ...] = ()
    done: tuple[Volume, ...] = ()
    """Volumes before each step that is done, the last one last; `undone`: behind each one that is undone, the next first."""
    versions: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is called here, and the edit, where it is one."""

    kind: Kind
    edit: Edit | None = None


def beginning(secret: str = "") -> Volume:
    """A volume to begin with: two units, three projects, a narrative; the word stands in the first project."""
    row = Fields({"level1": "产出指标", "level2": "数量指标", "level3": f"巡查{secret}次数", "target": "≥12次"})
    first = Fields({"name": f"堤防巡护{secret}经费", "code": "40100127P00000000011Q", "purpose": f"用于{secret}巡护"})
    second = Fields({"name": "闸门维修费", "code": "40100227P00000000022X", "budget": "8.50", "goals": ("修好闸门",)})
    return Volume(
        FORM,
        2027,
        "芦溪县水利局",
        (Unit("401001", "芦溪县水利局本级"), Unit("401002", "芦溪县河道管理所")),
        (Section("overall_goal", ("守住堤防。", "修好闸门。")), Section("safeguards", ("按月检查。",))),
        (
            Project(1, "401001", False, first, (Indicator(2, row), Indicator(3, row.put("level3", "上报次数")))),
            Project(4, "401002", False, second, (Indicator(5, row.put("level3", "维修数量")),)),
            Project(7, classified=True, fields=Fields({"name": "专项业务经费"})),
        ),
    )


def next_step(state: State, seed: str) -> Step:
    """The step behind a state; it always changes something."""
    chance = random.Random(f"{seed}:{state.step}")
    kinds: dict[Kind, int] = {"edit": 6, "paste": 2, "structure": 2, "version": 1}
    kinds |= {"undo": 3 if state.done else 0, "redo": 3 if state.undone else 0}
    (kind,) = chance.choices(list(kinds), list(kinds.values()))
    if kind == "paste":
        return Step(kind, _paste(state, chance))
    if kind in ("edit", "structure"):
        return Step(kind, _edit(state, chance) if kind == "edit" else _structure(state, chance))
    return Step(kind)


def after(state: State, step: Step) -> State:
    """The state behind a step."""
    on = replace(state, step=state.step + 1)
    if step.edit is not None:
        return replace(on, volume=step.edit(state.volume), done=(*state.done, state.volume), undone=())
    if step.kind == "undo":
        return replace(on, volume=state.done[-1], done=state.done[:-1], undone=(state.volume, *state.undone))
    if step.kind == "redo":
        return replace(on, volume=state.undone[0], done=(*state.done, state.volume), undone=state.undone[1:])
    return replace(on, versions=state.versions + 1)


def take(document: Document, state: State, step: Step) -> None:
    """Does a step in the open document."""
    if step.edit is not None:
        document.apply(step.kind, step.edit)
    elif step.kind == "undo":
        document.undo()
    elif step.kind == "redo":
        document.redo()
    else:
        document.save_version(f"第 {state.step} 步")


def _edit(state: State, chance: random.Random) -> Edit:
    text = f"第 {state.step} 步：" + "巡查、维修、上报。" * chance.choice((0, 1, 3, 40, 900))
    key = chance.choice((1, 4))
    row = chance.choice(state.volume.project(key).indicators)
    choices: tuple[Callable[[], Edit], ...] = (
        lambda: lambda volume: edits.set_field(volume, key, "purpose", text),
        lambda: lambda volume: edits.set_field(volume, key, "goals", (text, "第二条")),
        lambda: lambda volume: edits.set_cells(volume, key, [(row.key, "basis", text)]),
        lambda: lambda volume: edits.set_paragraphs(volume, "overall_goal", (text, "第二段")),
    )
    return chance.choice(choices)()


def _paste(state: State, chance: random.Random) -> Edit:
    """Rows like those that come from Excel; where there are many already, most of them go again."""
    key = chance.choice((1, 4))
    rows = state.volume.project(key).indicators
    if len(rows) > _MOST_ROWS:
        return lambda volume: edits.delete_rows(volume, key, [row.key for row in rows[2:]])
    cells = Fields({"level1": "产出指标", "level3": f"第 {state.step} 步的指标", "basis": "年度工作安排" * 8})
    at = chance.randint(0, len(rows))
    return lambda volume: edits.insert_rows(volume, key, at, [cells] * PASTED)


def _structure(state: State, chance: random.Random) -> Edit:
    if len(state.volume.projects) > 12:
        extra = [project.key for project in state.volume.projects if project.key > 7]
        return lambda volume: edits.delete_projects(volume, extra)
    project = Project(0, "401002", fields=Fields({"name": f"第 {state.step} 步的项目", "budget": "1.00"}))
    at = chance.randint(0, len(state.volume.projects))
    return lambda volume: edits.insert_project(volume, at, project)
