"""Every check there is, in the order of the catalogue."""

from editor.checks import (
    budget,
    budget_entries,
    budget_facts,
    budget_relations,
    budget_sums,
    document,
    document_numbering,
    document_prose,
    document_repeats,
    goals,
    indicators_basis,
    indicators_cost,
    indicators_meaning,
    indicators_structure,
    indicators_targets,
    indicators_words,
    narrated,
    narrative_names,
    narrative_numbers,
    narrative_reasons,
    plan,
    printed,
    projects,
    purpose,
    references,
    secrecy,
    sheet_sides,
    text_marks,
    text_sums,
    text_words,
    text_years,
)
from editor.checks.check import Check

_FAMILIES = (
    document, document_numbering, document_repeats, document_prose, text_years, text_words, text_marks, references, text_sums,
    narrated, projects, budget, purpose, plan, goals, indicators_structure, indicators_words, indicators_targets, indicators_meaning,
    indicators_basis, indicators_cost, secrecy, printed, budget_sums, budget_relations, budget_entries,
    budget_facts, narrative_numbers, narrative_names, narrative_reasons, sheet_sides,
)  # fmt: skip
_ORDER = ("DOC", "TXT", "PRJ", "BUD", "USE", "PLN", "GOL", "IND", "SX", "BGT", "NAR", "SEC", "FMT")

CATALOGUE: tuple[Check, ...] = tuple(
    sorted(
        (check for family in _FAMILIES for check in family.CHECKS),
        key=lambda c: (_ORDER.index(c.id.partition("-")[0]), c.id),
    )
)
