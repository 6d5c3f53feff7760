"""Last year's figures come out of last year's volume."""

from dataclasses import replace

from editor.budget.bookkeeper import compute
from editor.budget.last_year import last_years_facts
from editor.budget.narrative import paragraphs
from editor.domain.fields import Fields
from editor.forms.form import Form
from tests.budget.made_up import unit


def test_every_fact_of_last_year_has_its_figure(form: Form) -> None:
    before = unit()
    found = last_years_facts(form, before, compute(form, before))
    assert found == {
        "last_total": "474.41",
        "last_general": "449.16",
        "last_abroad": "0.00",
        "last_reception": "1.50",
        "last_purchase": "0.00",
        "last_running": "20.00",
        "last_operating": "80.26",
    }


def test_the_same_year_again_has_no_change(form: Form) -> None:
    before = unit()
    facts = last_years_facts(form, before, compute(form, before))
    volume = replace(before, year=2027, fields=Fields(dict(facts)))
    texts = [p.text for made in paragraphs(form, volume, compute(form, volume)).values() for p in made]
    assert sum("与上年持平" in text or "预算持平" in text for text in texts) == 4
    assert sum(text.count("与上年预算数相同") + text.count("与2026年预算数相同") for text in texts) == 6
