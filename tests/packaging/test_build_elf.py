"""What an ELF file says of itself, held against binutils where they are there."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from build_elf import Elf, elves, reached, read_elf, version_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="ELF")


@pytest.fixture(scope="module")
def library() -> Path:
    """An extension module every environment has."""
    import lxml.etree

    return Path(lxml.etree.__file__)


def test_it_agrees_with_readelf(library: Path) -> None:
    readelf = shutil.which("readelf")
    if readelf is None:
        pytest.skip("binutils")
    elf = read_elf(library)
    assert elf is not None
    dynamic = subprocess.run([readelf, "-dW", library], capture_output=True, text=True, check=True).stdout
    assert list(elf.needed) == re.findall(r"\(NEEDED\).*\[(.*)\]", dynamic)
    needs = subprocess.run([readelf, "-VW", library], capture_output=True, text=True, check=True).stdout
    wanted = needs.partition("Version needs section")[2]
    assert sorted({version for _, version in elf.versions}) == sorted(set(re.findall(r"Name: (\S+)", wanted)))


def test_the_machine_is_this_one(library: Path) -> None:
    import platform

    elf = read_elf(library)
    assert elf is not None and elf.machine == platform.machine()


def test_the_highest_version_is_no_matter_of_letters() -> None:
    versions = tuple(("libc.so.6", v) for v in ("GLIBC_2.9", "GLIBC_2.28", "GLIBC_2.2.5", "GLIBC_PRIVATE"))
    elf = Elf("x86_64", "", (), (*versions, ("libstdc++.so.6", "GLIBCXX_3.4.29")))
    assert elf.highest() == (2, 28)
    assert elf.highest("GLIBCXX") == (3, 4, 29)
    assert Elf("x86_64", "", (), ()).highest() == ()
    assert version_of("2.28") == (2, 28) and version_of("PRIVATE") == ()


def test_other_files_are_none(tmp_path: Path, library: Path) -> None:
    (tmp_path / "text").write_text("ELF")
    (tmp_path / "nothing").write_bytes(b"")
    shutil.copy(library, tmp_path / "a.so")
    (tmp_path / "b.so").symlink_to("a.so")
    assert read_elf(tmp_path / "text") is None
    assert read_elf(tmp_path / "nothing") is None
    assert list(elves(tmp_path)) == ["a.so"]


def test_what_is_reached_goes_over_circles() -> None:
    needs = {"a": ("b",), "b": ("c", "a"), "d": ("a",)}
    assert reached(["a"], needs) == {"a", "b", "c"}
