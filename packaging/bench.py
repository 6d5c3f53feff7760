"""Speed and memory beside Typst, on the same content, fonts and machine, in the same run.

    python3 packaging/dev.py bench [--only export,import,open,edit,typeset,checks,publication,window] [--sizes 39,400,4000] [--runs N]

Ratios hold on any machine, seconds on this one. A bar stands beside the figures that have one; the exit code is 1
where one is over.
"""

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_process import ROOT, Cost, in_turn

HERE = ROOT / "packaging"
PARTS = ("export", "import", "open", "edit", "typeset", "checks", "publication", "window")
SIZES = (39, 400, 4000)
RUNS = {39: 9, 400: 5}
FEW_RUNS = 3
WALL_BARS = {39: 1.5, 400: 0.8, 4000: 0.6}
"""Whole export, in Typst's time."""
PEAK_BARS = {400: 0.4}
"""Peak memory of the export, in Typst's."""
GROWTH_BAR = 1.5
"""Pages after an edit in the largest volume, in the time of the smallest."""
CHECK_BARS = {39: 5, 4000: 8}
"""Milliseconds to check again after an edit, 95 of 100 times."""
WHOLE_CHECK_BAR = 4.0
"""Seconds to check the largest volume for the first time, no text in it twice."""
FIGURE_BAR = 50
"""Milliseconds from a changed figure in a table of 2,000 rows to derived cells, paragraphs, findings and the page."""
START_BAR = 3.0
"""The program with a volume open and painted, in the time of an empty window."""
ANSWER_BAR = 0.050
"""Seconds from the key that commits a cell to saved, checked and painted, 95 of 100 times in the smallest volume."""
OPEN_BAR = 1.5
"""Seconds until the largest volume stands open in the window."""
JIXIAO = [sys.executable, "-m", "editor.cli.main"]


@dataclass(frozen=True)
class Row:
    """A line of the table; `ratio` to Typst, or to what `note` says, and the bar it must not pass."""

    what: str
    size: int
    figure: str
    other: str = ""
    ratio: float | None = None
    bar: float | None = None
    note: str = ""

    @property
    def over(self) -> bool:
        """It has a bar and passes it."""
        return self.bar is not None and self.ratio is not None and self.ratio > self.bar

    def cells(self) -> tuple[str, ...]:
        """As printed."""
        bar = "" if self.bar is None else f"≤ {self.bar:g} {'OVER' if self.over else 'ok'}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return (self.what, f"{self.size:,}", self.figure, self.other, ratio, bar, self.note)


class Bench:
    """The parts of one run; files lie in `folder`, `runs` overrides how often each process is measured."""

    def __init__(self, folder: Path, runs: int | None) -> None:
        self._folder = folder
        self._runs = runs
        self._answers: dict[int, float] = {}

    def prepare(self, size: int) -> None:
        """The files of this size."""
        self._python("bench_prepare.py", str(size), str(self._folder))

    def export(self, size: int) -> Iterator[Row]:
        """The whole process, from the file to the PDF."""
        pdf, other = self._folder / f"{size}.pdf", self._folder / f"{size}-typst.pdf"
        ours = [*JIXIAO, "export", str(self._file(size)), "-o", str(pdf)]
        typst = [sys.executable, str(HERE / "bench_typst.py"), str(self._folder / f"{size}.json"), str(other)]
        a, b = in_turn((ours, typst), self._runs or RUNS.get(size, FEW_RUNS))
        pages = f"{page_count(pdf)} pages, Typst {page_count(other)}"
        yield Row("export PDF, wall", size, _time(a.wall), _time(b.wall), a.wall / b.wall, WALL_BARS.get(size), pages)
        yield Row("export PDF, peak", size, _memory(a), _memory(b), a.peak / b.peak, PEAK_BARS.get(size))
        yield Row("export PDF, file", size, _megabytes(pdf), _megabytes(other), _bytes(pdf) / _bytes(other))

    def import_(self, size: int) -> Iterator[Row]:
        """The whole process, from the Word file to the document."""
        source, target = self._folder / f"{size}.docx", self._folder / f"{size}-imported.jixiao"
        if not source.is_file():
            return
        target.unlink(missing_ok=True)
        steps = [*JIXIAO, "import", str(source), "-o", str(target)]
        costs = []
        for _ in range(self._runs or FEW_RUNS):
            costs += in_turn((steps,), 1)
            target.unlink()
        wall, peak = (statistics.median(getattr(c, key) for c in costs) for key in ("wall", "peak"))
        yield Row("import .docx, wall", size, _time(wall), note=f"peak {peak:.0f} MiB")

    def open(self, size: int) -> Iterator[Row]:
        """In a running program."""
        yield Row("open", size, *self._spread("open", size))

    def edit(self, size: int) -> Iterator[Row]:
        """In a running program, to the disk."""
        yield Row("edit and save", size, *self._spread("edit", size))

    def typeset(self, size: int) -> Iterator[Row]:
        """In a running program; the largest volume and the smallest one after the other, so that a slow minute meets both."""
        grows = size == SIZES[-1] and self._file(SIZES[0]).is_file()
        small: list[float] = []
        times: list[float] = []
        for _ in range(FEW_RUNS if grows else 1):
            times += self._inside("typeset", size)
            small += self._inside("typeset", SIZES[0]) if grows else []
        median = statistics.median(times)
        ratio = median / statistics.median(small) if grows else None
        note = f"p95 {_time(_p95(times))}" + (f"; ratio to {SIZES[0]}" if grows else "")
        yield Row("pages after an edit", size, _time(median), "", ratio, GROWTH_BAR if grows else None, note)

    def checks(self, size: int) -> Iterator[Row]:
        """In a running program: every sheet for the first time, and what one edit makes to be checked again."""
        file = str(self._file(size))
        seconds = statistics.median(json.loads(self._python("bench_checks.py", "whole", file)))
        bar = WHOLE_CHECK_BAR if size == SIZES[-1] else None
        ratio, note = (seconds, "ratio: seconds") if bar else (None, "")
        yield Row("check the whole", size, _time(seconds), "", ratio, bar, note)
        times: list[float] = json.loads(self._python("bench_checks.py", "edit", file))
        answer, bar = _p95(times), CHECK_BARS.get(size)
        ratio, note = (answer * 1000, "ratio: ms; ") if bar else (None, "")
        note += f"median {_time(statistics.median(times))}"
        yield Row("check an edit, p95", size, _time(answer), "", ratio, bar, note)

    def publication(self, size: int) -> Iterator[Row]:
        """In a running program; of one size, so measured once."""
        if size != SIZES[0]:
            return
        times: list[float] = json.loads(self._python("bench_publication.py"))
        median = statistics.median(times)
        note = f"ratio: ms; rows of 表十二, p95 {_time(_p95(times))}"
        yield Row("a figure changed", 2000, _time(median), "", median * 1000, FIGURE_BAR, note)

    def window(self, size: int) -> Iterator[Row]:
        """Before a window that nobody sees: the whole process, and in a running program."""
        if size == SIZES[0]:
            yield self._start(size)
            measured, seen = map(int, self._before_window("scroll", self._folder))
            note = "rows measured / rows seen, of 20,000"
            yield Row("window: scrolling", 1, f"{measured:,}", f"{seen:,}", measured / seen, 1.0, note)
        opening = statistics.median(self._before_window("opening", self._file(size)))
        bar = OPEN_BAR if size == SIZES[-1] else None
        yield Row(
            "window: open", size, _time(opening), "", opening if bar else None, bar, "ratio: seconds" if bar else ""
        )
        times = self._before_window("edit", self._file(size))
        answer = self._answers[size] = _p95(times)
        first = size == SIZES[0]
        bar, ratio, note = (ANSWER_BAR, answer, "ratio: seconds") if first else (None, None, "")
        smallest = self._answers.get(SIZES[0])
        if size == SIZES[-1] and smallest:
            bar, ratio, note = GROWTH_BAR, answer / smallest, f"ratio to {SIZES[0]}"
        yield Row(
            "window: cell, p95",
            size,
            _time(answer),
            "",
            ratio,
            bar,
            f"{note}; median {_time(statistics.median(times))}",
        )

    def _start(self, size: int) -> Row:
        """Beside an empty window of Qt, each a process that ends when it is painted."""
        empty_window = [sys.executable, str(HERE / "bench_start.py")]
        program = [*empty_window, str(self._file(size))]
        in_turn((program,), 1)  # compiled, as an installed program is
        ours, empty = in_turn((program, empty_window), self._runs or RUNS[SIZES[0]])
        note = f"to an empty window of Qt; peak {ours.peak:.0f} MiB to {empty.peak:.0f}"
        return Row("window: start", size, _time(ours.wall), _time(empty.wall), ours.wall / empty.wall, START_BAR, note)

    def _before_window(self, part: str, file: Path) -> list[float]:
        times: list[float] = json.loads(self._python("bench_window.py", part, str(file)))
        return times

    def _spread(self, part: str, size: int) -> tuple[str, str, None, None, str]:
        times = self._inside(part, size)
        return _time(statistics.median(times)), "", None, None, f"p95 {_time(_p95(times))}"

    def _inside(self, part: str, size: int) -> list[float]:
        times: list[float] = json.loads(self._python("bench_inside.py", part, str(self._file(size))))
        return times

    def _file(self, size: int) -> Path:
        return self._folder / f"{size}.jixiao"

    def _python(self, script: str, *arguments: str) -> str:
        command = [sys.executable, str(HERE / script), *arguments]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}: {done.stderr}")
        return done.stdout


def main(arguments: Sequence[str]) -> int:
    """Runs the parts asked for, and prints each line of the table as it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of projects, with commas")
    parser.add_argument("--runs", type=int, help="how often each process is measured (more for small volumes)")
    asked = parser.parse_args(arguments)
    parts = [part for part in PARTS if part in asked.only.split(",")]
    folder = ROOT / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(folder, asked.runs)
    over = False
    _print(("", "projects", "jixiao", "Typst", "ratio", "bar", ""))
    for size in sorted(map(int, asked.sizes.split(","))):
        bench.prepare(size)
        for part in parts:
            for row in getattr(bench, "import_" if part == "import" else part)(size):
                _print(row.cells())
                over = over or row.over
    return 1 if over else 0


def page_count(file: Path) -> int:
    """Pages of a PDF, counted in a process of its own: what this one holds would count in what it measures."""
    script = "import sys, pypdfium2; print(len(pypdfium2.PdfDocument(sys.argv[1])))"
    return int(subprocess.run([sys.executable, "-c", script, str(file)], capture_output=True, check=True).stdout)


def _print(cells: Sequence[str]) -> None:
    widths = (22, -8, -10, -10, -6, 13, 0)
    print(
        "  ".join(c.rjust(-w) if w < 0 else c.ljust(w) for c, w in zip(cells, widths, strict=True)).rstrip(), flush=True
    )


def _time(seconds: float) -> str:
    return (
        f"{seconds:.2f} s"
        if seconds >= 1
        else f"{seconds * 1000:.1f} ms"
        if seconds < 0.1
        else f"{seconds * 1000:.0f} ms"
    )


def _memory(cost: Cost) -> str:
    return f"{cost.peak:,.0f} MiB"


def _bytes(file: Path) -> int:
    return file.stat().st_size


def _megabytes(file: Path) -> str:
    return f"{_bytes(file) / 1e6:.2f} MB"


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[min(len(times) - 1, round(len(times) * 0.95))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
