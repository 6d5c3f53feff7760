"""The styles of a form as Word styles: styles.xml and fontTable.xml, and which style a paragraph gets."""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from editor.compose.blocks import Composition, ContentsLine, Paragraph
from editor.forms.form import FontRole, Style

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FONTS: Mapping[FontRole, tuple[str, str]] = {
    "title": ("方正小标宋简体", "方正小标宋_GBK"),
    "fangsong": ("仿宋_GB2312", "仿宋"),
    "kai": ("楷体_GB2312", "楷体"),
    "hei": ("黑体", "SimHei"),
    "song": ("宋体", "SimSun"),
}
"""The fonts of official documents, and the name each has on machines without it."""
_NAMES = {
    "cover_department": "封面部门",
    "cover_title": "封面标题",
    "cover_stage": "封面阶段",
    "cover_author": "封面编制单位",
    "cover_reviewer": "封面审核单位",
    "contents_title": "目录标题",
    "part_title": "部分标题",
    "section_heading": "分部标题",
    "body": "文本正文",
    "narrative_1": "文本一级标题",
    "narrative_2": "文本二级标题",
    "narrative_3": "文本三级标题",
    "sheet_title": "目标表标题",
    "unit_line": "目标表单位行",
    "classified": "涉密说明",
    "label": "表格栏目",
    "cell": "表格文字",
    "centred": "表格居中文字",
    "amount": "表格金额",
    "code": "表格编码",
    "prose": "表格段落",
    "page_number": "页码文字",
    "budget_number": "报表表号",
    "budget_title": "报表标题",
    "budget_head": "报表栏目",
    "budget_name": "报表项目",
    "budget_code": "报表科目编码",
    "budget_amount": "报表金额",
    "budget_total": "报表合计",
    "budget_note": "报表附注",
    "chart_title": "图标题",
    "chart_label": "图中文字",
}
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}
Key = tuple[str, int | None]
"""A style of the form, and the outline level it is used with."""


class WordStyles:
    """Which Word style stands for which style of the form.

    The first style used with an outline level is Word's own heading of that level, so that the navigation pane and
    “update contents” work; the styles of contents lines are Word's own contents levels.
    """

    def __init__(self, composition: Composition) -> None:
        self._styles = composition.styles
        self._contents: list[str] = []
        self._headings: dict[Key, int] = {}
        self._outlined: set[Key] = set()
        for division in composition.divisions:
            for group in division.groups:
                for block in group.blocks:
                    self._see(block)

    def paragraph(self, style: str, outline: int | None = None) -> str:
        """The id of the Word style for a paragraph."""
        if style in self._contents:
            return f"TOC{self._contents.index(style) + 1}"
        if (style, outline) in self._headings:
            return f"Heading{outline}"
        return _id(style) + (f"Level{outline}" if outline else "")

    def contents_level(self, style: str) -> int:
        """The level, from 1, of a contents line's style."""
        return self._contents.index(style) + 1

    def xml(self, text_width: float) -> str:
        """styles.xml; `text_width` in pt is where contents numbers end."""
        parts = [_defaults()]
        for key, style in self._styles.items():
            if key in self._contents:
                level = self._contents.index(key) + 1
                parts.append(_style(f"TOC{level}", f"toc {level}", style, tab=text_width))
                continue
            parts.append(_style(_id(key), _NAMES.get(key, key), style))
        for (key, outline), level in self._headings.items():
            parts.append(_style(f"Heading{level}", f"heading {level}", self._styles[key], outline=outline))
        for key, outline in sorted(self._outlined - set(self._headings), key=str):
            name = f"{_NAMES.get(key, key)}（大纲 {outline} 级）"
            parts.append(_style(self.paragraph(key, outline), name, self._styles[key], outline=outline))
        return f'{_HEAD}<w:styles xmlns:w="{NAMESPACE}">{"".join(parts)}</w:styles>'

    def _see(self, block: object) -> None:
        if isinstance(block, ContentsLine) and block.style not in self._contents:
            self._contents.append(block.style)
        if isinstance(block, Paragraph) and block.outline:
            self._outlined.add((block.style, block.outline))
            if block.outline not in self._headings.values():
                self._headings[block.style, block.outline] = block.outline


def font_table() -> str:
    """fontTable.xml: what stands in for a font where the machine has none."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, other in FONTS.values()
    )
    return f'{_HEAD}<w:fonts xmlns:w="{NAMESPACE}">{fonts}</w:fonts>'


def font_properties(role: FontRole) -> str:
    """The run property that sets a font for every script."""
    name = FONTS[role][0]
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def twips(points: float) -> int:
    """Twentieths of a point."""
    return round(points * 20)


_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _id(key: str) -> str:
    return "".join(word.capitalize() for word in key.split("_"))


def _defaults() -> str:
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font_properties('song')}"
        '<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _style(style_id: str, name: str, style: Style, outline: int | None = None, tab: float | None = None) -> str:
    own = "" if style_id.startswith(("Heading", "TOC")) else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{own}'
        f' w:styleId="{style_id}"><w:name w:val={quoteattr(name)}/><w:basedOn w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph(style, outline, tab)}</w:pPr>"
        f"<w:rPr>{font_properties(style.font)}{'<w:b/><w:bCs/>' if style.bold else ''}"
        f'<w:sz w:val="{round(2 * style.size)}"/><w:szCs w:val="{round(2 * style.size)}"/></w:rPr></w:style>'
    )


def _paragraph(style: Style, outline: int | None, tab: float | None) -> str:
    """Paragraph properties, in the order the schema wants."""
    parts = ["<w:keepNext/>"] if style.keep_with_next else []
    if tab is not None:
        parts.append(f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(tab)}"/></w:tabs>')
    parts.append(
        f'<w:spacing w:before="{twips(style.space_before)}" w:after="{twips(style.space_after)}"'
        f' w:line="{twips(style.leading)}" w:lineRule="exact"/>'
    )
    if style.first_indent:
        parts.append(
            f'<w:ind w:firstLineChars="{round(100 * style.first_indent)}"'
            f' w:firstLine="{twips(style.first_indent * style.size)}"/>'
        )
    parts.append(f'<w:jc w:val="{_ALIGN[style.align]}"/>')
    if outline:
        parts.append(f'<w:outlineLvl w:val="{outline - 1}"/>')
    return "".join(parts)
