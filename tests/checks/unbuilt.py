"""Rows of the catalogue of checks that no check of the Hebei forms stands for, and why."""

UNBUILT: dict[str, str] = {
    "DOC-05": "the page numbers of the contents are those of the pages that are printed with them: they cannot differ "
    "(tests of typeset); those of a source are not kept",
    "PLN-07": "nothing in a Hebei volume says what was paid: the plan cannot be held against it",
    "IND-30": "Hebei sheets have no columns of 实施期 and 年度 to hold against each other",
    "IND-32": "neither the Hebei nor the Shanxi form has weights; the profile of the rule is off for both",
    "FMT-04": "the head of a sheet is printed once and the head of its rows on each page, by the form's description of the "
    "table: the fault of the originals cannot be made (tests of typeset)",
}
OTHER_FORMS = ("SX", "BGT", "NAR")
"""Families for forms with budget tables."""
