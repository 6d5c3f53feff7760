"""The command line `jixiao`: words in, exit code out."""

import sys
from collections.abc import Sequence

import click

from editor.cli.chinese import ChineseGroup, complaint
from editor.cli.commands import COMMANDS
from editor.cli.console import Console, use_utf8
from editor.errors import UserError

DONE, FINDINGS, BAD_USAGE, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130


@click.group(cls=ChineseGroup, no_args_is_help=True)
@click.version_option(package_name="jixiao", message="绩效文本编辑器 %(version)s", help="显示版本。")
def jixiao() -> None:
    """绩效文本编辑器：把上年的部门预算绩效文本编成本年的正式文本，核对、打印，不用联网。"""


for _command in COMMANDS:
    jixiao.add_command(_command)


def run(arguments: Sequence[str], console: Console) -> int:
    """Runs one command; a mistake of the user is one Chinese line on stderr, never a traceback."""
    try:
        code = jixiao.main(list(arguments), prog_name="jixiao", standalone_mode=False, obj=console)
    except click.ClickException as error:
        console.remark(complaint(error))
        return BAD_USAGE
    except click.Abort:
        console.remark("已中断。")
        return INTERRUPTED
    except UserError as error:
        console.remark(str(error))
        return UNUSABLE
    return code if isinstance(code, int) else DONE


def main() -> None:
    """The entry point of the installed command."""
    use_utf8()
    sys.exit(run(sys.argv[1:], Console()))


if __name__ == "__main__":
    main()
