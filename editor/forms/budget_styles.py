"""The text styles a form with budget tables has, by what they are for."""

NUMBER, TITLE, HEAD, NOTE = "budget_number", "budget_title", "budget_head", "budget_note"
NAME, CODE, AMOUNT, TOTAL = "budget_name", "budget_code", "budget_amount", "budget_total"
CHART_TITLE, CHART_LABEL = "chart_title", "chart_label"
STYLES = (NUMBER, TITLE, HEAD, NOTE, NAME, CODE, AMOUNT, TOTAL, CHART_TITLE, CHART_LABEL)
