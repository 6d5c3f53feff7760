"""Findings by the cell they are about, and what a view shows of them."""

from collections import defaultdict
from collections.abc import Iterable

from editor.checks.finding import Finding
from editor.domain.places import Place

ByCell = dict[tuple[int, str | None], tuple[Finding, ...]]
"""(row key, column key; None for the row as a whole) → findings, the gravest first, those set aside last."""
ByPlace = dict[Place, tuple[Finding, ...]]
"""Place → findings, sorted likewise."""
_GRAVITY = {"error": 0, "warning": 1, "info": 2}
_WORDS = {"error": "错误", "warning": "警告", "info": "提示"}


def by_cell(findings: Iterable[Finding]) -> ByCell:
    """Of the findings of one project, those in its table."""
    found: dict[tuple[int, str | None], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.place.row is not None:
            found[finding.place.row, finding.place.field].append(finding)
    return {key: tuple(sorted(found[key], key=_gravity)) for key in found}


def by_place(findings: Iterable[Finding]) -> ByPlace:
    """Findings by the very place they are about."""
    found: dict[Place, list[Finding]] = defaultdict(list)
    for finding in findings:
        found[finding.place].append(finding)
    return {place: tuple(sorted(those, key=_gravity)) for place, those in found.items()}


def severity_of(findings: Iterable[Finding]) -> str:
    """Of the gravest finding that is not set aside; "" where there is none."""
    return next((finding.severity for finding in findings if finding.waived is None), "")


def sentences(findings: Iterable[Finding]) -> str | None:
    """The findings in words, a line each; None where there are none."""
    return "\n".join(map(_sentence, findings)) or None


def _gravity(finding: Finding) -> tuple[bool, int]:
    return finding.waived is not None, _GRAVITY[finding.severity]


def _sentence(finding: Finding) -> str:
    if finding.waived is not None:
        return f"已忽略：{finding.message}（{finding.waived}）"
    return f"{_WORDS[finding.severity]}：{finding.message}"
