"""Breaks the program in every way a promise of safety speaks of, and prints how often and what came of it.

    dev.py torture                      500 deaths and 2,000 damaged files: some minutes, on one core
    dev.py torture --kills 10 --mutants 0 --power 0 --errors 0 --seed x

Exit code 1 where a promise was broken: each case is named by its seed.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from editor.document.document import open_document
from editor.domain import edits
from torture_errors import Errors, let_calls_fail
from torture_files import Exporting, Importing, Migrating
from torture_kills import BackingUp, Creating, Marking, Tally, Walk, Work, kill
from torture_looks import EXAMPLES, documents, look_at_document, look_at_source, sources
from torture_mutants import Outcome, try_all
from torture_power import Cuts, cut_power
from torture_process import Said
from torture_window import kill_printing, kill_window

_FORKED: Sequence[tuple[str, Callable[[], Work], float]] = (
    ("录入、粘贴 500 行、撤销、版本", Walk, 0.42),
    ("备份", BackingUp, 0.1),
    ("新建、另存为、覆盖", Creating, 0.1),
    ("标为涉密", Marking, 0.08),
    ("升级旧文件", Migrating, 0.08),
    ("导出 PDF、Word、Excel、JSON", Exporting, 0.08),
    ("导入", lambda: Importing(next(EXAMPLES.glob("*2020.docx"))), 0.06),
)
_WINDOWS = 0.04
"""The share of deaths of the window, and of printing into a file."""
_KINDS = ("docx", "xlsx", "pdf", "json")


def main(arguments: Sequence[str]) -> int:
    """Runs all of it and prints the tables; the exit code."""
    options = _parser().parse_args(arguments)
    os.nice(options.nice)
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-") as name:
        folder = Path(name)
        os.environ["XDG_DATA_HOME"] = os.environ["APPDATA"] = str(folder / "data")  # where backups of imports lie
        deaths = list(_deaths(options.kills, folder, options.seed)) if options.kills else []
        cuts = [cut_power(folder / "power", options.power, options.seed)] if options.power else []
        errors = [let_calls_fail(folder / "errors", options.errors, options.seed)] if options.errors else []
        damaged = list(_damaged(options.mutants, folder, options.seed)) if options.mutants else []
    parts: list[Tally | Cuts | Errors | Outcome] = [*deaths, *cuts, *errors, *damaged]
    faults = [fault for part in parts for fault in part.faults]
    _print(deaths, cuts, errors, damaged)
    print(f"\n种子 {options.seed}，用时 {time.monotonic() - begun:.0f} 秒，违背承诺 {len(faults)} 处。")
    for fault in faults:
        print(f"  ✗ {fault}")
    return int(bool(faults))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="deaths by SIGKILL")
    parser.add_argument("--mutants", type=int, default=2000, help="damaged files")
    parser.add_argument("--power", type=int, default=300, help="power cuts, replayed from the system calls")
    parser.add_argument("--errors", type=int, default=150, help="runs in which system calls fail")
    parser.add_argument("--seed", default="2027", help="the same seed tries the same steps and the same damages")
    parser.add_argument("--nice", type=int, default=10)
    return parser


def _deaths(count: int, folder: Path, seed: str) -> Iterator[Tally]:
    for name, make, share in _FORKED:
        _say(name)
        part = folder / f"{len(list(folder.iterdir()))}"
        yield kill(name, make, max(1, round(count * share)), part, seed)
        shutil.rmtree(part)
    _say("窗口")
    yield _windows(max(1, round(count * _WINDOWS)), folder / "windows", seed)
    yield _prints(max(1, round(count * _WINDOWS)), folder / "prints", seed)


def _windows(count: int, folder: Path, seed: str) -> Tally:
    """The window itself over one file, and a new window behind each death."""
    folder.mkdir()
    tally, chance, last = Tally("窗口（关掉以后再打开）"), random.Random(seed), 0
    path = folder / "窗口.jixiao"
    shutil.copy(next(EXAMPLES.glob("*2020.jixiao")), path)
    with open_document(path) as document:
        first = document.volume.projects[0]
        cells = [(first.indicators[0].key, "target", "0")]
        document.apply("改", lambda volume: edits.set_cells(volume, first.key, cells))
    for death in range(count):
        try:
            said, last = kill_window(folder, chance, last, path)
            _count(tally, said)
        except Exception as error:
            tally.faults.append(f"window {seed}:{death}: {type(error).__name__}: {error}")
            break
    return tally


def _prints(count: int, folder: Path, seed: str) -> Tally:
    folder.mkdir()
    tally, chance = Tally("打印到文件"), random.Random(seed)
    target = folder / "印 [一].pdf"
    shutil.copy(sources("pdf", folder)[0], target)
    for death in range(count):
        try:
            _count(tally, kill_printing(folder, chance, target))
        except Exception as error:
            tally.faults.append(f"print {seed}:{death}: {type(error).__name__}: {error}")
    return tally


def _count(tally: Tally, said: Said) -> None:
    tally.deaths += 1
    tally.steps += said.words // 2
    tally.in_flight += said.in_flight


def _damaged(count: int, folder: Path, seed: str) -> Iterator[Outcome]:
    good, bad = folder / "good", folder / "bad"
    good.mkdir()
    bad.mkdir()
    half = count // 2
    _say("jixiao")
    yield try_all("jixiao", documents(good), look_at_document, bad, count=half, seed=seed)
    for kind in _KINDS:
        for left in bad.iterdir():
            left.unlink()
        _say(kind)
        wholes = sources(kind, good)
        for whole in wholes:
            look_at_source(whole)  # what is good can be read; and what reads it is loaded once, for all
        yield try_all(kind, wholes, look_at_source, bad, count=half // len(_KINDS), seed=seed)


def _print(deaths: Sequence[Tally], cuts: Sequence[Cuts], errors: Sequence[Errors], damaged: Sequence[Outcome]) -> None:
    if deaths:
        _table(
            ("强行结束进程（SIGKILL）", "次数", "做成的步", "死在半步", "死在提交中", "违背"),
            [(t.name, t.deaths, t.steps, t.in_flight, t.hot, len(t.faults)) for t in deaths],
        )
    if cuts:
        _table(
            ("断电（按系统调用重放）", "状态", "不同状态", "停在旧步", "停在新步", "违背"),
            [(c.name, c.tried, c.different, c.old, c.new, len(c.faults)) for c in cuts],
        )
    if errors:
        _table(
            ("系统调用出错", "次数", "被拒绝的步", "另存到别处", "违背"),
            [(e.name, e.tried, e.refused, e.moved, len(e.faults)) for e in errors],
        )
    if damaged:
        _table(
            ("损坏的文件", "个数", "打开", "一句话拒绝", "读的进程崩溃", "最慢(秒)", "违背"),
            [(o.kind, o.all, o.opened, o.refused, o.crashed, f"{o.slowest:.1f}", len(o.faults)) for o in damaged],
        )


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """With a line of sums where there are numbers."""
    sums = [sum(c for c in column if isinstance(c, int)) for column in zip(*rows, strict=True)]
    last = ["合计", *(str(s) if isinstance(rows[0][i], int) else "" for i, s in enumerate(sums[1:], 1))]
    lines = [list(head), *([str(cell) for cell in row] for row in rows), last]
    widths = [max(_width(line[i]) for line in lines) for i in range(len(head))]
    print()
    for line in lines:
        blanks = [" " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)]
        print("  ".join((line[0] + blanks[0], *(b + cell for b, cell in zip(blanks[1:], line[1:], strict=True)))))


def _width(text: str) -> int:
    return sum(2 if ord(char) > 0x2E7F else 1 for char in text)


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
