"""What is worked out from the volume: its findings and its pages; the first time, which is the long one, beside the window."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from editor.bridge.amount import much_to_check, much_to_set, others
from editor.bridge.found import Found
from editor.bridge.jobs import Job, Progress
from editor.domain.volume import Volume
from editor.forms.form import Form

if TYPE_CHECKING:  # the window stands before what is worked out beside it is loaded
    from editor.checks.engine import Checker
    from editor.typeset.boxes import Pages
    from editor.typeset.fonts import FontSet

_PATIENCE = 0.05
"""Seconds a closing document waits for work that has no use any more; it ends by itself at its next step."""


class Typesetting:
    """Turns versions of a volume into pages; remembers the last one's."""

    def __init__(self, form: Form, fonts: "FontSet") -> None:
        from editor.compose.volume import Composer
        from editor.typeset.typesetter import Typesetter

        self.fonts = fonts
        self._composer = Composer(form)
        self._typesetter = Typesetter(fonts)
        self.made: tuple[Volume, Pages] | None = None
        """The last volume and its pages."""

    def pages(self, volume: Volume, step: Callable[[], object] = lambda: None) -> "Pages":
        """The pages of a volume; the same object for the same one. `step`: see Typesetter.typeset."""
        if self.made is None or self.made[0] is not volume:
            self.made = volume, self._typesetter.typeset(self._composer.compose(volume), step)
        return self.made[1]


class Derived(QObject):
    """Findings and pages of one document, kept up to date from version to version.

    `prepare` begins the first check and the first typesetting beside the window: until the signal comes, findings are none
    and `has_pages` is False. Who asks for pages all the same, or never called `prepare`, waits for them.

    Where a step changes what hundreds of sheets say (their numbers, the year), that too is worked out beside the window: until
    the signal comes, findings and pages are those of the version before.
    """

    findings_ready = Signal()
    pages_ready = Signal()
    broken = Signal(object)
    """The exception of work beside the window: a bug, or a UserError (a font that is damaged)."""

    def __init__(
        self, form: Form, checker: "Checker", fonts: "Callable[[], FontSet]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._form = form
        self._checker = checker
        self._load_fonts = fonts
        self._checked: Volume | None = None
        self._found = Found()
        self._nothing = Found()
        self._hidden = False
        self._typesetting: Typesetting | None = None
        self._check_job: Job | None = None
        self._check_again = False
        self._pages_job: Job | None = None
        self._setting_anew = False
        self._held = False

    @property
    def has_findings(self) -> bool:
        """The first check is done; what an edit changes is quick."""
        return self._checked is not None and not self._hidden

    @property
    def has_pages(self) -> bool:
        """The first typesetting is done."""
        return self._typesetting is not None

    @property
    def fonts(self) -> "FontSet":
        """The faces the pages are set in; loaded when first asked for."""
        return self._setting().fonts

    def lend_fonts(self) -> "Callable[[], FontSet]":
        """The faces for work beside the window: those that are loaded, else the work loads its own."""
        fonts = self._typesetting.fonts if self._typesetting is not None else None
        return self._load_fonts if fonts is None else lambda: fonts

    def found(self, volume: Volume) -> Found:
        """The findings of a volume; none while the first check is held back or goes on beside the window."""
        if self._held or self._check_job is not None or self._checked is volume:
            return self._nothing if self._hidden else self._found
        if self._checked is not None and much_to_check(self._checked, volume):
            self._hidden = others(self._checked, volume)
            self._begin_check(volume)
            return self._nothing if self._hidden else self._found
        self._found = self._found.followed_by(volume.projects, self._checker.follow(volume))
        self._checked = volume
        return self._found

    def paged(self, volume: Volume) -> "tuple[Volume, Pages]":
        """The pages there are and the volume they show: this one, or the one before while very many are set anew."""
        setting = self._setting()
        made = setting.made
        if made is not None and made[0] is not volume:
            if self._pages_job is None and much_to_set(made[0], volume):
                self._setting_anew = True
                self._begin_pages(volume, self.lend_fonts())
            if self._setting_anew:
                return made
        return volume, setting.pages(volume)

    def hold(self) -> None:
        """Nothing is checked before `prepare`: the window is painted first."""
        self._held = self._checked is None

    def prepare(self, volume: Volume) -> None:
        """Begins what is not there yet beside the window; may be called again.

        One after the other, and the pages only when everyone has taken the findings: beside a thread that works, each call of
        Qt back into Python waits for its turn, and 4,000 rows of findings took ten times as long.
        """
        self._held = False
        if self._checked is None and self._check_job is None:
            self._begin_check(volume)
        elif self._check_job is None:
            self._prepare_pages(volume)

    def recheck(self, volume: Volume) -> None:
        """The rules have changed: everything is checked anew beside the window; until then findings are none."""
        if self._check_job is not None:
            self._check_again = True
            return
        self._hidden = True
        self._begin_check(volume)

    def stop(self) -> None:
        """The document closes: nothing is told any more."""
        for job in (self._check_job, self._pages_job):
            if job is not None:
                job.blockSignals(True)
                job.cancel()
                job.wait(_PATIENCE)
        self._check_job = self._pages_job = None

    def _begin(self, job: Job, take: Callable[[object], None], broke: Callable[[object], None]) -> Job:
        job.done.connect(take)
        job.refused.connect(broke)
        job.broken.connect(broke)
        job.start()
        return job

    def _begin_check(self, volume: Volume) -> None:
        job = Job(partial(_checked, self._checker, self._found, volume))
        self._check_job = self._begin(job, self._take_findings, self._check_broke)

    def _begin_pages(self, volume: Volume, load_fonts: "Callable[[], FontSet]") -> None:
        job = Job(partial(_first_pages, self._form, load_fonts, volume))
        self._pages_job = self._begin(job, self._take_pages, self._pages_broke)

    def _prepare_pages(self, volume: Volume) -> None:
        if self._typesetting is None and self._pages_job is None:
            self._begin_pages(volume, self._load_fonts)

    def _setting(self) -> Typesetting:
        if self._typesetting is None:
            self._typesetting = Typesetting(self._form, self._load_fonts())
        return self._typesetting

    def _take_findings(self, found: object) -> None:
        assert isinstance(found, tuple)
        self._check_job = None
        self._checked, self._found = found
        if self._check_again:
            self._check_again = False
            self.recheck(found[0])
            return
        self._hidden = False
        volume = self._checked
        self.findings_ready.emit()
        if volume is not None:
            self._prepare_pages(volume)

    def _take_pages(self, typesetting: object) -> None:
        assert isinstance(typesetting, Typesetting)
        self._pages_job = None
        if self._typesetting is None or self._setting_anew:
            self._typesetting = typesetting
        self._setting_anew = False
        self.pages_ready.emit()

    def _check_broke(self, error: object) -> None:
        """What failed beside the window is tried again where it is next asked for, and then fails where it can be told."""
        self._check_job = None
        self._checked, self._hidden = None, False
        self.broken.emit(error)

    def _pages_broke(self, error: object) -> None:
        self._pages_job = None
        if self._setting_anew:
            self._typesetting = None
        self._setting_anew = False
        self.broken.emit(error)


def _checked(checker: "Checker", before: Found, volume: Volume, report: Progress) -> tuple[Volume, Found]:
    return volume, before.followed_by(volume.projects, checker.follow(volume, partial(report, 0, 0)))


def _first_pages(form: Form, load_fonts: "Callable[[], FontSet]", volume: Volume, report: Progress) -> Typesetting:
    typesetting = Typesetting(form, load_fonts())
    typesetting.pages(volume, partial(report, 0, 0))
    return typesetting
