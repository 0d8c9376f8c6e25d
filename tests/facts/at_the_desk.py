"""A fact's form at the desk, as an editor opens it and sends it."""

from tests.desk.forms import filled_form


def page_of(fact) -> str:
    return f"/admin/guides/fact/{fact.pk}/change/"


def opened(desk, fact, **changes) -> dict:
    return filled_form(desk.get(page_of(fact)), "fact_form") | changes


def asked(desk, fact, **changes):
    return desk.post(page_of(fact), opened(desk, fact, **changes))
