"""Takes the forms of one family and gives the words by which their sheets, sections and covers are known in a source.

All years of a family are read with one vocabulary: which year's form a source follows is decided afterwards, by what was
read (see `detect`).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from editor.domain.money import MoneyUnit
from editor.domain.volume import NAME
from editor.exchange.recognise.words import label_keys, squeeze, without_number
from editor.forms.form import Form

Kind = Literal["field", "point", "column", "words"]
_MONEY_UNITS: tuple[MoneyUnit, ...] = ("万元", "元")
_SHORT_KINDS = ("code", "money")
_INLINE_LENGTH = 60
_UNIT_WORDS = r"(?:预算)?单位(?:编码|代码|编号|名称)?\s*[：:]"


@dataclass(frozen=True, slots=True)
class Label:
    """What a label's words mean: a field, a part of a percents field, a column of indicators, or only the form's words."""

    kind: Kind
    key: str = ""
    index: int = 0


@dataclass(frozen=True, slots=True)
class UnitLine:
    """What a line over a sheet says."""

    code: str = ""
    name: str = ""
    money: MoneyUnit | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The words of a family's forms, compared without spaces and width; the first form's order of sections counts."""

    forms: tuple[Form, ...]

    @property
    def form(self) -> Form:
        """The form whose fields and columns give the keys."""
        return self.forms[0]

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """Labels of the upper table."""
        found: dict[str, Label] = {}
        for form in self.forms:
            for key, field in form.fields.items():
                _put(found, (field.label, *field.aliases), Label("field", key))
                for i, point in enumerate(field.points):
                    _put(found, (point,), Label("point", key, i))
            for table in form.sheet.tables:
                for cell in (cell for row in table.rows for cell in row if cell.text):
                    _put(found, (cell.text or "",), Label("words"))
        return found

    @cached_property
    def columns(self) -> Mapping[str, str]:
        """Labels of the indicator table → column key."""
        found: dict[str, Label] = {}
        for form in self.forms:
            for key, column in form.indicators.columns.items():
                _put(found, (column.label, *column.aliases), Label("column", key))
        return {label: meaning.key for label, meaning in found.items()}

    def label(self, text: str) -> Label | None:
        """What a cell of the upper table means as a label; None where it is no label."""
        if not text or len(text) > 40:
            return None
        return next((self.labels[key] for key in label_keys(text) if key in self.labels), None)

    def inline(self, text: str) -> tuple[Label, str] | None:
        """A label and its value in one cell (项目编码：…), for fields whose entries are short."""
        head, colon, value = text.replace(":", "：", 1).partition("：")
        label = self.label(head) if colon and value.strip() and len(text) <= _INLINE_LENGTH else None
        if label is None or label.kind != "field":
            return None
        return (label, value.strip()) if label.key == NAME or self.form.fields[label.key].kind in _SHORT_KINDS else None

    def column(self, text: str) -> str | None:
        """The column a cell of the indicator table's head names."""
        if not text or len(text) > 40:
            return None
        return next((self.columns[key] for key in label_keys(text) if key in self.columns), None)

    @cached_property
    def level_names(self) -> Mapping[int, frozenset[str]]:
        """The names the levels may have in any year, by level from 1."""
        ones: set[str] = set()
        twos: set[str] = set()
        for form in self.forms:
            ones |= {*form.indicators.taxonomy, *form.indicators.aliases}
            twos |= {two for names in form.indicators.taxonomy.values() for two in names}
        return {1: frozenset(map(squeeze, ones)), 2: frozenset(map(squeeze, twos))}

    @cached_property
    def level_columns(self) -> Mapping[int, str]:
        """Level → column key."""
        return {c.level: key for key, c in self.form.indicators.columns.items() if c.level is not None}

    @cached_property
    def sections(self) -> Mapping[str, tuple[str, bool]]:
        """Title of a section without its number → (section key, whether it is the form's own title)."""
        found: dict[str, tuple[str, bool]] = {}
        for form in self.forms:
            for key, section in form.sections().items():
                for own in (section.title, section.heading, section.contents):
                    found[squeeze(without_number(own))] = (key, True)
                for alias in section.aliases:
                    found.setdefault(squeeze(alias), (key, False))
        return found

    @cached_property
    def section_order(self) -> tuple[str, ...]:
        """Section keys in order."""
        return tuple(self.form.sections())

    @cached_property
    def parts(self) -> Mapping[str, int]:
        """Title lines of the parts, alone and joined → number of the part from 0."""
        found: dict[str, int] = {}
        for form in self.forms:
            for i, part in enumerate(form.parts):
                for words in (*part.title, "".join(part.title), part.contents):
                    found.setdefault(squeeze(words), i)
        return found

    @cached_property
    def sheets_part(self) -> int:
        """The number of the part that holds the sheets."""
        return next((i for i, part in enumerate(self.form.parts) if part.sheets), len(self.form.parts))

    @cached_property
    def contents_words(self) -> frozenset[str]:
        """The contents' own title."""
        return frozenset(squeeze(form.contents.title) for form in self.forms)

    @cached_property
    def suffixes(self) -> tuple[str, ...]:
        """What a sheet's title ends with."""
        return tuple(dict.fromkeys(squeeze(form.sheet.title_suffix) for form in self.forms))

    @cached_property
    def classified(self) -> frozenset[str]:
        """The words under a classified project's title."""
        return frozenset(squeeze(form.sheet.classified_text).rstrip("。.") for form in self.forms)

    def is_classified(self, text: str) -> bool:
        """Whether a line says that the project is classified."""
        return squeeze(text).rstrip("。.") in self.classified

    def has_suffix(self, text: str) -> bool:
        """Whether a line ends as a sheet's title does."""
        return squeeze(text).endswith(self.suffixes)

    @cached_property
    def _unit_code(self) -> re.Pattern[str]:
        codes = "|".join(dict.fromkeys(form.unit_code for form in self.forms))
        return re.compile(
            rf"^(?:{_UNIT_WORDS})?\s*(?P<code>{codes})(?!\d)\s*(?:{_UNIT_WORDS}|[-—－_]\s*)?\s*(?P<name>.*)$", re.DOTALL
        )

    @cached_property
    def _money(self) -> re.Pattern[str]:
        words = sorted(
            {label.strip(" ：:") for form in self.forms for label in form.sheet.unit_label}, key=len, reverse=True
        )
        units = "|".join(r"\s*".join(unit) for unit in _MONEY_UNITS)
        return re.compile(
            rf"(?:[（(](?=[^（(]*[)）]\s*$))?\s*(?:{'|'.join(words)})\s*[：:]?\s*(?P<money>{units})\s*[)）]?\s*$"
        )

    def unit_line(self, text: str) -> UnitLine | None:
        """A line over a sheet: unit's code and name, the amounts' unit, or one of them alone; None where it is none."""
        flat = text.strip()
        if len(flat) > 120:
            return None
        match = self._money.search(flat)
        money = squeeze(match["money"]) if match else ""
        rest = flat[: match.start()].strip(" \t\u3000\n") if match else flat
        unit = next((unit for unit in _MONEY_UNITS if unit == money), None)
        code = self._unit_code.match(rest)
        if code and (unit or _is_name(code["name"])):
            return UnitLine(code["code"], _name(code["name"]), unit)
        if unit is None:
            return None
        return UnitLine("", _name(re.sub(rf"^{_UNIT_WORDS}", "", rest)), unit)


def family_vocabularies(forms: Iterable[Form]) -> tuple[Vocabulary, ...]:
    """One vocabulary for each family, newest form first."""
    families: dict[str, list[Form]] = {}
    for form in forms:
        families.setdefault(form.family, []).append(form)
    return tuple(
        Vocabulary(tuple(sorted(group, key=lambda form: form.years.first, reverse=True))) for group in families.values()
    )


def _put(found: dict[str, Label], words: Iterable[str], label: Label) -> None:
    for text in words:
        for key in label_keys(text) if text else ():
            found.setdefault(key, label)


def _name(text: str) -> str:
    return "".join(text.split("\n")).strip(" \t\u3000")


def _is_name(text: str) -> bool:
    """Whether what follows a number can be a unit's name: Chinese, short, no sentence, no further number."""
    name = squeeze(text)
    return bool(re.match(r"^[^\W\d_a-zA-Z]", name)) and len(name) <= 40 and not re.search(r"[。；，,;:]", name)
