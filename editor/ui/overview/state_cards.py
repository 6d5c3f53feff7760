"""How far the volume is: the sheets' states, the findings by kind, what is missing."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from editor.bridge.overview_figures import Figures, Gap, KindFigures, Share
from editor.ui.fields.severity import NAMES, SHAPES
from editor.ui.overview.card import Card
from editor.ui.overview.inks import Ink
from editor.ui.overview.picture import Target
from editor.ui.overview.rows import Part, Row, RowsPicture

_CHECKING = "正在核对，稍候就好……"
_INKS: Mapping[str, Ink] = {
    "error": "error",
    "warning": "warning",
    "complete": "complete",
    "classified": "classified",
}
_SHAPES = {"error": SHAPES["error"], "warning": SHAPES["warning"], "complete": "✓", "classified": "密"}


class _RowsCard(Card):
    """One picture of rows."""

    chosen = Signal(object)

    def __init__(self, heading: str, hint: str = "") -> None:
        super().__init__(heading, hint)
        self.picture = RowsPicture(heading)
        self.picture.chosen.connect(self.chosen)
        self.add(self.picture)


class StatesCard(_RowsCard):
    """The sheets by what was found in them."""

    def __init__(self) -> None:
        super().__init__("填报进度", "每个项目按最重的问题归入一类。点击到该类的第一个项目。")

    def show_states(self, states: tuple[Share, ...] | None) -> None:
        """Draws them; None while they are not known."""
        rows = [_state_row(share) for share in states or () if share.count]
        self.picture.show_rows(rows)
        self.say_empty("" if rows else _CHECKING if states is None else "还没有项目。")


class KindsCard(_RowsCard):
    """The findings by family of checks and severity."""

    def __init__(self) -> None:
        super().__init__("核对问题")

    def show_kinds(self, figures: Figures) -> None:
        """Draws them."""
        kinds = figures.kinds
        said = "　".join(f"{SHAPES[s]} {NAMES[s]} {count}" for s, count in figures.counts if count)
        waived = f"　已忽略 {figures.waived}" if figures.waived else ""
        self.head("核对问题", f"{said}{waived}。点击到这一类的第一个问题。" if kinds else "")
        self.picture.show_rows([_kind_row(kind) for kind in kinds or ()])
        none = "没有发现问题。" + (f"（已忽略 {figures.waived} 个）" if figures.waived else "")
        self.say_empty("" if kinds else _CHECKING if kinds is None else none)


class GapsCard(_RowsCard):
    """What is still missing."""

    def __init__(self) -> None:
        super().__init__("还缺什么")

    def show_gaps(self, gaps: tuple[Gap, ...]) -> None:
        """Lists it."""
        rows = []
        for gap in gaps:
            end = f"{gap.count} 个项目" if gap.place.project is not None else ""
            said = f"{gap.text}{'：' if end else ''}{end}。点击到那里填写。"
            rows.append(Row(f"· {gap.text}", end, (), Target(said, gap.place)))
        self.picture.show_rows(rows)
        self.say_empty("" if rows else "各部分都有内容，必填的都填了。")


def _state_row(share: Share) -> Row:
    target = Target(f"{share.name}：{share.count} 个项目", share.place)
    part = Part(share.count, _INKS[share.state], target)
    return Row(f"{_SHAPES[share.state]} {share.name}", f"{share.count} 个", (part,), target)


def _kind_row(kind: KindFigures) -> Row:
    firsts = dict(kind.first)
    parts = []
    for severity, count in kind.counts:
        first = firsts[severity]
        text = f"{kind.name}：{count} 个{NAMES[severity]}。第一个：{first.message}"
        parts.append(Part(count, severity, Target(text, first.place, first.chars)))
    end = " ".join(f"{SHAPES[severity]}{count}" for severity, count in kind.counts)
    return Row(kind.name, end, tuple(parts))
