"""The families the checks fall into, by the letters their ids begin with, in the clerk's words."""

from collections.abc import Mapping
from types import MappingProxyType

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "DOC": "整册文本",
        "TXT": "文字",
        "PRJ": "项目和编码",
        "BUD": "金额",
        "USE": "资金用途",
        "PLN": "支出计划",
        "GOL": "绩效目标",
        "IND": "绩效指标",
        "SX": "目标表填写",
        "BGT": "预算报表",
        "NAR": "情况说明",
        "SEC": "涉密",
        "FMT": "版面",
    }
)
"""Letters → name, in the order of the catalogue."""


def family_of(check: str) -> str:
    """The letters of a check's id: IND of IND-14."""
    return check.partition("-")[0]


def family_name(family: str) -> str:
    """Its name; the letters themselves where they are new."""
    return FAMILIES.get(family, family)


def family_rank(family: str) -> tuple[int, str]:
    """Where it stands among the others."""
    known = list(FAMILIES)
    return known.index(family) if family in known else len(known), family
