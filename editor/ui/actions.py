"""Every action of the window: its Chinese name, keys, tooltip, icon and when it can be chosen."""

from collections.abc import Collection, Iterator, Mapping
from typing import Literal

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.ui.icons import Icons
from editor.values import value

When = Literal["always", "document", "write", "project", "write_project"]
"""always; with a document; one that can be changed; with a project in the middle; both."""


@value
class Spec:
    """An action before it is made."""

    text: str
    keys: tuple[str, ...] = ()
    tip: str = ""
    icon: str = ""
    when: When = "always"
    checkable: bool = False


SPECS: Mapping[str, Spec] = {
    "new": Spec("新建…(&N)", ("Ctrl+N",), "新建一册空的绩效文本", "new"),
    "open": Spec("打开…(&O)", ("Ctrl+O",), "打开一册绩效文本", "open"),
    "import": Spec("导入上年文本…(&I)", ("Ctrl+I",), "由上年的 Word、Excel、PDF 或文本文件编成一册", "import"),
    "example": Spec("打开示例(&E)", (), "打开一册编好的示例，可以随意改动", "example"),
    "save": Spec("保存(&S)", ("Ctrl+S",), "每一步都已自动保存，不用再按", "save", "document"),
    "save_as": Spec("另存为…(&A)", ("Ctrl+Shift+S",), "存成另一个文件，并在那里继续", "", "document"),
    "save_version": Spec(
        "保存版本…(&V)", ("Ctrl+Alt+S",), "给现在的样子起个名字，以后可以回到这里", "history", "write"
    ),
    "versions": Spec("版本管理…", (), "查看、恢复或删除保存过的版本", "history", "document"),
    "backups": Spec("备份…(&B)", (), "查看本机上的备份，恢复其中一份", "backup"),
    "report": Spec("导入报告…", (), "再看一遍导入时的报告", "info", "document"),
    "export_pdf": Spec("导出PDF…(&D)", ("Ctrl+E",), "导出成可以打印、报送的 PDF 文件", "pdf", "document"),
    "export": Spec("导出Word、Excel…", ("Ctrl+Shift+E",), "导出成 Word、Excel 或 JSON 文件", "", "document"),
    "print": Spec("打印…(&P)", ("Ctrl+P",), "打印整册、几页或一个项目，先看样子再打", "print", "document"),
    "close": Spec("关闭文档(&C)", ("Ctrl+W",), "关闭这一册，回到开始页", "close", "document"),
    "quit": Spec("退出(&X)", ("Ctrl+Q",), "关闭窗口"),
    "undo": Spec("撤销", ("Ctrl+Z",), "撤销上一步", "undo", "write"),
    "redo": Spec("重做", ("Ctrl+Y", "Ctrl+Shift+Z"), "重做刚撤销的一步", "redo", "write"),
    "undo_to_opening": Spec("撤销到打开时", (), "回到这次打开时的样子；这一步也能撤销", "history", "write"),
    "find": Spec("查找…(&F)", ("Ctrl+F",), "在整册里查找文字", "find", "document"),
    "replace": Spec("替换…(&R)", ("Ctrl+H",), "在整册里查找并替换文字", "", "write"),
    "find_next": Spec("查找下一处", ("F3",), "到下一处", "", "document"),
    "find_previous": Spec("查找上一处", ("Shift+F3",), "到上一处", "", "document"),
    "add_project": Spec("新增项目(&N)", ("Ctrl+Shift+N",), "在当前项目后面新增一个项目", "add", "write"),
    "duplicate": Spec(
        "复制一份(&D)", ("Ctrl+Shift+D",), "把选中的项目各复制一份，项目编码除外", "copy", "write_project"
    ),
    "delete": Spec("删除项目", ("Ctrl+Shift+Delete",), "删除选中的项目，可以撤销", "delete", "write_project"),
    "rename": Spec("重命名", (), "修改项目名称（在目录里按 F2）", "rename", "write_project"),
    "move_up": Spec(
        "上移(&U)", ("Ctrl+Alt+Up",), "项目上移一位，可以移到上一个单位（在目录里按 Alt+↑）", "up", "write_project"
    ),
    "move_down": Spec(
        "下移(&W)", ("Ctrl+Alt+Down",), "项目下移一位，可以移到下一个单位（在目录里按 Alt+↓）", "down", "write_project"
    ),
    "classify": Spec("标为涉密…", (), "只留下中性名称和位置，其余内容永久清除", "lock", "write_project"),
    "declassify": Spec("取消涉密", (), "变成一个空白项目，重新填写", "unlock", "write_project"),
    "previous_project": Spec("上一个项目", ("Ctrl+PgUp",), "到上一个项目", "", "document"),
    "next_project": Spec("下一个项目", ("Ctrl+PgDown",), "到下一个项目", "", "document"),
    "add_row": Spec("新增指标(&R)", (), "在当前指标下面新增一条（在指标表里按 Ctrl++）", "row", "write"),
    "units": Spec("单位…(&U)", (), "增减单位，修改单位编码、名称和次序", "units", "document"),
    "cover": Spec("封面与年度(&C)", (), "修改部门名称、年度和封面文字", "", "document"),
    "next_finding": Spec("下一个问题", ("F8",), "到下一个错误、警告或提示", "check", "document"),
    "previous_finding": Spec("上一个问题", ("Shift+F8",), "到上一个错误、警告或提示", "", "document"),
    "self_check": Spec(
        "导出自查表…(&T)", (), "把核对了什么、查出什么列成表，存成 PDF 或 Excel，随文本一起报送", "", "document"
    ),
    "own_words": Spec("我的词表…(&W)", (), "增删自己的错词、过时的说法和允许的词，核对时照着办"),
    "forms": Spec("表样管理…(&F)", (), "查看各套表样的版本，导入发下来的表样包，或恢复前一版"),
    "next_pane": Spec("下一个区域", ("F6",), "键盘在目录、正文、核对、版面之间轮流", "", "document"),
    "previous_pane": Spec("上一个区域", ("Shift+F6",), "反过来轮流", "", "document"),
    "text_larger": Spec("放大文字", ("Ctrl+Alt+=",), "窗口里的文字大一号"),
    "text_smaller": Spec("缩小文字", ("Ctrl+Alt+-",), "窗口里的文字小一号"),
    "default_layout": Spec("恢复默认布局", (), "各面板回到原来的位置"),
    "about": Spec("关于(&A)", (), "程序的版本和许可", "info"),
}


class Actions:
    """The actions as Qt's, by key; `enable` decides which can be chosen.

    Those in `seen` have their icons at once, the others, which wait in menus, with `draw_rest`.
    """

    def __init__(self, window: QWidget, icons: Icons, seen: Collection[str] = ()) -> None:
        self._window = window
        self._seen = seen
        self._drawn = False
        self._actions: dict[str, QAction] = {}
        self._specs: dict[str, Spec] = {}
        for key, spec in SPECS.items():
            self.add(key, spec, icons)

    def __getitem__(self, key: str) -> QAction:
        return self._actions[key]

    def __contains__(self, key: str) -> bool:
        return key in self._actions

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)

    def add(self, key: str, spec: Spec, icons: Icons) -> QAction:
        """One more action."""
        action = QAction(spec.text, self._window)
        action.setObjectName(key)
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setIconText(_name(spec))
        action.setToolTip(tooltip(spec))
        action.setStatusTip(spec.tip)
        action.setCheckable(spec.checkable)
        if spec.icon and (self._drawn or key in self._seen):
            action.setIcon(icons.icon(spec.icon) if self._drawn else icons.first(spec.icon))
        self._window.addAction(action)
        self._actions[key] = action
        self._specs[key] = spec
        return action

    def draw_rest(self, icons: Icons) -> None:
        """The icons nobody has seen yet."""
        if not self._drawn:
            self.recolour(icons)

    def recolour(self, icons: Icons) -> None:
        """Takes the icons in the colours of another palette."""
        self._drawn = True
        for key, spec in self._specs.items():
            if spec.icon:
                self._actions[key].setIcon(icons.icon(spec.icon))

    def show_counts(self, said: str) -> None:
        """How many findings there are, on the button that goes to the next; "" for its own name."""
        self._actions["next_finding"].setIconText(f"核对 {said}" if said else _name(self._specs["next_finding"]))

    def enable(self, *, document: bool, write: bool, project: bool) -> None:
        """Which can be chosen: there is a document, it can be changed, a project is chosen."""
        can = {
            "always": True,
            "document": document,
            "write": write,
            "project": document and project,
            "write_project": write and project,
        }
        for key, spec in self._specs.items():
            self._actions[key].setEnabled(can[spec.when])


def tooltip(spec: Spec) -> str:
    """What it does, with its keys."""
    name = _name(spec)
    keys = QKeySequence(spec.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if spec.keys else ""
    return f"{spec.tip or name}" + (f"（{keys}）" if keys else "")


def _name(spec: Spec) -> str:
    """Without the mark of its key and of a dialog."""
    return spec.text.partition("(&")[0].rstrip("…")
