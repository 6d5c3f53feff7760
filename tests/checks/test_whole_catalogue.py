"""Every row of the catalogue of checks is built, or it is said why not."""

import re
from pathlib import Path

from editor.checks.catalogue import CATALOGUE
from tests.checks.unbuilt import UNBUILT


def test_each_row_is_built_or_it_is_said_why_not(shared: Path) -> None:
    text = (shared / "design" / "CHECKS.md").read_text("utf-8")
    rows = re.findall(r"^\| ([A-Z]{2,3}-\d+) \|", text, re.MULTILINE)
    wanted = set(rows)
    built = {check.id for check in CATALOGUE}
    assert wanted and wanted - built == set(UNBUILT)


def test_what_is_not_built_has_a_reason() -> None:
    assert all(len(why) > 20 for why in UNBUILT.values())
    assert not set(UNBUILT) & {check.id for check in CATALOGUE}
