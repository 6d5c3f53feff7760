"""Page rules as WordprocessingML: a section for each division, its headers with the watermark, its footers with the number."""

from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from editor.compose.blocks import Composition, Division
from editor.exchange.writers.docx_styles import FONTS, NAMESPACE, WordStyles, twips
from editor.exchange.writers.measure import PT_PER_MM, text_width
from editor.exchange.writers.paper import lying
from editor.forms.form import Page

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SPACES = (
    f'xmlns:w="{NAMESPACE}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
HEADER, ODD, EVEN, BLANK = "header", "footer_odd", "footer_even", "footer_blank"
_DESCENT = 0.2
"""Part of the leading that lies under the baseline."""
_WATERMARK_SIZE = 60.0
_WATERMARK_WIDTH = 0.95
"""Part of the text area's width a watermark takes at most, before it is turned."""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A header or footer: its XML and which of the two it is."""

    xml: str
    kind: str


def page_parts(composition: Composition, styles: WordStyles) -> dict[str, PagePart]:
    """Headers and footers by name, which is also their relation's id; `HEADER` only with a watermark."""
    numbers = composition.page_numbers
    style = composition.styles[numbers.style]
    space = twips(style.size)
    outer = numbers.place == "outer"
    right = f'<w:ind w:right="{space}"/><w:jc w:val="right"/>' if outer else '<w:jc w:val="center"/>'
    left = f'<w:ind w:left="{space}"/><w:jc w:val="left"/>'
    style_id = styles.paragraph(numbers.style)
    parts = {
        ODD: _footer(style_id, right, numbers.format),
        BLANK: _footer(style_id, "", ""),
    }
    if outer:
        parts[EVEN] = _footer(style_id, left, numbers.format)
    if composition.watermark:
        parts[HEADER] = PagePart(_header(composition), "header")
    return parts


def section(composition: Composition, division: Division, parts: dict[str, PagePart]) -> str:
    """The sectPr of a division: A4 and margins, its footers, where its numbers begin."""
    page = lying(composition.page, division.turned)
    references: list[tuple[str, str, str]] = []
    if HEADER in parts:
        references += [("header", "default", HEADER), ("header", "even", HEADER)]
    odd = ODD if division.numbered else BLANK
    even = (EVEN if EVEN in parts else ODD) if division.numbered else BLANK
    references += [("footer", "default", odd), ("footer", "even", even)]
    referred = "".join(f'<w:{kind}Reference w:type="{which}" r:id="{part}"/>' for kind, which, part in references)
    orient = ' w:orient="landscape"' if division.turned else ""
    restart = '<w:pgNumType w:start="1"/>' if division.restart else ""
    return (
        f'<w:sectPr>{referred}<w:type w:val="nextPage"/>'
        f'<w:pgSz w:w="{_mm(page.width)}" w:h="{_mm(page.height)}"{orient}/>'
        f'<w:pgMar w:top="{_mm(page.top)}" w:right="{_mm(page.right)}" w:bottom="{_mm(page.bottom)}"'
        f' w:left="{_mm(page.left)}" w:header="{_mm(page.top / 2)}" w:footer="{_footer_distance(composition, page)}" w:gutter="0"/>'
        f"{restart}</w:sectPr>"
    )


def _mm(length: float) -> int:
    return twips(length * PT_PER_MM)


def _footer_distance(composition: Composition, page: Page) -> int:
    """From the paper's edge to the footer's lower edge, so that its baseline lies where the form wants the number."""
    style = composition.styles[composition.page_numbers.style]
    return max(0, _mm(page.bottom - page.footer) - twips(_DESCENT * style.leading))


def _footer(style_id: str, properties: str, number: str) -> PagePart:
    before, found, after = number.partition("{n}")
    runs = ""
    if found:
        field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
        runs = f"{_run(before)}{field}{_run(after)}"
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{properties}</w:pPr>{runs}</w:p>'
    return PagePart(f"{_HEAD}<w:ftr {_SPACES}>{paragraph}</w:ftr>", "footer")


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _header(composition: Composition) -> str:
    """Word's own kind of watermark: a turned line of WordArt behind the text."""
    page = composition.page
    room = (page.width - page.left - page.right) * PT_PER_MM * _WATERMARK_WIDTH
    words = composition.watermark
    wide = max(1.0, text_width(words, 1))
    size = min(_WATERMARK_SIZE, room / wide)
    look = (
        f"position:absolute;margin-left:0;margin-top:0;width:{wide * size:.1f}pt;height:{size:.1f}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    font = f"font-family:&quot;{FONTS['hei'][0]}&quot;;font-size:1pt"
    shape = (
        '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
        ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="watermark" o:spid="_x0000_s2049" type="#_x0000_t136" style="{look}" o:allowincell="f"'
        ' fillcolor="#d0d0d0" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="{font}" string={quoteattr(words)}/></v:shape>'
    )
    paragraph = f"<w:p><w:r><w:rPr><w:noProof/></w:rPr><w:pict>{shape}</w:pict></w:r></w:p>"
    return f"{_HEAD}<w:hdr {_SPACES}>{paragraph}</w:hdr>"
