"""How the prose stands to the office that wrote it: cut off, another's name, another's business: DOC-07 to DOC-10."""

import re
from collections.abc import Iterator

from editor.checks.check import Check, Mark, Report
from editor.checks.chinese import sentences
from editor.checks.finding import Finding
from editor.checks.views import LAST, LISTED, NARRATIVE, PARAGRAPH, PROSE, CellView, FrontView
from editor.domain.volume import NAME

_ENDS = ("。", "；", "！", "？", "：", "）", "”", "》", "】", "…", ".", ";", ")", "’", "〉", "〕")
_HANGING = re.compile(
    r"(?:[，,、（(“《〔【‘\[]|[与及或]|以及|(?<![柔亲共随中缓温总饱])和|(?<=[一-龥])(?:对于|关于|通过|为了|根据|按照))$"
)
_HANGING_ENDS = frozenset("，,、（(《“〔【‘[与及或以和于过了据照")
_HAN = frozenset("与及或以和于过了据照")
_SELF = re.compile(r"(?<![自本])我(局|委|办|院|所|站|中心|队|馆|校|会|部|处|厅|社|场)(?![们国])")
_KINDS = ("局", "委", "办", "院", "所", "站", "中心", "队", "馆", "校", "会", "部", "处", "厅", "社", "场")
_ALSO = (("校", "学"), ("校", "幼儿园"))
"""A middle school is 我校, whatever its name ends with."""
_LEVEL = re.compile(r"(?:[为对]|负责|承担|指导|管理|服务)$")


def _cut_off(view: CellView, report: Report) -> Iterator[Mark]:
    text = view.text.rstrip()
    if view.kind in (NAME, "level3"):
        text = text.rstrip("。；，、：;,.: ")
    if len(text) < report.number("least"):
        return
    hanging = _HANGING.search(text, len(text) - 4) if text[-1] in _HANGING_ENDS else None
    if hanging is not None:
        at = hanging.start()
        message = f"话没有说完（以“{hanging[0]}”结尾），可能被截断，请补全。"
        yield Mark(message, (at, len(text)), severity="error" if hanging[0] in "（(“《〔【‘[" else "warning")
    elif view.prose and view.kind != NAME and len(text) >= report.number("long") and not text.endswith(_ENDS):
        message = "段末没有句号，请核对是否写完；写完了请补句号。"
        yield Mark(message, (len(text) - 1, len(text)), severity="info")


def _own_name(front: FrontView, report: Report) -> Iterator[Finding]:
    names = [front.department, *(unit.name for unit in front.units)]
    said = "".join(names)
    kinds = {kind for kind in _KINDS if kind in said} | {own for own, sign in _ALSO if sign in said}
    match = re.match(front.form.cover.county, front.department)
    short = front.department[match.end() :] if match else ""
    for place, text in front.paragraphs():
        for found in _SELF.finditer(text):
            if found[1] not in kinds:
                message = f"“我{found[1]}”与本部门“{front.department}”不符，请核对是否套用了别处的文本。"
                yield report(place, message, chars=found.span())
        if short and str(front.year) in text and len(text.strip()) <= report.number("heading"):
            at = text.find(short)
            if at == 0:
                message = f"标题里单位写的是“{short}”，请写全称“{front.department}”。"
                yield report(place, message, chars=(at, at + len(short)))


def _foreign(view: CellView, report: Report) -> Iterator[Mark]:
    """Words of another bureau's business in running text; and in any text, of another level."""
    for hit in view.hits if view.prose else ():
        if hit.word.kind == "foreign":
            item = view.words.foreign[hit.word.source]
            message = f"“{hit.word.find}”是{item.bureau}的用语，可能套用了别的部门的文本，请改为本部门的工作。"
            yield Mark(message, (hit.start, hit.end), home=item.belongs)
    yield from _other_level(view)


def _other_level(view: CellView) -> Iterator[Mark]:
    for match in view.words.any_of("higher").finditer(view.text):
        before = _LEVEL.search(view.text[max(0, match.start() - 4) : match.start()])
        if before is not None:
            message = f"本级文本里写“{before[0]}{match[0]}”，层级不对，请核对是否应为本县（市、区）。"
            yield Mark(message, match.span())


def _draft(view: CellView, report: Report) -> Iterator[Mark]:
    """A stamp of a draft that was taken over with the text; in a sentence the words may be meant."""
    match = view.words.any_of("drafts").search(view.text)
    if match is not None and len(view.text.strip()) <= report.number("stamp"):
        message = f"“{match[0]}”是审核稿的标记，正式报送的文本里不应有，请删去。"
        yield Mark(message, match.span())


def _results(front: FrontView, report: Report) -> Iterator[Finding]:
    """Results of the past in a plan."""
    done = re.compile(rf"(?:{front.words.any_of('results').pattern})[^，。；]{{0,12}}\d")
    for place, text in front.paragraphs():
        for start, sentence in sentences(text):
            match = done.search(sentence)
            if match is not None and not re.search("力争|确保|计划|预计|目标|要|将", sentence[: match.start()]):
                chars = start + match.start(), start + match.end()
                yield report(place, "这里写的是已经做到的成绩，绩效目标应写本年度要做到什么，请核对。", chars=chars)


_PLAIN = "《党政机关公文处理工作条例》：表述准确，内容完整"
_DUTIES = "财预〔2015〕88号《中央部门预算绩效目标管理办法》：绩效目标与部门职责相符"

CHECKS = (
    Check(
        id="DOC-07",
        title="话说完了",
        severity="warning",
        rule=_PLAIN,
        example="……加强道路交通安全宣传和；后半句缺失，应补全。",
        cell=_cut_off,
        signs=frozenset(LAST + sign for sign in _HANGING_ENDS) | {PROSE} | (_HANGING_ENDS - _HAN),
        defaults={"least": "8", "long": "40"},
    ),
    Check(
        id="DOC-08",
        title="单位称谓正确",
        severity="warning",
        rule=_PLAIN,
        example="局机关的文本写“我委”；应写 我局。",
        front=_own_name,
        defaults={"heading": "30"},
    ),
    Check(
        id="DOC-09",
        title="没有别的部门、别的层级的话",
        severity="warning",
        rule=_DUTIES,
        example="交通局文本写“促进粮食事业发展”；应写本部门的工作。",
        cell=_foreign,
        signs=frozenset("全各") | {LISTED},
    ),
    Check(
        id="DOC-10",
        title="写的是计划，不是成绩",
        severity="info",
        rule="财预〔2015〕88号《中央部门预算绩效目标管理办法》：绩效目标指向明确",
        example="查处了35起违法案件；应写 全年查处违法案件35起以上。",
        front=_results,
    ),
    Check(
        id="DOC-11",
        title="没有审核稿的标记",
        severity="warning",
        rule="财预〔2016〕143号《地方预决算公开操作规程》：形式规范",
        example="正文里留着“仅供内部审核”；应删去。",
        cell=_draft,
        kinds=frozenset({PARAGRAPH, NARRATIVE}),
        defaults={"stamp": "20"},
    ),
)
