"""A process that is killed in the middle of its work: nothing is torn, and nothing that was acknowledged is lost."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.document.document import create_document, open_document
from editor.domain import edits
from tests.store.samples import sample

WORK = """
import sys
from pathlib import Path
from editor.document.document import open_document
from editor.domain import edits
from editor.domain.fields import Fields
document = open_document(Path(sys.argv[1]))
row = Fields({"level1": "产出指标", "basis": "依据" * 50})
n = int(document.volume.project(4).fields.text("budget").split(".")[0])
while True:
    n += 1
    document.apply("修改", lambda v: edits.set_field(v, 4, "budget", f"{n}.00"))
    print(n, flush=True)
    if n % 3 == 0:
        document.apply("粘贴", lambda v: edits.insert_rows(v, 1, 0, [row] * 100))
        document.undo()
    if n % 7 == 0:
        document.save_version("版本")
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_killed_process_loses_nothing_it_had_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "绩效文本.jixiao"
    create_document(path, edits.set_field(sample(), 4, "budget", "0.00")).close()
    root = str(Path(__file__).resolve().parents[2])
    chance = random.Random(20261102)
    last = 0
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", WORK, str(path)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": root},
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            process.send_signal(signal.SIGKILL)
            said = [last, *map(int, process.stdout.read().split())]
        with open_document(path) as document:
            reached = int(document.volume.project(4).fields.text("budget").split(".")[0])
            assert reached in (said[-1], said[-1] + 1) or (len(said) == 1 and reached > last)
            rows = len(document.volume.project(1).indicators)
            assert rows in (2, 102)
            if rows == 102:
                document.undo()
            assert document.volume == edits.set_field(sample(), 4, "budget", f"{reached}.00")
            last = reached
    assert last > 10
