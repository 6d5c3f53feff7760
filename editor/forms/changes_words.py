"""What the attributes of a form are called in sentences for the clerk."""

from collections.abc import Mapping

WHOLE = ""
"""Where an attribute of the form itself stands."""

NAMES: Mapping[str, str] = {
    "title": "名称",
    "family": "系列",
    "unit_code": "单位编码的写法",
    "unit": "单位",
    "decimals": "小数位数",
    "kind": "种类",
    "label": "名称",
    "aliases": "认得的别名",
    "pattern": "写法",
    "blank": "空白时印的字",
    "points": "各栏",
    "suffix": "后面印的字",
    "marker": "每条前面的编号",
    "level": "级次",
    "roles": "指标分类的对应",
    "default": "一开始的内容",
    "county": "从部门名称认县、市的办法",
    "heading": "印出的标题",
    "contents": "目录里的写法",
    "title_suffix": "表名的后半",
    "contents_title": "目录里的写法",
    "unit_line": "表上方的一行",
    "unit_label": "金额单位前的字",
    "classified_text": "涉密项目印的字",
    "classified_names": "涉密项目的名称",
    "leader": "引向页码的点",
    "templates": "照数字写成的文字",
    "continued": "续表的标题",
    "outline": "目录和导航里的写法",
    "continued_style": "字体",
    "group": "所在的一组",
    "help": "填写说明",
    "width": "列宽",
    "subjects": "所用的科目",
    "formula": "算法",
    "source": "取数的地方",
    "rows": "固定的行",
    "number": "表号",
    "orientation": "纸张的方向",
    "note": "表下的说明",
    "empty_note": "没有数时的说明",
    "head": "表头",
    "levels": "各级编码的长度",
    "last_year": "上年数的来处",
    "rounding": "允许的尾差",
    "own_subjects": "自己增加的科目",
    "title_style": "字体",
    "unit_style": "字体",
    "label_style": "字体",
    "classified_style": "字体",
    "part_style": "字体",
    "entry_style": "字体",
}
"""Attributes by their names in the form's classes."""

TRUTHS: Mapping[str, tuple[str, str]] = {
    "required": ("改为必填", "改为可以不填"),
    "merge": ("相同的改为合并成一格", "相同的不再合并"),
    "printed": ("改为要印", "不再印"),
    "separator": ("改为印千位分隔号", "不再印千位分隔号"),
    "fixed": ("指标表的行改为固定", "指标表的行改为可以增减"),
    "numbers": ("表头改为印栏次", "表头不再印栏次"),
    "sheets": ("改为放绩效目标表", "不再放绩效目标表"),
    "trim": ("不再补足末尾的零", "改为补足末尾的零"),
}
"""What is said where it becomes true, and where it becomes false."""

SHAPED = frozenset(
    {
        "pattern",
        "unit_code",
        "county",
        "roles",
        "formula",
        "source",
        "last_year",
        "subjects",
        *(key for key in NAMES if key.endswith("_style")),
    }
)
"""What a clerk could not read: expressions, names of styles."""

CHOICES: Mapping[str, Mapping[object, str]] = {
    "kind": {
        "text": "文字",
        "code": "编码",
        "money": "金额",
        "percents": "百分比",
        "list": "逐条文字",
        "name": "名称",
        "unit": "单位",
        "count": "个数",
        "area": "面积",
    },
    "level": {None: "无"},
    "orientation": {"portrait": "竖放", "landscape": "横放"},
}
"""Values that have a name."""
