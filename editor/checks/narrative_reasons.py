"""Reasons of changes against last year: their amounts add up to the change (NAR-04), and there is one (NAR-08)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from editor.checks.check import Check, Report
from editor.checks.chinese import bare
from editor.checks.finding import Finding, Severity
from editor.checks.narrative_figures import Figure, figures
from editor.domain.money import write_amount
from editor.domain.places import Place
from editor.forms.sentence import Call, Group, parse_sentence
from editor.values import value

if TYPE_CHECKING:
    from editor.budget.narrative import Paragraph
    from editor.checks.budget_view import BookView

_PUBLIC = "财预〔2016〕143号《地方预决算公开操作规程》：对增减变化说明原因"
_UP, _DOWN = re.compile("增加|增长|新增|增发|增人|划入|上升|提高"), re.compile("减少|下降|降低|压减|核减|划出|减人")
_BECAUSE = re.compile("(?:主要)?原因(?:是|为|：)")
_ANOTHER = re.compile("与上年|比上年|较上年|上年预算|相比|[^。；，]{0,30}总计")
_WHOLE = re.compile("合计|共计|总共|净增|净减")
_PIECE = re.compile("[，、；,;]")
_CENT = Decimal("0.01")
_SAME = 20
"""Signs two reasons begin with alike when they are the same."""


@value
class _Reason:
    """A change and the amounts given for it, as characters of a text."""

    change: Decimal
    start: int
    end: int


def _add_up(view: "BookView", report: Report) -> Iterator[Finding]:
    for paragraph in view.said():
        for reason in _reasons(paragraph.text):
            parts = list(_parts(paragraph.text, reason))
            total = sum((amount for _, amount in parts), Decimal(0))
            slack = max(view.budget.rounding.tolerance(len(parts)), _CENT)
            if parts and abs(total - reason.change) > slack:
                yield _told(view, paragraph, reason, parts, report)


def _told(
    view: "BookView", paragraph: "Paragraph", reason: _Reason, parts: list[tuple[Figure, Decimal]], report: Report
) -> Finding:
    total = sum((amount for _, amount in parts), Decimal(0))
    shown = "".join(f"{'－' if amount < 0 else '＋' if n else ''}{f.text}" for n, (f, amount) in enumerate(parts))
    unit = view.budget.unit
    partly = len(parts) == 1 or "等" in paragraph.text[reason.start : reason.end]
    level: Severity | None = "warning" if partly else None
    told = f"只有{_signed(total)}" if len(parts) == 1 else f"相加是{shown}＝{_signed(total)}"
    message = (
        f"原因里的数{told}{unit}，增减是{_signed(reason.change)}{unit}，不相等，"
        f"请核对，或补写{'减少' if total > reason.change else '增加'}的项目。"
    )
    text = paragraph.text[reason.start : reason.end]
    for key, fact in view.budget.facts.items():
        written = view.volume.fields.text(key)
        if not paragraph.overridden and fact.kind == "text" and written and text.startswith(written[:20]):
            return report(Place(field=key), message, severity=level, other=paragraph.place)
    other = next((n.places[0] for n in paragraph.numbers if abs(n.amount) == abs(reason.change) and n.places), None)
    return report(paragraph.place, message, severity=level, chars=(reason.start, reason.end), other=other)


def told_twice(view: "BookView", report: Report) -> Iterator[Finding]:
    """The same reason for several changes; one of another length may be part of it."""
    seen: dict[str, Place] = {}
    for paragraph in view.typed_paragraphs():
        for reason in _reasons(paragraph.text):
            text = bare(paragraph.text[reason.start : reason.end])[:_SAME]
            first = seen.setdefault(text, paragraph.place)
            if len(text) == _SAME and first != paragraph.place:
                message = f"这里的原因与{view.called(first)}的相同，请写各自的原因，或只写一处。"
                chars = reason.start, reason.end
                yield report(paragraph.place, message, severity="info", chars=chars, other=first)


def _signed(amount: Decimal) -> str:
    return f"{'－' if amount < 0 else ''}{write_amount(abs(amount), 2, separator=True)}"


def _reasons(text: str) -> Iterator[_Reason]:
    """Each 增加 or 减少 X万元 whose sentence goes on with why."""
    money = [figure for figure in figures(text) if figure.kind == "money"]
    for because in _BECAUSE.finditer(text):
        sentence = max(text.rfind("。", 0, because.start()), text.rfind("；", 0, because.start())) + 1
        before = [figure for figure in money if sentence <= figure.start < because.start()]
        changes = [(figure, way) for figure in before if (way := _way(text, figure, sentence))]
        if changes:
            figure, way = changes[-1]
            yield _Reason(way * figure.amount, because.end(), _ends(text, because.end()))


def _ends(text: str, start: int) -> int:
    """Where a reason ends: at a full stop, or before a clause that tells another change."""
    full = text.find("。", start)
    end = full if full >= 0 else len(text)
    at = start
    for piece in re.split("([；，])", text[start:end]):
        if at > start and _ANOTHER.search(piece):
            return at
        at += len(piece)
    return end


def _parts(text: str, reason: _Reason) -> Iterator[tuple[Figure, Decimal]]:
    """The amounts of a reason with their signs, up to where it says what they come to."""
    whole = _WHOLE.search(text, reason.start, reason.end)
    end = whole.start() if whole else reason.end
    for figure in figures(text):
        if figure.kind == "money" and reason.start <= figure.start < end:
            way = _way(text, figure, reason.start)
            if way:
                yield figure, way * figure.amount


def _way(text: str, figure: Figure, start: int) -> int:
    """+1 or -1 by the word nearest before a figure in its clause; 0 where there is none."""
    clause = _PIECE.split(text[start : figure.start])[-1]
    up = [match.start() for match in _UP.finditer(clause)]
    down = [match.start() for match in _DOWN.finditer(clause)]
    if not up and not down:
        return 0
    return 1 if max(up, default=-1) > max(down, default=-1) else -1


def _there(view: "BookView", report: Report) -> Iterator[Finding]:
    """Every change that is not nothing has its reason, where the form's sentence has room for one."""
    strict = report.value("sections").split()
    for paragraph in view.said():
        template = view.form.sections()[paragraph.section].templates[paragraph.key]
        level: Severity | None = None if paragraph.section in strict else "warning"
        for call, key in _room(view, template.text):
            now, before = view.values.sum(call.formula), view.values.sum(call.whole)
            if now[0] == before[0] or view.volume.fields.text(key).strip() or _unknown(view, before[1]):
                continue
            if paragraph.overridden:
                if not _BECAUSE.search(paragraph.text):
                    message = "这里有增减，没有说明原因，请补写原因。"
                    yield report(paragraph.place, message, severity=level, other=now[1][0])
                    break
                continue
            change = f"{'增加' if now[0] > before[0] else '减少'}{write_amount(abs(now[0] - before[0]), 2, True)}"
            message = (
                f"{view.called(now[1][0])}比上年{change}{view.budget.unit}，请填写{view.budget.facts[key].label}。"
            )
            yield report(Place(field=key), message, severity=level, other=now[1][0])


def _unknown(view: "BookView", places: tuple[Place, ...]) -> bool:
    """Last year's figure has not been filled in; that is told by itself."""
    facts = (view.budget.facts.get(place.field or "") for place in places)
    blank = (not view.volume.fields.text(place.field or "").strip() for place in places)
    return any(fact is not None and fact.required and none for fact, none in zip(facts, blank, strict=True))


def _room(view: "BookView", text: str) -> Iterator[tuple[Call, str]]:
    """The comparisons of a template that a reason follows, with the key of that fact."""
    last: Call | None = None
    for piece in parse_sentence(text):
        if isinstance(piece, Call) and piece.verb == "compare":
            last = piece
        elif isinstance(piece, Group) and last is not None:
            for inner in piece.pieces:
                if isinstance(inner, Call) and inner.verb in view.budget.facts:
                    yield last, inner.verb
            last = None


CHECKS = (
    Check(
        id="NAR-04",
        title="原因里的数等于增减数",
        severity="error",
        rule=_PUBLIC,
        example="减少8.00万元，原因写增加5.00万元、减少10.00万元；各项相加应等于增减数。",
        book=_add_up,
    ),
    Check(
        id="NAR-08",
        title="有增减就有原因",
        severity="error",
        rule=_PUBLIC,
        example="机关运行经费比上年增加12.00万元，没有写原因；应补写。",
        book=_there,
        defaults={"sections": ""},
    ),
)
