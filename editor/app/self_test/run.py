"""Runs all steps in a folder of its own and tells how they ended."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from editor.app.self_test.core_steps import CORE_STEPS
from editor.app.self_test.machine import machine_lines
from editor.app.self_test.trial import Outcome, Trial, run_steps


def run_self_test(tell: Callable[[str], None]) -> bool:
    """Whether everything works; a line for each step is told as soon as it is done.

    Without a screen the window is tried off screen. Python's account of what failed comes at the end.
    """
    for line in machine_lines():
        tell(line)
    tell("")
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="绩效自检 ", ignore_cleanup_errors=True) as folder:
        for outcome in _outcomes(Trial(Path(folder))):
            tell(outcome.line)
            outcomes.append(outcome)
    bad = [outcome for outcome in outcomes if not outcome.good]
    tell("")
    if not bad:
        tell(f"{len(outcomes)} 项全部正常。")
    else:
        tell(f"{len(outcomes)} 项里有 {len(bad)} 项不正常。请把这份报告交给负责电脑的同事。")
        for outcome in bad:
            tell(f"\n{outcome.name}\n{outcome.trace}")
    return not bad


def _outcomes(trial: Trial) -> Iterator[Outcome]:
    yield from run_steps(CORE_STEPS, trial)
    if sys.platform == "linux" and not any(
        os.environ.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from editor.app.self_test.window_steps import WindowSteps
    from editor.app.setting_up import make_application

    yield from run_steps(WindowSteps(make_application()).steps, trial)
