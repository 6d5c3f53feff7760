"""Random work on a document: what is in memory, what lies in the file and what should be there are always the same."""

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from editor.document.document import Document, create_document, open_document
from editor.domain import edits
from editor.domain.edits import Edit
from editor.domain.places import Place
from editor.domain.volume import Project, Unit, Volume, Waiver
from editor.forms.packs import bundled_packs
from editor.store.purging import scrub
from tests.strategies import cell_texts, entries, names, paragraphs, projects, rows, texts, volumes

FORM = bundled_packs().form("hebei-2023")
COLUMNS = tuple(FORM.indicators.columns)
SECTIONS = tuple(FORM.sections())


class Work(RuleBasedStateMachine):
    """The model: the states a user has been through, the one they are at, and what they keep under a name."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "绩效文本 [1].jixiao"
        self.document: Document
        self.states: list[Volume] = []
        self.at = 0
        self.named: dict[int, Volume] = {}
        self.opening: Volume

    @initialize(volume=volumes(FORM, max_projects=3, waivers=True))
    def begin(self, volume: Volume) -> None:
        self.document = create_document(self.path, volume)
        self.states, self.at, self.opening = [volume], 0, volume

    def apply(self, name: str, edit: Edit) -> None:
        old = self.document.volume
        change = self.document.apply(name, edit)
        new = self.document.volume
        assert bool(change) == (new != old)
        if new != old:
            self.states[self.at + 1 :] = [new]
            self.at += 1
            assert self.document.undo_names()[0] == name

    def pick(self, data: st.DataObject, *, filled: bool = False) -> Project | None:
        open_ones = [p for p in self.document.volume.projects if not p.classified and (p.indicators or not filled)]
        return data.draw(st.sampled_from(open_ones)) if open_ones else None

    @rule(data=st.data())
    def set_field(self, data: st.DataObject) -> None:
        if project := self.pick(data):
            key = data.draw(st.sampled_from(tuple(FORM.fields)))
            entry = data.draw(entries(FORM, key))
            self.apply("修改", lambda v: edits.set_field(v, project.key, key, entry))

    @rule(data=st.data(), text=cell_texts())
    def set_cells(self, data: st.DataObject, text: str) -> None:
        if project := self.pick(data, filled=True):
            chosen = data.draw(st.lists(st.sampled_from(project.indicators), max_size=3))
            column = data.draw(st.sampled_from(COLUMNS))
            self.apply("修改指标", lambda v: edits.set_cells(v, project.key, [(r.key, column, text) for r in chosen]))

    @rule(data=st.data())
    def insert_rows(self, data: st.DataObject) -> None:
        if project := self.pick(data):
            fresh = data.draw(st.lists(rows(FORM), max_size=3))
            at = data.draw(st.integers(0, len(project.indicators)))
            self.apply("插入行", lambda v: edits.insert_rows(v, project.key, at, fresh))

    @rule(data=st.data())
    def rearrange_rows(self, data: st.DataObject) -> None:
        if project := self.pick(data, filled=True):
            chosen = [r.key for r in data.draw(st.lists(st.sampled_from(project.indicators), max_size=3))]
            at = data.draw(st.integers(0, len(project.indicators)))
            if data.draw(st.booleans()):
                self.apply("移动行", lambda v: edits.move_rows(v, project.key, chosen, at))
            else:
                self.apply("删除行", lambda v: edits.delete_rows(v, project.key, chosen))

    @rule(data=st.data(), project=projects(FORM, "312001"))
    def insert_project(self, data: st.DataObject, project: Project) -> None:
        at = data.draw(st.integers(0, len(self.document.volume.projects)))
        self.apply("新增项目", lambda v: edits.insert_project(v, at, project))

    @rule(data=st.data())
    def rearrange_projects(self, data: st.DataObject) -> None:
        if held := self.document.volume.projects:
            chosen = [p.key for p in data.draw(st.lists(st.sampled_from(held), max_size=3))]
            at = data.draw(st.integers(0, len(held)))
            if data.draw(st.booleans()):
                self.apply("移动项目", lambda v: edits.move_projects(v, chosen, at))
            else:
                self.apply("删除项目", lambda v: edits.delete_projects(v, chosen))

    @rule(key=st.sampled_from(SECTIONS), texts=paragraphs())
    def write_section(self, key: str, texts: tuple[str, ...]) -> None:
        self.apply("修改正文", lambda v: edits.set_paragraphs(v, key, texts))

    @rule(name=names(), data=st.data())
    def change_units(self, name: str, data: st.DataObject) -> None:
        held = [u for u in self.document.volume.units if u.code != "312001"]
        at = data.draw(st.integers(0, len(held)))
        self.apply("修改单位", lambda v: edits.set_units(v, [*held[:at], Unit("312001", name), *held[at:]]))

    @rule(year=st.integers(2023, 2030), department=names(), stage=names())
    def change_cover(self, year: int, department: str, stage: str) -> None:
        self.apply("修改年度", lambda v: edits.set_year(v, year))
        self.apply("修改封面", lambda v: edits.set_volume_field(edits.set_department(v, department), "stage", stage))

    @rule(finding=st.sampled_from(("PLN-01", "IND-02")), item=st.integers(0, 1), reason=texts())
    def waive(self, finding: str, item: int, reason: str) -> None:
        waiver = Waiver(finding, Place(section="safeguards", item=item), "原文", reason)
        self.apply("忽略", lambda v: edits.set_waiver(v, waiver))

    @rule()
    def undo(self) -> None:
        assert bool(self.document.undo()) == (self.at > 0)
        self.at = max(0, self.at - 1)

    @rule()
    def redo(self) -> None:
        assert bool(self.document.redo()) == (self.at < len(self.states) - 1)
        self.at = min(len(self.states) - 1, self.at + 1)

    @rule()
    def undo_to_opening(self) -> None:
        if self.document.undo_to_opening():
            self.states[self.at + 1 :] = [self.opening]
            self.at += 1

    @rule(name=names())
    def keep_version(self, name: str) -> None:
        self.named[self.document.save_version(name).id] = self.document.volume

    @precondition(lambda self: self.named)
    @rule(data=st.data())
    def come_back_to_version(self, data: st.DataObject) -> None:
        version = data.draw(st.sampled_from(sorted(self.named)))
        marked = {p.key for p in self.named[version].projects if p.classified}
        if any(p.key in marked and not p.classified for p in self.document.volume.projects):
            return
        if self.document.restore_version(version):
            self.states[self.at + 1 :] = [self.named[version]]
            self.at += 1

    @rule(data=st.data())
    def classify(self, data: st.DataObject) -> None:
        if project := self.pick(data):
            self.document.classify(project.key, "专项业务经费")
            names = {project.key: "专项业务经费"}
            self.named = {key: scrub(volume, (project,), names) for key, volume in self.named.items()}
            self.opening = scrub(self.opening, (project,), names)
            self.states, self.at = [self.document.volume], 0

    @rule()
    def reopen(self) -> None:
        self.document.close()
        self.document = open_document(self.path)
        self.opening = self.states[self.at]

    @invariant()
    def all_three_are_the_same(self) -> None:
        if not self.states:
            return
        assert self.document.volume == self.states[self.at]
        assert len(self.document.undo_names()) == self.at
        assert len(self.document.redo_names()) == len(self.states) - 1 - self.at
        with open_document(self.path, read_only=True) as other:
            assert other.volume == self.document.volume
            assert other.undo_names() == self.document.undo_names()
        assert [p.name for p in self.folder.iterdir() if p.name.startswith(".")] == [f".~lock.{self.path.name}#"]

    def teardown(self) -> None:
        if self.states:
            self.document.close()
        shutil.rmtree(self.folder)


Work.TestCase.settings = settings(
    max_examples=20, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
TestWork = Work.TestCase


def test_what_an_edit_does_not_touch_stays_the_same_object(tmp_path: Path) -> None:
    units = (Unit("312001", "本级"),)
    parts = tuple(Project(i, "312001") for i in range(1, 6))
    with create_document(
        tmp_path / "a.jixiao", Volume("hebei-2023", 2027, "清河县公安局", units, projects=parts)
    ) as document:
        document.apply("改名", lambda v: edits.set_field(v, 3, "name", "新名"))
        old = document.volume
        document.undo()
        assert all(a is b for a, b in zip(document.volume.projects, old.projects, strict=True) if a.key != 3)
        assert document.volume.units is old.units
        assert document.volume == replace(old, projects=parts)
