"""Runs the command line in this process, and looks at what it said."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from editor.cli.console import Console
from editor.cli.main import run
from editor.document.document import create_document
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Section, Unit, Volume


@dataclass(frozen=True)
class Said:
    """Exit code and both outputs."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own folder, empty: nobody's word list is in these tests."""
    base = tmp_path_factory.mktemp("data")
    monkeypatch.setenv("XDG_DATA_HOME", str(base))
    monkeypatch.setenv("APPDATA", str(base))
    return base / "jixiao"


@pytest.fixture
def jixiao() -> Callable[..., Said]:
    def call(*words: object) -> Said:
        out, err = io.StringIO(), io.StringIO()
        code = run([str(word) for word in words], Console(out, err))
        return Said(code, out.getvalue(), err.getvalue())

    return call


@pytest.fixture
def volume() -> Volume:
    """Two projects, one of them classified."""
    cells = {
        "level1": "产出指标",
        "level2": "数量指标",
        "level3": "栽种株数",
        "description": "全年栽种的行道树株数",
        "target": "≥100%",
        "basis": "栽种计划",
    }
    fields = {
        "code": "13039927P00000000011",
        "name": "行道树栽种",
        "budget": "5.00",
        "fiscal_funds": "5.00",
        "purpose": "栽种行道树",
        "disbursement": ("0", "50", "75", "100"),
        "goals": ("道路两旁绿树成荫。",),
    }
    project = Project(1, "401001", fields=Fields(fields), indicators=(Indicator(2, Fields(cells)),))
    secret = Project(3, classified=True, fields=Fields({"name": "专项业务经费"}))
    sections = (Section("overall_goal", ("道路绿起来。",)),)
    return Volume(
        "hebei-2023", 2027, "青石县林业局", (Unit("401001", "青石县林业局本级"),), sections, (project, secret)
    )


@pytest.fixture
def file(tmp_path: Path, volume: Volume) -> Path:
    path = tmp_path / "青石 林业(草稿).jixiao"
    create_document(path, volume).close()
    return path
