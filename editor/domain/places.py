"""Where something is in a volume: what a finding points to, a text box on a page shows, a click goes to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a volume; which of its parts are set says what kind of place it is.

    * nothing: the volume; `field` alone: a field of the volume (year, department, or of the cover)
    * `section` (+ `item`: paragraph, from 0)
    * `unit` (+ `field`): a unit, by its code
    * `project` (+ `field` (+ `item`: of a list, from 0)): a project by its key
    * `project` + `row` (+ `field`): a row of the indicator table by its key, one of its cells
    * `table` + `row` (+ `field`): a row of an entry table (录入表) by its key, one of its cells; with `row` NEW_ROW and `line` a
      fixed row nothing was written to yet
    * `table` + `line` (+ `field`): a line of a printed budget table by its id, one of its cells; `table` alone: the whole table
    * `section` + `line`: a generated paragraph by the key of its template
    """

    project: int | None = None
    row: int | None = None
    field: str | None = None
    item: int | None = None
    section: str | None = None
    unit: str | None = None
    table: str | None = None
    line: str | None = None

    def whole(self) -> "Place":
        """The field or section this place is an item of."""
        return Place(self.project, self.row, self.field, None, self.section, self.unit, self.table, self.line)


NEW_ROW = 0
"""`row` of a fixed row that is not in the volume: it is made when something is written there (true keys begin with 1)."""

VOLUME = Place()
