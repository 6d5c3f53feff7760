"""What reviewers marked in a real publication of a unit's budget, and which check finds it where.

A place is written `section/template` (a paragraph typed over a generated one), `table/line/column` (a printed cell), `fact key`, or
as in `anomalies`: `project field`, `project r row field`, the rows and projects from 1. What is marked † in the source of this
table may be slips of the recognition; it is not asked for.
"""

from tests.checks.anomalies import E_, Found, H, Missed, Unseen, Verdict, W, rows

DAGGER = frozenset(
    (4, 5, 9, 15, 18, 28, 29, 30, 31, 36, 40, 42, 49, 50, 51, 55, 59, 63, 64, 69, 70, 71, 72, 73, 74, 82, 83)
)
"""Numbers of those marked †."""
ALL_SHEETS = range(1, 7)


def each(field: str, sheets: range = ALL_SHEETS) -> tuple[str, ...]:
    return tuple(f"{number} {field}" for number in sheets)


SHANXI: dict[str, Verdict] = {
    "004-01": Found(E_, {"NAR-01": ("performance/whole",)}),
    "004-02": Found(E_, {"NAR-02": ("performance/whole",)}),
    "004-03": Found(E_, {"NAR-04": ("changes/income", "changes/expense")}),
    "004-06": Found(H, {"NAR-05": ("spending/kinds",)}),
    "004-07": Found(H, {"NAR-06": ("general/structure",), "BGT-02": ("t5/total/total",)}),
    "004-08": Found(W, {"NAR-03": ("operating/total",)}),
    "004-10": Found(H, {"NAR-06": ("basic/personnel", "basic/running")}),
    "004-11": Found(W, {"NAR-07": ("fact procurement_goods", "fact procurement_services")}),
    "004-12": Found(W, {"NAR-03": ("performance/projects",)}),
    "004-13": Found(H, {"NAR-07": ("projects 3 category",)}),
    "004-14": Found(H, {"DOC-06": ("three_public/kinds",)}),
    "004-16": Unseen(
        W, "the numbers of the tables are the form's, on every table; BGT-16 looks whether the form has them"
    ),
    "004-17": Unseen(H, "the head of a table is the form's"),
    "004-19": Found(H, {"BGT-02": ("t1/spending_now/total", "t1/spending_now/this_year")}),
    "004-20": Found(H, {"BGT-01": ("t2/21011/general",)}),
    "004-21": Found(H, {"BGT-01": ("t3/21011/basic",), "BGT-02": ("t3/total/total", "t3/total/basic")}),
    "004-22": Found(H, {"BGT-01": ("t5/21011/basic",), "BGT-02": ("t5/total/total", "t5/total/basic")}),
    "004-23": Found(H, {"BGT-02": ("t4/spending_now/subtotal",)}),
    "004-24": Found(H, {"BGT-12": ("t5/2210201/basic",)}),
    "004-25": Unseen(
        W, "a watermark is put on when pages are printed or exported and is in no volume; as a text DOC-11 finds it"
    ),
    "004-26": Found(E_, {"PRJ-07": ("6 name",)}),
    "004-27": Unseen(
        W, "a sheet goes on with its title and the head of its indicators; the whole head is never printed again"
    ),
    "004-32": Found(E_, {"SX-03": ("6 period_total",)}),
    "004-33": Found(E_, {"IND-17": ("6 r4 target", "6 r4 year_target")}),
    "004-34": Found(E_, {"TXT-01": ("6 plan",)}),
    "004-35": Found(W, {"TXT-06": ("6 grounds", "6 measures")}),
    "004-37": Found(W, {"DOC-06": ("6 measures",)}),
    "004-38": Found(W, {"IND-19": rows(6, "target", 1)}),
    "004-39": Found(H, {"IND-12": rows(6, "target", 2)}),
    "004-41": Found(W, {"IND-23": rows(6, "target", 5)}),
    "004-43": Found(W, {"SX-03": ("1 period_total",)}),
    "004-44": Found(E_, {"DOC-07": ("1 grounds",), "TXT-05": ("1 grounds",)}),
    "004-45": Found(E_, {"DOC-07": ("1 measures",)}),
    "004-46": Found(E_, {"DOC-07": ("1 plan",)}),
    "004-47": Found(E_, {"DOC-07": ("1 year_goal",), "IND-30": ("1 year_goal",)}),
    "004-48": Found(H, {"DOC-06": ("1 period_goal",)}),
    "004-52": Found(H, {"SX-03": ("2 period_total",)}),
    "004-53": Found(W, {"GOL-04": ("2 period_goal", "2 year_goal")}),
    "004-54": Found(W, {"DOC-06": ("2 measures", "2 plan")}),
    "004-56": Found(W, {"IND-19": ("2 r1 target", "3 r1 target")}),
    "004-57": Found(W, {"DOC-06": ("3 necessity", "3 plan")}),
    "004-58": Found(W, {"DOC-06": ("3 measures",)}),
    "004-60": Found(W, {"BUD-03": ("4 overview",)}),
    "004-61": Found(W, {"TXT-06": ("4 name",)}),
    "004-62": Found(W, {"DOC-06": ("4 period_goal", "4 year_goal")}),
    "004-65": Found(E_, {"TXT-10": ("5 overview",)}),
    "004-66": Unseen(W, "with a year of 360 days the product is what is written"),
    "004-67": Found(W, {"BUD-03": ("5 overview",)}),
    "004-68": Missed(W, "a number of people in running text against the same people's number in a target"),
    "004-75": Found(H, {"IND-31": rows(5, "target", 5)}),
    "004-76": Found(W, {"SX-05": ("5 filled_on",)}),
    "004-77": Found(W, {"SX-05": (*each("head"), *each("handler"), *each("phone"))}),
    "004-78": Found(H, {"SX-05": each("filled_on")}),
    "004-79": Found(W, {"IND-06": tuple(str(number) for number in range(1, 6))}),
    "004-80": Unseen(H, "nothing is wrong: the levels of the form are always printed"),
    "004-81": Unseen(H, "nothing is wrong: six amounts agree, and SX-02 is silent"),
}

DEFENDED: dict[tuple[str, str], str] = {
    ("IND-30", "3 r5 year_level3"): "004-59†: the name of the one side is the beginning of the other's",
    ("IND-30", "5 r2 year_level3"): "004-72†: cut off",
    ("IND-30", "5 r3 year_level3"): "004-72†: cut off",
    ("IND-30", "5 r4 year_level3"): "004-72†: cut off",
}
"""Errors that are none of the above: (check, place) and why each is one."""
