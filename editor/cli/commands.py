"""The commands of `jixiao`, one function each."""

import gc
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from editor.cli.chinese import ChineseCommand, Year
from editor.cli.console import Console
from editor.cli.findings import finding_lines, findings_json
from editor.cli.listing import volume_lines
from editor.domain.volume import Section, Volume
from editor.errors import UserError
from editor.forms.form import Form
from editor.forms.packs import FormPacks

if TYPE_CHECKING:
    from editor.checks.words import Words
    from editor.compose.self_check import SelfCheck

_FILE = click.Path(path_type=Path)
_Command = TypeVar("_Command", bound=Callable[..., Any])


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles meanwhile: the process ends after it, and it would go through a million values that have none.

    An export takes a fifth less time and one percent more memory.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _json_option(help_text: str) -> Callable[[_Command], _Command]:
    return click.option("--json", "as_json", is_flag=True, help=help_text)


@click.command(cls=ChineseCommand)
@click.option("--form", "form_id", required=True, metavar="表样", help="表样的编号，见 jixiao forms。")
@click.option("--year", required=True, type=Year(), metavar="年", help="预算年度。")
@click.option("--department", required=True, metavar="名称", help="部门名称。")
@click.option("-o", "--output", required=True, type=_FILE, metavar="文件", help="新文件，以 .jixiao 结尾。")
@click.pass_obj
def new(console: Console, form_id: str, year: int, department: str, output: Path) -> None:
    """新建一册空的绩效文本。"""
    form = _form(_packs(), form_id)
    sections = tuple(Section(key) for key in form.sections())
    _create(output, Volume(form.id, year, department, sections=sections), overwrite=False)
    console.result(f"已新建 {output}：{form.title}，{year} 年，{department}。")


@click.command(name="import", cls=ChineseCommand)
@click.argument("sources", nargs=-1, required=True, type=_FILE, metavar="来源文件...")
@click.option("-o", "--output", required=True, type=_FILE, metavar="文件", help="编成的文件，以 .jixiao 结尾。")
@click.option("--form", "form_id", metavar="表样", help="表样的编号；不写就自己判断。")
@click.option("--year", type=Year(), metavar="年", help="预算年度；不写就自己判断。")
@click.option("--report", type=_FILE, metavar="文件", help="把完整的导入报告写成 JSON。")
@click.option("--overwrite", is_flag=True, help="编成的文件已经有了，就替换它。")
@click.pass_obj
def import_(
    console: Console,
    *,
    sources: tuple[Path, ...],
    output: Path,
    form_id: str | None,
    year: int | None,
    report: Path | None,
    overwrite: bool,
) -> None:
    """把上年的 Word、Excel、PDF 或文本文件编成一册。可以一次给几个文件，合成一册。"""
    from editor.exchange.importing import import_sources
    from editor.exchange.saving import save
    from editor.store.creating import is_taken

    packs = _packs()
    if form_id is not None:
        _form(packs, form_id)
    if is_taken(output) and not overwrite:
        raise UserError(f"“{output}”已经有了，没有导入。请换一个文件名，或加上 --overwrite 替换它。")
    volume, told = import_sources(sources, packs, form_id=form_id, year=year, progress=console.reading)
    _create(output, volume, overwrite=overwrite)
    if report is not None:
        save(report, (json.dumps(told.to_json(), ensure_ascii=False, indent=1) + "\n").encode())
    for line in told.lines():
        console.result(line)
    console.result(f"已编成 {output}。")


@click.command(cls=ChineseCommand)
@click.argument("file", type=_FILE, metavar="文件")
@_json_option("以 JSON 输出整册。")
@click.pass_obj
@_uncollected()
def show(console: Console, file: Path, as_json: bool) -> None:
    """显示整册的内容。"""
    from editor.exchange.json_io import volume_to_json

    volume, form = _read(file)
    if as_json:
        console.result(json.dumps(volume_to_json(volume, form), ensure_ascii=False, indent=1))
    else:
        for line in volume_lines(volume, form):
            console.result(line)


@click.command(cls=ChineseCommand)
@click.argument("file", type=_FILE, metavar="文件")
@_json_option("以 JSON 输出核对结果。")
@click.option("-o", "--output", type=_FILE, metavar="文件", help="另写成自查表，以 .pdf 或 .xlsx 结尾。")
@click.option("--made", default="", metavar="日期", help="印在自查表上的自查时间；不写就不印。")
@click.pass_obj
@_uncollected()
def check(console: Console, file: Path, as_json: bool, output: Path | None, made: str) -> int:
    """核对整册；有错误时退出码为 1。"""
    from editor.checks.engine import Checker
    from editor.document.print_facts import findings_in_print
    from editor.typeset.fonts import FontSet

    if output is not None:
        _require_list(output)
    volume, form = _read(file)
    findings = (
        *Checker(form, _words(console)).check(volume),
        *findings_in_print(volume, form, FontSet.of_machine()),
    )
    if output is not None:
        from editor.document.self_check import self_check

        _write_self_check(console, self_check(volume, form, findings, made), form, output)
    if as_json:
        console.result(json.dumps(findings_json(volume, findings), ensure_ascii=False, indent=1))
    else:
        for line in finding_lines(volume, form, findings):
            console.result(line)
    return int(any(f.severity == "error" and f.waived is None for f in findings))


@click.command(cls=ChineseCommand)
@click.argument("file", type=_FILE, metavar="文件")
@click.argument("more", nargs=-1, metavar="")
@click.option("-o", "--output", required=True, type=_FILE, metavar="文件", help="以 .pdf、.docx、.xlsx 或 .json 结尾。")
@click.option("--project", "codes", multiple=True, metavar="编码", help="只导出这个项目；可以写几个。")
@click.option("--watermark", default="", metavar="文字", help="每页印上水印。")
@click.pass_obj
@_uncollected()
def export(
    console: Console, *, file: Path, more: tuple[str, ...], output: Path, codes: tuple[str, ...], watermark: str
) -> None:
    """导出成 PDF、Word、Excel 或 JSON，格式看文件名的结尾。"""
    from editor.document.exporting import Exporter, Request
    from editor.typeset.fonts import FontSet

    if more and not codes:
        raise click.UsageError("unexpected extra argument", click.get_current_context())
    volume, form = _read(file)
    projects = _projects(volume, (*codes, *more)) if codes else None
    request = Request(volume, projects, watermark, console.pages)
    for remark in Exporter(form, FontSet.of_machine).export(request, output):
        console.remark(remark)
    console.result(f"已导出 {output}。")


@click.command(cls=ChineseCommand)
@_json_option("以 JSON 输出。")
@click.option("--take", type=_FILE, metavar="文件", help="导入一个表样包（.jixiaobiao），并说明有哪些变化。")
@click.option("--back", metavar="编号", help="撤下导入的表样包，恢复前一版。")
@click.pass_obj
def forms(console: Console, *, as_json: bool, take: Path | None, back: str | None) -> None:
    """列出可用的表样，各是第几版、从哪里来；导入表样包，或恢复前一版。"""
    from editor.cli.forms import list_forms, take_forms, take_forms_back

    if as_json + (take is not None) + (back is not None) > 1:
        raise click.UsageError("--json、--take、--back 一次只能写一个", click.get_current_context())
    if take is not None:
        take_forms(console, take)
    elif back is not None:
        take_forms_back(console, back)
    else:
        list_forms(console, as_json=as_json)


def _words(console: Console) -> "Words":
    """The program's words with the clerk's own, as in the window; without these where their file cannot be read."""
    import os

    from editor.bridge.preferences import OWN_WORDS, own_folder
    from editor.checks.own_words import OwnWords, read_own_words, words_with
    from editor.document.form_room import own_form_room
    from editor.resources import program_file

    folder = own_folder(os.environ, Path.home(), program_file())
    try:
        lists = own_form_room(folder).word_lists()
    except UserError as error:
        console.remark(f"导入的词表没有起作用：{error}")
        lists = None
    try:
        return words_with(read_own_words(folder / OWN_WORDS), lists)
    except UserError as error:
        console.remark(f"我的词表没有起作用：{error}")
        return words_with(OwnWords(), lists)


def _require_list(output: Path) -> None:
    """Before the work begins."""
    from editor.document.self_check import require_suffix

    require_suffix(output)


def _write_self_check(console: Console, listed: "SelfCheck", form: Form, output: Path) -> None:
    """Says so beside the result, which may be JSON."""
    from editor.document.self_check import SelfCheckWriter
    from editor.typeset.fonts import FontSet

    for remark in SelfCheckWriter(form, FontSet.of_machine).write(listed, output):
        console.remark(remark)
    console.remark(f"已写出自查表 {output}。")


def _packs() -> FormPacks:
    from editor.cli.forms import own_room

    return own_room().packs


def _form(packs: FormPacks, form_id: str) -> Form:
    if form_id not in packs.ids:
        raise click.BadParameter(f"没有“{form_id}”这个表样，可用的有 {'、'.join(packs.ids)}", param_hint="--form")
    return packs.form(form_id)


def _read(file: Path) -> tuple[Volume, Form]:
    """The volume of a file; nothing is locked and nothing written."""
    from editor.document.document import open_document

    with open_document(file, read_only=True) as document:
        return document.volume, _packs().form(document.volume.form)


def _create(path: Path, volume: Volume, *, overwrite: bool) -> None:
    """A new file; a document it replaces is backed up first, where the window has its backups too."""
    from editor.document.document import create_document
    from editor.store.backup import Backups

    backups = Backups(_own_folder() / "backups") if overwrite else None
    create_document(path, volume, overwrite=overwrite, backups=backups).close()


def _own_folder() -> Path:
    import os

    from editor.bridge.preferences import own_folder
    from editor.resources import program_file

    return own_folder(os.environ, Path.home(), program_file())


def _projects(volume: Volume, codes: tuple[str, ...]) -> frozenset[int]:
    """Keys of the projects with these codes; a classified one, which has none, is named by its number."""
    by_code = {project.code: project.key for project in volume.projects if project.code}
    by_number = {str(number): project.key for number, project in enumerate(volume.projects, 1)}
    unknown = [code for code in codes if code not in by_code and code not in by_number]
    if unknown:
        raise UserError(f"这一册里没有编码为“{'”“'.join(unknown)}”的项目，没有导出。请用 jixiao show 查看项目编码。")
    return frozenset(by_code.get(code) or by_number[code] for code in codes)


@click.command(name="self-test", cls=ChineseCommand, hidden=True)
@click.option("-o", "--output", type=_FILE, metavar="文件", help="把报告另存成文本文件。")
@click.pass_obj
def self_test(console: Console, output: Path | None) -> int:
    """程序自检：在临时文件夹里把主要的事做一遍，看程序在这台电脑上是否正常。不碰自己的文件。"""
    from editor.app.self_test.run import run_self_test
    from editor.exchange.saving import save

    lines: list[str] = []

    def tell(line: str) -> None:
        """At once, and to the file as well: what is tried may take the whole program down."""
        console.result(line)
        console.flush()
        lines.append(line)
        if output is not None:
            save(output, ("\n".join(lines) + "\n").encode())

    good = run_self_test(tell)
    if output is not None:
        console.remark(f"已写出 {output}。")
    return int(not good)


COMMANDS = (new, import_, show, check, export, forms, self_test)
