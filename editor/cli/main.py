"""The command line `jixiao`: words in, exit code out. The window does not wait for the commands to load."""

import sys
from collections.abc import Sequence
from pathlib import Path

from editor.cli.codes import INTERRUPTED, UNUSABLE
from editor.cli.console import Console, use_utf8
from editor.errors import UserError


def run(arguments: Sequence[str], console: Console) -> int:
    """Runs one command; what cannot be used is one Chinese line on stderr, never a traceback."""
    try:
        if _only_files(arguments):
            from editor.app.main import run_window

            return run_window(tuple(map(Path, arguments)))
        from editor.cli.group import run_command

        return run_command(arguments, console)
    except UserError as error:
        console.remark(str(error))
        return UNUSABLE
    except KeyboardInterrupt:
        console.remark("已中断。")
        return INTERRUPTED


def _only_files(words: Sequence[str]) -> bool:
    """Nothing but files for the window, or nothing at all: no command has a dot, and no option stands without its dash."""
    return not any(word.startswith("-") for word in words) and (not words or bool(Path(words[0]).suffix))


def main() -> None:
    """The entry point of the installed command."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    use_utf8()
    sys.exit(run(sys.argv[1:], Console()))


if __name__ == "__main__":
    main()
