"""What a pack says of itself, written and read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.forms.manifest import Manifest, ManifestFault, manifest_bytes, read_manifest

IDS = st.from_regex(r"[a-z][a-z0-9-]{1,39}", fullmatch=True)
MEMBERS = st.builds(lambda folder, name: f"{folder}/{name}.yaml", st.sampled_from(("forms", "words")), IDS)
MANIFESTS = st.builds(
    Manifest,
    id=IDS,
    version=st.integers(1, 999_999),
    date=st.dates().map(lambda day: day.isoformat()),
    title=st.text("表样甲乙 2027（）", max_size=20),
    members=st.dictionaries(MEMBERS, st.text("0123456789abcdef", min_size=64, max_size=64), min_size=1, max_size=5),
    notes=st.text("说明。\n", max_size=20),
    program=st.from_regex(r"[0-9]{1,3}(\.[0-9]{1,3}){0,2}", fullmatch=True),
    forms=st.dictionaries(IDS, st.integers(1, 99), max_size=3),
)


@given(MANIFESTS)
def test_a_manifest_is_read_as_it_was_written(manifest: Manifest) -> None:
    assert read_manifest(manifest_bytes(manifest)) == manifest


@given(MANIFESTS, st.sampled_from(("format", "id", "version", "date", "title", "members")))
def test_nothing_it_needs_may_be_missing(manifest: Manifest, key: str) -> None:
    found = json.loads(manifest_bytes(manifest))
    del found[key]
    with pytest.raises(ManifestFault):
        read_manifest(json.dumps(found).encode())


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists) | st.text().map(repr))
def test_anything_else_is_a_fault(found: object) -> None:
    with pytest.raises(ManifestFault):
        read_manifest(json.dumps(found).encode())


@given(st.binary(max_size=50))
def test_bytes_are_a_fault(data: bytes) -> None:
    with pytest.raises(ManifestFault):
        read_manifest(data)


@pytest.mark.parametrize(
    ("needed", "program", "runs"),
    [
        ("0", "0.1.0", True),
        ("0.1", "0.1.0", True),
        ("0.1.0", "0.1", True),
        ("0.2", "0.1.9", False),
        ("0.9", "0.10", True),
        ("1.0.1", "1", False),
        ("0.1.0", "0.1.0.dev3", True),
    ],
)
def test_the_program_it_needs(needed: str, program: str, runs: bool) -> None:
    assert Manifest("mine", 1, "2027-01-31", "", {}, program=needed).runs_on(program) is runs
