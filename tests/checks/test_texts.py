"""Cell checks on single texts: what each finds, where in the text, what it mends; and what it leaves alone."""

import pytest

from editor.checks.catalogue import CATALOGUE
from editor.checks.cells import CellChecks, found_at
from editor.checks.finding import Finding
from editor.checks.words import Words
from editor.domain.places import VOLUME
from editor.forms.form import Form

FOUND = [
    # check, kind, text, the characters meant, the text mended (None: only a person can)
    ("TXT-01", "purpose", "2024年需维修费8万元", "2024", None),
    ("TXT-01", "description", "力争2025年底前全部支付", "2025", "力争2027年底前全部支付"),
    ("TXT-01", "goals", "2026年12月31日前完成验收。", "2026", "2027年12月31日前完成验收。"),
    ("TXT-02", "goals", "任务圆满完场，群众满意。", "圆满完场", "任务圆满完成，群众满意。"),
    ("TXT-02", "purpose", "用于按装路灯", "按装", "用于安装路灯"),
    ("TXT-02", "purpose", "资金及时拔付到村", "拔付", "资金及时拨付到村"),
    ("TXT-02", "paragraph", "严格帐目管理，规范报消程序。", "帐目", "严格账目管理，规范报消程序。"),
    ("TXT-02", "paragraph", "规范报消程序。", "报消", "规范报销程序。"),
    ("TXT-02", "paragraph", "既使下雨也要部暑巡查。", "既使", "即使下雨也要部暑巡查。"),
    ("TXT-02", "paragraph", "截止2027年底全部完工。", "截止", "截至2027年底全部完工。"),
    ("TXT-02", "paragraph", "象往年一样组织巡查。", "象", "像往年一样组织巡查。"),
    ("TXT-02", "goals", "通过路面改造，已达到畅通的要求。", "已", "通过路面改造，以达到畅通的要求。"),
    ("TXT-02", "paragraph", "提高资金使用的安全性和规范型。", "和规范型", "提高资金使用的安全性和规范性。"),
    ("TXT-03", "goals", "广泛征求意见意见", "意见意见", "广泛征求意见"),
    ("TXT-03", "purpose", "补贴及时发发放到户", "发", "补贴及时发放到户"),
    ("TXT-03", "paragraph", "确保路面畅通绝对畅通。", "畅通绝对畅通", None),
    ("TXT-03", "paragraph", "的的确需要加固。", "的的", None),
    ("TXT-04", "basis", "青交字[2026]3号", "[2026]", "青交字〔2026〕3号"),
    ("TXT-04", "basis", "青交字【2026】 3号", "【2026】 ", "青交字〔2026〕3号"),
    ("TXT-04", "basis", "青交字 (2026) 18号文件", " (2026) ", "青交字〔2026〕18号文件"),
    ("TXT-04", "paragraph", "加强巡查,保证畅通。", ",", "加强巡查，保证畅通。"),
    ("TXT-04", "paragraph", "完好率达到98℅以上。", "℅", "完好率达到98%以上。"),
    ("TXT-04", "target", "≥１２０公里", "１２０", "≥120公里"),
    ("TXT-04", "purpose", "安装ＬＥＤ路灯１２．５千米。", "ＬＥＤ", "安装LED路灯12.5千米。"),
    ("TXT-04", "paragraph", "做好养护 工作。", " ", "做好养护工作。"),
    ("TXT-04", "paragraph", "购置设备(含安装)三套。", "(含安装)", "购置设备（含安装）三套。"),
    ("TXT-04", "paragraph", "保证畅通。。", "。。", "保证畅通。"),
    ("TXT-04", "paragraph", "《关于印发<养护办法>的通知》", "<养护办法>", "《关于印发〈养护办法〉的通知》"),
    ("TXT-04", "paragraph", "防止塌方的发生加强雨季巡查力度。", "的发生", None),
    ("TXT-05", "paragraph", "落实《关于养护的通知要求。", "《", None),
    ("TXT-05", "paragraph", "做到“畅通、安全，不留死角。", "“", None),
    ("TXT-05", "paragraph", "落实养护办法》要求。", "》", None),
    ("TXT-05", "paragraph", "（一边“巡查）一边”处治。", "“巡查）", None),
    ("TXT-05", "basis", "《关于印发《养护办法》的通知》", "《", "《关于印发〈养护办法〉的通知》"),
    ("TXT-06", "paragraph", "做好“十三五”规划收尾。", "“十三五”", None),
    ("TXT-06", "paragraph", "学习党的十四届四中全会精神。", "党的十四届", None),
    ("TXT-07", "goals", "通过开展，为群众提供方便。", "通过开展，", None),
    ("TXT-07", "paragraph", "深入贯彻党的精神，做好工作。", "贯彻党的精神", None),
    ("TXT-09", "level3", "路面平整情况。", "。", "路面平整情况"),
    ("TXT-09", "goals", " 保证畅通。", " ", "保证畅通。"),
    ("TXT-09", "purpose", "材料费。\n\n劳务费。", "\n\n", "材料费。\n劳务费。"),
    ("TXT-10", "purpose", "护路员20人，每人每月500元，年计15万元。", "15", None),
    ("TXT-10", "purpose", "材料3.2万元，劳务4.1万元，机械1.5万元，合计9.8万元。", "9.8", None),
    ("DOC-07", "purpose", "用于县道日常养护材料、", "、", None),
    ("DOC-07", "paragraph", "落实各项安全措施和责任以及", "以及", None),
    ("DOC-09", "paragraph", "为全省提供技术支持。", "全省", None),
    ("DOC-12", "paragraph", "<b>总体目标</b>", "<b>", "总体目标</b>"),
    ("DOC-12", "paragraph", "总体绩效目标 TC 总体绩效目标 \\f A \\l 1", " TC 总体绩效目标 \\f A \\l 1", "总体绩效目标"),
    ("GOL-02", "goals", "（1）完成养护120公里。", "（1）", "完成养护120公里。"),
    ("GOL-02", "goals", "目标内容1完成养护120公里。", "目标内容1", "完成养护120公里。"),
    ("IND-28", "target", "≥85％", "％", "≥85%"),
]

LEFT_ALONE = [
    ("purpose", "自己完成的装备维修，记录在案，讨论讨论再定。"),
    ("purpose", "发电机组按装机容量配置，按装备数量保养。"),
    ("paragraph", "公布署名举报结果，既使用传统方法又使用新方法。"),
    ("paragraph", "参照2025年养护数据安排，根据2024年普查结果确定。"),
    ("paragraph", "自2019年以来持续开展，2020年建成了三座桥。"),
    ("paragraph", "以《青石县2021年农村公路规划》为依据。"),
    ("paragraph", "方方面面支持，家家户户受益，实实在在见效。"),
    ("paragraph", "目的的实现要靠落实，和和睦睦过日子。"),
    ("paragraph", "1）巡查；2）处治；（3）验收。"),
    ("paragraph", "他说：“要做到‘早发现、早处治’。”"),
    ("paragraph", "（一）巡查道路。"),
    ("paragraph", "按照全省农村公路现场会要求推进。"),
    ("paragraph", "为群众服务，对象满意。"),
    ("paragraph", "年末完成决算，周末完成清扫，期末完成考核。"),
    ("paragraph", "今年未发生责任事故，全年未完成的转下年。"),
    ("paragraph", "正规化、规范化水平提高，会计划分岗位。"),
    ("paragraph", "公园满意度调查，健康服务中心建设，骨干作用明显。"),
    ("paragraph", "采购制度健全，施工程序合规，设备按规定保养。"),
    ("paragraph", "预防犯罪、解决对策、联合做好、职工做到、机制做实、主动做优、占地面积及用途。"),
    ("paragraph", "工程续建、保健设施、新增近百户、规模形成、自觉查摆、参观查看、巡视查出、一座镇标志桥。"),
    ("paragraph", "现场锁定证据，评选中表现突出，按召开次数和按造价比例计算，12月份内完成，偿债责任明确。"),
    ("purpose", "护路员20人，每人每月500元，年计12万元；材料3万元。合计共需15万元。"),
    ("purpose", "改造户厕2300座，每座800元，合计184万元。"),
    ("purpose", "共需18.3万元，其中材料10.3万元，劳务8万元。"),
    ("purpose", "租车费每天300元，全年约200天，年需6万元。"),
    ("purpose", "每亩补助20元，县级承担部分合计58.19万元。"),
    ("basis", "青交字〔2026〕3号"),
    ("basis", "2026年路况普查结果（共3册）"),
    ("target", "≥85%"),
    ("level3", "路面平整度（IRI）"),
    ("description", "A、B两类桥梁（含涵洞）的完好比例"),
]


@pytest.fixture(scope="module")
def checks() -> CellChecks:
    from editor.checks.words import bundled_words
    from editor.forms.packs import bundled_packs

    form = bundled_packs().form("hebei-2023")
    return CellChecks(form, bundled_words(), [(c, c.report(form)) for c in CATALOGUE if c.cell])


def read(checks: CellChecks, kind: str, text: str) -> list[Finding]:
    return list(found_at(VOLUME, checks.marks(2027, kind, text), ""))


@pytest.mark.parametrize(("check", "kind", "text", "meant", "mended"), FOUND)
def test_found(checks: CellChecks, check: str, kind: str, text: str, meant: str, mended: str | None) -> None:
    findings = [f for f in read(checks, kind, text) if f.check == check]
    assert findings
    finding = findings[0]
    assert finding.chars is not None and finding.message.endswith("。")
    assert text[slice(*finding.chars)] == meant
    assert (finding.fix.entries[0][1] if finding.fix else None) == mended
    if mended is not None:
        assert finding not in read(checks, kind, mended)


@pytest.mark.parametrize(("kind", "text"), LEFT_ALONE)
def test_left_alone(checks: CellChecks, kind: str, text: str) -> None:
    assert read(checks, kind, text) == []


def test_the_same_text_is_read_once(checks: CellChecks) -> None:
    assert read(checks, "goals", "任务圆满完场。") == read(checks, "goals", "任务圆满完场。")


def test_lists_of_words_say_nothing_against_each_other(form: Form, words: Words) -> None:
    """No right word of the list is found wrong itself."""
    for hit_list in (words.lexicon.find(word.instead) for word in words.typos()):
        assert [hit.word.find for hit in hit_list if hit.word.kind == "typo"] == []


@pytest.mark.parametrize("piece", ["《甲》", " ", "每人1元", "合计1万元", "1×", "（）", "《", "工 ", "2020年", "，"])
@pytest.mark.parametrize("kind", ["purpose", "target"])
def test_a_text_without_an_end_is_read_to_its_end(checks: CellChecks, kind: str, piece: str) -> None:
    """Twice the text is not four times the work: what grows so stands still for minutes here."""
    read(checks, kind, piece * 5_000)
