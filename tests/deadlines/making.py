"""Rules for the tests, made and published by the verbs that the site uses."""

import itertools
from datetime import date

from guides.deadlines.lengths import Unit
from guides.deadlines.models import Rule
from guides.deadlines.regimes import Regime
from guides.glossary.models import Datum
from tests.factories import a_topic
from tests.glossary.making import a_datum

_number = itertools.count(1)
# Of fourteen days: an end on a Sunday, over 29 February, from 31 January, over a Saturday.
EXAMPLES = [
    ("2026-11-29", "2026-12-14", "finisce di domenica"),
    ("2028-02-21", "2028-03-06", "passa per il 29 febbraio"),
    ("2027-01-31", "2027-02-15", "comincia il 31 gennaio: il 14 è domenica"),
]


def a_rule(*, versions: list[dict] | None = None, examples=EXAMPLES, **fields) -> Rule:
    """A draft of a rule: fourteen days from the delivery, by the civil code."""
    n = next(_number)
    start = Datum.objects.filter(key="data-consegna").first() or a_datum("data-consegna")
    said = {
        **{"name": f"Recesso {n}", "slug": f"recesso-{n}", "lets": "Puoi ripensarci."},
        **{"source_title": "Codice del consumo, articolo 52", "is_verified": True},
        "checked_on": date(2026, 11, 22),
    } | fields
    said.setdefault("starts_from", start)
    said["topic"] = said.get("topic") or a_topic()
    rule = Rule.objects.create(**said)
    fourteen = {"number": 14, "unit": Unit.DAYS, "regime": Regime.CIVIL_CODE}
    for position, version in enumerate(versions or [{}]):
        rule.versions.create(position=position, **fourteen | version)
    for begun, end, why in examples:
        rule.examples.create(start=date.fromisoformat(begun), end=date.fromisoformat(end), why=why)
    return rule


def a_live_rule(*, by=None, note: str = "", **fields) -> Rule:
    rule = a_rule(**fields)
    rule.publish(by=by, note=note)
    return rule
