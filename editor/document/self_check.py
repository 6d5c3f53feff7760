"""Takes a volume and its findings and gives the list the unit hands in with it (自查表), as PDF or Excel."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from editor.checks.catalogue import CATALOGUE
from editor.checks.finding import Finding
from editor.compose.blocks import Composition
from editor.compose.self_check import CheckRow, FindingRow, SelfCheck, compose_self_check
from editor.document.exporting import Remarks, missing_remarks
from editor.domain.volume import Volume
from editor.errors import UserError
from editor.exchange.saving import save
from editor.forms.form import Form
from editor.forms.place_words import place_words
from editor.forms.self_check import bundled_self_check
from editor.forms.wording import numbered_title
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import typeset

SUFFIXES = (".pdf", ".xlsx")


def self_check(volume: Volume, form: Form, findings: Sequence[Finding], made: str = "") -> SelfCheck:
    """What was checked and found, in words. `made` is printed as it is: identical arguments give the identical list."""
    found = Counter(finding.check for finding in findings if finding.waived is None)
    waived = Counter(finding.check for finding in findings if finding.waived is not None)
    checks = tuple(
        CheckRow(check.id, check.title, check.rule, found[check.id], waived[check.id])
        for check in CATALOGUE
        if check.report(form).setting.apply
    )
    rows = tuple(_finding_rows(volume, form, findings))
    return SelfCheck(volume.department, volume.year, len(volume.projects), checks, rows, made)


class SelfCheckWriter:
    """Writes the list of a form's volumes; `fonts` is called when pages have to be set."""

    def __init__(self, form: Form, fonts: Callable[[], FontSet]) -> None:
        self._form = form
        self._fonts = fonts

    def write(self, listed: SelfCheck, path: Path) -> Remarks:
        """Writes the file safely; UserError for a suffix it does not write, and where the file cannot be written."""
        data, remarks = self.make(listed, path)
        save(path, data)
        return remarks

    def make(self, listed: SelfCheck, path: Path) -> tuple[bytes, Remarks]:
        """The bytes of the file at this path, and the remarks; nothing is written."""
        require_suffix(path)
        if path.suffix.lower() == ".pdf":
            return self._pdf(listed)
        return self._xlsx(listed)

    def _pdf(self, listed: SelfCheck) -> tuple[bytes, Remarks]:
        from editor.paint.pdf import pdf_bytes

        fonts = self._fonts()
        pages = typeset(self._composition(listed), fonts)
        return pdf_bytes(pages, fonts), missing_remarks(pages)

    def _xlsx(self, listed: SelfCheck) -> tuple[bytes, Remarks]:
        from editor.exchange.writers.xlsx import write_xlsx

        composition = self._composition(listed, apart=True)
        numbers = dict(iter(typeset(composition, self._fonts()).anchors))
        written = write_xlsx(composition, numbers)
        return written.data, written.notes

    def _composition(self, listed: SelfCheck, *, apart: bool = False) -> Composition:
        return compose_self_check(listed, bundled_self_check(), self._form, apart=apart)


def require_suffix(path: Path) -> None:
    """UserError where no list can be written under this name."""
    if path.suffix.lower() not in SUFFIXES:
        said = path.suffix or path.name
        raise UserError(f"自查表不能写成“{said}”这种文件，请把文件名的结尾改成 {' 或 '.join(SUFFIXES)}。")


def _finding_rows(volume: Volume, form: Form, findings: Sequence[Finding]) -> Iterator[FindingRow]:
    suffix = form.sheet.title_suffix
    titles = {
        project.key: numbered_title(form, number, project).removesuffix(suffix)
        for number, project in enumerate(volume.projects, 1)
    }
    for finding in findings:
        place = finding.place
        project = titles[place.project] if place.project is not None else ""
        where = place_words(form, volume, place)
        yield FindingRow(finding.check, finding.severity, project, where, finding.message, finding.waived)
