"""Real rows for the tests, made by the verbs that the site itself uses."""

import itertools
from datetime import date

from guides.authors.models import Author
from guides.companies.models import Company
from guides.guide.models import Guide
from guides.topics.models import Topic

_number = itertools.count(1)


def a_topic(**fields) -> Topic:
    n = next(_number)
    fields = {"name": f"Argomento {n}", "slug": f"argomento-{n}", "description": "Prova."} | fields
    return Topic.objects.create(**fields)


def a_company(**fields) -> Company:
    n = next(_number)
    return Company.objects.create(**{"name": f"Azienda {n}", "slug": f"azienda-{n}"} | fields)


def an_author(**fields) -> Author:
    n = next(_number)
    fields = {"name": f"Autrice {n}", "slug": f"autrice-{n}", "one_line": "Scrive."} | fields
    return Author.objects.create(**fields)


def a_guide(*, sections: list[dict] | None = None, **fields) -> Guide:
    """A working copy with its sections, not published."""
    n = next(_number)
    fields = {
        "title": f"Guida {n}",
        "slug": f"guida-{n}",
        "summary": "Che cosa fare.",
        "verified_on": date(2026, 11, 22),
    } | fields
    for name, make in (("topic", a_topic), ("author", an_author)):
        fields.setdefault(name, None)
        fields[name] = fields[name] or make()
    guide = Guide.objects.create(**fields)
    if sections is None:
        sections = [{"title": "Che cosa fare", "problem": "Non so che fare", "body": "Aspetta."}]
    for position, section in enumerate(sections):
        guide.sections.create(**{"position": position} | section)
    return guide


def a_live_guide(*, by=None, **fields) -> Guide:
    guide = a_guide(**fields)
    guide.publish(by=by)
    return guide
