"""Fields of the volume and of its units: the year must be one, a unit's code its own."""

from collections.abc import Callable

from editor.bridge.session import Session
from editor.domain import edits
from editor.domain.entries import DEPARTMENT, YEAR
from editor.domain.fields import Entry
from editor.domain.places import Place
from editor.domain.volume import Unit, Volume
from editor.forms.wording import cover_entry
from editor.ui.fields.text import TextField

CODE, NAME = "code", "name"
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_YEARS = range(2000, 2100)


class DepartmentField(TextField):
    """部门名称."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "部门名称")
        self.bind(Place(field=DEPARTMENT))


class YearField(TextField):
    """The budget year; what is none is said and taken back on leaving."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, "预算年度")
        self.bind(Place(field=YEAR))

    def note(self) -> str:
        if self.modified and _year(self.text_now()) is None:
            return "年度要写成四位数字；改好之前仍按原来的年度。"
        return super().note()

    def _write(self, entry: Entry) -> bool:
        year = _year(str(entry))
        return year is None or super()._write(str(year))


class CoverField(TextField):
    """A field of the cover; the form's default shows where it is blank, and is what is printed then."""

    def __init__(self, session: Session, key: str) -> None:
        super().__init__(session, session.form.cover.fields[key].label)
        self._key = key
        self.bind(Place(field=key))

    def reload(self) -> None:
        super().reload()
        blank = edits.set_volume_field(self._session.volume, self._key, "")
        self.editor.setPlaceholderText(cover_entry(self._session.form, blank, self._key))


class UnitField(TextField):
    """A unit's code or name, found by the unit's code."""

    def __init__(self, session: Session, key: str, refused: Callable[[str], None]) -> None:
        super().__init__(session, "单位编码" if key == CODE else "单位名称")
        self._key = key
        self._refused = refused

    def show_unit(self, unit: Unit) -> None:
        """Goes to another unit, or to the same under another code."""
        self.bind(Place(unit=unit.code, field=self._key))

    def _stored(self) -> Entry:
        unit = self._unit()
        return "" if unit is None else unit.code if self._key == CODE else unit.name

    def _unit(self) -> Unit | None:
        return self._session.volume.unit(self._place.unit or "") if self._place is not None else None

    def _write(self, entry: Entry) -> bool:
        unit, text = self._unit(), str(entry).strip()
        if unit is None:
            return True
        if self._key == NAME:
            return self._session.apply("修改单位名称", lambda v: _renamed(v, unit, text)) is not None
        if not text or any(u.code == text for u in self._session.volume.units if u is not unit):
            self._refused(f"单位编码“{text}”已经有单位用了，没有改。" if text else "单位编码不能空着，没有改。")
            return True
        return self._session.apply("修改单位编码", lambda v: edits.rename_unit_code(v, unit.code, text)) is not None


def _renamed(volume: Volume, unit: Unit, name: str) -> Volume:
    return edits.set_units(volume, [Unit(u.code, name) if u.code == unit.code else u for u in volume.units])


def _year(text: str) -> int | None:
    plain = text.strip().removesuffix("年").translate(_DIGITS)
    return int(plain) if plain.isdecimal() and int(plain) in _YEARS else None
