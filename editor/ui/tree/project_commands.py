"""What the clerk does with projects: add, copy, delete, move, mark as classified."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.bridge import arrangement
from editor.bridge.jobs import Job
from editor.bridge.mentions import mentions
from editor.bridge.session import Session
from editor.domain import edits
from editor.domain.budget_edits import named_rows
from editor.domain.places import Place
from editor.domain.volume import NAME, Project, Volume
from editor.ui.messenger import Messenger
from editor.ui.shell.message_bar import MessageBar, Tone

_ASK = "标为涉密"
_SAID = 3
"""Names told in a question; the others are counted."""


class ProjectCommands(QObject):
    """Each command is one undo step. `selected` (keys) when other projects should be the selected ones; `place_chosen` where
    the clerk goes on.
    """

    selected = Signal(object)
    place_chosen = Signal(object, object)

    def __init__(
        self, session: Session, settle: Callable[[], None], messenger: Messenger, bar: MessageBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._settle = settle
        self._messenger = messenger
        self._bar = bar

    def add(self, unit: str | None, after: int | None) -> None:
        """A new project behind the current one, else at the end of the unit; the clerk goes on with its name."""
        self._settle()
        code = unit if unit is not None else self._last_unit()
        rows = arrangement.first_rows(self._session.form.indicators)
        keys = self._grown("新增项目", lambda volume: arrangement.new_project(volume, code, after, rows))
        if keys:
            self.selected.emit(keys)
            self.place_chosen.emit(Place(project=keys[0], field=NAME), None)

    def duplicate(self, keys: Sequence[int]) -> None:
        """Copies behind them."""
        self._settle()
        secret = [key for key in keys if self._session.volume.project(key).classified]
        copies = self._grown("复制项目", lambda volume: arrangement.duplicate(volume, keys))
        if copies:
            self.selected.emit(copies)
            self.place_chosen.emit(Place(project=copies[0]), None)
            self._bar.say(f"已复制 {len(copies)} 个项目，名称后面加了“副本”，项目编码请另填。", "done")
        elif secret:
            self._bar.say("涉密项目没有可以复制的内容。")

    def delete(self, keys: Sequence[int]) -> None:
        """Away with them; it can be undone."""
        if not keys:
            return
        self._settle()
        order = [project.key for project in self._session.volume.projects]
        left = [key for key in order if key not in keys]
        at = sum(1 for key in order[: order.index(keys[0])] if key not in keys)
        named = f"“{self._name(keys[0])}”" if len(keys) == 1 else f" {len(keys)} 个项目"
        if self._session.apply("删除项目", lambda volume: edits.delete_projects(volume, keys)) is None:
            return
        if left:
            near = left[min(at, len(left) - 1)]
            self.selected.emit((near,))
            self.place_chosen.emit(Place(project=near), None)
        else:
            self.place_chosen.emit(Place(), None)
        self._bar.say(f"已删除{named}。", "done", "撤销", self._session.undo)

    def move(self, keys: Sequence[int], *, down: bool) -> None:
        """One place up or down, over the edge of a unit into the next one."""
        if keys:
            self._settle()
            self._session.apply("移动项目", lambda volume: arrangement.shift(volume, keys, down))

    def move_to_unit(self, keys: Sequence[int], unit: str) -> None:
        """To the end of a unit."""
        if keys:
            self._settle()
            self._session.apply("移动项目", lambda volume: arrangement.into_unit(volume, keys, unit))

    def classify(self, keys: Sequence[int]) -> None:
        """Looks which backups hold them, asks, then marks them 涉密 for good."""
        projects = [p for key in keys if not (p := self._session.volume.project(key)).classified]
        if not projects:
            return
        self._settle()
        projects = [self._session.volume.project(project.key) for project in projects]
        keeper = self._session.document.backups

        def look(_: object) -> tuple[Path, ...]:
            return tuple(dict.fromkeys(path for project in projects for path in keeper.holding(project)))

        job = Job(look, self)
        job.done.connect(lambda held: self._ask(projects, held))
        job.broken.connect(
            lambda _: self._bar.say("没有查出哪些备份还有这个项目的内容，暂时没有标为涉密，请再试一次。", "warning")
        )
        job.start()

    def declassify(self, keys: Sequence[int]) -> None:
        """Makes them blank projects again."""
        secret = [key for key in keys if self._session.volume.project(key).classified]
        if secret:
            self._settle()
            self._session.apply("取消涉密", lambda v: _each(v, secret))

    def _ask(self, projects: Sequence[Project], held: tuple[Path, ...]) -> None:
        neutral = self._session.form.sheet.classified_names[0]
        answers = ["取消", f"{_ASK}，并删除这些备份", f"{_ASK}，留下这些备份"] if held else ["取消", _ASK]
        answer = self._messenger.ask(_ASK, question(projects, neutral, len(held), self._tabled(projects)), answers)
        if answer < 1:
            return
        clean = True
        for project in projects:
            clean = self._session.classify(project.key, neutral) is not None and clean
            if not self._session.volume.project(project.key).classified:
                return
        from editor.bridge.clipboard import clear_own

        clear_own()  # what was copied may have been theirs
        left = self._session.document.backups.remove(held) if held and answer == 1 else ()
        if clean:
            self._bar.say(*marked(len(left), mentions(self._session.volume, projects)))

    def _grown(self, name: str, edit: edits.Edit) -> tuple[int, ...]:
        before = self._session.volume.projects
        if self._session.apply(name, edit) is None:
            return ()
        return arrangement.new_keys(before, self._session.volume.projects)

    def _last_unit(self) -> str:
        listed = arrangement.groups(self._session.volume)
        return listed[-1].unit if listed else ""

    def _tabled(self, projects: Sequence[Project]) -> int:
        volume = self._session.volume
        return sum(len(rows) for project in projects for _, rows in named_rows(volume, project))

    def _name(self, key: int) -> str:
        return self._session.volume.project(key).name or "未命名的项目"


def question(projects: Sequence[Project], neutral: str, backups: int, tabled: int = 0) -> str:
    """What is asked before marking: what goes (`tabled` rows of budget tables too), for good, and which copies still hold it."""
    names = "、".join(f"“{project.name or '未命名'}”" for project in projects[:_SAID])
    more = f"等 {len(projects)} 个项目" if len(projects) > _SAID else ""
    rows = sum(len(project.indicators) for project in projects)
    said = [
        f"要把{names}{more}标为涉密吗？",
        (
            f"名称改为“{neutral}”，只留下它在本册中的位置。项目编码、金额、资金用途、绩效目标和 {rows} 条指标"
            f"{f'，以及报表里以它为名的 {tabled} 行，' if tabled else ''}都会永久清除，"
            "撤销记录和保存过的版本里也不再有，不能恢复。"
        ),
    ]
    if backups:
        said.append(f"本机还有 {backups} 份备份含有这些内容，建议一并删除。已经导出、拷走或打印的文件请另行处理。")
    else:
        said.append("已经导出、拷走或打印的文件请另行处理。")
    return "\n\n".join(said)


def marked(left: int, mentioned: int) -> tuple[str, Tone]:
    """What is said after marking: what has gone, and what the clerk has to see to."""
    said = []
    if left:
        said.append(f"有 {left} 份备份没能删除，请在“备份”里查看，自行删除")
    if mentioned:
        said.append(f"正文或别的项目里还有 {mentioned} 处写着它的名称或编码，请查找出来，自行改掉")
    if said:
        return f"已标为涉密；{'；'.join(said)}。", "warning"
    return "已标为涉密，原来的内容已经从文件里永久清除。", "done"


def _each(volume: Volume, keys: Sequence[int]) -> Volume:
    for key in keys:
        volume = edits.declassify(volume, key)
    return volume
