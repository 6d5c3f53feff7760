"""The one entry for people who work on the program; standard library only.

    python3 packaging/dev.py run            an example in the window; without a screen, its PDF in build/
    python3 packaging/dev.py test  [...]    the tests; what follows goes to pytest
    python3 packaging/dev.py check          style, types, import contracts, the house rules
    python3 packaging/dev.py accept [...]   write the reference outputs anew, to be looked at in the diff
    python3 packaging/dev.py bench [...]    speed and memory, beside Typst
    python3 packaging/dev.py torture [...]  kills, power cuts, damaged files: what is left is judged and counted
    python3 packaging/dev.py build [--test] the program as a folder that needs no Python, and its packages in dist/
    python3 packaging/dev.py fonts [...]    make the bundled fonts anew

What is missing is installed into .venv first.
"""

import os
import shutil
import subprocess
import sys

NEWEST_FIRST = ("python3.14", "python3.13", "python3.12", "python3.11")


def main(arguments: "list[str]") -> int:
    """Runs one command; its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older python must get as far as this sentence
        return with_newer_python(arguments)
    import dev_commands  # noqa: PLC0415 - it needs 3.11

    name, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    command = dev_commands.COMMANDS.get(name)
    if command is None:
        print(__doc__)
        return 0 if name in ("", "-h", "--help") else 2
    try:
        return command(rest)
    except dev_commands.Missing as missing:
        print(missing, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def with_newer_python(arguments: "list[str]") -> int:
    """The same again under a python that is new enough, where the machine has one."""
    found = next((path for path in map(shutil.which, NEWEST_FIRST) if path), None)
    if found is None:
        print("需要 Python 3.11 或更新的版本。Python 3.11 or newer is needed.", file=sys.stderr)
        return 1
    return subprocess.call([found, os.path.abspath(__file__), *arguments])  # noqa: PTH100


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
