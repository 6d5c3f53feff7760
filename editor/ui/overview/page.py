"""The page of the volume's pictures (概览)."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from editor.bridge.overview import Overview
from editor.bridge.overview_figures import Bar, Figures
from editor.bridge.session import Session
from editor.domain.money import write_amount
from editor.domain.places import VOLUME, Place
from editor.domain.volume import Volume
from editor.ui.fields.severity import NAMES, SHAPES
from editor.ui.overview.budget_cards import BarsCard, ProjectsCard, UnitsCard
from editor.ui.overview.picture import Picture, Target
from editor.ui.overview.plan_card import PlanCard
from editor.ui.overview.state_cards import GapsCard, KindsCard, StatesCard

_TWO_COLUMNS = 60
"""Width in heights of the font from which two cards stand side by side."""
_MOST_SLICES = 12
_NO_PROJECTS = "这一册还没有项目。按 Ctrl+Shift+N 新增一个，图就从它开始画。"


class OverviewPage(QScrollArea):
    """Budget, spending curve, findings, progress and gaps of the open volume, each mark a way to its place.

    `place_chosen` (Place, chars or None) when the clerk chooses a mark. While the page is hidden nothing is worked out.
    """

    place_chosen = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._overview = Overview(session.form)
        self._figures: Figures | None = None
        self._volume: Volume | None = None
        self._make_cards()
        self._lay_out_body()
        session.findings_changed.connect(self._on_findings)

    @property
    def figures(self) -> Figures | None:
        """What is shown; None before the page was first shown."""
        return self._figures

    @property
    def cards(self) -> tuple["StatesCard | GapsCard | KindsCard | PlanCard | BarsCard", ...]:
        """All cards, in the order of reading."""
        return (self.states, self.gaps, self.kinds, *self.plans, *self.charts.values(), self.units, self.projects)

    @property
    def summary(self) -> str:
        """The line over the pictures."""
        return self._summary.text()

    def refresh(self) -> None:
        """Shows the volume as it is now; cards whose figures are the same stay untouched."""
        session = self._session
        findings = session.findings
        figures = self._overview.figures(session.volume, findings if session.derived.has_findings else None)
        old, self._figures = self._figures, figures
        if figures is old and session.volume is self._volume:
            return
        self._volume = session.volume
        self._summary.setText(_summary(session.volume, figures, tables=session.form.budget is not None))
        self._show_figures(figures, old)
        self._show_charts()

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Brings the mark of a place into view, where a picture has one."""
        del chars
        for wanted in (place, Place(place.project)) if place.project is not None else (place,):
            for picture in self.findChildren(Picture):
                for index, mark in enumerate(picture.marks):
                    if wanted != VOLUME and mark.target.place == wanted:
                        picture.go_to(index)
                        return

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._arrange()

    def _make_cards(self) -> None:
        self.states, self.gaps, self.kinds = StatesCard(), GapsCard(), KindsCard()
        self.units, self.projects = UnitsCard(), ProjectsCard()
        percents = [key for key, field in self._session.form.fields.items() if field.kind == "percents"]
        self.plans = tuple(PlanCard() for _ in percents)
        budget = self._session.form.budget
        charts = budget.charts if budget is not None else {}
        self.charts = {key: BarsCard(chart.title, _MOST_SLICES, "项") for key, chart in charts.items()}
        for card in self.cards:
            card.chosen.connect(self._choose)
        for picture in (picture for card in self.cards for picture in card.findChildren(Picture)):
            picture.walked.connect(lambda rect, picture=picture: self._reveal(picture, rect))

    def _lay_out_body(self) -> None:
        self._body = QWidget()
        self._columns = QHBoxLayout()
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        for layout in (self._left, self._right):
            layout.addStretch(1)
            self._columns.addLayout(layout, 1)
        self._summary = QLabel(wordWrap=True)
        self._summary.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self._body)
        column.addWidget(self._summary)
        column.addLayout(self._columns)
        column.addStretch(1)
        self._wide: bool | None = None
        self.setWidget(self._body)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._arrange()

    def _arrange(self) -> None:
        """One column or two; the cards keep their order for the keys."""
        if self.widget() is None:
            return
        wide = self.width() >= _TWO_COLUMNS * self.fontMetrics().height()
        if wide == self._wide:
            return
        self._wide = wide
        for card in self.cards:
            for layout in (self._left, self._right):
                # Not takeAt: Python would keep the item, and Qt tells only a widget's first item that its size is another.
                layout.removeWidget(card)
        for card in self.cards:
            right = wide and card in (self.units, self.projects, *self.charts.values())
            layout = self._right if right else self._left
            layout.insertWidget(layout.count() - 1, card)
        self._columns.setStretch(1, int(wide))

    def _show_figures(self, figures: Figures, old: Figures | None) -> None:
        if old is None or figures.budget is not old.budget:
            self.units.show_budget(figures.budget)
            self.projects.show_budget(figures.budget)
        for plan_card, plan in zip(self.plans, figures.plans, strict=True):
            plan_card.show_plan(plan)
        if old is None or figures.gaps is not old.gaps:
            self.gaps.show_gaps(figures.gaps)
        if old is None or figures.states is not old.states:
            self.states.show_states(figures.states)
        if old is None or figures.kinds is not old.kinds or figures.waived != old.waived:
            self.kinds.show_kinds(figures)
        for card in (self.states, self.projects, *self.plans):
            card.setVisible(bool(figures.projects))

    def _show_charts(self) -> None:
        """What the publication draws, as bars that lead to their cells."""
        budget = self._session.form.budget
        if budget is None:
            return
        for key, chart in self._session.books.charts(self._session.volume).items():
            texts = [f"{write_amount(one.amount, budget.decimals)}　{one.share}%" for one in chart.slices]
            bars = (Bar(s.label, s.amount, text, s.place) for s, text in zip(chart.slices, texts, strict=True))
            self.charts[key].show_bars(tuple(bars), None, budget.unit)
            self.charts[key].say_empty("" if chart.slices else "还没有数。在“数据录入”里填好以后，这里画出来。")

    def _on_findings(self) -> None:
        if self.isVisible():
            self.refresh()

    def _choose(self, target: Target) -> None:
        if target.place is not None:
            self.place_chosen.emit(target.place, target.chars)

    def _reveal(self, picture: Picture, rect: QRect) -> None:
        at = picture.mapTo(self._body, rect.topLeft())
        line = self.fontMetrics().height()
        self.ensureVisible(at.x(), at.y() + rect.height() // 2, 0, rect.height() // 2 + line)


def _summary(volume: Volume, figures: Figures, *, tables: bool) -> str:
    if not figures.projects:
        return f"{volume.department} {volume.year} 年" if tables else _NO_PROJECTS
    secret = f"（{figures.classified} 个涉密）" if figures.classified else ""
    budget = figures.budget
    parts = [f"{volume.department} {volume.year} 年", f"{figures.projects} 个项目{secret}"]
    parts.append(f"{budget.label}合计 {budget.total} {budget.money}")
    parts += [
        f"{SHAPES[severity]}\u00a0{NAMES[severity]}\u00a0{count}" for severity, count in figures.counts[:2] if count
    ]
    return " · ".join(parts)
