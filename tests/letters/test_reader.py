"""What a reader does: opens the page, answers, gets a letter; nothing of it is kept."""

import html
import re

import pytest
from django.test import Client

from guides.letters.models import FormLetter
from tests.factories import a_company
from tests.letters.making import ANSWERS, BODY, a_live_letter

pytestmark = pytest.mark.django_db


def post(client, letter, step="scritta", **answers):
    address = f"/lettere/{letter.live.slug}/{step}/"
    return client.post(address, ANSWERS | answers)


def text_of(response) -> str:
    """What is read in the sheet."""
    sheet = re.search(r'<article class="paper".*?</article>', response.content.decode(), re.DOTALL)
    return html.unescape(re.sub(r"<[^>]*>", "", sheet[0].replace("<br>", " ")))


def test_the_page_asks_what_the_letter_needs_in_two_parts(client):
    letter = a_live_letter(title="Rimborso")
    page = client.get(f"/lettere/{letter.slug}/").content.decode()
    asked = re.findall(r'name="([\w-]+)"', page[page.index('<form class="form"') :])
    assert list(dict.fromkeys(asked)) == [
        *("azienda", "prezzo", "data-consegna", "esito", "ragioni", "spese"),
        *("nome", "indirizzo", "email"),
    ] or set(asked) == set(ANSWERS)
    assert page.index("Che cosa è successo") < page.index("Chi scrive")
    assert "non è una consulenza legale" in page
    assert "Riletta" in page
    assert client.get("/lettere/").content.decode().count("Rimborso") == 1


def test_the_answers_become_a_letter(client):
    letter = a_live_letter()
    response = post(client, letter)
    words = text_of(response)
    assert response.status_code == 200
    for said in (
        *("Ada Bruni", "Via Po 1, Torino", "ada@example.org", "Cuffie e Co."),
        *("Oggetto: Rimborso di 34,50 euro", "il 3 novembre 2026 ho ricevuto"),
        *("Avete rifiutato il rimborso.", "Sono rotte.", "le spese", "Scontrini"),
        *("Distinti saluti",),
    ):
        assert said in words, said
    words = text_of(
        post(client, letter, esito="nessuna-risposta", spese="no", ragioni="", email="")
    )
    assert "Non mi avete risposto." in words
    assert "le spese" not in words
    assert "Scontrini" not in words
    assert "Sono rotte" not in words


def test_it_is_for_its_reader_alone(client):
    response = post(client, a_live_letter())
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "strict-origin"
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies


def test_what_is_wrong_is_said_beside_its_box_with_the_words_kept(client):
    letter = a_live_letter()
    response = post(client, letter, **{"data-consegna": "31/2/2026", "nome": "", "azienda": "<b>"})
    page = response.content.decode()
    assert response.status_code == 422
    assert "non c’è nel calendario" in page
    assert page.count("Qui manca la risposta.") == 2  # at the top and beside the box
    for words in ("31/2/2026", "34,50", "Sono rotte.", "&lt;b&gt;"):
        assert words in page
    assert "<title>Errore:" in page


def test_what_only_a_branch_says_is_needed_only_there(client):
    body = BODY + "\n{{se spese è si}}In tutto {{importo}}.{{fine}}"
    from guides.glossary.models import Kind
    from tests.glossary.making import a_datum

    a_datum("importo", Kind.MONEY, is_personal=True)
    letter = a_live_letter_with(body)
    assert post(client, letter, spese="no", importo="").status_code == 200
    assert post(client, letter, spese="si", importo="").status_code == 422
    assert "In tutto 12 euro." in text_of(post(client, letter, spese="si", importo="12"))


def a_live_letter_with(body):
    from tests.letters.making import a_letter

    letter = a_letter(body=body)
    sample = letter.samples.first()
    sample.answers += "\nimporto: 12"
    sample.save()
    letter.publish(by=None)
    return letter


def test_what_is_not_personal_comes_with_the_address(client):
    letter = a_live_letter()
    asked = {"data-consegna": "2026-11-20", "esito": "rifiutato", "nome": "Ada", "prezzo": "boh"}
    page = client.get(f"/lettere/{letter.slug}/", asked).content.decode()
    assert 'value="20/11/2026"' in page or "20 novembre 2026" in page
    assert re.search(r'value="rifiutato"[^>]*checked', page)
    assert 'value="Ada"' not in page
    assert "Errore:" not in page
    wrong = client.get(f"/lettere/{letter.slug}/", {"data-consegna": "mai"})
    assert wrong.status_code == 200
    assert "Errore:" not in wrong.content.decode()


def changed(**more) -> dict:
    return {
        **{"mittente": "Ada\nVia Po 1", "data": "Oggi", "destinatario": "Ditta", "canale": ""},
        **{"oggetto": "Rimborso", "testo": "Uno.\n\n- a\n- b\n\nDue.", "allegati": "Foto"},
        **{"firma": "Ada"},
    } | more


def test_the_letter_is_still_its_readers_to_change(client):
    slug = a_live_letter().live.slug
    page = client.post(f"/lettere/{slug}/cambiata/", changed(testo="Parole mie.\n\n1. x\n2. y"))
    assert "Parole mie." in text_of(page)
    assert "<ol><li>x</li><li>y</li></ol>" in page.content.decode()
    empty = client.post(f"/lettere/{slug}/cambiata/", changed(testo=" "))
    assert empty.status_code == 422
    assert "Il testo della lettera è vuoto." in empty.content.decode()
    long = client.post(f"/lettere/{slug}/cambiata/", changed(testo="x" * 20_001))
    assert long.status_code == 422
    assert "qui ci stanno 20.000 caratteri" in long.content.decode()


def test_the_letter_is_taken_away_as_plain_text(client):
    response = client.post(f"/lettere/{a_live_letter().live.slug}/testo/", changed())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-store"
    words = response.content.decode("utf-8-sig").replace("\r\n", "\n")
    assert words == (
        "Ada\nVia Po 1\n\nOggi\n\nDitta\n\nOggetto: Rimborso\n\nUno.\n\n- a\n- b\n\nDue.\n\n"
        "Distinti saluti\n\nAda\n\nAllegati:\n- Foto\n"
    )


def test_a_letter_that_fits_opens_in_ones_own_mail(client):
    company = a_company()
    channel = company.channels.create(
        kind="pec", name="Reclami", value="r@pec.example.org", verified_on="2026-11-22"
    )
    letter = a_live_letter(company=company, channel=channel)
    page = html.unescape(post(client, letter).content.decode())
    assert "mailto:r@pec.example.org?subject=Rimborso%20di%2034%2C50%20euro&body=Gentile" in page
    assert "Via PEC: r@pec.example.org" in page
    assert "controllato il" in page.lower() or "Controllato" in page
    long = html.unescape(post(client, letter, ragioni="parole " * 400).content.decode())
    assert "mailto:r@pec.example.org?" not in long
    assert "È troppo lunga per aprirsi da sola nella posta" in long


@pytest.mark.parametrize("step", ["scritta", "cambiata", "testo"])
def test_a_page_of_one_reader_opened_without_words_leads_to_the_letter(client, step):
    letter = a_live_letter()
    response = client.get(f"/lettere/{letter.slug}/{step}/")
    assert (response.status_code, response["Location"]) == (302, f"/lettere/{letter.slug}/")
    elsewhere = Client(headers={"sec-fetch-site": "cross-site"})
    assert elsewhere.post(f"/lettere/{letter.slug}/{step}/", {}).status_code == 403


def test_an_old_address_leads_to_the_new_one_and_a_withdrawn_letter_says_why(client):
    letter = a_live_letter(slug="vecchia")
    letter.slug = "nuova"
    letter.save()
    letter.publish(by=None)
    assert client.get("/lettere/vecchia/")["Location"] == "/lettere/nuova/"
    letter.withdraw(by=None, because="La legge è cambiata.")
    gone = client.get("/lettere/nuova/")
    assert gone.status_code == 410
    assert "La legge è cambiata." in gone.content.decode()
    typed = client.post("/lettere/nuova/scritta/", ANSWERS)
    assert typed.status_code == 410
    assert "Sono rotte." in typed.content.decode()
    assert client.get("/lettere/mai/").status_code == 404
    assert "nuova" not in client.get("/lettere/").content.decode()


def test_whoever_has_it_in_hand_when_it_is_withdrawn_loses_nothing(client):
    letter = a_live_letter()
    slug = letter.live.slug
    FormLetter.objects.get().withdraw(by=None, because="Sbagliata.")
    assert "Uno." in text_of(client.post(f"/lettere/{slug}/cambiata/", changed()))


@pytest.mark.parametrize(
    "typed", ["La mia carta è 4111 1111 1111 1111", "La password è pippo1", "PIN: 1234"]
)
def test_what_no_letter_needs_is_pointed_out(client, typed):
    page = post(client, a_live_letter(), ragioni=typed).content.decode()
    assert "è meglio togliere" in page
    assert "è meglio togliere" not in post(client, a_live_letter()).content.decode()
