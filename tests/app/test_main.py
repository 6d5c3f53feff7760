"""The program as it is started: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    clean = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-m", "editor.cli.main", *words],
        cwd=ROOT,
        env=clean | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_without_a_screen_there_is_one_sentence() -> None:
    done = start({})
    if sys.platform == "linux":
        assert (done.returncode, done.stdout) == (3, "")
        assert len(done.stderr.splitlines()) == 1
        assert "图形桌面" in done.stderr


def test_a_mistyped_command_is_no_file() -> None:
    done = start({}, "improt", "a.docx")
    assert done.returncode == 2
    assert "improt" in done.stderr


def test_other_commands_load_no_qt() -> None:
    code = "import sys, editor.cli.main as m; m.run(['forms'], m.Console()); sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_the_texts_of_qt_are_chinese() -> None:
    code = (
        "from editor.app.setting_up import make_application as m; a = m();"
        "print(a.translate('QPlatformTheme', 'Cancel'), a.applicationName())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.split() == ["取消", "jixiao"]
