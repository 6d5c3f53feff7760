"""Every check there is, in the order of the catalogue."""

from editor.checks import budget, document, indicators, plan, secrecy
from editor.checks.check import Check

CATALOGUE: tuple[Check, ...] = (
    *document.CHECKS,
    *budget.CHECKS,
    *plan.CHECKS,
    *indicators.CHECKS,
    *secrecy.CHECKS,
)
