"""Volumes to rows and back, and from one volume to another by their difference."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Unit, Volume
from editor.forms.packs import bundled_packs
from editor.store.delta import DamagedDelta, decode, encode
from editor.store.diff import diff
from editor.store.reading import read_volume, reread
from editor.store.schema import SCHEMA
from editor.store.writing import write
from tests.strategies import volumes

FORM = bundled_packs().form("hebei-2023")
EMPTY = Volume("", 0, "")
VOLUMES = st.one_of(
    volumes(FORM, max_projects=4, waivers=True),
    volumes(bundled_packs().form("shanxi-2026"), max_projects=2, waivers=True),
)


@contextmanager
def tables(volume: Volume) -> Iterator[sqlite3.Connection]:
    """An in-memory file with this volume."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN")
    SCHEMA.create(connection)
    connection.execute("INSERT INTO meta VALUES ('form', ''), ('year', '0'), ('department', '')")
    write(connection, diff(EMPTY, volume))
    connection.execute("COMMIT")
    try:
        yield connection
    finally:
        connection.close()


def step(connection: sqlite3.Connection, old: Volume, new: Volume) -> None:
    connection.execute("BEGIN")
    write(connection, diff(old, new))
    connection.execute("COMMIT")


@settings(max_examples=40)
@given(VOLUMES)
def test_a_volume_comes_back_from_its_rows(volume: Volume) -> None:
    with tables(volume) as connection:
        assert read_volume(connection) == volume


@settings(max_examples=40)
@given(VOLUMES, VOLUMES)
def test_the_difference_of_any_two_volumes_leads_there_and_back(old: Volume, new: Volume) -> None:
    delta = decode(encode(diff(old, new)))
    assert delta == diff(old, new)
    with tables(old) as connection:
        step(connection, old, new)
        assert reread(connection, old, delta) == new
        assert read_volume(connection) == new
        connection.execute("BEGIN")
        write(connection, delta.inverse())
        connection.execute("COMMIT")
        assert reread(connection, new, delta.inverse()) == old
        assert read_volume(connection) == old


@settings(max_examples=40)
@given(VOLUMES, st.data())
def test_any_order_of_projects_is_a_splice_of_keys(volume: Volume, data: st.DataObject) -> None:
    new = replace(volume, projects=tuple(data.draw(st.permutations(volume.projects))))
    delta = diff(volume, new)
    assert not delta.rows
    with tables(volume) as connection:
        step(connection, volume, new)
        assert read_volume(connection) == new


def many(count: int) -> Volume:
    rows = tuple(Indicator(1000 + i, Fields({"level1": "产出指标"})) for i in range(count))
    first = Project(1, "312001", fields=Fields({"name": "甲"}), indicators=rows)
    others = tuple(Project(10_000 + i, "312001", fields=Fields({"name": f"乙{i}"})) for i in range(count))
    return Volume("hebei-2023", 2027, "清河县公安局", (Unit("312001", "本级"),), projects=(first, *others))


def test_an_insert_before_many_is_a_small_delta() -> None:
    volume = many(500)
    moved = edits.insert_rows(volume, 1, 0, [Fields({"level1": "效益指标"})])
    assert len(encode(diff(volume, moved))) < 300
    put = edits.insert_project(volume, 0, Project(0, "312001", fields=Fields({"name": "新"})))
    assert len(encode(diff(volume, put))) < 300
    with tables(volume) as connection:
        step(connection, volume, moved)
        assert read_volume(connection) == moved
        step(connection, moved, volume)
        step(connection, volume, put)
        assert read_volume(connection) == put


def test_equal_volumes_have_no_difference_though_nothing_is_shared() -> None:
    assert not diff(many(5), many(5))


def test_one_text_and_a_list_of_one_are_told_apart() -> None:
    one = many(0)
    texts = [edits.set_field(one, 1, "goals", "目标"), edits.set_field(one, 1, "goals", ("目标",))]
    gaps = edits.set_field(one, 1, "goals", ("", "目标", ""))
    for volume in (*texts, gaps):
        with tables(volume) as connection:
            assert read_volume(connection) == volume
    assert diff(*texts)


@pytest.mark.parametrize(
    "spoil", ["UPDATE indicator_cell SET text = '别的'", "UPDATE indicator SET position = position + 1"]
)
def test_a_delta_that_does_not_fit_is_refused(spoil: str) -> None:
    volume = many(3)
    new = edits.delete_rows(volume, 1, [1001])
    with tables(volume) as connection:
        connection.execute(spoil)
        connection.execute("BEGIN")
        with pytest.raises(DamagedDelta):
            write(connection, diff(volume, new))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"rows": []}',
        '{"rows": [["sqlite_schema", ["x"], null, ["y"]]], "splices": []}',
        '{"rows": [["meta", ["step"], null, null]], "splices": []}',
        '{"rows": [["meta", ["a", "b"], null, ["c"]]], "splices": []}',
        '{"rows": [["meta", ["a"], null, [{}]]], "splices": []}',
        '{"rows": [], "splices": [["meta", [], 0, [], [["a"]]]]}',
        '{"rows": [], "splices": [["project", [], -1, [], [[1]]]]}',
        '{"rows": [], "splices": [["project", [], true, [], [[1]]]]}',
        "[" * 100_000,
    ],
)
def test_a_text_that_is_no_delta_is_refused(text: str) -> None:
    with pytest.raises(DamagedDelta):
        decode(text)


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO project_field VALUES (1, 1, 'purpose', -1, '秘密')",
        "INSERT INTO project_field VALUES (1, 0, 'purpose', -1, '秘密')",
        "INSERT INTO indicator VALUES (9, 0, 1, 0)",
        "INSERT INTO indicator VALUES (9, 0, 1, 1)",
        "UPDATE project SET unit = '312001' WHERE id = 1",
    ],
)
def test_the_tables_let_no_content_into_a_classified_project(sql: str) -> None:
    volume = edits.classify(many(0), 1, "专项业务经费")
    with tables(volume) as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute(sql)
