"""The program tries itself: in a process of its own, as somebody in an office would have it do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor.app.self_test.core_steps import CORE_STEPS
from editor.app.self_test.trial import Failed, Step, Trial, demand, run_steps
from editor.errors import UserError

ROOT = Path(__file__).parents[2]


def test_it_goes_through_all_steps_and_leaves_nothing_behind(tmp_path: Path) -> None:
    home, waste = tmp_path / "家", tmp_path / "临时"
    home.mkdir()
    waste.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "editor.cli.main", "self-test", "-o", str(tmp_path / "报告.txt")],
        cwd=ROOT,
        env=os.environ
        | {"HOME": str(home), "TMPDIR": str(waste), "XDG_DATA_HOME": str(home), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    marks = [line[0] for line in done.stdout.splitlines() if line[:1] in ("✓", "✗")]
    assert marks == ["✓"] * 10
    assert "输入法打字" in done.stdout and "Debian" not in done.stdout.splitlines()[0]
    assert (tmp_path / "报告.txt").read_text("utf-8") == done.stdout
    assert not list(home.rglob("*.jixiao"))
    assert list(waste.iterdir()) == []


def test_a_program_that_falls_over_has_told_what_it_had_done(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "editor.cli.main", "self-test", "-o", str(tmp_path / "报告.txt")],
        cwd=tmp_path,
        env=os.environ | {"QT_QPA_PLATFORM": "没有", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert "✓ 导出 Excel" in done.stdout and "打开窗口" not in done.stdout
    assert (tmp_path / "报告.txt").read_text("utf-8") == done.stdout


def _steps(*raised: Exception | None) -> tuple[Step, ...]:
    def step(error: Exception | None) -> Step:
        def act(trial: Trial) -> str:
            if error is not None:
                raise error
            return "好了"

        return "一步", act

    return tuple(step(error) for error in raised)


def test_what_fails_is_told_and_the_rest_is_tried(tmp_path: Path) -> None:
    steps = _steps(Failed("页数不对"), UserError("磁盘已满。"), ValueError("密"), None)
    outcomes = list(run_steps(steps, Trial(tmp_path)))
    assert [outcome.good for outcome in outcomes] == [False, False, False, True]
    assert [outcome.remark for outcome in outcomes] == ["页数不对", "磁盘已满。", "程序内部出错 ValueError", "好了"]
    assert outcomes[0].line.startswith("✗ 一步：页数不对（")
    assert "Failed" in outcomes[0].trace and outcomes[3].trace == ""


def test_a_program_without_its_fonts_does_not_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.typeset.fonts.resources_dir", lambda: tmp_path)
    files = dict(CORE_STEPS)["程序文件"]
    (outcome,) = run_steps([("程序文件", files)], Trial(tmp_path))
    assert not outcome.good


def test_a_sheet_lost_on_the_way_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trial = Trial(tmp_path)
    from dataclasses import replace

    from editor.exchange import importing

    honest = importing.import_sources

    def losing(*args: object, **named: object) -> object:
        volume, report = honest(*args, **named, in_process=True)  # type: ignore[arg-type]
        return replace(volume, projects=volume.projects[:-1]), report

    monkeypatch.setattr(importing, "import_sources", losing)
    outcomes = {o.name: o for o in run_steps([s for s in CORE_STEPS if s[0].startswith(("导入", "导出 Excel"))], trial)}
    assert not outcomes["导入 Word"].good and "项目" in outcomes["导入 Word"].remark
    assert not outcomes["导出 Excel"].good


def test_a_demand_that_holds_is_silent() -> None:
    demand(True, "不会出现")
    with pytest.raises(Failed, match="没有"):
        demand([], "没有")
