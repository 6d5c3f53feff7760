"""Documents a text refers to: contradicting numbers, titles of other units: TXT-08, a part of IND-16."""

import re
from collections.abc import Iterator

from editor.checks.check import Check, Clash, Member, Report
from editor.checks.chinese import bare, book_titles
from editor.checks.finding import Finding
from editor.checks.views import FrontView, SheetView
from editor.domain.places import Place

_OFFICE = r"[\u3400-\u9fff]{1,8}?"
_NUMBER = (
    rf"(?P<office>{_OFFICE})\s*[〔\[【［（(]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]】］）)]\s*第?\s*(?P<serial>\d+)\s*号"
)
_AFTER = re.compile(rf"\s*[（(]?\s*{_NUMBER}\s*[）)]?")
_BEFORE = re.compile(rf"{_NUMBER}\s*(?:文件)?\s*$")
_LEAST = 6
_SUFFIXES = "所队站馆院校局委办会心社厂"


def _cited(text: str) -> Iterator[tuple[str, str, str, tuple[int, int]]]:
    """Titles with their number: bare title, office + year, serial, characters of both."""
    for start, end, title in book_titles(text):
        match = _AFTER.match(text, end)
        if match is not None:
            groups = re.search(_NUMBER, match[0])
            where = start, match.end()
        else:
            groups = _BEFORE.search(text[max(0, start - 40) : start])
            where = start, end
        if groups is not None and len(bare(title)) >= _LEAST:
            office = re.sub(r"^.*?[据照按和及与、，]", "", groups["office"])
            yield bare(title), f"{office}{groups['year']}", groups["serial"], where


def _members(place: Place, text: str, owner: str) -> Iterator[Member]:
    if "《" not in text:
        return
    for title, issue, serial, chars in _cited(text):
        number = f"{issue}-{serial}"
        yield Member(("title", title, issue), serial, place, number, chars, owner)
        yield Member(("number", number), title, place, title, chars, owner)


def _of_sheet(sheet: SheetView) -> Iterator[Member]:
    for text in sheet.texts:
        if "《" in text.text:
            yield from _members(text.place, text.text, sheet.project.name)


def _of_front(front: FrontView) -> Iterator[Member]:
    titles = front.form.sections()
    for place, text in front.paragraphs():
        section = titles.get(place.section or "")
        yield from _members(place, text, section.title if section else "")


def _contradict(member: Member, peer: Member, report: Report) -> Finding | None:
    kind = member.key[0] if isinstance(member.key, tuple) else ""
    if kind == "title":
        said = f"同一文件在“{peer.owner}”里写的是{_shown(peer.text)}，这里写的是{_shown(member.text)}，请核对文号。"
        return report(member.place, said, chars=member.chars)
    one, two = member.text, peer.text
    if one in two or two in one:
        return None
    message = f"文号{_shown(str(member.key[1]))}在“{peer.owner}”里是《{two}》，这里是《{one}》，请核对文件名称。"  # type: ignore[index]
    return report(member.place, message, chars=member.chars)


def _shown(number: str) -> str:
    issue, _, serial = number.rpartition("-")
    return f"{issue[:-4]}〔{issue[-4:]}〕{serial}号"


def _named_in_titles(sheet: SheetView) -> Iterator[Member]:
    """Words in titles that may be the name of a unit of this department, but not of the project's own."""
    own = sheet.unit.name if sheet.unit else ""
    for text in sheet.texts:
        if "《" not in text.text:
            continue
        place = text.place
        for start, end, title in book_titles(text.text):
            for i, sign in enumerate(title):
                if sign in _SUFFIXES and not any(title[j : i + 1] in own for j in range(max(0, i - 2), i - 1)):
                    yield from (
                        Member(("unit", title[j : i + 1]), sheet.project.unit, place, title, (start, end), own)
                        for j in range(max(0, i - 7), i - 1)
                    )


def _unit_names(front: FrontView) -> Iterator[Member]:
    county = re.compile(front.form.cover.county)
    for unit in front.units:
        match = county.match(unit.name)
        short = unit.name[match.end() :] if match else unit.name
        place = Place(unit=unit.code, field="name")
        if len(short) >= 3:
            yield Member(("unit", short), unit.code, place, unit.name, None, "")


def _other_unit(member: Member, peer: Member, report: Report) -> Finding | None:
    if peer.place.unit is None or member.place.unit is not None:
        return None
    message = f"《{member.text}》说的是“{peer.text}”，这个项目属于“{member.owner}”，请核对依据是否套用了别的单位的。"
    return report(member.place, message, severity="warning", chars=member.chars)


OTHER_UNIT = Clash(_other_unit, _named_in_titles, _unit_names)
"""Documents cited that are about another unit of the department (part of IND-16)."""

CHECKS = (
    Check(
        id="TXT-08",
        title="文件名称和文号前后一致",
        severity="error",
        rule="《党政机关公文处理工作条例》：引用公文先引标题，后引发文字号",
        example="同一通知一处写〔2026〕12号，一处写〔2026〕21号；应一致。",
        clash=Clash(_contradict, _of_sheet, _of_front),
    ),
)
