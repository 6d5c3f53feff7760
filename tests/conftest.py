"""Fixtures every test may use, and the two sizes of property tests.

`--hypothesis-profile nightly` looks forty times as hard; where CI is set, the quick ones are the same every time.
`--accept` (packaging/dev.py accept) writes the reference outputs anew instead of comparing with them.
"""

import difflib
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
Compare = Callable[[str, str], None]

settings.register_profile(
    "quick",
    max_examples=50,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("nightly", settings.get_profile("quick"), max_examples=2000, derandomize=False)
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write the reference outputs instead of comparing with them")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "reference" in getattr(item, "fixturenames", ()):
            item.add_marker("reference")


@pytest.fixture
def shared() -> Path:
    """The folder of real documents beside the checkout; tests over it skip where it is absent."""
    if not (SHARED / "samples").is_dir():
        pytest.skip("no ../shared here")
    return SHARED


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Compare:
    """`reference(name, text)` compares with the file `reference/<name>` beside the test, and shows what differs."""
    folder = Path(request.path).parent / "reference"

    def compare(name: str, text: str) -> None:
        file = folder / name
        if request.config.getoption("--accept"):
            folder.mkdir(exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
            return
        assert file.is_file(), f"no reference output {file.name} yet: packaging/dev.py accept"
        expected = file.read_text("utf-8")
        if text != expected:
            lines = difflib.unified_diff(expected.splitlines(), text.splitlines(), "reference", "now", n=1, lineterm="")
            pytest.fail(
                "\n".join((f"{name} differs; if that is meant: packaging/dev.py accept", *lines)), pytrace=False
            )

    return compare
