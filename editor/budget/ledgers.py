"""What was entered, read as amounts and added up by code: one index for each entry table, made anew only where rows changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache

from editor.domain.money import MoneyUnit, read_money
from editor.domain.volume import LINE, BudgetRow, BudgetTable
from editor.forms.budget_form import Ledger

Amounts = Mapping[str, Decimal]
NOUGHT = Decimal(0)
_NONE: Amounts = {}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@lru_cache(maxsize=50_000)
def read_amount(text: str, unit: MoneyUnit) -> Decimal | None:
    """An amount in the budget's unit, 0 for a blank; None where the text is no amount."""
    if not text.strip():
        return NOUGHT
    money = read_money(text, unit)
    return money.amount if money else None


class RowAmounts:
    """The amounts of rows by their columns; a row that is the same object is not read again."""

    def __init__(self, ledger: Ledger, unit: MoneyUnit) -> None:
        self._columns = ledger.money
        self._unit = unit
        self._known: dict[int, tuple[BudgetRow, Amounts]] = {}

    def of(self, rows: Iterable[BudgetRow]) -> dict[int, Amounts]:
        """Row key → its amounts that are not zero."""
        known = self._known
        now: dict[int, tuple[BudgetRow, Amounts]] = {}
        for row in rows:
            held = known.get(row.key)
            now[row.key] = held if held is not None and held[0] is row else (row, self._read(row))
        self._known = now
        return {key: amounts for key, (_, amounts) in now.items()}

    def _read(self, row: BudgetRow) -> Amounts:
        found = {}
        for column in self._columns:
            text = row.cells.text(column)
            amount = read_amount(text, self._unit) if text else None
            if amount:
                found[column] = amount
        return found


class LedgerIndex:
    """One state of an entry table."""

    def __init__(self, ledger: Ledger, table: BudgetTable, amounts: dict[int, Amounts]) -> None:
        self.ledger = ledger
        self.table = table
        self.amounts = amounts
        self._sums: dict[str, dict[str, Decimal]] | None = None
        self._by_code: dict[str, list[BudgetRow]] | None = None
        self._tallies: dict[str, dict[str, tuple[int, Decimal]]] = {}
        self.fixed: Mapping[str, BudgetRow] = {row.cells.text(LINE): row for row in table.rows} if ledger.rows else {}

    @property
    def by_code(self) -> Mapping[str, list[BudgetRow]]:
        """The rows of each code; those without one under ""."""
        if self._by_code is None:
            rows: dict[str, list[BudgetRow]] = defaultdict(list)
            for row in self.table.rows:
                rows[code_of(self.ledger, row)].append(row)
            self._by_code = dict(rows)
        return self._by_code

    def total(self, prefix: str, column: str) -> Decimal:
        """The sum of a column over the rows whose code begins with `prefix`; over all rows for ""."""
        if self._sums is None:
            self._sums = self._add_up()
        return self._sums.get(prefix, _NONE).get(column, NOUGHT)

    def tally(self, column: str, text: str) -> tuple[int, Decimal]:
        """How many rows have this text in a column, and what all their amounts add up to; all rows for no column."""
        if column not in self._tallies:
            found: dict[str, tuple[int, Decimal]] = {}
            for row in self.table.rows:
                held = row.cells.text(column).strip() if column else ""
                count, amount = found.get(held, (0, NOUGHT))
                found[held] = count + 1, sum(self.amounts[row.key].values(), amount)
            self._tallies[column] = found
        return self._tallies[column].get(text, (0, NOUGHT))

    def under(self, prefix: str) -> tuple[BudgetRow, ...]:
        """The rows whose code begins with `prefix`."""
        return tuple(row for row in self.table.rows if code_of(self.ledger, row).startswith(prefix))

    def _add_up(self) -> dict[str, dict[str, Decimal]]:
        if not self.ledger.code:
            return {"": self._columns()}
        sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(lambda: NOUGHT))
        for row in self.table.rows:
            code = code_of(self.ledger, row)
            for column, amount in self.amounts[row.key].items():
                for end in range(len(code) + 1):
                    sums[code[:end]][column] += amount
        return sums

    def _columns(self) -> dict[str, Decimal]:
        found = dict.fromkeys(self.ledger.money, NOUGHT)
        for amounts in self.amounts.values():
            for column, amount in amounts.items():
                found[column] += amount
        return found


def code_of(ledger: Ledger, row: BudgetRow) -> str:
    """A row's subject code in plain digits; "" where its ledger has none, or something else than digits stands there."""
    if not ledger.code:
        return ""
    code = row.cells.text(ledger.code).strip().translate(_WIDE)
    return code if code.isascii() and code.isdigit() else ""
