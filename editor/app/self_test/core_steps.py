"""The steps without a window: the program's own files, a Word file read in, the check, PDF and Excel written and read back."""

from collections.abc import Callable
from pathlib import Path

from editor.app.self_test.trial import Step, Trial, demand
from editor.domain.volume import Volume
from editor.resources import resources_dir

_PDF_PAGES = 3
"""Cover, contents and a sheet at least."""


def _own_files(trial: Trial) -> str:
    from editor.bridge.help import help_book
    from editor.typeset.fonts import FontSet

    forms = trial.packs.all()
    demand(forms, "没有表样")
    demand((resources_dir() / "licences" / "THIRD-PARTY.md").is_file(), "没有第三方许可说明")
    fonts = FontSet.bundled()
    for role in ("title", "song", "hei", "kai", "fangsong"):
        measure = fonts.measure(role, 10)
        demand(fonts.face(measure.face).glyph("绩"), "自带字体缺字")
    return f"表样 {len(forms)} 套，帮助 {len(help_book().pages)} 页，字体、示例齐全"


def _import_word(trial: Trial) -> str:
    """The example as the Word file of last year; it is read in a process of its own."""
    source = _export(trial, "上年文本.docx")
    volume = _import(trial, source)
    _compare(volume, trial.example)
    return f"{len(volume.projects)} 个项目、{_rows(volume)} 条指标，一条不少"


def _check(trial: Trial) -> str:
    """What is there, and that a name taken away is found."""
    from editor.checks.engine import Checker
    from editor.domain.edits import set_field
    from editor.domain.volume import NAME

    checker = Checker(trial.form)
    found = checker.check(trial.example)
    key = next(project.key for project in trial.example.projects if not project.classified)
    nameless = checker.check(set_field(trial.example, key, NAME, ""))
    wrong = [f for f in nameless if f.severity == "error" and f.place.project == key and f not in found]
    demand(wrong, "去掉项目名称以后没有报错")
    return f"示例 {len(found)} 条；去掉一个项目名称，报错 {len(wrong)} 条"


def _pdf(trial: Trial) -> str:
    from editor.exchange.raw import RawParagraph
    from editor.exchange.readers.worker import read_source

    file = _export(trial, "正式文本.pdf")
    document = read_source(file)
    text = "".join(block.text for block in document.blocks if isinstance(block, RawParagraph))
    pages = max((block.where.page or 0 for block in document.blocks), default=0)
    demand(trial.example.department in text.replace("\n", ""), "印出的 PDF 里读不到部门名称")
    demand(pages >= _PDF_PAGES, f"PDF 只有 {pages} 页")
    return f"{pages} 页，{_size(file)}，文字可以复制"


def _excel(trial: Trial) -> str:
    file = _export(trial, "附表.xlsx")
    volume = _import(trial, file)
    demand([p.name for p in volume.projects] == [p.name for p in trial.example.projects], "读回的项目名称不同")
    return f"{_size(file)}，读回 {len(volume.projects)} 个项目"


def _export(trial: Trial, name: str) -> Path:
    from editor.document.exporting import Exporter, Request
    from editor.typeset.fonts import FontSet

    file = trial.folder / name
    Exporter(trial.form, FontSet.of_machine).export(Request(trial.example), file)
    return file


def _import(trial: Trial, source: Path) -> Volume:
    from editor.exchange.importing import import_sources

    return import_sources([source], trial.packs)[0]


def _compare(volume: Volume, wanted: Volume) -> None:
    parts: tuple[tuple[str, Callable[[Volume], object]], ...] = (
        ("年度", lambda v: v.year),
        ("部门", lambda v: v.department),
        ("项目", lambda v: [project.name for project in v.projects]),
        ("指标", _rows),
    )
    for name, part in parts:
        demand(part(volume) == part(wanted), f"读回的{name}不同")


def _rows(volume: Volume) -> int:
    return sum(len(project.indicators) for project in volume.projects)


def _size(file: Path) -> str:
    return f"{file.stat().st_size / 1024:.0f} KB"


CORE_STEPS: tuple[Step, ...] = (
    ("程序文件", _own_files),
    ("导入 Word", _import_word),
    ("核对", _check),
    ("导出 PDF", _pdf),
    ("导出 Excel", _excel),
)
