"""The commands of `jixiao` together, and the window where no command is written."""

from collections.abc import Sequence
from pathlib import Path

import click

from editor import __version__
from editor.cli.chinese import ChineseCommand, ChineseGroup, complaint
from editor.cli.codes import BAD_USAGE, DONE, INTERRUPTED
from editor.cli.commands import COMMANDS
from editor.cli.console import Console


class _Jixiao(ChineseGroup):
    """`jixiao [FILE]`: what is no command is a file for the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and _is_file_name(args[0]):
            return "window", self.commands["window"], args
        return super().resolve_command(ctx, args)


@click.group(cls=_Jixiao, invoke_without_command=True)
@click.version_option(__version__, message="绩效文本编辑器 %(version)s", help="显示版本。")
@click.pass_context
def jixiao(ctx: click.Context) -> int | None:
    """绩效文本编辑器：把上年的部门预算绩效文本编成本年的正式文本，核对、打印，不用联网。

    不写命令就打开窗口；写文件名就在窗口里打开它：jixiao [文件]
    """
    return _open_window(()) if ctx.invoked_subcommand is None else None


@click.command(cls=ChineseCommand, hidden=True)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="文件")
def window(files: tuple[Path, ...]) -> int:
    """打开窗口。"""
    return _open_window(files)


def _open_window(files: Sequence[Path]) -> int:
    """The window comes with Qt, which no other command needs."""
    from editor.app.main import run_window

    return run_window(files)


def _is_file_name(word: str) -> bool:
    """A mistyped command has no dot and is no file that is there."""
    return not word.startswith("-") and (bool(Path(word).suffix) or Path(word).exists())


for _command in (*COMMANDS, window):
    jixiao.add_command(_command)


def run_command(arguments: Sequence[str], console: Console) -> int:
    """Runs one command; a mistake in its words is one Chinese line on stderr."""
    try:
        code = jixiao.main(list(arguments), prog_name="jixiao", standalone_mode=False, obj=console)
    except click.ClickException as error:
        console.remark(complaint(error))
        return BAD_USAGE
    except click.Abort:
        console.remark("已中断。")
        return INTERRUPTED
    return code if isinstance(code, int) else DONE
