"""Checks of projects and units as such: codes, names, who owns what: PRJ."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from editor.checks.check import Check, Clash, Member, Report, Survey
from editor.checks.chinese import bare
from editor.checks.finding import Finding, Fix, Severity
from editor.checks.views import SheetView, UnitView
from editor.domain.volume import CODE, NAME

_YEAR = re.compile(r"^((?:19|20)\d\d)\s*年?(?:度)?\s*")
_LATIN = re.compile(r"[A-Za-z][A-Za-z\d.-]*")
_CODES = "预算管理一体化规范：单位和项目使用统一编码"
_NAMES = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：绩效目标指向明确"


def _code(sheet: SheetView, report: Report) -> Iterator[Finding]:
    for key, field in sheet.form.fields.items():
        if field.kind != "code":
            continue
        text, place = sheet.project.fields.text(key), sheet.place(key)
        tight = "".join(text.split())
        if not text:
            if field.required:
                yield report(place, f"{field.label}没有填，请填项目库里的编码。")
        elif field.pattern and not re.fullmatch(field.pattern, text):
            fits = re.fullmatch(field.pattern, tight.upper())
            fix = Fix(f"改为{tight.upper()}", ((place, tight.upper()),)) if fits else None
            yield report(
                place, f"{field.label}“{text}”不是本表样的编码格式，请按项目库核对（漏位、多空格、大小写）。", fix=fix
            )
        else:
            yield from _code_year(sheet, text, report)
            yield from _code_unit(sheet, text, report)


def _code_year(sheet: SheetView, code: str, report: Report) -> Iterator[Finding]:
    """The two digits of the year, where the form says which they are, are not after the budget year."""
    at = report.value("year_at")
    if at:
        start = int(at)
        digits = code[start : start + 2]
        if digits.isdigit() and int(digits) > sheet.year % 100:
            message = f"编码里的年份是{digits}，晚于{sheet.year}年度，请核对编码。"
            yield report(sheet.place(CODE), message, severity="warning", chars=(start, start + 2))


def _code_unit(sheet: SheetView, code: str, report: Report) -> Iterator[Finding]:
    """The code begins as its unit's, where the form says with how many digits."""
    digits = int(report.value("unit_digits"))
    if sheet.unit is not None and code[:digits] != sheet.unit.code[:digits]:
        message = (
            f"编码开头是{code[:digits]}，本单位编码{sheet.unit.code}开头是{sheet.unit.code[:digits]}，请核对编码。"
        )
        yield report(sheet.place(CODE), message, severity="warning", chars=(0, digits))


def _counties(sheet: SheetView) -> Iterator[Member]:
    field, code = sheet.form.fields.get(CODE), sheet.project.code
    if field is not None and field.pattern and re.fullmatch(field.pattern, code):
        yield Member("county", code, sheet.place(CODE))


def _same_county(_: Sequence[Member], projects: Sequence[Member], report: Report) -> Iterator[Finding]:
    """Codes that begin with another county than nearly all the others; how many digits these are is the form's to say."""
    digits = int(report.value("county_digits"))
    counted = Counter(str(member.value)[:digits] for member in projects)
    if not digits or len(counted) < 2:
        return
    county, most = counted.most_common(1)[0]
    if most * 5 < len(projects) * 4:
        return
    for member in projects:
        start = str(member.value)[:digits]
        if start != county:
            message = f"编码开头的行政区划{start}与其余{most}个项目的{county}不同，请按项目库核对编码。"
            yield report(member.place, message, severity="warning", chars=(0, digits))


def _unit_code(unit: UnitView, report: Report) -> Iterator[Finding]:
    if not re.fullmatch(unit.form.unit_code, unit.unit.code):
        yield report(unit.place("code"), f"单位编码“{unit.unit.code}”不是本表样的编码格式，请核对。")
    if not unit.unit.name.strip():
        yield report(unit.place("name"), f"单位{unit.unit.code}没有名称，请填单位全称。")


def _codes(sheet: SheetView) -> Iterator[Member]:
    code = "".join(sheet.project.code.split())
    if code:
        yield Member(("code", code), sheet.project.key, sheet.place(CODE), code, None, sheet.project.name)


def _same_code(member: Member, peer: Member, report: Report) -> Finding:
    return report(member.place, f"项目编码{member.text}与“{peer.owner}”的相同，每个项目的编码只能用一次，请核对。")


def _names(sheet: SheetView) -> Iterator[Member]:
    name = bare(sheet.project.name)
    if name and not sheet.project.classified:
        yield Member((sheet.project.unit, name), sheet.project.key, sheet.place(NAME), sheet.project.name)


def _same_name(member: Member, peer: Member, report: Report) -> Finding:
    return report(member.place, f"本单位另有一个项目也叫“{peer.text}”，请写出区别，或核对是否重复。")


def _good_name(sheet: SheetView, report: Report) -> Iterator[Finding]:
    name, place = sheet.project.name, sheet.place(NAME)
    if not name.strip():
        yield report(place, "项目名称没有填，请填项目名称。", severity="error")
        return
    year = _YEAR.match(name)
    if year is not None:
        said = "" if int(year[1]) == sheet.year else f"，而且不是{sheet.year}年"
        message = f"项目名称前写了“{year[0].strip()}”{said}，名称一般不带年份，请核对。"
        yield report(place, message, severity="info", chars=year.span())
    for match in _LATIN.finditer(name):
        known = match[0] in sheet.words.of("latin") or match[0].upper() in sheet.words.of("latin")
        if not known and (not match[0].isupper() or match.end() == len(name)):
            message = f"项目名称里的“{match[0]}”看不出意思，像拼音缩写，请删去或写成汉字。"
            level: Severity | None = "info" if match[0].isupper() else None
            yield report(place, message, severity=level, chars=match.span())
    rest = bare(_YEAR.sub("", _LATIN.sub("", name)))
    if rest in sheet.words.of("lone_names") and not _LATIN.search(name):
        yield report(place, f"“{rest}”看不出做什么，请写成具体的项目，如“某某业务经费”。", severity="info")
    staff = sheet.words.any_of("staff_names").search(name)
    if staff is not None:
        message = f"项目名称里有“{staff[0]}”，那属于基本支出，不应列为项目，请核对。"
        yield report(place, message, severity="info", chars=staff.span())


def _known_unit(sheet: SheetView, report: Report) -> Iterator[Finding]:
    if sheet.unit is None:
        what = f"单位编码{sheet.project.unit}不在单位表里" if sheet.project.unit else "没有选单位"
        yield report(sheet.place(), f"这个项目{what}，表头印不出单位名称，请选定单位。")


CHECKS = (
    Check(
        id="PRJ-01",
        title="编码格式正确",
        severity="error",
        rule=_CODES,
        example="单位编码 40100；应为六位 401001。",
        sheet=_code,
        unit=_unit_code,
        survey=Survey(_same_county, _counties),
        defaults={"year_at": "", "unit_digits": "0", "county_digits": "0"},
    ),
    Check(
        id="PRJ-02",
        title="项目编码不重复",
        severity="error",
        rule=_CODES,
        example="两个项目用了同一个编码；应各用各的。",
        clash=Clash(_same_code, _codes),
    ),
    Check(
        id="PRJ-03",
        title="项目名称明白",
        severity="warning",
        rule=_NAMES,
        example="工作经费gz；应写 路政执法工作经费。",
        sheet=_good_name,
    ),
    Check(
        id="PRJ-04",
        title="项目有所属单位",
        severity="error",
        rule="部门预算绩效文本编制要求：每个项目表头有单位编码和名称",
        example="项目的单位编码不在单位表里；应先选定单位。",
        sheet=_known_unit,
    ),
    Check(
        id="PRJ-05",
        title="一个单位里项目不重名",
        severity="warning",
        rule=_NAMES,
        example="同一单位有两个“设备购置费”；应写出区别。",
        clash=Clash(_same_name, _names),
    ),
)
