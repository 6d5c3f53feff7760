"""After any edits of budget tables, facts, typed values and goal sheets a checker that followed finds what a fresh one finds."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from editor.budget.bookkeeper import compute
from editor.budget.narrative import paragraphs
from editor.checks.engine import Checker
from editor.checks.waiving import text_at
from editor.domain import budget_edits, edits
from editor.domain.entries import put_entry
from editor.domain.fields import Fields
from editor.domain.places import Place
from editor.domain.volume import Volume, Waiver
from editor.forms.packs import bundled_packs
from tests.checks.budget_unit import clean

FORM = bundled_packs().form("shanxi-2026")
AMOUNTS = st.sampled_from(["", "0.01", "30.50", "45.00", "1,250.00", "-3.00", "八十"])
LEDGERS = ("functions", "economy", "projects", "carried_projects", "fund_income", "running_costs")
TEXTS = st.sampled_from(["", "人员增加20.00万元", "油费减少2.00万元，合计减少2.00万元", "无"])


class Followed(RuleBasedStateMachine):
    """One checker follows a publication."""

    volume: Volume
    checker: Checker

    @initialize()
    def open(self) -> None:
        self.volume, self.checker = clean(), Checker(FORM)

    @rule(data=st.data(), ledger=st.sampled_from(LEDGERS), text=AMOUNTS)
    def enter_an_amount(self, data: st.DataObject, ledger: str, text: str) -> None:
        assert FORM.budget is not None
        rows = self.volume.table(ledger).rows
        if rows:
            row = data.draw(st.sampled_from(rows)).key
            column = data.draw(st.sampled_from(FORM.budget.ledgers[ledger].money))
            self.volume = budget_edits.set_budget_cells(self.volume, ledger, [(row, column, text)])

    @rule(
        ledger=st.sampled_from(LEDGERS),
        code=st.sampled_from(["2080505", "30101", "20805", ""]),
        name=st.sampled_from(["天气雷达维修", ""]),
    )
    def insert_a_row(self, ledger: str, code: str, name: str) -> None:
        self.volume = budget_edits.insert_budget_rows(self.volume, ledger, 0, [Fields({"code": code, "name": name})])

    @rule(data=st.data(), ledger=st.sampled_from(LEDGERS))
    def delete_a_row(self, data: st.DataObject, ledger: str) -> None:
        rows = self.volume.table(ledger).rows
        if rows:
            self.volume = budget_edits.delete_budget_rows(self.volume, ledger, [data.draw(st.sampled_from(rows)).key])

    @rule(data=st.data(), text=AMOUNTS)
    def type_over_a_cell(self, data: st.DataObject, text: str) -> None:
        book = compute(FORM, self.volume)
        table = book.table(data.draw(st.sampled_from(sorted(book.tables))))
        line = data.draw(st.sampled_from([line for line in table.lines() if line.id]))
        columns = [key for key, value in line.values.items() if value.kind in ("derived", "overridden")]
        if columns:
            place = table.place(line.id, data.draw(st.sampled_from(columns)))
            self.volume = put_entry(self.volume, place, text)

    @rule(
        data=st.data(),
        old=st.sampled_from(["2026", "万元", "增加", "减少", ".", "、", "持平"]),
        new=st.sampled_from(["", "2025", "3", "等", "持平"]),
    )
    def type_over_a_paragraph(self, data: st.DataObject, old: str, new: str) -> None:
        several = [p for said in paragraphs(FORM, self.volume, compute(FORM, self.volume)).values() for p in said]
        chosen = data.draw(st.sampled_from(several))
        self.volume = put_entry(self.volume, chosen.place, chosen.text.replace(old, new, 2))

    @rule(
        key=st.sampled_from(["last_total", "last_running", "cars_law", "procurement_goods", "year_end"]), text=AMOUNTS
    )
    def set_a_figure(self, key: str, text: str) -> None:
        self.volume = put_entry(self.volume, Place(field=key), text)

    @rule(key=st.sampled_from(["reason_income", "reason_running", "service_guide"]), text=TEXTS)
    def set_words(self, key: str, text: str) -> None:
        self.volume = put_entry(self.volume, Place(field=key), text)

    @rule(
        project=st.sampled_from([9001, 9101]),
        key=st.sampled_from(["name", "year_total", "period_total", "term", "filled_on", "plan"]),
        text=st.sampled_from(["", "天气雷达维修", "山洪预警站点", "500,000", "1年", "20240101", "年底前验收付款。"]),
    )
    def set_a_field(self, project: int, key: str, text: str) -> None:
        if any(one.key == project for one in self.volume.projects):
            self.volume = edits.set_field(self.volume, project, key, text)

    @rule(data=st.data())
    def delete_or_move_a_sheet(self, data: st.DataObject) -> None:
        if len(self.volume.projects) > 1:
            key = data.draw(st.sampled_from(self.volume.projects)).key
            move = data.draw(st.booleans())
            self.volume = (
                edits.move_projects(self.volume, [key], 0) if move else edits.delete_projects(self.volume, [key])
            )

    @rule(year=st.integers(2026, 2028))
    def set_the_year(self, year: int) -> None:
        self.volume = edits.set_year(self.volume, year)

    @rule(data=st.data())
    def waive_a_finding(self, data: st.DataObject) -> None:
        findings = [f for f in self.checker.check(self.volume) if f.check[:3] in ("BGT", "NAR")]
        if findings:
            chosen = data.draw(st.sampled_from(findings))
            waiver = Waiver(chosen.check, chosen.place, text_at(self.volume, chosen.place), "有批复")
            self.volume = edits.set_waiver(self.volume, waiver)

    @rule()
    def begin_again(self) -> None:
        """Undo over many steps."""
        self.volume = clean()

    @invariant()
    def finds_what_a_fresh_one_finds(self) -> None:
        assert self.checker.check(self.volume) == Checker(FORM).check(self.volume)


Followed.TestCase.settings = settings(
    max_examples=settings().max_examples // 4 or 1,
    stateful_step_count=10,
    suppress_health_check=list(HealthCheck),
    deadline=None,
)
TestFollowed = Followed.TestCase


def test_only_what_has_changed_is_checked_again() -> None:
    from editor.checks.check import Check

    seen: list[int] = []
    counting = Check("TST-01", "数一数", "info", "无", "无。", book=lambda view, _: iter(seen.append(1) or ()))
    checker, volume = Checker(FORM, catalogue=[counting]), clean()
    checker.check(volume)
    cells = edits.set_cells(volume, 9001, [(90010, "target", "3台")])
    waived = edits.set_waiver(cells, Waiver("BGT-02", Place(), "", "有批复"))
    amount = edits.set_field(waived, 9001, "year_total", "500,001")
    fact = put_entry(amount, Place(field="last_total"), "9.00")
    for step, times in ((cells, 1), (waived, 1), (amount, 2), (fact, 3)):
        checker.check(step)
        assert len(seen) == times
