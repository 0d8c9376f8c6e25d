"""Facts for the tests."""

import itertools

from guides.facts.models import Fact

_number = itertools.count(1)


def a_fact(**fields) -> Fact:
    """Fourteen days, unless told otherwise."""
    n = next(_number)
    fields = {"key": f"fatto-{n}", "name": f"Fatto {n}", "kind": "termine"} | fields
    if fields["kind"] == "termine":
        fields = {"number": 14, "unit": "giorni"} | fields
    fact = Fact(**fields)
    fact.full_clean()
    fact.save()
    return fact
