"""Rows of the catalogue of checks that no check stands for, and why."""

UNBUILT: dict[str, str] = {
    "DOC-05": "the page numbers of the contents are those of the pages that are printed with them: they cannot differ "
    "(tests of typeset); those of a source are not kept",
    "PLN-07": "nothing in a Hebei volume says what was paid: the plan cannot be held against it",
    "IND-32": "neither the Hebei nor the Shanxi form has weights; the profile of the rule is off for both",
    "SX-04": "the rows of the second levels a form fixes are printed by its description of the sheet, also where they are empty "
    "(tests of compose): an empty one is no fault",
    "FMT-04": "the head of a sheet is printed once and the head of its rows on each page, by the form's description of the "
    "table: the fault of the originals cannot be made (tests of typeset)",
}
