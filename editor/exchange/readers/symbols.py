"""Takes a character of a symbol font, or a look-alike of a Han character, and gives the character a reader sees."""

import unicodedata

_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑", 0x72: "❒", 0x73: "⬧", 0x74: "⧫", 0x75: "◆",
    0x76: "❖", 0x77: "⬥", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDC: "➲", 0xDF: "←", 0xE0: "→",
    0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x9E: "·", 0x9F: "•", 0xA2: "○", 0xB2: "✧",
} | {0x81 + n: chr(0x2460 + n) for n in range(10)} | {0x8C + n: chr(0x2776 + n) for n in range(10)}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "●", 0xA2: "■", 0xA3: "□",
} | {0x6A + n: chr(0x2460 + n) for n in range(10)} | {0x76 + n: chr(0x2776 + n) for n in range(10)}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB0: "°", 0xB7: "•",
    0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xA2: "′", 0xB2: "″", 0xD7: "·", 0xE5: "∑", 0xBC: "…", 0x44: "Δ",
    0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x66: "φ", 0x53: "Σ",
    0x28: "(", 0x29: ")", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0x25: "%", 0x20: " ",
} | {0x30 + n: str(n) for n in range(10)}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}

# Only these stand for themselves in Chinese PDFs made by web browsers and some printers' drivers; the main radicals
# (U+2F00 …) carry their Han character in Unicode's own tables.
_RADICALS = {
    0x2E81: "厂", 0x2E84: "乙", 0x2E85: "亻", 0x2E88: "刀", 0x2E8B: "卩", 0x2E8C: "小", 0x2E8D: "小", 0x2E8F: "尢",
    0x2E92: "巳", 0x2E93: "幺", 0x2E95: "彐", 0x2E96: "忄", 0x2E97: "心", 0x2E98: "扌", 0x2E99: "攵", 0x2E9B: "旡",
    0x2E9D: "月", 0x2E9F: "母", 0x2EA0: "民", 0x2EA1: "氵", 0x2EA2: "水", 0x2EA3: "灬", 0x2EA5: "爫", 0x2EA8: "犭",
    0x2EA9: "王", 0x2EAA: "疋", 0x2EAB: "目", 0x2EAC: "示", 0x2EAD: "礻", 0x2EAF: "糸", 0x2EB0: "纟", 0x2EB3: "罒",
    0x2EB6: "羊", 0x2EB8: "羊", 0x2EB9: "老", 0x2EBC: "月", 0x2EBD: "臼", 0x2EBE: "艹", 0x2EC1: "虎", 0x2EC2: "衤",
    0x2EC4: "西", 0x2EC5: "见", 0x2EC6: "角", 0x2EC8: "讠", 0x2EC9: "贝", 0x2ECA: "足", 0x2ECB: "车", 0x2ECC: "辶",
    0x2ECF: "阝", 0x2ED0: "钅", 0x2ED1: "长", 0x2ED3: "长", 0x2ED4: "门", 0x2ED6: "阝", 0x2ED8: "青", 0x2ED9: "韦",
    0x2EDA: "页", 0x2EDB: "风", 0x2EDC: "飞", 0x2EDD: "食", 0x2EDF: "食", 0x2EE0: "饣", 0x2EE2: "马", 0x2EE3: "骨",
    0x2EE4: "鬼", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦", 0x2EE9: "黄", 0x2EEB: "齐", 0x2EED: "齿",
    0x2EEF: "龙", 0x2EF0: "龙", 0x2EF1: "龟", 0x2EF3: "龟",
}  # fmt: skip


def from_symbol_font(font: str, code: int) -> str | None:
    """What a symbol font (Wingdings, Wingdings 2, Symbol) shows for a code of 0–255 or U+F000–F0FF; None where we do not know."""
    table = _FONTS.get(font.strip().lower())
    if table is None:
        return None
    return table.get(code - 0xF000 if 0xF000 <= code <= 0xF0FF else code)


def is_private(char: str) -> bool:
    """Whether a character means something only in its own symbol font."""
    return "\uf000" <= char <= "\uf0ff"


def plain_han(char: str) -> str:
    """The Han character for a radical that looks the same (⽬ → 目, ⻓ → 长); any other character as it is."""
    code = ord(char)
    if 0x2F00 <= code <= 0x2FD5:
        return unicodedata.normalize("NFKC", char)
    return _RADICALS.get(code, char)
