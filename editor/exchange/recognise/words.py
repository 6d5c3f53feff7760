"""Takes text as sources write it and gives it in one shape: labels to compare, spaces closed up, numbers before it taken off."""

import re
import unicodedata
from functools import lru_cache

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHINESE = _HAN + "\u3001-\u303f\uff01-\uffef\u2018\u2019\u201c\u201d\u2026\u2014\u00b7"
_GAP = re.compile(r"[ \t\u00a0\u3000\u2002-\u200b]+")
_HAN_CHAR = re.compile(f"[{_HAN}]")
_CHINESE_CHAR = re.compile(f"[{_CHINESE}]")
_MARK = re.compile(f".?(?![{_HAN}])[{_CHINESE}]")
_BLANKS = re.compile(r"[\s\u200b\ufeff]+")
_LAST_BRACKET = re.compile(r"\([^()]*\)$")
_PAGE_NUMBER = re.compile(
    r"^[\s\-—–―~·.•|]*(?:第\s*)?\d{1,3}\s*(?:页)?(?:\s*(?:[/,，]|共|[/,，]\s*共)\s*\d{1,3}\s*(?:页)?)?[\s\-—–―~·.•|]*$"
)
_CHINESE_NUMBER = "一二三四五六七八九十百零〇"
_NUMBERING = re.compile(
    rf"^\s*(?:第?[{_CHINESE_NUMBER}]{{1,4}}\s*[、.．，,:：]|[（(]\s*(?:[{_CHINESE_NUMBER}]{{1,4}}|\d{{1,3}})\s*[)）]\s*[、.．]?"
    r"|\d{1,3}\s*[、．)）]|\d{1,3}\s*[.,，](?!\d{1,2}(?:\D|$))|[①-⑳⑴-⒇㈠-㈩])\s*"
)
_TITLE_NUMBER = re.compile(r"^\s*(?:[（(]\s*(\d{1,4})\s*[)）]\s*[、.．]?|(\d{1,4})\s*[、.．,，:：)）])\s*(?=\S)")
_SENTENCE_END = tuple("。！？；：…”’）)】》!?;:.")
_ODD = str.maketrans({"℅": "%", "﹪": "%", "∶": ":", "〔": "[", "〕": "]", "【": "[", "】": "]"})


@lru_cache(maxsize=20_000)
def squeeze(text: str) -> str:
    """A text as a key to compare labels by: no white space, half-width, brackets and per cent signs of one kind."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text.translate(_ODD)))


def label_keys(text: str) -> tuple[str, ...]:
    """The keys a label may be known under, the fullest first: as it is, without its colon, without a bracket at its end."""
    key = squeeze(text)
    bare = key.strip(":*_#")
    short = _LAST_BRACKET.sub("", bare).rstrip(":%")
    return tuple(dict.fromkeys((key, bare, short)))


def close_up(text: str, han_gaps: bool) -> str:
    """Spaces taken out that are not the writer's.

    With `han_gaps` every space beside a Chinese character is what a line wrap left behind. Without, only the space that
    typesetting puts between Han characters and Latin letters or digits is; the others stay.
    """

    def judge(gap: re.Match[str]) -> str:
        before, after = text[gap.start() - 1 : gap.start()], text[gap.end() : gap.end() + 1]
        if not before or not after or before == "\n" or after == "\n":
            return ""
        if han_gaps:
            return "" if _CHINESE_CHAR.match(before) or _CHINESE_CHAR.match(after) else " "
        beside_han = bool(_HAN_CHAR.match(before)) != bool(_HAN_CHAR.match(after))
        return "" if beside_han and not _MARK.match(before + after) else gap.group()

    return _GAP.sub(judge, text)


def has_han_gap(text: str) -> bool:
    """Whether a gap stands between two Han characters."""
    return any(
        _HAN_CHAR.match(text[gap.start() - 1 : gap.start()]) and _HAN_CHAR.match(text[gap.end() : gap.end() + 1])
        for gap in _GAP.finditer(text)
    )


def join_lines(text: str) -> str:
    """Wrapped lines as one text; a space only between two Latin words."""
    joined = ""
    for line in text.split("\n"):
        piece = line.strip()
        words = joined[-1:].isascii() and joined[-1:].isalpha() and piece[:1].isascii() and piece[:1].isalpha()
        joined += (" " if words else "") + piece
    return joined


def tidy(text: str) -> str:
    """Without blanks at the ends of its lines and without blank lines at its own ends; inner blanks are the writer's."""
    return "\n".join(line.strip() for line in text.strip().split("\n"))


def is_page_number(text: str) -> bool:
    """A line that holds nothing but a page number."""
    return bool(_PAGE_NUMBER.match(text)) and any(map(str.isdigit, text))


def is_numbered(text: str) -> bool:
    """Whether a paragraph begins with a number of any style (一、 （一） 1. （1） ① 一是 一要 第一，)."""
    return bool(_NUMBERING.match(text)) or bool(
        re.match(rf"^\s*第?[{_CHINESE_NUMBER}]{{1,3}}(?:是|要|，|,|条|项)", text)
    )


def without_number(text: str) -> str:
    """Without the number before it, whatever its style."""
    return _NUMBERING.sub("", text, count=1).strip()


def split_title(text: str) -> tuple[int | None, str]:
    """A sheet's title as its number and the rest: 17. 某某绩效目标表 → 17, 某某绩效目标表."""
    match = _TITLE_NUMBER.match(text)
    return (int(match.group(1) or match.group(2)), text[match.end() :].strip()) if match else (None, text.strip())


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends as a finished one does."""
    return text.rstrip().endswith(_SENTENCE_END)
