"""Checks of punctuation and spacing: what a typist's hand would put right."""

import re
from collections.abc import Iterator

from editor.checks.check import Check, Mark, Report
from editor.checks.text_words import slips
from editor.checks.views import LISTED, CellView
from editor.domain.volume import NAME

_HAN = "\u3400-\u9fff"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_HALF = re.compile(rf"(?<=[{_HAN}”》）」])[,;:?!](?=[{_HAN}“《（0-9A-Za-z\s]|$)|(?<=[0-9A-Za-z%)])[,;:](?=[{_HAN}“《])")
_PARENS = re.compile(rf"\((?=[^()]*[{_HAN}])([^()]*)\)")
_CARE_OF = re.compile("℅")
_GAP = re.compile(
    rf"(?<=[{_HAN}，。；：、“”《》（）])[ \u3000\u00a0]+(?=[{_HAN}，。；：、“”《》（）])|(?<![ \u3000])[ \u3000]+(?=[，。；：、）》”])"
)
_TWO = re.compile(r"([，。；：、])\1+|[，、；：](?=[。；])|。(?=[，、；])")
_TOGETHER = re.compile("[，。；：、]{2}")
_NUMBER = re.compile(
    rf"(?<=[{_HAN}])\s*[\[【［(（]\s*((?:19|20)\d\d)\s*[\]】］)）]\s*(?=第?\s*\d+(?:\s*号|\s*文|[^\d年月日.%])|第?\s*\d+$)"
)
_ANGLES = re.compile(rf"<([^<>]*[{_HAN}][^<>]*)>")
_WIDE_LETTERS = frozenset(map(chr, (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))))
_TO_NARROW = {sign: sign - 0xFEE0 for sign in range(0xFF01, 0xFF5F)}
_WIDE_SIGNS = re.compile("[＞＜＝]?[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*")
_QUICK = _WIDE_LETTERS | frozenset(",;:?!()[]【［（℅ \u3000\u00a0<，、。；：")
_SPACES = frozenset(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_EDGE = re.compile(r"\A\s+|\s+\Z")
_BLANK_LINES = re.compile(r"\n\s*\n+")
_NAME_END = re.compile(r"[。；，、：;,.:]+$")
_OPEN = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "【": "】", "〔": "〕", "[": "]", "「": "」", "{": "}"}
_CLOSE = {close: open_ for open_, close in _OPEN.items()}
_ITEM = re.compile(r"(?:^|[\s。；：，、（])[0-9０-９一二三四五六七八九十a-zA-Z①-⑳]{1,3}$")
_SAME = str.maketrans("()［］｛｝", "（）[]{}")


def _signs(view: CellView, report: Report) -> Iterator[Mark]:
    text = view.text
    yield from slips(view, report)
    if not view.signs.isdisjoint("[【［（("):
        yield from _documents(text)
    broad = _WIDE_SIGNS.search(text) if not view.signs.isdisjoint(_WIDE_LETTERS) else None
    if broad is not None:
        message = f"数字和字母应写半角，“{broad[0]}”应写“{broad[0].translate(_TO_NARROW)}”。"
        yield Mark(message, broad.span(), _WIDE_SIGNS.sub(_narrowed, text), "改为半角")
    if view.kind != "target":
        yield from _all(text, _CARE_OF, "%", "“℅”不是百分号，应写“%”。", "改为%")
    first = _HALF.search(text) if not view.signs.isdisjoint(_WIDE) else None
    if first is not None:
        wide = _HALF.sub(lambda m: _WIDE[m[0]], text)
        message = f"中文里用了半角标点“{first[0]}”，应写全角“{_WIDE[first[0]]}”。"
        yield Mark(message, first.span(), wide, "改为全角标点")
    if "(" in text:
        yield from _parens(text)
    if not view.signs.isdisjoint(" \u3000\u00a0"):
        yield from _all(text, _GAP, "", "文字之间有多余的空格，请删去。", "删去空格")
    yield from _all(text, _ANGLES, r"〈\1〉", "书名号里面再用书名号，应写“〈〉”，不用“<>”。", "改为〈〉")
    double = _TWO.search(text) if _TOGETHER.search(text) else None
    if double is not None:
        yield Mark("标点连用了两个，请留一个。", double.span(), _TWO.sub(_first_kept, text), "留一个标点")


def _documents(text: str) -> Iterator[Mark]:
    """The year in a document's number stands in 〔〕 (GB/T 9704)."""
    found = _NUMBER.search(text)
    if found is not None:
        mended = _NUMBER.sub(lambda m: f"〔{m[1]}〕", text)
        message = f"文号的年份应放在六角括号里，写成“〔{found[1]}〕”。"
        yield Mark(message, found.span(), mended, "改为〔〕")


def _parens(text: str) -> Iterator[Mark]:
    found = _PARENS.search(text)
    if found is not None and not _NUMBER.search(text):
        mended = _PARENS.sub(r"（\1）", text)
        yield Mark("中文里用了半角括号“()”，应写全角“（）”。", found.span(), mended, "改为全角括号")


def _all(text: str, pattern: re.Pattern[str], instead: str, message: str, title: str) -> Iterator[Mark]:
    found = pattern.search(text)
    if found is not None:
        yield Mark(message, found.span(), pattern.sub(instead, text), title)


def _narrowed(match: re.Match[str]) -> str:
    return match[0].translate(_TO_NARROW)


def _first_kept(match: re.Match[str]) -> str:
    return match[1] or ""


def _balanced(view: CellView, report: Report) -> Iterator[Mark]:
    text = view.text.translate(_SAME)
    stack: list[tuple[str, int]] = []
    nested: list[int] = []
    for i, sign in enumerate(text):
        if sign in _OPEN:
            if sign == "《" and any(other == "《" for other, _ in stack):
                nested.append(i)
            stack.append((sign, i))
        elif sign in _CLOSE:
            if stack and stack[-1][0] == _CLOSE[sign]:
                stack.pop()
            elif not (sign == "）" and _ITEM.search(text[:i])):
                yield from _stray(text, sign, i, stack)
                return
    for sign, at in stack:
        yield Mark(f"“{view.text[at]}”没有对应的“{_OPEN[sign]}”，请补上或删去。", (at, at + 1))
    if nested and not stack:
        yield from _inner_titles(view.text)


def _stray(text: str, sign: str, at: int, stack: list[tuple[str, int]]) -> Iterator[Mark]:
    if stack:
        open_, start = stack[-1]
        message = f"“{open_}”到这里用“{sign}”结束，前后不配对，请核对这一段的引号和括号。"
        yield Mark(message, (start, at + 1))
    else:
        yield Mark(f"“{sign}”前面没有对应的“{_CLOSE[sign]}”，请补上或删去。", (at, at + 1))


def _inner_titles(text: str) -> Iterator[Mark]:
    depth, out, first = 0, [], None
    for i, sign in enumerate(text):
        if sign == "《":
            depth += 1
            first = i if depth == 2 and first is None else first
            out.append("〈" if depth % 2 == 0 else sign)
        elif sign == "》":
            out.append("〉" if depth % 2 == 0 else sign)
            depth -= 1
        else:
            out.append(sign)
    if first is not None:
        message = "书名号里面再用书名号，里面一层应写“〈〉”。"
        yield Mark(message, (first, first + 1), "".join(out), "里层改为〈〉", "info")


def _spaces(view: CellView, report: Report) -> Iterator[Mark]:
    text = view.text
    edge = _EDGE.search(text)
    if edge is not None and text.strip():
        yield Mark("前后有多余的空格或空行，请删去。", edge.span(), text.strip(), "删去空格")
        return
    lines = _BLANK_LINES.search(text)
    if lines is not None:
        yield Mark("中间有空行，请删去。", lines.span(), _BLANK_LINES.sub("\n", text), "删去空行")
    end = _NAME_END.search(text) if view.kind in (NAME, "level3") else None
    if end is not None and end.start():
        yield Mark(f"名称不用标点结尾，请删去“{end[0]}”。", end.span(), text[: end.start()], "删去结尾标点")


def _percent_signs(view: CellView, report: Report) -> Iterator[Mark]:
    match = re.search("[％﹪℅]", view.text)
    if match is not None:
        mended = re.sub("[％﹪℅]", "%", view.text)
        yield Mark(f"百分号写成了“{match[0]}”，应统一写“%”。", match.span(), mended, "改为%")


_MARKS = "GB/T 15834《标点符号用法》"

CHECKS = (
    Check(
        id="TXT-04",
        title="标点和文号括号规范",
        severity="info",
        rule="GB/T 15834《标点符号用法》；GB/T 9704《党政机关公文格式》",
        example="县财字[2026]8号；应写 县财字〔2026〕8号。",
        cell=_signs,
        signs=_QUICK | {LISTED},
    ),
    Check(
        id="TXT-05",
        title="引号、书名号、括号成对",
        severity="warning",
        rule=_MARKS,
        example="《关于加强管理的通知；应写 《关于加强管理的通知》。",
        cell=_balanced,
        signs=frozenset("()［］｛｝").union(_OPEN, _CLOSE),
    ),
    Check(
        id="TXT-09",
        title="没有多余的空格、空行和句尾标点",
        severity="info",
        rule="部门预算绩效文本填报要求：名称简明",
        example="提高群众安全感。；应写 群众安全感提升情况。",
        cell=_spaces,
        signs=_SPACES | frozenset("。；，、：;,.:"),
    ),
    Check(
        id="IND-28",
        title="百分号写法统一",
        severity="info",
        rule=_MARKS,
        example="≥95％；应写 ≥95%。",
        cell=_percent_signs,
        signs=frozenset("％﹪℅"),
        kinds=frozenset({"target"}),
    ),
)
