"""Data of the glossary for the tests."""

import itertools

from guides.glossary.models import Datum, Kind

_number = itertools.count(1)


def a_datum(key: str = "", kind: str = Kind.DATE, *, choices: tuple[str, ...] = (), **fields):
    """A datum; of a choice, the answers by key («oggetto» is said «Oggetto»)."""
    n = next(_number)
    said = {"question": f"Quando è successo ({n})?", "is_personal": False} | fields
    datum = Datum.objects.create(key=key or f"dato-{n}", kind=kind, **said)
    for position, name in enumerate(choices):
        words = name.replace("-", " ").capitalize()
        datum.choices.create(key=name, words=words, position=position)
    return datum
