"""From a point on a page to the field and its character, and back, for every box."""

from itertools import accumulate

from editor.domain.places import Place
from editor.typeset.boxes import Area, TextBox
from editor.typeset.finding import boxes_of, caret, place_at
from editor.typeset.fonts import FontSet
from editor.typeset.typesetter import typeset
from tests.typeset.sheets import ROWS, composition, sheet, volume

FONTS = FontSet.bundled()
PAGES = typeset(volume(12), FONTS)


def test_every_character_is_found_under_the_point_where_it_is_drawn() -> None:
    for page in PAGES.pages:
        for box in page.texts:
            if box.place is None:
                continue
            edges = list(accumulate(box.advances, initial=box.x))
            for i, (left, right) in enumerate(zip(edges, edges[1:], strict=False)):
                third = (right - left) / 3
                y = box.y - 0.3 * box.size
                assert place_at(page, left + third, y) == (box.place, box.start + i)
                assert place_at(page, right - third / 2, y) == (box.place, box.start + i + 1)


def test_every_place_leads_to_boxes_that_lead_back() -> None:
    places = {box.place for page in PAGES.pages for box in page.texts if box.place}
    assert len(places) > 400
    project = {place for place in places if place.project == 4}
    for place in project:
        found = list(boxes_of(PAGES, place))
        assert any(isinstance(shown.box, TextBox) for shown in found)
        for number, box in found:
            x, y = (box.x + 0.1, box.y - 1) if isinstance(box, TextBox) else (box.x + 1, box.y + 1)
            hit = place_at(PAGES.pages[number], x, y)
            assert hit is not None
            assert place in (hit[0], hit[0].whole())


def test_beside_its_text_a_cell_gives_the_nearest_character() -> None:
    page = typeset(composition(sheet(1)), FONTS).pages[0]
    place = Place(project=1, field="name")
    area = next(area for area in page.areas if area.place == place)
    words = "河道巡护第1标段经费"
    assert place_at(page, area.x + area.width - 1, area.y + 5) == (place, len(words))
    assert place_at(page, area.x + 0.5, area.y + 5) == (place, 0)


def test_an_empty_cell_is_found() -> None:
    page = typeset(composition(sheet(1)), FONTS).pages[0]
    place = Place(project=1, field="other_funds")
    area = next(area for area in page.areas if area.place == place)
    assert place_at(page, area.x + 3, area.y + 3) == (place, 0)


def test_outside_everything_is_nothing() -> None:
    assert place_at(PAGES.pages[-1], 5, 5) is None


def test_a_cell_over_two_pages_is_found_on_both() -> None:
    goal = "逐条巡查河段并登记问题；" * 300
    pages = typeset(composition(sheet(1, ROWS, goals=(goal,))), FONTS)
    found = list(boxes_of(pages, Place(project=1, field="goals", item=0)))
    assert {shown.page for shown in found} == {0, 1, 2}
    assert "".join(shown.box.text for shown in found if isinstance(shown.box, TextBox)) == goal
    assert [shown.page for shown in found if isinstance(shown.box, Area)] == [0, 1, 2]


def test_the_caret_stands_before_its_character() -> None:
    page = typeset(composition(sheet(1)), FONTS).pages[0]
    boxes = [box for box in page.texts if box.place == Place(project=1, field="purpose")]
    assert len(boxes) == 2
    second = boxes[1]
    assert caret(boxes, second.start) == (second.x, second.y - 0.88 * second.size, second.size)
    end = caret(boxes, 10_000)
    assert end is not None and end[0] == second.x + second.width
    assert caret([], 0) is None
