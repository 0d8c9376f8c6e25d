"""What the text of a letter uses and nobody asks yet is asked: last, in the order of the text."""

from guides.glossary.models import Datum
from guides.letters.fact_uses import TEXTS
from guides.letters.language.reading import NotRead, tree_of
from guides.letters.language.tree import data_in


def ask_what_is_used(letter) -> list[Datum]:
    """Add the missing questions and return what they ask; of what is no datum checks speak."""
    asked = {question.datum.key for question in letter.questions.select_related("datum")}
    missing = [key for key in _used_in(letter) if key not in asked]
    found = {datum.key: datum for datum in Datum.objects.filter(key__in=missing)}
    last = letter.questions.order_by("-position").values_list("position", flat=True).first()
    added = [found[key] for key in missing if key in found]
    for place, datum in enumerate(added, start=0 if last is None else last + 1):
        letter.questions.create(datum=datum, position=place)
    return added


def _used_in(letter) -> list[str]:
    """What happened first, then who writes."""
    keys: list[str] = []
    for name in (*(name for name in TEXTS if name != "sender"), "sender"):
        try:
            keys += data_in(tree_of(getattr(letter, name)))
        except NotRead:
            continue
    return list(dict.fromkeys(keys))
