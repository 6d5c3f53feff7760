"""A process of the bench: PART FILE.jixiao → seconds of the checks as a JSON list, measured inside a running program.

whole: every sheet checked for the first time; edit: one field or cell changed, and what depends on it checked again.

No text stands twice in the volume that is measured: what a check remembers of one text helps with no other.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from editor.checks.engine import Checker
from editor.document.document import open_document
from editor.domain import edits
from editor.domain.fields import Fields
from editor.domain.volume import Indicator, Project, Volume
from editor.forms.form import Form
from editor.forms.packs import bundled_packs

EDITS = 200
WHOLE_RUNS = 3
FIRST = "赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹柏水窦章苏潘葛范彭鲁韦昌马苗凤方"
SECOND = "家东西南北上下前后新老大小高平安和兴永福德文武宝玉青白红清甜远近长宽深石土木"
THIRD = "岭河湾桥庄坡沟泉塔寺坝渠岸店集镇窑坊山峪川原洼滩崖屯堡营铺口"
TEXTS = ("purpose", "goals")
CELLS = ("level3", "description", "basis")


def whole(file: Path) -> Iterator[float]:
    """A checker that knows nothing yet."""
    form, volume = _volume(file)
    for _ in range(WHOLE_RUNS):
        checker = Checker(form)
        start = time.perf_counter()
        checker.check(volume)
        yield time.perf_counter() - start


def editing(file: Path) -> Iterator[float]:
    """Purposes, goals, targets, descriptions, amounts, names and paragraphs in turn, all over the volume, each time another text."""
    form, volume = _volume(file)
    checker = Checker(form)
    checker.check(volume)
    there = [project.key for project in volume.projects if not project.classified and project.indicators]
    for n in range(EDITS):
        volume = _edited(volume, volume.project(there[n * 7919 % len(there)]), n)
        start = time.perf_counter()
        checker.check(volume)
        yield time.perf_counter() - start


def _edited(volume: Volume, project: Project, n: int) -> Volume:
    row = project.indicators[n % len(project.indicators)]
    steps: tuple[Callable[[], Volume], ...] = (
        lambda: edits.set_field(volume, project.key, "purpose", f"{project.fields.text('purpose')}共{n}项。"),
        lambda: edits.set_cells(volume, project.key, [(row.key, "target", f"≥{n % 90 + 5}%")]),
        lambda: edits.set_cells(volume, project.key, [(row.key, "description", f"{row.cells.text('description')}{n}")]),
        lambda: edits.set_field(volume, project.key, "goals", (f"完成第{n}批设施更新，{project.name}按期见效。",)),
        lambda: edits.set_field(volume, project.key, "budget", f"{n + 1}.00"),
        lambda: edits.set_field(volume, project.key, "name", f"{project.name}{n}"),
        lambda: _narrated(volume, n),
    )
    return steps[n % len(steps)]()


def _narrated(volume: Volume, n: int) -> Volume:
    section = volume.sections[n % len(volume.sections)]
    texts = list(section.paragraphs)
    texts[n % len(texts)] += f"本年度再办{n}件。"
    return edits.set_paragraphs(volume, section.key, texts)


def _volume(file: Path) -> tuple[Form, Volume]:
    document = open_document(file, read_only=True)
    volume = document.volume
    document.close()
    return bundled_packs().form(volume.form), all_different(volume)


def all_different(volume: Volume) -> Volume:
    """The same volume with a place of its own in every text."""
    names = (f"{_place(n)}村" for n in count())
    return replace(volume, projects=tuple(_different(project, names) for project in volume.projects))


def _different(project: Project, names: Iterator[str]) -> Project:
    if project.classified:
        return project
    fields = dict(project.fields.items())
    for key in TEXTS:
        entry = fields.get(key, "")
        fields[key] = next(names) + entry if isinstance(entry, str) else tuple(next(names) + item for item in entry)
    rows = []
    for row in project.indicators:
        cells = {key: f"{next(names)}{text}" if key in CELLS else text for key, text in row.cells.items()}
        rows.append(Indicator(row.key, Fields(cells)))
    return replace(project, fields=Fields(fields), indicators=tuple(rows))


def _place(n: int) -> str:
    """赵家岭, 钱家岭 …: another one for every number; from 60,000 on of two names."""
    n, first = divmod(n, len(FIRST))
    n, second = divmod(n, len(SECOND))
    n, third = divmod(n, len(THIRD))
    return f"{FIRST[first]}{SECOND[second]}{THIRD[third]}{f'、{FIRST[n]}集' if n else ''}"


PARTS: dict[str, Callable[[Path], Iterator[float]]] = {"whole": whole, "edit": editing}

if __name__ == "__main__":
    sys.stdout.write(json.dumps(list(PARTS[sys.argv[1]](Path(sys.argv[2])))))
