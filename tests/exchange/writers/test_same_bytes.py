"""Two programs on two days give the same bytes for the same volume."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from editor.compose.volume import Composer
from editor.exchange.writers.docx import write_docx
from editor.exchange.writers.xlsx import write_xlsx
from editor.forms.packs import bundled_packs
from tests.samples import small_volume

ROOT = Path(__file__).resolve().parents[3]


def digests() -> str:
    volume = small_volume()
    composition = Composer(bundled_packs().form(volume.form)).compose(volume, watermark="审核")
    return " ".join(hashlib.sha256(write(composition).data).hexdigest() for write in (write_docx, write_xlsx))


def test_another_process_writes_the_same_bytes() -> None:
    code = "from tests.exchange.writers.test_same_bytes import digests; print(digests())"
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Urumqi"}
        said = subprocess.run(
            [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        )
        assert said.stdout.strip() == digests()
