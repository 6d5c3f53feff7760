"""What reviewers marked in two real documents, and which check finds it where.

A place is written as `section/paragraph`, `project field`, `project field/item`, `project r row` or `project r row field`, all
numbers from 1; a project alone is its whole sheet.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """`severity` is the reviewers'; `by` names a check and its places, several where the fault has several sides."""

    severity: str
    by: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Counted:
    """The same small fault all over: at least so many findings of these checks at this field."""

    severity: str
    checks: tuple[str, ...]
    field: str
    least: int


@dataclass(frozen=True, slots=True)
class Unseen:
    """Not in the volume, or to be seen only by one who knows the matter."""

    severity: str
    why: str


@dataclass(frozen=True, slots=True)
class Missed:
    """A program could see it; this one does not."""

    severity: str
    why: str


Verdict = Found | Counted | Unseen | Missed
E_, W, H = "error", "warning", "info"


def rows(project: int, field: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{project} r{number} {field}" for number in numbers)


LINXI: dict[str, Verdict] = {
    "000-01": Found(W, {"DOC-08": ("overall_goal/1", "itemised_goals/1")}),
    "000-02": Found(W, {"TXT-07": ("overall_goal/2",)}),
    "000-03": Found(E_, {"TXT-06": ("safeguards/2",)}),
    "000-04": Found(W, {"DOC-04": ("overall_goal/3",)}),
    "000-05": Found(H, {"DOC-04": ("overall_goal/15",)}),
    "000-06": Found(W, {"TXT-07": ("overall_goal/15",)}),
    "000-07": Found(W, {"TXT-04": ("itemised_goals/2",)}),
    "000-08": Found(W, {"DOC-04": ("itemised_goals/12",)}),
    "000-09": Found(W, {"TXT-03": ("itemised_goals/12",)}),
    "000-10": Found(W, {"TXT-02": ("safeguards/3",)}),
    "000-11": Found(W, {"DOC-06": ("safeguards/4",)}),
    "000-12": Found(H, {"DOC-06": ("safeguards/4",)}),
    "000-13": Unseen(W, "a heading and a body that merely mean different things"),
    "000-14": Unseen(H, "field codes are taken out on import and told in its report; DOC-12 finds those that are left"),
    "000-15": Unseen(H, "the cover and the contents are always printed"),
    "000-16": Found(E_, {"TXT-02": ("1 purpose",)}),
    "000-17": Unseen(H, "the numbering is the form's own, also of a single goal"),
    "000-18": Found(W, {"IND-24": ("1 r3",)}),
    "000-19": Found(W, {"IND-08": ("1 r3",)}),
    "000-20": Found(H, {"IND-29": ("1 r3 description",)}),
    "000-21": Found(H, {"IND-10": ("1 r2 description",)}),
    "000-22": Found(W, {"IND-18": rows(1, "level2", 4, 5, 6)}),
    "000-23": Found(E_, {"IND-14": ("1 r7 target",)}),
    "000-24": Found(H, {"TXT-04": rows(1, "basis", *range(1, 8))}),
    "000-25": Found(W, {"IND-05": ("1",), "IND-06": ("1",)}),
    "000-26": Found(W, {"IND-18": ("2 r2 level2",)}),
    "000-27": Found(E_, {"IND-14": ("2 r3 target",)}),
    "000-28": Found(W, {"IND-23": ("2 r5 target",)}),
    "000-29": Found(W, {"IND-23": ("2 r6 target",)}),
    "000-30": Found(W, {"IND-04": ("2",), "IND-05": ("2",), "IND-06": ("2",)}),
    "000-31": Found(H, {"TXT-06": ("itemised_goals/2", "2 goals/1")}),
    "000-32": Found(E_, {"PLN-01": ("3 disbursement/1",)}),
    "000-33": Found(W, {"IND-08": ("3 r3",)}),
    "000-34": Found(W, {"IND-23": ("3 r4 target",)}),
    "000-35": Found(W, {"IND-23": ("3 r5 target",)}),
    "000-36": Found(W, {"IND-04": ("3",), "IND-05": ("3",), "IND-06": ("3",)}),
    "000-37": Found(H, {"IND-16": (*rows(2, "basis", *range(1, 9)), *rows(3, "basis", *range(1, 8)))}),
}

LULONG: dict[str, Verdict] = {
    "001-01": Found(E_, {"DOC-03": ("26 contents_title",)}),
    "001-03": Found(E_, {"DOC-06": ("itemised_goals/22",)}),
    "001-04": Found(E_, {"DOC-06": ("itemised_goals/23",)}),
    "001-05": Found(E_, {"DOC-09": ("itemised_goals/22",)}),
    "001-06": Found(W, {"TXT-03": ("itemised_goals/11",)}),
    "001-07": Found(W, {"TXT-04": ("itemised_goals/28", "itemised_goals/33")}),
    "001-11": Found(W, {"TXT-02": ("itemised_goals/21", "itemised_goals/23")}),
    "001-12": Found(W, {"DOC-09": ("itemised_goals/19",)}),
    "001-13": Found(W, {"DOC-02": ("itemised_goals/36", "itemised_goals/37")}),
    "001-14": Found(W, {"DOC-06": ("itemised_goals/38",)}),
    "001-16": Found(W, {"IND-08": ("1 r2 level3",)}),
    "001-17": Found(W, {"IND-12": ("1 r4 target",)}),
    "001-18": Found(W, {"PRJ-03": ("2 name",)}),
    "001-20": Found(E_, {"IND-16": ("2 r4 basis",)}),
    "001-21": Found(E_, {"IND-18": ("3 r1 level2",), "IND-03": ("3",)}),
    "001-23": Found(W, {"IND-12": ("4 r3 target",)}),
    "001-24": Found(H, {"IND-12": ("4 r2 target",)}),
    "001-25": Found(W, {"IND-12": ("5 r4 target",)}),
    "001-26": Found(H, {"IND-29": ("6 r3 description",)}),
    "001-27": Found(E_, {"IND-12": ("7 r1 target",)}),
    "001-29": Found(W, {"TXT-02": ("8 goals/1",)}),
    "001-30": Found(W, {"IND-18": ("8 r3 level2",)}),
    "001-31": Found(H, {"TXT-09": ("8 r5 level3",)}),
    "001-32": Found(W, {"IND-02": ("8", "9", "10", "14", "15", "22")}),
    "001-33": Found(H, {"PLN-06": ("9 disbursement/1",)}),
    "001-34": Found(W, {"IND-26": ("9 r1 target",)}),
    "001-35": Found(H, {"IND-29": ("9 r3 level3",)}),
    "001-37": Found(H, {"IND-12": rows(10, "target", 2, 3)}),
    "001-38": Found(W, {"IND-21": ("11 r3 target",)}),
    "001-39": Found(H, {"TXT-04": ("11 r4 basis",)}),
    "001-40": Found(H, {"PLN-06": ("12 disbursement/3",)}),
    "001-41": Found(W, {"TXT-07": ("12 goals/1",)}),
    "001-42": Found(H, {"TXT-02": ("12 r1 description",)}),
    "001-43": Found(W, {"USE-02": ("14 r1 description",)}),
    "001-44": Found(W, {"TXT-02": ("14 goals/1", "22 goals/1")}),
    "001-45": Found(W, {"GOL-03": ("14 goals/1", "22 goals/1")}),
    "001-46": Found(W, {"IND-12": ("14 r2 target",)}),
    "001-47": Found(W, {"IND-21": ("14 r3 target", "22 r3 target"), "IND-12": ("15 r3 target",)}),
    "001-48": Found(E_, {"IND-21": ("15 r1 target",)}),
    "001-49": Found(H, {"PRJ-03": ("16 name",)}),
    "001-50": Found(W, {"TXT-02": ("17 goals/1",)}),
    "001-51": Found(E_, {"IND-22": ("17 r2 target",)}),
    "001-52": Found(E_, {"IND-22": (*rows(17, "target", 3), *rows(17, "level3", 3), *rows(17, "description", 3))}),
    "001-53": Found(E_, {"IND-15": ("17 r5 basis",)}),
    "001-54": Found(E_, {"IND-15": ("23 r5 basis",)}),
    "001-55": Found(E_, {"IND-15": ("24 r5 basis",)}),
    "001-56": Found(W, {"TXT-02": ("23 r6 description", "24 r6 description")}),
    "001-57": Found(W, {"IND-20": ("24 r3 target",)}),
    "001-58": Found(H, {"PLN-06": ("23 disbursement/3", "24 disbursement/3", "32 disbursement/3")}),
    "001-60": Found(W, {"IND-18": ("26 r2 level2",)}),
    "001-61": Found(E_, {"IND-27": ("26 r5 target",)}),
    "001-62": Found(H, {"PLN-05": ("26 disbursement", "30 disbursement")}),
    "001-63": Found(W, {"IND-17": ("29 r4 target",)}),
    "001-64": Found(W, {"IND-18": ("30 r1 level2",)}),
    "001-65": Found(W, {"PRJ-03": ("31 name",)}),
    "001-66": Found(E_, {"TXT-01": ("31 purpose",)}),
    "001-68": Found(H, {"USE-01": ("31 purpose",)}),
    "001-69": Found(E_, {"IND-17": ("31 r4 target",)}),
    "001-70": Found(W, {"IND-21": ("31 r5 target",)}),
    "001-71": Found(W, {"GOL-03": ("32 goals/2", "35 goals/2")}),
    "001-72": Found(E_, {"IND-12": ("32 r1 target", "33 r1 target", "35 r1 target", "36 r1 target")}),
    "001-73": Found(E_, {"IND-21": ("33 r2 target",), "IND-15": ("33 r2 basis",)}),
    "001-75": Found(H, {"TXT-05": ("34 purpose", "36 purpose")}),
    "001-76": Unseen(H, "a cell torn by a page end is the page's matter; rows are kept whole in print"),
    "001-77": Found(W, {"TXT-02": ("35 purpose",)}),
    "001-78": Found(E_, {"TXT-10": ("36 purpose",)}),
    "001-81": Found(H, {"TXT-06": ("37 goals/1",)}),
    "001-82": Found(H, {"TXT-02": ("37 goals/1",)}),
    "001-83": Found(H, {"IND-25": ("37 r1 level3",)}),
    "001-84": Found(W, {"IND-16": ("39 purpose",)}),
    "001-85": Found(E_, {"IND-12": ("39 r1 target",)}),
    "001-86": Found(W, {"IND-25": ("39 r2 level3",), "TXT-02": ("39 r2 level3",)}),
    "001-87": Found(E_, {"TXT-01": ("39 r3 level3", "39 r3 description")}),
    "001-88": Found(W, {"IND-29": ("39 r5 level3", "39 r6 level3")}),
    "001-89": Counted(H, ("IND-10",), "description", 75),
    "001-90": Counted(H, ("IND-12", "IND-17", "IND-21", "IND-22"), "target", 70),
    "001-91": Counted(H, ("TXT-04",), "basis", 6),
    "001-93": Unseen(H, "nothing is wrong: neutral names are what is wanted, and SEC-01 is silent"),
}

DEFENDED: dict[tuple[str, str], str] = {}
"""Errors found in these documents that reviewers did not mark: (check, place) and why each is one."""
