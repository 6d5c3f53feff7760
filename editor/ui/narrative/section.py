"""The editor of one section of part one (总体绩效目标 …)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from editor.bridge.changes import Change
from editor.bridge.session import Session
from editor.checks.finding import Finding
from editor.domain.places import Place
from editor.ui.fields.chars import to_units
from editor.ui.fields.flow import SOFT, displayed
from editor.ui.fields.names import step_name
from editor.ui.fields.severity import open_findings, told
from editor.ui.narrative.outline import Outline
from editor.ui.narrative.page import SectionPage

if TYPE_CHECKING:
    from editor.ui.narrative.generated import Generated

IDLE = 1_500
"""Milliseconds without a key after which what was written is committed."""
_RENUMBER = "调整编号"
_BEHIND = "　　上面的文字由报表写出。本单位另有说明的，写在这里，印在它们后面。"
_EMPTY = "　　在这里写{title}。可以从 Word 或 WPS 整段粘贴，格式会自动去掉；编号用上面的按钮。"


class SectionEditor(SectionPage):
    """The paragraphs of one section. `place_chosen` (Place, None) when the caret goes to another paragraph.

    A paragraph is committed when the caret leaves it, when nothing was typed for a while, and by `settle`; all of one visit is one
    undo step.
    """

    place_chosen = Signal(object, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        self._outline = Outline(session.form.numbering)
        super().__init__(self._outline.samples, self._outline.is_heading, self.renumber)
        self.setParent(parent)
        self._session = session
        self._key: str | None = None
        self._shown: tuple[str, ...] = ()
        self._visited = 0
        self._quiet = False
        self._going_on = False  # the visit of this paragraph has committed something
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._generated = self._make_generated()
        self._connect()

    @property
    def generated(self) -> "Generated | None":
        """The paragraphs that are written from the tables; None for a form without tables."""
        return self._generated

    @property
    def section(self) -> str | None:
        """The key of the section it shows."""
        return self._key

    def set_section(self, key: str) -> None:
        """Goes to another section; what is open is committed first."""
        self.settle()
        self._going_on = False
        self._key = key
        self._text.show_paragraphs(("",))
        self._reload()
        title = self._session.form.sections()[key]
        self._heading.setText(title.heading)
        self._text.setPlaceholderText(_EMPTY.format(title=title.title))
        self._text.setAccessibleName(title.title)
        self._show_generated()
        self._show_findings()
        self._text.select_units(0, 0)

    def show_place(self, place: Place, chars: tuple[int, int] | None = None) -> None:
        """Brings a paragraph into view, the caret in it; `place_chosen` is not told."""
        if place.section is None:
            return
        before, self._quiet = self._quiet, True
        if place.section != self._key:
            self.set_section(place.section)
        if place.line is not None and self._generated is not None:
            self._generated.show_place(place, chars)
            self._quiet = before
            return
        self._text.setFocus()
        number = self._blocks().get(place.item or 0)
        if number is not None and (place.item is not None or chars is not None):
            block = self._text.document().findBlockByNumber(number)
            first, last = (to_units(block.text(), at) for at in chars or (0, 0))
            self._text.select_units(block.position() + first, block.position() + last)
        self._quiet = before

    def settle(self) -> None:
        """Finishes a running composition and commits what is open."""
        if self._generated is not None:
            self._generated.settle()
        self._text.settle_composition()
        self._commit()

    def renumber(self, level: int | None) -> None:
        """Puts the next number of a level before the chosen paragraphs, None takes theirs away; what follows is renumbered."""
        self.settle()
        if self._text.isReadOnly() or self._key is None:
            return
        self._text.rewrite(self._outline.number(self._text.paragraphs(), self._text.chosen(), level))
        self._commit(_RENUMBER)
        self._text.setFocus()

    def _connect(self) -> None:
        self._text.edited.connect(self._edited)
        self._text.left.connect(self._commit_all)
        self._text.came.connect(self._tell)
        self._text.escaped.connect(self._revert)
        self._text.cursorPositionChanged.connect(self._moved)
        self._idle.timeout.connect(self._rest)
        self._session.changed.connect(self._refresh)
        self._session.findings_changed.connect(self._show_findings)

    def _make_generated(self) -> "Generated | None":
        """Only forms with budget tables have paragraphs that write themselves."""
        if self._session.form.budget is None:
            return None
        from editor.ui.narrative.generated import Generated

        made = Generated(self._session)
        made.place_chosen.connect(self._tell_place)
        self.put_above(made)
        return made

    def _show_generated(self) -> None:
        if self._generated is not None and self._key is not None:
            there = self._generated.show_section(self._key)
            self._generated.setVisible(there)
            title = self._session.form.sections()[self._key].title
            words = _BEHIND if there else _EMPTY.format(title=title)
            self._text.setPlaceholderText(words)

    def _tell_place(self, place: Place) -> None:
        if not self._quiet:
            self.place_chosen.emit(place, None)

    def _stored(self) -> tuple[str, ...]:
        return self._session.volume.section(self._key or "").paragraphs

    def _reload(self) -> None:
        self._idle.stop()
        self._text.setReadOnly(not self._session.document.can_write)
        self._text.show_paragraphs(tuple(displayed(text) for text in self._stored()) or ("",))
        self._shown = self._text.paragraphs()
        self._visited = self._text.textCursor().blockNumber()
        self._show_counts()

    def _commit(self, name: str = "") -> None:
        """Commits what differs from the volume; blank paragraphs that are new are not kept."""
        self._idle.stop()
        now = self._text.paragraphs()
        if self._key is None or now == self._shown or self._text.isReadOnly():
            return
        new = _merged(self._stored(), now)
        if new != self._stored():
            title = self._session.form.sections()[self._key].title
            self._shown = now
            go_on = self._going_on and not name
            if self._session.put(name or step_name(title), Place(section=self._key), new, go_on=go_on) is None:
                self._shown = ()
                return
            self._going_on = not name
        self._shown = now
        self._text.document().clearUndoRedoStacks()

    def _commit_all(self) -> None:
        """On leaving: what is shown afterwards is what is kept."""
        self._commit()
        self._going_on = False
        if self._shown == self._text.paragraphs():
            self._reload()

    def _refresh(self, change: Change) -> None:
        self._show_generated()
        if self._key is None or not (change.whole or Place(section=self._key) in change.places):
            return
        now = self._text.paragraphs()
        if now == self._shown and _merged(self._stored(), now) != self._stored():
            self._reload()

    def _revert(self) -> None:
        self._text.settle_composition()
        if self._text.paragraphs() != self._shown:
            self._reload()

    def _edited(self) -> None:
        if self._text.paragraphs() != self._shown:
            self._idle.start()
        self._show_counts()

    def _rest(self) -> None:
        if self._text.composing:
            self._idle.start()
        else:
            self._commit()

    def _moved(self) -> None:
        number = self._text.textCursor().blockNumber()
        if number != self._visited:
            self._visited = number
            if not self._text.composing and self._text.hasFocus():
                self._commit()
            self._going_on = False
            self._tell()
        self._show_counts()

    def _tell(self) -> None:
        self._show_note()
        if self._key is not None and not self._quiet and self._text.hasFocus():
            at = self._text.textCursor().blockNumber()
            item = next((i for i, number in self._blocks().items() if number == at), None)
            self.place_chosen.emit(Place(section=self._key, item=item), None)

    def _blocks(self) -> dict[int, int]:
        """The volume's paragraphs and the blocks that show them; those being changed have none."""
        return _aligned([displayed(text) for text in self._stored()], self._text.paragraphs())

    def _show_counts(self) -> None:
        here = _count(self._text.textCursor().block().text())
        whole = _count(self._text.text_now())
        self._count.setText(f"本段 {here} 字 · 本部分 {whole} 字")

    def _show_findings(self) -> None:
        if self._key is None:
            return
        own = open_findings(f for f in self._session.found.of(None) if f.place.section == self._key)
        blocks = self._blocks()
        found: dict[int, list[Finding]] = {}
        for finding in own:
            if finding.place.item in blocks:
                found.setdefault(blocks[finding.place.item], []).append(finding)
        self._text.show_findings({number: tuple(findings) for number, findings in found.items()})
        whole = told(f for f in own if f.place.item is None and f.place.line is None)
        if self._generated is not None:
            self._generated.show_findings([f for f in own if f.place.line is not None])
        self._whole.setText(whole)
        self._whole.setVisible(bool(whole))
        self._show_note()

    def _show_note(self) -> None:
        text = told(self._text.findings_of(self._text.textCursor().blockNumber()))
        self._note.setText(text)
        self._note.setVisible(bool(text))


def _count(text: str) -> int:
    """Characters without spaces, as word processors count them."""
    return len("".join(text.split()))


def _merged(stored: tuple[str, ...], now: Sequence[str]) -> tuple[str, ...]:
    """The volume's paragraphs with what was changed: those not touched stay as they are, to the last character."""
    shown = [displayed(text) for text in stored]
    short = min(len(shown), len(now))
    head = next((i for i in range(short) if shown[i] != now[i]), short)
    tail = next((i for i in range(short - head) if shown[-1 - i] != now[-1 - i]), short - head)
    put = (text.replace(SOFT, "\n") for text in now[head : len(now) - tail])
    return (*stored[:head], *(text for text in put if text.strip()), *stored[len(stored) - tail :])


def _aligned(shown: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """Item → block, for paragraphs that stand in both; from the front and from the end, so that one changed does not lose the rest."""
    found = _walk(shown, now)
    if len(found) < len(shown):
        behind = _walk(shown[::-1], now[::-1])
        rest = {len(shown) - 1 - i: len(now) - 1 - at for i, at in behind.items()}
        found |= {i: at for i, at in rest.items() if i not in found and at not in found.values()}
    return found


def _walk(shown: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """As far as they are the same but for blank blocks."""
    found: dict[int, int] = {}
    for at, text in enumerate(now):
        if len(found) < len(shown) and text == shown[len(found)]:
            found[len(found)] = at
        elif text.strip():
            break
    return found
