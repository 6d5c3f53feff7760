"""Takes a command and gives the seconds and the memory of its whole process. The caller stays small: what it holds counts too."""

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""An installed program is compiled: what is measured keeps what it compiles too."""


@dataclass(frozen=True)
class Cost:
    """Wall seconds and peak memory in MiB of a process."""

    wall: float
    peak: float


def measured(command: Sequence[str]) -> Cost:
    """Runs it to its end; RuntimeError with what it said where it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {said.read().decode('utf-8', 'replace').strip()}")
    return Cost(wall, usage.ru_maxrss / 1024)


def median(costs: Sequence[Cost]) -> Cost:
    """The median of each."""
    return Cost(statistics.median(c.wall for c in costs), statistics.median(c.peak for c in costs))


def in_turn(commands: Sequence[Sequence[str]], runs: int) -> list[Cost]:
    """The median cost of each command over `runs` rounds, one after the other, so that a slow minute meets all."""
    rounds = [[measured(command) for command in commands] for _ in range(runs)]
    return [median(column) for column in zip(*rounds, strict=True)]
