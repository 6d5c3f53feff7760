"""Takes what an import took, mended, doubted and did not understand, and gives it as an immutable report in Chinese."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

Kind = Literal["taken", "mended", "doubtful", "not_understood"]
KINDS: Mapping[Kind, str] = MappingProxyType(
    {"taken": "读入", "mended": "已修补", "doubtful": "请核对", "not_understood": "没有读懂"}
)
_SHOWN_LENGTH = 60
_LINES_A_KIND = 8


@dataclass(frozen=True, slots=True)
class ReportItem:
    """One thing an import has to say."""

    kind: Kind
    message: str
    where: str = ""
    """Place in the source in words; "" for all of it."""
    before: str = ""
    """As the source has it; for what was not understood, its whole text."""
    after: str = ""
    """As the volume has it."""
    count: int = 1
    """How many times it happened, where equal cases are told once with an example."""

    def line(self) -> str:
        """One line for a terminal; long texts are shortened here and whole in the report file."""
        change = _short(self.before)
        if self.after and self.after != self.before:
            change = f"{change or '（空）'} → {_short(self.after)}"
        parts = [self.where + "：" if self.where else "", self.message]
        return "".join(parts) + (f"：{change}" if change else "")


@dataclass(frozen=True, slots=True)
class Found:
    """A value the import had to find by itself, and why it is this one."""

    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What one source gave."""

    source: str
    sections: int = 0
    paragraphs: int = 0
    units: int = 0
    projects: int = 0
    classified: int = 0
    indicators: int = 0
    tables: int = 0
    """Printed budget tables."""

    def words(self) -> str:
        """In Chinese: 3个项目（其中涉密1个）、22条指标、…; what there is none of is left out."""
        secret = f"（其中涉密{self.classified}个）" if self.classified else ""
        counts = (
            (self.tables, f"{self.tables}张报表"),
            (self.sections, f"{self.sections}个分部（{self.paragraphs}段）"),
            (self.units, f"{self.units}个单位"),
            (self.projects, f"{self.projects}个项目{secret}"),
            (self.indicators, f"{self.indicators}条指标"),
        )
        return "、".join(words for count, words in counts if count) or "没有可用的内容"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The whole report of one import."""

    form: Found
    year: Found
    department: Found
    taken: tuple[Taken, ...] = ()
    items: tuple[ReportItem, ...] = ()

    def of(self, kind: Kind) -> tuple[ReportItem, ...]:
        """The items of one kind, in order."""
        return tuple(item for item in self.items if item.kind == kind)

    def with_items(self, items: Iterable[ReportItem]) -> "ImportReport":
        """The same report with more items at its end."""
        return ImportReport(self.form, self.year, self.department, self.taken, (*self.items, *items))

    def to_json(self) -> dict[str, Any]:
        """For `--report`: every item in full."""
        found = {
            key: {"value": value.value, "reason": value.reason}
            for key, value in (("form", self.form), ("year", self.year), ("department", self.department))
        }
        taken = [{slot: getattr(one, slot) for slot in Taken.__slots__} for one in self.taken]
        counts = {kind: sum(item.count for item in self.of(kind)) for kind in KINDS if kind != "taken"}
        items = [
            {slot: getattr(item, slot) for slot in ReportItem.__slots__ if getattr(item, slot) not in ("", None)}
            for item in self.items
        ]
        return {"found": found, "taken": taken, "counts": counts, "items": items}

    def lines(self) -> tuple[str, ...]:
        """For a terminal: what was found and taken, then each kind's items, the first few of them."""
        said = [
            f"表样：{self.form.value}（{self.form.reason}）",
            f"年度：{self.year.value}（{self.year.reason}）",
            f"部门：{self.department.value or '没有找到'}（{self.department.reason}）",
        ]
        said += [f"读入“{one.source}”：{one.words()}" for one in self.taken]
        for kind in KINDS:
            said += self._lines_of(kind)
        return tuple(said)

    def _lines_of(self, kind: Kind) -> list[str]:
        items = self.of(kind)
        if not items:
            return []
        said = [f"{KINDS[kind]}（{sum(item.count for item in items)}处）："]
        said += [f"  {item.line()}" for item in _varied(items)[:_LINES_A_KIND]]
        if len(items) > _LINES_A_KIND:
            said.append(f"  其余{len(items) - _LINES_A_KIND}条见报告文件")
        return said


def _varied(items: Iterable[ReportItem]) -> list[ReportItem]:
    """The first of every message, then the second of every message, and so on."""
    met: dict[str, int] = {}
    ranked = []
    for item in items:
        met[item.message] = met.get(item.message, 0) + 1
        ranked.append((met[item.message], item))
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN_LENGTH else flat[: _SHOWN_LENGTH - 1] + "…"
