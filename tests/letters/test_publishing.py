"""A letter is public only when every combination of answers makes a whole letter."""

import pytest
from django.db.models import ProtectedError

from guides.glossary.models import Datum
from guides.letters.editions import LetterEdition
from guides.letters.models import FormLetter
from guides.publishing.live_edition import CannotPublish, PublicationState
from tests.factories import a_company
from tests.facts.making import a_fact
from tests.letters.making import ANSWERS, BODY, a_letter, a_live_letter, the_data

pytestmark = pytest.mark.django_db


def obstacles(**fields) -> list[str]:
    return a_letter(**fields).obstacles()


def test_a_letter_without_holes_is_published_and_withdrawn(admin_user):
    letter = a_letter()
    assert letter.state == PublicationState.DRAFT
    edition = letter.publish(by=admin_user, note="Nuova")
    assert (edition.number, edition.note, edition.published_by) == (1, "Nuova", admin_user)
    assert LetterEdition.objects.live().get() == edition
    assert letter.publish(by=admin_user) == edition  # nothing new
    letter.withdraw(by=admin_user, because="La legge è cambiata.")
    assert letter.state == PublicationState.WITHDRAWN
    assert not LetterEdition.objects.live().exists()
    letter.publish(by=admin_user)
    assert (letter.state, letter.live.number) == (PublicationState.LIVE, 2)


def test_an_edition_never_changes():
    edition = a_live_letter().live
    with pytest.raises(TypeError):
        edition.save()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"body": f"{BODY}\n{{{{boh}}}}"}, "Nel testo, riga 21: non c’è un dato «boh»."),
        (
            {"body": f"{BODY}\n{{{{aziendale}}}}"},
            "Nel testo, riga 21: non c’è un dato «aziendale». Forse volevi «azienda»?",
        ),
        (
            {"body": BODY.replace("rifiutato", "rifutato", 1)},
            "«rifutato» non è una risposta di «esito». Forse volevi «rifiutato»?",
        ),
        (
            {"body": f"{BODY}\n{{{{se nome è ada}}}}x{{{{fine}}}}"},
            "a «nome» si risponde scrivendo: si può chiedere solo {{se nome}}.",
        ),
        ({"body": f"{BODY}\n{{{{prezzo|boh}}}}"}, "«prezzo» non ha il formato «boh»."),
        ({"body": f"{BODY}\n{{{{fatto:boh}}}}"}, "il fatto «boh» non c’è."),
        ({"body": f"{BODY}\n{{{{termine:boh}}}}"}, "la scadenza «boh» non è pubblicata."),
        (
            {"body": f"{BODY}\n{{{{ragioni}}}}"},
            "Nel testo, riga 21: resta un vuoto quando «ragioni» non ha risposta",
        ),
        (
            {"body": f"{BODY}\n{{{{esito}}}}"},
            "Nel testo, riga 21: «esito» può essere «Non lo so»: mettilo dentro {{se esito}}.",
        ),
        ({"recipient": ""}, "Manca il destinatario: scegli un’azienda, o scrivilo."),
        ({"sending": "{{fatto:boh}}"}, "In «come inviarla»: Riga 1: il fatto «boh» non c’è."),
        ({"no_answer": "[x](lettera:boh)"}, "il link «x» porta a qualcosa che non c’è"),
        (
            {"body": f"{BODY}\n{{{{se email}}}}{{{{se spese è non-so}}}}x{{{{fine}}}}{{{{fine}}}}"},
            "nessun lettore d’esempio passa per «spese è non-so».",
        ),
        (
            {"body": BODY + "{{se spese è si}}{{se spese è no}}x{{fine}}{{fine}}"},
            "nessuna risposta porta a «spese è no».",
        ),
        (
            {"body": "{{se esito è rifiutato}}{{azienda}} {{prezzo}} {{data-consegna}}{{fine}}"},
            "Nel testo: con «esito» = nessuna-risposta non resta niente da dire.",
        ),
    ],
)
def test_what_would_be_a_hole_is_said(fields, said):
    assert any(said in what for what in obstacles(**fields)), obstacles(**fields)


def test_what_is_asked_is_used_and_what_is_used_is_asked():
    letter = a_letter()
    letter.questions.filter(datum__key="ragioni").delete()
    letter.samples.all().delete()
    assert "La lettera usa «ragioni» ma non lo chiede." in letter.obstacles()
    letter = a_letter(body=BODY.replace("{{se ragioni}}\n{{ragioni}}\n{{fine}}", ""))
    letter.questions.create(datum=Datum.objects.get(key="ragioni"), position=99)
    assert "La lettera chiede «ragioni» ma non lo usa." in letter.obstacles()


def test_more_ways_than_anybody_would_read_are_refused_at_once():
    the_data()
    many = "".join(f"{{{{se {key}}}}}x{{{{fine}}}}" for key in ANSWERS)
    body = BODY + many + "".join(f"{{{{se spese è {a}}}}}y{{{{fine}}}}" for a in ("si", "no"))
    said = obstacles(body=body)
    assert all("Le risposte si combinano in più di 2.000 modi" not in what for what in said)


def test_a_sample_answers_as_a_reader_could():
    letter = a_letter()
    sample = letter.samples.first()
    sample.answers = sample.answers.replace("3/11/2026", "31/2/2026") + "\nboh: x"
    sample.save()
    said = letter.obstacles()
    assert f"Lettore d’esempio «{sample}»: risponde a «boh», che la lettera non chiede." in said
    assert any("non c’è nel calendario" in what for what in said)


def test_a_contact_is_of_the_company_that_the_letter_is_for():
    one, other = a_company(), a_company()
    letter = a_letter(company=one)
    letter.channel = other.channels.create(
        kind="pec", name="Reclami", value="a@pec.example.org", verified_on="2026-11-22"
    )
    assert "Il contatto scelto è di un’altra azienda." in letter.obstacles()


def test_two_letters_do_not_share_an_address():
    first = a_live_letter(slug="recesso")
    first.slug = "altro"
    first.save()
    second = a_letter(slug="recesso")
    with pytest.raises(CannotPublish, match="ha già questo indirizzo"):
        second.publish(by=None)


def test_a_fact_is_frozen_with_the_letter_and_cannot_be_deleted():
    fact = a_fact(key="giorni-recesso", number=14, unit="giorni")
    letter = a_live_letter(
        body=BODY + "\nAvete {{fatto:giorni-recesso}} per rispondere.",
        no_answer="Aspetta {{fatto:giorni-recesso|lettere}}.",
    )
    assert letter.live.facts == {"giorni-recesso|": "14 giorni"}
    assert letter.live.no_answer == "Aspetta quattordici giorni."
    with pytest.raises(ProtectedError):
        fact.delete()
    letter.body, letter.no_answer = BODY, ""
    letter.save()
    with pytest.raises(ProtectedError):  # readers see it still
        fact.delete()
    FormLetter.objects.get(pk=letter.pk).publish(by=None)
    fact.delete()
