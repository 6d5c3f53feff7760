"""Takes a w:p element and gives the text a reader of the printed page sees, with the automatic number before it."""

import re
from dataclasses import dataclass, field
from typing import Any

from editor.exchange.raw import Where
from editor.exchange.readers.docx_names import DRAWING, MC, VML, M, is_on, w
from editor.exchange.readers.docx_styles import Numbering, Styles, number_property
from editor.exchange.readers.notebook import Notebook
from editor.exchange.readers.symbols import from_symbol_font, is_private
from editor.exchange.readers.xmlparts import whole_number

DELETED = "修订中删除的文字没有读入"
INSERTED = "修订中新增的文字按已接受读入"
HIDDEN = "隐藏的文字没有读入"
FOOTNOTE = "脚注或尾注没有读入正文"
PICTURE = "图片没有读入，其中的文字读不出来"
CHART = "图表没有读入"
EMBEDDED = "嵌入的对象没有读入，如是表格请复制成 Word 表格"
SYMBOL = "符号认不出来，请对照原件补上"
BAD_FIELD = "域代码不完整，按能读到的读入"
_UNKNOWN = "□"
_PICTURES = (DRAWING + "blip", VML + "imagedata")
_BOXES = w("txbxContent")
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}\Z")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_BLANKS = " \t\r\n"
_PLAIN_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_SKIPPED = frozenset(
    (
        w("rPr"),
        w("pPr"),
        w("sdtPr"),
        w("sdtEndPr"),
        w("delText"),
        w("delInstrText"),
        w("rt"),
        w("rubyPr"),
        w("annotationRef"),
    )
)
_REMOVED = frozenset((w("del"), w("moveFrom")))
_ADDED = frozenset((w("ins"), w("moveTo")))
# Circled characters (带圈字符) are drawn by a field: eq \o\ac(○,1).
_CIRCLED = re.compile(r"eq\s*\\o.*\(\s*[○◯〇]\s*[,，;]\s*(.+?)\s*\)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """A field under way; what stands in its code is not text, what stands in its result is."""

    in_code: bool = True
    code: list[str] = field(default_factory=list)
    has_result: bool = False


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """What one paragraph says, and the text boxes anchored in it."""

    text: str
    boxes: tuple[Any, ...]


@dataclass(slots=True)
class _Gathered:
    where: Where
    text: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    inserted: bool = False
    font: str = ""
    hide: bool = False


class TextReader:
    """Reads the paragraphs of one document, in order: fields go on over paragraphs, and numbers count along."""

    def __init__(
        self, styles: Styles, numbering: Numbering, footnotes: dict[tuple[str, str], str], notes: Notebook
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._footnotes = footnotes
        self._notes = notes
        self._fields: list[_Field] = []

    def paragraph(self, element: Any, where: Where) -> ParagraphText:
        """The text of a w:p, without blanks at its ends."""
        label = self._label(element)
        gathered = _Gathered(where)
        style = _style_name(element.find(w("pPr")), "pStyle")
        gathered.hide = self._styles.is_hidden(style)
        self._children(element, gathered)
        self._close_open_codes(where)
        self._remark(gathered)
        return ParagraphText((label + "".join(gathered.text).strip()).strip(), tuple(gathered.boxes))

    def _label(self, element: Any) -> str:
        properties = element.find(w("pPr"))
        own = None if properties is None else properties.find(w("numPr"))
        num_id, level = number_property(own)
        style = _style_name(properties, "pStyle")
        style_num, style_level = self._styles.numbering(style)
        num_id = style_num if num_id is None else num_id
        if num_id is None or num_id == "0":
            return ""
        if level is None:
            tied = self._numbering.level_of_style(num_id, style)
            level = tied if tied is not None else (style_level or 0)
        return self._numbering.next_label(num_id, level) if 0 <= level < 9 else ""

    def _children(self, element: Any, out: _Gathered) -> None:
        for child in element:
            self._node(child, out)

    def _node(self, node: Any, out: _Gathered) -> None:
        tag = node.tag
        if tag == w("r"):
            self._run(node, out)
        elif tag == w("t") or tag == M + "t":
            self._put(_text_of(node), out)
        elif tag in _PLAIN_SIGNS:
            self._put(_PLAIN_SIGNS[tag], out)
        elif tag in _SKIPPED:
            return
        elif tag in _REMOVED:
            out.deleted.append("".join(t.text or "" for t in node.iter(w("delText"), w("t"))))
        elif tag == w("fldChar"):
            self._field_mark(node.get(w("fldCharType")), out)
        elif tag == w("instrText"):
            if self._fields:
                self._fields[-1].code.append(node.text or "")
        else:
            self._special(node, tag, out)

    def _special(self, node: Any, tag: str, out: _Gathered) -> None:
        """What is rarer: wrappers are walked through, pictures and notes are remarked on."""
        if tag == w("sym"):
            self._symbol(node, out)
        elif tag == MC + "AlternateContent":
            self._alternatives(node, out)
        elif tag in (w("drawing"), w("pict"), w("object")):
            self._drawn(node, out)
        elif tag in (w("footnoteReference"), w("endnoteReference")):
            kind = "footnote" if tag == w("footnoteReference") else "endnote"
            text = self._footnotes.get((kind, node.get(w("id"), "")), "")
            if text:
                self._notes.add(FOOTNOTE, out.where, before=text)
        elif tag == w("ruby"):
            self._children(node.find(w("rubyBase")) if node.find(w("rubyBase")) is not None else node, out)
        elif tag == w("sdt") and is_on_placeholder(node):
            return
        else:
            out.inserted = out.inserted or tag in _ADDED
            self._children(node, out)

    def _run(self, run: Any, out: _Gathered) -> None:
        properties = run.find(w("rPr"))
        before = out.font, out.hide
        if properties is not None:
            vanish = properties.find(w("vanish"))
            if vanish is not None:
                out.hide = is_on(vanish)
            elif self._styles.is_hidden(_style_name(properties, "rStyle")):
                out.hide = True
            fonts = properties.find(w("rFonts"))
            out.font = "" if fonts is None else fonts.get(w("ascii")) or fonts.get(w("hAnsi")) or ""
        self._children(run, out)
        out.font, out.hide = before

    def _put(self, text: str, out: _Gathered) -> None:
        if any(f.in_code for f in self._fields):
            return
        if self._fields:
            self._fields[-1].has_result = True
        if any(map(is_private, text)) or (out.font and from_symbol_font(out.font, 0xB7) is not None):
            text = "".join(self._seen(c, out) for c in text)
        (out.hidden if out.hide else out.text).append(text)

    def _seen(self, char: str, out: _Gathered) -> str:
        shown = from_symbol_font(out.font, ord(char))
        if shown is None and is_private(char):
            self._notes.add(SYMBOL, out.where, before=f"U+{ord(char):04X}", after=_UNKNOWN)
            return _UNKNOWN
        return shown or char

    def _symbol(self, node: Any, out: _Gathered) -> None:
        code = int(node.get(w("char")), 16) if _HEX.match(node.get(w("char"), "")) else 0
        font = node.get(w("font"), "")
        shown = from_symbol_font(font, code)
        if shown is None and 0x20 <= code < 0xD800:
            shown = chr(code)
        if shown is None:
            self._notes.add(SYMBOL, out.where, before=f"{font} {code:04X}", after=_UNKNOWN)
        self._put(shown or _UNKNOWN, out)

    def _field_mark(self, kind: str | None, out: _Gathered) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].in_code = False
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            circled = _CIRCLED.search("".join(ended.code))
            if circled and not ended.has_result:
                self._put(_circle(circled.group(1)), out)

    def _close_open_codes(self, where: Where) -> None:
        """A field code never goes on over a paragraph; one that seems to is damaged, and would swallow the rest."""
        if any(f.in_code for f in self._fields):
            self._notes.add(BAD_FIELD, where, before="".join(self._fields[-1].code))
            self._fields = [f for f in self._fields if not f.in_code]

    def _alternatives(self, node: Any, out: _Gathered) -> None:
        choice = node.find(MC + "Choice")
        chosen = node.find(MC + "Fallback") if choice is None or not len(choice) else choice
        if chosen is not None:
            self._children(chosen, out)

    def _drawn(self, node: Any, out: _Gathered) -> None:
        boxes = [box for box in node.iter(_BOXES) if not _is_fallback(box, node) and not _inside_box(box, node)]
        out.boxes.extend(boxes)
        if node.tag == w("object"):
            self._notes.add(EMBEDDED, out.where)
        elif next(node.iter(_CHART), None) is not None:
            self._notes.add(CHART, out.where)
        elif any(next(node.iter(tag), None) is not None for tag in _PICTURES):
            self._notes.add(PICTURE, out.where)

    def _remark(self, out: _Gathered) -> None:
        deleted, hidden = "".join(out.deleted).strip(), "".join(out.hidden).strip()
        if deleted:
            self._notes.add(DELETED, out.where, before=deleted)
        if hidden:
            self._notes.add(HIDDEN, out.where, before=hidden)
        if out.inserted:
            self._notes.add(INSERTED, out.where, after="".join(out.text).strip())


def is_on_placeholder(sdt: Any) -> bool:
    """Whether a content control only shows its prompt (单击此处输入文字)."""
    return is_on(sdt.find(f"{w('sdtPr')}/{w('showingPlcHdr')}"))


def _text_of(node: Any) -> str:
    text = node.text or ""
    return text if node.get(_SPACE) == "preserve" or node.tag != w("t") else text.strip(_XML_BLANKS)


def _style_name(properties: Any | None, tag: str) -> str | None:
    style = None if properties is None else properties.find(w(tag))
    return None if style is None else style.get(w("val"))


def _circle(content: str) -> str:
    value = whole_number(content, 0)
    return chr(0x2460 + value - 1) if 1 <= value <= 20 else content


def _is_fallback(box: Any, top: Any) -> bool:
    """Whether a text box is the second drawing of one that newer Word draws first."""
    for parent in box.iterancestors():
        if parent is top:
            return False
        if parent.tag == MC + "Fallback":
            choice = parent.getparent().find(MC + "Choice")
            return choice is not None and next(choice.iter(_BOXES), None) is not None
    return False


def _inside_box(box: Any, top: Any) -> bool:
    for parent in box.iterancestors():
        if parent is top:
            return False
        if parent.tag == _BOXES:
            return True
    return False
