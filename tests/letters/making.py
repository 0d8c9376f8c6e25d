"""Letters for the tests, written as an editor writes them."""

import itertools
from datetime import date

from guides.glossary.models import Datum, Kind
from guides.letters.asking import ask_what_is_used
from guides.letters.models import FormLetter
from tests.factories import a_topic, an_author
from tests.glossary.making import a_datum

_number = itertools.count(1)

BODY = """\
Gentile {{azienda}},

{{data-consegna|il}} ho ricevuto quello che ho ordinato, pagato {{prezzo}}.
{{se esito è rifiutato}}
Avete rifiutato il rimborso.
{{altrimenti}}
Non mi avete risposto.
{{fine}}

{{se ragioni}}
{{ragioni}}
{{fine}}

Chiedo:

- il rimborso
{{se spese è si}}
- le spese
{{fine}}
"""
ANSWERS = {
    **{"nome": "Ada Bruni", "indirizzo": "Via Po 1, Torino", "email": "ada@example.org"},
    **{"azienda": "Cuffie e Co.", "data-consegna": "3/11/2026", "prezzo": "34,50"},
    **{"esito": "rifiutato", "ragioni": "Sono rotte.", "spese": "si"},
}
OTHER = {"esito": "nessuna-risposta", "ragioni": "", "spese": "no", "email": ""}


def the_data() -> None:
    """The glossary that BODY speaks of."""
    kinds = {"data-consegna": Kind.DATE, "prezzo": Kind.MONEY, "ragioni": Kind.LONG}
    for key in ("nome", "indirizzo", "email", "azienda", "data-consegna", "prezzo", "ragioni"):
        if not Datum.objects.filter(key=key).exists():
            kind = kinds.get(key, Kind.SHORT)
            a_datum(key, kind, is_personal=key != "data-consegna", question=f"Dimmi: {key}")
    if not Datum.objects.filter(key="esito").exists():
        choices = ("rifiutato", "nessuna-risposta")
        a_datum("esito", Kind.CHOICE, choices=choices, question="Com’è finita?")
        a_datum("spese", Kind.YES_NO, question="Hai speso altro?")


def a_letter(**fields) -> FormLetter:
    """A working copy that could be published, with two sample readers that pass everywhere."""
    n = next(_number)
    the_data()
    said = {
        "title": f"Lettera {n}",
        "slug": f"lettera-{n}",
        "summary": "Chiede i soldi indietro.",
        "recipient": "{{azienda}}",
        "subject": "Rimborso di {{prezzo}}",
        "body": BODY,
        "attachments": "Ricevuta\n{{se spese è si}}\nScontrini\n{{fine}}",
        "verified_on": date(2026, 11, 22),
    } | fields
    for name, make in (("topic", a_topic), ("author", an_author)):
        said[name] = said.get(name) or make()
    letter = FormLetter.objects.create(**said)
    ask_what_is_used(letter)
    for name, answers in (("Tutto", ANSWERS), ("Niente", ANSWERS | OTHER)):
        lines = "\n".join(f"{key}: {words}" for key, words in answers.items())
        letter.samples.create(name=name, answers=lines)
    return letter


def a_live_letter(*, by=None, **fields) -> FormLetter:
    letter = a_letter(**fields)
    letter.publish(by=by)
    return letter
