"""The budget by unit and by project: the first of them, and the rest on request."""

from PySide6.QtCore import Signal

from editor.bridge.overview import shortened
from editor.bridge.overview_figures import Bar, BudgetFigures
from editor.ui.overview.card import Card
from editor.ui.overview.picture import Target
from editor.ui.overview.rows import Part, Row, RowsPicture

_MORE, _FEWER = "more", "fewer"


class BarsCard(Card):
    """Amounts as bars; `chosen` carries the Target of one. What stands for many (其余) shows more of them instead."""

    chosen = Signal(object)

    def __init__(self, heading: str, most: int, many: str) -> None:
        super().__init__(heading)
        self.picture = RowsPicture(heading)
        self.picture.chosen.connect(self._choose)
        self.add(self.picture)
        self._least, self._most = most, most
        self._many = many
        self._bars: tuple[Bar, ...] = ()
        self._rest: Bar | None = None
        self._money = ""

    def show_bars(self, bars: tuple[Bar, ...], rest: Bar | None, money: str) -> None:
        """Other amounts; `rest` is what stands for those that are not among them, `money` their unit."""
        self._bars, self._rest, self._money = bars, rest, money
        self._renew()

    def _renew(self) -> None:
        shown, rest = shortened(self._bars, self._rest, self._most)
        rows = [self._row(bar) for bar in shown]
        if rest is not None:
            rows.append(self._rest_row(shown, rest))
        if self._most > self._least and len(shown) > self._least + 1:
            rows.append(Row("只看前几项", "", (), Target("收起后面的", key=_FEWER)))
        self.picture.show_rows(rows)

    def _rest_row(self, shown: tuple[Bar, ...], rest: Bar) -> Row:
        count = len(self._bars) - len(shown) + (self._rest.projects if self._rest else 0)
        name, more = f"其余 {count} {self._many}", len(shown) < len(self._bars)
        told = f"{name}，合计 {rest.text} {self._money}。"
        target = Target(f"{told}点击再列出一些。", key=_MORE) if more else Target(told)
        # A bar longer than all others would make them too short to compare.
        small = any(bar.amount >= rest.amount for bar in shown)
        return Row(name, rest.text, (Part(float(rest.amount), "rest", target),) if small else (), target)

    def _row(self, bar: Bar) -> Row:
        count = f"，{bar.projects} 个项目" if bar.place is None or bar.place.unit is not None else ""
        target = Target(f"{bar.name}：{bar.text} {self._money}{count}", bar.place)
        return Row(bar.name, bar.text, (Part(max(float(bar.amount), 0.0), "amount", target),), target)

    def _choose(self, target: Target) -> None:
        if target.key == _MORE:
            self._most = self._most * 3
            self._renew()
        elif target.key == _FEWER:
            self._most = self._least
            self._renew()
        else:
            self.chosen.emit(target)


class UnitsCard(BarsCard):
    """预算 by unit, in the volume's order."""

    def __init__(self) -> None:
        super().__init__("各单位的预算", 16, "个单位")

    def show_budget(self, budget: BudgetFigures) -> None:
        """Draws it."""
        self.head(f"各单位的{budget.label}", f"合计 {budget.total} {budget.money}。单位：{budget.money}。")
        self.show_bars(budget.units, None, budget.money)
        self.say_empty("" if budget.units else "还没有单位。先把单位的编码和名称填进单位表。")


class ProjectsCard(BarsCard):
    """预算 by project, the greatest first."""

    def __init__(self) -> None:
        super().__init__("各项目的预算", 12, "个项目")
        self._unread = RowsPicture("没有预算数的项目")
        self._unread.chosen.connect(self.chosen)
        self.add(self._unread)

    def show_budget(self, budget: BudgetFigures) -> None:
        """Draws it."""
        self.head(f"各项目的{budget.label}", f"由大到小。单位：{budget.money}。")
        self.show_bars(budget.projects, budget.rest, budget.money)
        self.say_empty("" if budget.projects else f"还没有填{budget.label}。填好以后，这里由大到小画出各个项目。")
        rows = []
        if budget.unread:
            text = f"{len(budget.unread)} 个项目没有能读的{budget.label}，未画在上面。"
            rows.append(Row(text, "", (), Target(f"{text}点击到第一个。", budget.unread[0])))
        self._unread.show_rows(rows)
        self._unread.setVisible(bool(rows))
