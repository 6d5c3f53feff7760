"""What of the narrative is written from the budget tables: paragraphs and the charts behind them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from editor.compose.blocks import Chart, Slice
from editor.domain.money import write_amount
from editor.domain.places import Place
from editor.domain.volume import Volume
from editor.forms.budget_styles import CHART_LABEL, CHART_TITLE
from editor.forms.form import Form

if TYPE_CHECKING:
    from editor.budget.book import Book
    from editor.budget.charts import Chart as Figures

_HEIGHT = 58.0
"""Of a chart's drawing, in mm."""


@dataclass(frozen=True, slots=True)
class Generated:
    """A paragraph as it is printed, and the chart that follows it."""

    text: str
    place: Place
    typed: bool
    """Typed over: its characters are those of the entry at its place."""
    chart: Chart | None = None


class GeneratedComposer:
    """The generated paragraphs of the last version of a volume, by section."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._made: Mapping[str, tuple[Generated, ...]] = {}
        self._from: Volume | None = None

    def update(self, volume: Volume, book: "Book | None") -> None:
        """Takes another version over."""
        if book is None:
            return
        if volume is self._from:
            return
        from editor.budget import charts, narrative  # only forms with budget tables pay for it

        drawn = charts.charts(self._form, volume, book)
        self._made = {
            section: tuple(
                Generated(
                    paragraph.text,
                    Place(section=section, line=paragraph.key),
                    paragraph.overridden,
                    self._chart(drawn[paragraph.chart]) if paragraph.chart in drawn else None,
                )
                for paragraph in written
            )
            for section, written in narrative.paragraphs(self._form, volume, book).items()
        }
        self._from = volume

    def paragraphs(self, section: str) -> tuple[Generated, ...]:
        """Those of one section, in order."""
        return self._made.get(section, ())

    def _chart(self, chart: "Figures") -> Chart:
        budget = self._form.budget
        assert budget is not None
        slices = tuple(
            Slice(
                each.label,
                each.amount,
                f"{write_amount(each.amount, budget.decimals, separator=True)}{budget.unit}，{each.share}%",
                each.place,
            )
            for each in chart.slices
        )
        kind: Literal["pie", "bars"] = "pie" if chart.kind == "pie" else "bars"
        return Chart(kind, chart.title, slices, CHART_LABEL, CHART_TITLE, _HEIGHT)
