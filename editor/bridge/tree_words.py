"""What stands in the tree's lines: names with numbers, amounts, marks, tooltips."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from editor.bridge.budgets import Budgets
from editor.bridge.found import Home, field_home, table_home
from editor.bridge.tally import FindingTally
from editor.bridge.tree_nodes import Node
from editor.domain.volume import Project, Volume
from editor.forms.form import Form

Mark = Literal["", "error", "warning", "complete", "classified"]
MARK_WORDS: Mapping[Mark, str] = MappingProxyType(
    {
        "": "",
        "error": "有错误，须改正",
        "warning": "有警告，请看一看",
        "complete": "没有错误和警告",
        "classified": "涉密：只有名称和位置，没有内容",
    }
)
NO_UNIT = "（未定单位）"
OWN_UNIT = "本单位"
"""Who publishes budget tables may have no other unit than itself."""
NO_NAME = "（未命名）"


class TreeWords:
    """Texts and marks of nodes; `units` holds the names by code, `counted` whether the findings are known."""

    def __init__(self, form: Form, budgets: Budgets, tally: FindingTally) -> None:
        self._form = form
        self._budgets = budgets
        self._tally = tally
        self._no_unit = NO_UNIT if form.budget is None else OWN_UNIT
        self.units: Mapping[str, str] = {}
        self.counted = tally.refreshed

    def name(self, node: Node, project: Project | None, number: int) -> str:
        """The first column."""
        if project is not None:
            return f"{number}. {project.name or NO_NAME}"
        if node.kind == "unit":
            return f"{node.key} {self.units.get(str(node.key), '')}".strip() or self._no_unit
        return node.title

    def amount(self, node: Node, project: Project | None) -> str:
        """The second column: budgets and their sums."""
        if project is not None:
            return self._budgets.of_project(project)
        if node.kind == "unit":
            return self._budgets.of_unit(str(node.key))
        return self._budgets.total if node.kind == "part" and node.key == "projects" else ""

    def mark(self, node: Node, volume: Volume, projects: Mapping[int, Project]) -> Mark:
        """The third column."""
        worst = self._tally.tally.worst
        if node.kind == "unit":
            under = {worst.get(int(child.key)) for child in node.children}
            return "error" if "error" in under else "warning" if "warning" in under else ""
        if node.kind in ("ledger", "printed"):
            return self._mark_of_table(str(node.key), volume)
        if node.kind in ("cover", "facts"):
            return self._mark_of_fields(node.kind == "facts")
        if node.kind not in ("project", "section"):
            return ""
        severity = worst.get(node.key)
        if severity in ("error", "warning"):
            return severity
        if node.kind == "project" and projects[int(node.key)].classified:
            return "classified"
        blank = node.kind == "section" and not (
            volume.section(str(node.key)).paragraphs or self._form.sections()[str(node.key)].templates
        )
        return "complete" if self.counted and not blank else ""

    def _mark_of_fields(self, facts: bool) -> Mark:
        """Of the facts' page, or of the cover, which has all other fields and what is said of the whole."""
        budget = self._form.budget
        keys = {field_home(key) for key in budget.facts} if budget is not None else set()
        worst = self._tally.tally.worst
        own = {severity for home, severity in worst.items() if _is_field(home) and (home in keys) == facts}
        if not facts and None in worst:
            own.add(worst[None])
        if "error" in own:
            return "error"
        return "warning" if "warning" in own else "complete" if self.counted else ""

    def _mark_of_table(self, key: str, volume: Volume) -> Mark:
        severity = self._tally.tally.worst.get(table_home(key))
        if severity in ("error", "warning"):
            return severity
        assert self._form.budget is not None
        blank = key in self._form.budget.ledgers and not volume.table(key).rows
        return "complete" if self.counted and not blank else ""

    def tip(self, node: Node, projects: Mapping[int, Project], name: str) -> str:
        """The whole of what is cut short on screen."""
        if node.kind == "unit":
            return f"{name}\n{len(node.children)} 个项目，合计 {self._budgets.of_unit(str(node.key))} {self._form.money.unit}"
        if node.kind != "project":
            return node.tip or name
        project = projects[int(node.key)]
        lines = [name]
        if project.code:
            lines.append(f"项目编码 {project.code}")
        amount = self._budgets.of_project(project)
        if amount:
            lines.append(f"预算数 {amount} {self._form.money.unit}")
        return "\n".join(lines)


def _is_field(home: Home) -> bool:
    return isinstance(home, str) and home.startswith(field_home(""))
