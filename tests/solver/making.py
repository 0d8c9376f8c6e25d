"""Guided ways for the tests, written in few words and made as the desk makes them."""

import itertools
from datetime import date

from guides.glossary.models import Datum
from guides.solver.graph import Answer, Graph, Outcome, Question
from guides.solver.models import Flow
from tests.factories import a_live_guide, a_topic, an_author

_number = itertools.count(1)

# question: {answer: what it leads to}; what is no question is an outcome
PARCEL = {
    "arrivato": {"si": "rotto", "no": "termine", "non-so": "termine"},
    "rotto": {"si": "Firma con riserva", "no": "Va tutto bene", "non-so": "Firma con riserva"},
    "termine": {"si": "Dai un ultimo termine", "no": "Aspetta", "non-so": "Aspetta"},
}
PATHS = {"no > sì": "Dai un ultimo termine", "Sì > Non lo so": "Firma con riserva"}


def a_graph(ways: dict, first: str = "") -> Graph:
    """The same, in memory; "" leads nowhere."""
    ends = dict.fromkeys(t for leads in ways.values() for t in leads.values() if t not in ways)
    questions = {
        key: Question(
            key,
            f"{key}?",
            tuple(
                Answer(a, a, question=to if to in ways else "", outcome="" if to in ways else to)
                for a, to in leads.items()
            ),
        )
        for key, leads in ways.items()
    }
    outcomes = {end: Outcome(end, end) for end in ends if end}
    return Graph(first or next(iter(ways), ""), questions, outcomes)


def a_yes_no(key: str, **fields) -> Datum:
    fields = {"question": f"{key.capitalize()}?", "kind": "yes-no", "is_personal": False} | fields
    return Datum.objects.filter(key=key).first() or Datum.objects.create(key=key, **fields)


def a_flow(ways: dict | None = None, paths: dict | None = None, guide=None, **fields) -> Flow:
    """A working copy that can be published: each outcome leads to one section."""
    ways, n = PARCEL if ways is None else ways, next(_number)
    fields = {
        "title": f"Percorso {n}",
        "slug": f"percorso-{n}",
        "summary": "Che cosa fare.",
        "verified_on": date(2026, 11, 22),
    } | fields
    fields["topic"] = fields.get("topic") or a_topic()
    fields["author"] = fields.get("author") or an_author()
    flow = Flow.objects.create(**fields)
    section = (guide or a_live_guide()).live.sections.first()
    rows = {key: flow.questions.create(datum=a_yes_no(key)) for key in ways}
    outcomes: dict = {}
    for key, leads in ways.items():
        for answer, to in leads.items():
            if to and to not in rows and to not in outcomes:
                outcomes[to] = flow.outcomes.create(title=to)
                outcomes[to].helps.create(kind="section", identity=str(section.uid))
            ends = {"following": rows.get(to), "outcome": outcomes.get(to)}
            rows[key].answers.create(key=answer, **ends)
    for place, (answers, to) in enumerate((PATHS if paths is None else paths).items()):
        flow.paths.create(position=place, answers=answers, outcome=outcomes.get(to))
    flow.first = next(iter(rows.values()), None)
    flow.save()
    return flow


def a_live_flow(**fields) -> Flow:
    flow = a_flow(**fields)
    flow.publish(by=None)
    return flow
