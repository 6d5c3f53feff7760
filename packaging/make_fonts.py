"""Make the program's fonts: fetch the free originals, cut them to charset.txt, mend a few glyphs, write.

    python packaging/make_fonts.py [--downloads DIR]      resources/fonts: *.ttf, OFL-*.txt, fonts.yaml

With --downloads what was fetched stays in DIR and is taken from there the next time. Needs fontTools and PyYAML, npm
for the Noto families and a Debian system for WenKai. Originals are pinned by version and checked by hash, and no clock
or path enters the output: a second run writes the same bytes.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fontTools
import yaml
from fontTools import subset
from fontTools.ttLib import TTFont, newTable

from font_packages import Package, asked_downloads, fetch
from make_charset import CHARSET, TRADITIONAL, read_charset

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
KEPT_TABLES = frozenset({"head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "loca", "glyf", "name", "post"})
# Seconds since 1904 (1 January 2024): the date every made font carries, so that making it again changes nothing.
MODIFIED = 3786912000
# The em square is 1000 units in all originals; outlines of a dash reach this far over its edges, so two of them join.
EM, OVERLAP, QUOTE_MARGIN = 1000, 10, 75

SERIF = Package("npm", "@expo-google-fonts/noto-serif-sc", "0.4.3")
SANS = Package("npm", "@expo-google-fonts/noto-sans-sc", "0.4.3")
WENKAI = Package("deb", "fonts-lxgw-wenkai", "1.250+repack-1")


@dataclass(frozen=True)
class Licence:
    """An OFL file to write. `copyright`: the lines in the licence file and the name table of the original `of`."""

    file: str
    of: str
    copyright: tuple[str, ...]


OFL_SERIF = Licence(
    "OFL-NotoSerifSC.txt",
    "Noto Serif SC",
    (
        "(c) 2017-2024 Adobe (http://www.adobe.com/).",
        "Copyright 2012 Google Inc. All Rights Reserved.",
    ),
)
OFL_SANS = Licence(
    "OFL-NotoSansSC.txt",
    "Noto Sans SC",
    ("(c) 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'.",),
)
OFL_WENKAI = Licence(
    "OFL-LXGWWenKai.txt",
    "LXGW WenKai",
    (
        'Copyright 2021-2023 LXGW (https://github.com/lxgw/LxgwWenKai), with Reserved Font Names "霞鹜" and "LXGW".',
        "Copyright 2020 The Klee Project Authors (https://github.com/fontworks-fonts/Klee)",
    ),
)


@dataclass(frozen=True)
class Face:
    """One font to make. `mend` names the changes to glyphs (MENDERS); `without` the groups of charset.txt left out."""

    role: str
    family: str
    style: str
    package: Package
    member: str
    sha256: str
    licence: Licence
    mend: tuple[str, ...]
    without: tuple[str, ...]

    @property
    def file(self) -> str:
        return f"{self.postscript}.ttf"

    @property
    def postscript(self) -> str:
        return f"{self.family.replace(' ', '')}-{self.style}"


# Every font has a family name of its own: the OFL asks it of WenKai, and a machine that has the originals installed
# must not give us those, without the mended glyphs, for ours.
FACES = (
    Face(
        "song", "Jixiao Song", "Regular", SERIF, "400Regular/NotoSerifSC_400Regular.ttf",
        "c358a69de3df5f423a8946a7b03e3126fb6ba116f1130a463455b4e39e1f0742",
        OFL_SERIF, ("dash", "digits"), (),
    ),
    Face(
        "title", "Jixiao Biaosong", "Bold", SERIF, "700Bold/NotoSerifSC_700Bold.ttf",
        "9c6a2ba736e4b499c84f65ce366bd3625c0401885fd3e585ace50fb738b96ff6",
        OFL_SERIF, ("dash", "digits"), (TRADITIONAL,),
    ),
    Face(
        "hei", "Jixiao Hei", "Bold", SANS, "700Bold/NotoSansSC_700Bold.ttf",
        "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
        OFL_SANS, ("dash",), (TRADITIONAL,),
    ),
    Face(
        "kai", "Jixiao Kai", "Regular", WENKAI, "usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf",
        "bbf534b0ca093928f94d1782855e65a19a32cde82b075d495d072025521953c8",
        OFL_WENKAI, ("dash", "quotes"), (TRADITIONAL,),
    ),
)  # fmt: skip

# For each role of a page, where to look for a character, in this order.
ROLES = {
    "song": ["song", "kai"],
    "title": ["title", "song", "kai"],
    "hei": ["hei", "song", "kai"],
    "kai": ["kai", "song"],
    "fangsong": ["kai", "song"],
}


def move(font: Any, glyph: str, place: Callable[[int, int], tuple[int, int]], advance: int) -> None:
    """Put the outline's points elsewhere and give the glyph this advance width."""
    outline = font["glyf"][glyph]
    if outline.isComposite():
        raise ValueError(f"{glyph} is made of other glyphs")
    for i, (x, y) in enumerate(outline.coordinates):
        outline.coordinates[i] = place(x, y)
    outline.recalcBounds(font["glyf"])
    font["hmtx"][glyph] = (advance, outline.xMin)


def shift(font: Any, glyph: str, offset: int, advance: int) -> None:
    """Move the outline along x and give the glyph this advance width."""
    move(font, glyph, lambda x, y: (x + offset, y), advance)


def mend_dash(font: Any) -> str:
    """The em dash becomes the Chinese one: over the whole em (others leave a gap in ——) and as high as the bar.

    The bar (U+2015) is drawn for Chinese text but has one weight in all fonts; the em dash has the font's own.
    """
    glyphs = font.getBestCmap()
    dash, bar = font["glyf"][glyphs[0x2014]], font["glyf"][glyphs[0x2015]]
    middle = (dash.xMin + dash.xMax) // 2
    left, right = -OVERLAP - dash.xMin, EM + OVERLAP - dash.xMax
    rise = (bar.yMin + bar.yMax - dash.yMin - dash.yMax) // 2
    move(font, glyphs[0x2014], lambda x, y: (x + (left if x < middle else right), y + rise), EM)
    return "the em dash is drawn over the whole em, so that two join, and at the middle of the Chinese characters"


def mend_quotes(font: Any) -> str:
    """Quotation marks take a whole em, as Chinese text sets them: the opening ones at its right edge."""
    glyphs = font.getBestCmap()
    for code in (0x2018, 0x201C):
        shift(font, glyphs[code], EM - QUOTE_MARGIN - font["glyf"][glyphs[code]].xMax, EM)
    for code in (0x2019, 0x201D):
        shift(font, glyphs[code], QUOTE_MARGIN - font["glyf"][glyphs[code]].xMin, EM)
    return "curly quotation marks are full-width"


def mend_digits(font: Any) -> str:
    """All digits as wide as the zero: amounts stand in columns."""
    glyphs = font.getBestCmap()
    width = font["hmtx"][glyphs[ord("0")]][0]
    for digit in "0123456789":
        glyph = glyphs[ord(digit)]
        shift(font, glyph, (width - font["hmtx"][glyph][0]) // 2, width)
    return "digits are of one width"


MENDERS: dict[str, Callable[[Any], str]] = {"dash": mend_dash, "quotes": mend_quotes, "digits": mend_digits}


def cut(font: Any, wanted: set[int]) -> None:
    """Keep these characters, and only the tables a page needs: no hints, no layout tables, no glyph names."""
    options = subset.Options()
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.bidi_closure = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.drop_tables = sorted({*font.keys()} - KEPT_TABLES)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)


def rename(font: Any, face: Face, description: str) -> None:
    """A new name table: short, for every PDF carries a copy of it."""
    version = f"{font['name'].getDebugName(5).partition(';')[0]}; cut for this program"
    table = newTable("name")
    table.names = []
    texts = {
        0: "\n".join(face.licence.copyright),
        1: face.family,
        2: face.style,
        3: f"{face.postscript}: {version}",
        4: f"{face.family} {face.style}",
        5: version,
        6: face.postscript,
        10: description,
        13: "This Font Software is licensed under the SIL Open Font License, Version 1.1.",
        14: "https://openfontlicense.org",
    }
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)
    font["name"] = table


def make_font(face: Face, downloads: Path) -> dict[str, Any]:
    """Write the font file; give its entry of fonts.yaml."""
    source = fetch(face.package, downloads) / face.member
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    if digest != face.sha256:
        raise ValueError(f"{face.member} of {face.package.name} {face.package.version} is not the known file: {digest}")
    font: Any = TTFont(source, recalcTimestamp=False)
    if font["OS/2"].fsType != 0:
        raise ValueError(f"{face.member} restricts embedding: fsType {font['OS/2'].fsType}")
    original = f"{font['name'].getDebugName(4)}, {font['name'].getDebugName(5).partition(';')[0]}"
    changes = ["cut to the characters of charset.txt, without hinting and layout tables"]
    changes += [MENDERS[name](font) for name in face.mend]
    groups = read_charset(CHARSET)
    wanted = {code for name, codes in groups.items() if name not in face.without for code in codes}
    lacks = sorted(wanted - font.getBestCmap().keys())
    cut(font, wanted)
    rename(font, face, f"Modified version of {original}: {'; '.join(changes)}.")
    font["head"].modified = MODIFIED
    font.save(FONTS / face.file)
    return {
        "role": face.role,
        "file": face.file,
        "family": face.family,
        "style": face.style,
        "sha256": hashlib.sha256((FONTS / face.file).read_bytes()).hexdigest(),
        "licence": face.licence.file,
        "copyright": " ".join(face.licence.copyright),
        "made_from": f"{original} ({face.package.kind} {face.package.name} {face.package.version})",
        "changes": changes,
        "without": list(face.without),
        "lacks": "".join(map(chr, lacks)),
    }


def write_licences(downloads: Path) -> None:
    """Each family's copyright lines over the text of the licence, which is the same for all."""
    text = (fetch(SANS, downloads) / "LICENSE_FONT").read_text("utf-8")
    rule = "-" * 59
    body = text[text.index(rule) :].rstrip() + "\n"
    for licence in dict.fromkeys(face.licence for face in FACES):
        files = ", ".join(face.file for face in FACES if face.licence == licence)
        head = [*licence.copyright, "", f"{files}: modified from {licence.of}; fonts.yaml says how.", ""]
        head += ["This Font Software is licensed under the SIL Open Font License, Version 1.1.", "", ""]
        (FONTS / licence.file).write_text("\n".join(head) + body, "utf-8", newline="\n")


def make_fonts(downloads: Path) -> None:
    """Write all fonts, their list and their licences."""
    entries = [make_font(face, downloads) for face in FACES]
    write_licences(downloads)
    listing = {"made_with": f"fontTools {fontTools.version}", "roles": ROLES, "fonts": entries}
    text = yaml.safe_dump(listing, allow_unicode=True, sort_keys=False, width=1000)
    head = "# Written by packaging/make_fonts.py. roles: where a character of that role is looked for, in order.\n"
    (FONTS / "fonts.yaml").write_text(head + text, "utf-8", newline="\n")


if __name__ == "__main__":
    with asked_downloads("Make the program's fonts.") as folder:
        make_fonts(folder)
