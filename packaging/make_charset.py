"""Write the Han groups of resources/fonts/charset.txt from the Unicode data; the other groups stay as they are.

    python packaging/make_charset.py [--downloads DIR]

Needs a Debian system for the data. Also the reader of that file, for make_fonts.py.
"""

import bz2
from collections.abc import Iterable
from pathlib import Path

from font_packages import Package, asked_downloads, fetch

CHARSET = Path(__file__).resolve().parent.parent / "resources" / "fonts" / "charset.txt"
UNICODE = Package("deb", "unicode-data", "15.0.0-1")
TRADITIONAL = "规范字对应的繁体字"
LEVELS = (("通用规范汉字 一级", 1, 3500), ("通用规范汉字 二级", 3501, 6500), ("通用规范汉字 三级", 6501, 8105))
GB_HANZI, GB_SYMBOLS = "GB 2312 其余汉字", "GB 2312 符号"
CHARSET_HEAD = (
    "# The characters of the bundled fonts. `## name` begins a group; a line of U+… gives code points and ranges,",
    "# any other line the characters themselves. Han groups and GB 2312 are written by make_charset.py; the other",
    "# groups are kept as they are: add a symbol here and make the fonts again.",
)


def read_charset(path: Path) -> dict[str, frozenset[int]]:
    """Group → code points, in the order of the file."""
    groups: dict[str, set[int]] = {}
    name = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("## "):
            name = line[3:]
            groups[name] = set()
        elif line.startswith("U+"):
            for item in line.split():
                first, _, last = item.removeprefix("U+").partition("-")
                groups[name].update(range(int(first, 16), int(last or first, 16) + 1))
        elif line and not line.startswith("# "):
            groups[name].update(map(ord, line))
    return {group: frozenset(codes) for group, codes in groups.items()}


def write_charset(groups: dict[str, list[int]], path: Path) -> None:
    lines = list(CHARSET_HEAD)
    for name, codes in groups.items():
        lines += ["", f"## {name}"]
        if all(is_han(code) for code in codes):
            lines += ["".join(map(chr, codes[i : i + 60])) for i in range(0, len(codes), 60)]
        else:
            items = [f"U+{a:04X}" if a == b else f"U+{a:04X}-{b:04X}" for a, b in ranges(codes)]
            lines += [" ".join(items[i : i + 10]) for i in range(0, len(items), 10)]
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def is_han(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF or code >= 0x20000


def ranges(codes: Iterable[int]) -> list[tuple[int, int]]:
    """Runs of consecutive numbers, both ends included."""
    runs: list[tuple[int, int]] = []
    for code in sorted(codes):
        if runs and runs[-1][1] == code - 1:
            runs[-1] = (runs[-1][0], code)
        else:
            runs.append((code, code))
    return runs


def unihan(folder: Path, file: str, key: str) -> dict[int, str]:
    """One property of the Unihan database: code point → value."""
    found = {}
    with bz2.open(folder / "usr/share/unicode" / f"{file}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            if len(fields) == 3 and fields[1] == key:
                found[int(fields[0].removeprefix("U+"), 16)] = fields[2]
    return found


def decodable(encoding: str) -> set[int]:
    """The code points of a double-byte Chinese encoding."""
    pairs = (bytes((a, b)).decode(encoding, "ignore") for a in range(0x81, 0xFF) for b in range(0x40, 0xFF))
    return {ord(pair) for pair in pairs if len(pair) == 1}


def make_charset(downloads: Path) -> None:
    """Rewrite the groups that come from data; keep the others."""
    folder = fetch(UNICODE, downloads)
    # kTGH is "2013:N", N the number of the character in 通用规范汉字表.
    places = unihan(folder, "Unihan_OtherMappings", "kTGH")
    number = {code: int(value.partition(":")[2]) for code, value in places.items()}
    gb2312 = decodable("gb2312")
    traditional = {
        int(item.removeprefix("U+"), 16)
        for code, value in unihan(folder, "Unihan_Variants", "kTraditionalVariant").items()
        for item in value.split()
        if code in number
    }
    made = {
        name: sorted((code for code, n in number.items() if first <= n <= last), key=number.__getitem__)
        for name, first, last in LEVELS
    }
    made[GB_HANZI] = sorted(code for code in gb2312 - number.keys() if is_han(code))
    made[TRADITIONAL] = sorted((traditional & decodable("gbk")) - number.keys() - gb2312)
    made[GB_SYMBOLS] = sorted(code for code in gb2312 if code >= 0x80 and not is_han(code))
    kept = {name: sorted(codes) for name, codes in read_charset(CHARSET).items()} if CHARSET.exists() else {}
    write_charset({**kept, **made}, CHARSET)


if __name__ == "__main__":
    with asked_downloads("Write the Han groups of charset.txt.") as folder:
        make_charset(folder)
