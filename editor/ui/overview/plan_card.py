"""The spending curve with its list of the projects that go their own way."""

from PySide6.QtCore import Signal

from editor.bridge.overview import FAR, deviating
from editor.bridge.overview_figures import Deviation, PlanFigures
from editor.ui.overview.card import Card
from editor.ui.overview.curve import CurvePicture, percent_text
from editor.ui.overview.picture import Target
from editor.ui.overview.rows import Row, RowsPicture

_MOST = 12


class PlanCard(Card):
    """One percents field of the form; `chosen` carries the Target of a project."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("支出进度")
        self.curve = CurvePicture("支出进度")
        self.curve.chosen.connect(self._choose_point)
        self.list = RowsPicture("差得多的项目")
        self.list.chosen.connect(self.chosen)
        self.add(self.curve)
        self.add(self.list)
        self._plan: PlanFigures | None = None
        self._point: int | None = None

    def show_plan(self, plan: PlanFigures) -> None:
        """Draws it; a point that was chosen stays chosen."""
        if plan is self._plan:
            return
        self._plan = plan
        name = plan.label.partition("（")[0]
        self.head(
            name, "粗线：全部项目按金额加权；细线：各个项目。点击一个时间点，列出差得多的项目。" if plan.shares else ""
        )
        self.curve.show_plan(plan)
        self.say_empty("" if plan.shares else "还没有项目填好支出计划和金额。填好以后，这里画出整册的支出进度。")
        self._renew()

    def _choose_point(self, target: Target) -> None:
        self._point = None if target.key == self._point else int(str(target.key))
        self._renew()

    def _renew(self) -> None:
        plan = self._plan
        if plan is None:
            return
        if self._point is not None and self._point >= len(plan.shares):
            self._point = None
        self.curve.select(self._point)
        rows = [] if self._point is None else self._far(plan, self._point)
        if plan.left_out and plan.shares:
            text = f"{len(plan.left_out)} 个项目的支出计划或金额没有填全，未计入。"
            rows.append(Row(text, "", (), Target(f"{text}点击到第一个。", plan.left_out[0])))
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))

    def _far(self, plan: PlanFigures, point: int) -> list[Row]:
        found = deviating(plan, point)
        if not found:
            return [Row(f"{plan.points[point]}：各项目相差都不到 {FAR} 个百分点。", "")]
        rows = [Row(f"{plan.points[point]}与整册相差 {FAR} 个百分点以上的 {len(found)} 个项目：", "")]
        rows += [_row(one) for one in found[:_MOST]]
        if len(found) > _MOST:
            rows.append(Row(f"……另有 {len(found) - _MOST} 个", ""))
        return rows


def _row(one: Deviation) -> Row:
    way = "快" if one.beyond > 0 else "慢"
    end = f"{percent_text(one.share)}，{way} {abs(round(one.beyond))} 点"
    return Row(one.name, end, (), Target(f"{one.name}：{end}", one.place))
