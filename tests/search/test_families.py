"""One word in its many spellings: with and without accents, in one piece or two, with what nobody
sees inside; and what is a name and not a slip. Each is asked of a site that says it otherwise."""

import pytest

from guides.search.editors_words import Synonym
from guides.search.slips import may_be_a_slip
from tests.factories import a_live_guide

FAMILIES = [
    ("Il pacco arriva in dieci giorni", "arriverà"),
    ("Quando arriverà il treno", "arriva"),
    ("Un venditore affidabile", "affidabilità"),
    ("L’affidabilità del venditore", "affidabile"),
    ("Chi è responsabile", "responsabilità"),
    ("La responsabilità del corriere", "responsabile"),
    ("Il venditore accetterà il reso", "accetta"),
    ("Il venditore accetta il reso", "accetterà"),
    ("Il contratto scade domani", "scadrà"),
    ("Il venditore rimborserà tutto", "rimborsare"),
    ("Il contratto finirà presto", "finire"),
    ("Quando arriverà il treno", "arrivera"),
    ("Il pacco arriva in dieci giorni", "arrivera"),
    ("L’affidabilità del venditore", "affidabilita"),
    ("Un venditore affidabile", "affidabilita"),
    ("Un venditore affidabile", "AFFIDABILITA'"),
    ("La città di residenza", "citta"),
    ("La citta di residenza", "città"),
]
UNSEEN = [
    ("Il rim\u00adborso spetta", "rimborso"),
    ("Il con\u200btratto scade", "contratto"),
    ("Il con\u2060tratto scade", "contratto"),
    ("Il contratto scade", "con\u200dtratto"),
    ("Il rimborso spetta", "rim\u00adborso"),
    ("La signora D\u2019Angelo", "d\u02bcangelo"),
    ("La signora D\u02bcAngelo", "d\u2019angelo"),
    ("L\u02bcordine di prova", "ordine"),
    ("Il perche\u0301 del rifiuto", "perché rifiuto"),
]
JOINED = [
    ("Il wi-fi di casa non funziona", "wifi"),
    ("Il wi\u2011fi di casa non funziona", "wifi"),
    ("Il wi fi di casa non funziona", "wifi"),
    ("Il wifi di casa non funziona", "wi-fi"),
    ("Il wifi di casa non funziona", "wi fi"),
    ("Il wi-fi di casa non funziona", "wi fi"),
    ("La linea Wind Tre è ferma", "windtre"),
    ("La linea wind tre è ferma", "windtre"),
    ("La linea WindTre è ferma", "wind tre"),
    ("La carta Poste Pay è bloccata", "postepay"),
    ("La carta PostePay è bloccata", "poste pay"),
    ("Scrivi una e-mail", "email"),
    ("Scrivi una email", "e-mail"),
    ("Il check-in è chiuso", "checkin"),
    ("Il check-in è chiuso", "check in"),
    ("Chi chiama da un call center", "callcenter"),
    ("Il reso da H&M", "hm"),
    ("Il reso da H & M", "h&m"),
    ("Il V&A è un museo", "v & a"),
]


def found(client, q: str) -> list[str]:
    return [hit["title"] for hit in client.get("/cerca.json", {"q": q}).json()["hits"]]


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "asked"), [*FAMILIES, *UNSEEN, *JOINED])
def test_one_word_is_found_however_it_is_written(client, text, asked):
    a_live_guide(
        sections=[{"title": "Giusta", "body": text}, {"title": "Altra", "body": "Tutto normale."}]
    )
    assert found(client, asked) == ["Giusta"]


@pytest.mark.django_db
def test_a_word_in_one_piece_finds_it_in_two_where_others_write_it_in_one(client):
    a_live_guide(
        sections=[
            {"title": "Intera", "body": "Il wifi non va."},
            {"title": "Col trattino", "body": "Il wi-fi è lento."},
            {"title": "Nome", "body": "La linea Wind Tre è ferma."},
            {"title": "Nome intero", "body": "La linea WindTre è ferma."},
        ]
    )
    assert set(found(client, "wifi")) == {"Intera", "Col trattino"}
    assert set(found(client, "windtre")) == {"Nome", "Nome intero"}


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["wifi", "wi-fi", "Wi Fi", "wi-fi lento"])
def test_what_editors_say_of_a_word_holds_however_it_is_parted(client, asked):
    Synonym.objects.create(wordings="wifi", meaning="internet")
    a_live_guide(
        sections=[
            {"title": "Rete", "body": "Internet di casa."},
            {"title": "Altra", "body": "Altro."},
        ]
    )
    assert found(client, asked)[:1] == ["Rete"]


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["colhlezione", "colezione", "collezioe"])
def test_a_word_with_a_double_letter_is_found_whatever_the_slip(client, asked):
    a_live_guide(sections=[{"title": "Giusta", "body": "Una collezione di monete."}])
    assert found(client, asked) == ["Giusta"]


@pytest.mark.django_db
def test_a_letter_alone_is_not_a_name_of_letters(client):
    sections = [
        {"title": "Negozio", "body": "Il reso da H&M."},
        {"title": "Orario", "body": "Aperto 24 h."},
    ]
    a_live_guide(sections=sections)
    assert found(client, "h&m") == ["Negozio"]
    assert found(client, "reso m&h") == ["Negozio"]


@pytest.mark.django_db
def test_two_words_far_apart_are_not_the_word_in_one_piece(client):
    a_live_guide(sections=[{"title": "Sparse", "body": "Il vento wind soffia. Ne servono tre."}])
    assert found(client, "windtre") == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Se temi un furto", "temu"),
        ("Hai vinto un premio", "vinted"),
        ("Il fiume degli amazzoni", "amazon"),
        ("Una buona idea", "ikea"),
        ("L’area di servizio", "acea"),
        ("Il modulo elettronico", "elettrica"),
        ("La pagina elettronica", "elettrica"),
        ("Paga la penale", "kena"),
        ("Il conto è vuoto", "conad"),
        ("È colpa del corriere", "coppa"),
        ("Il testo del contratto", "tetto"),
        ("Le prove del pagamento", "piove"),
    ],
)
def test_a_name_that_we_have_not_is_never_another_word(client, text, asked):
    a_live_guide(sections=[{"title": "Altra cosa", "body": text}])
    answer = client.get("/cerca.json", {"q": asked}).json()
    assert answer["hits"] == []
    assert answer["corrected"] == answer["did_you_mean"] == ""


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("paco", "pacco"),
        ("pacoc", "pacco"),
        ("bolleta", "bolletta"),
        ("rimborzo", "rimborso"),
        ("intrnet", "internet"),
        ("aliexpres", "aliexpress"),
        ("rimboros", "rimborso"),
        ("garanzi", "garanzia"),
        ("verrifca", "verifica"),
        ("kontratto", "contratto"),
        ("kiamate", "chiamate"),
        ("colhlezione", "collezione"),
        ("aalogo", "analogo"),
    ],
)
def test_a_slip_is_one(typed, known):
    assert may_be_a_slip(typed, known)


@pytest.mark.django_db
def test_a_short_slip_whose_ending_hides_another_word_is_asked_about(client):
    """ "paco" has the stem of "pace", which a guide of law cannot do without."""
    a_live_guide(
        sections=[
            {"title": "Il pacco", "body": "Il pacco non arriva."},
            {"title": "Il giudice", "body": "Il giudice di pace decide."},
        ]
    )
    assert found(client, "paco non arrivato")[0] == "Il pacco"
    assert found(client, "pace") == ["Il giudice"]


@pytest.mark.django_db
def test_all_the_words_of_a_title_are_its_best_hit_before_a_synonym(client):
    Synonym.objects.create(wordings="soldi indietro", meaning="rimborso")
    a_live_guide(
        sections=[
            {
                "title": "Poi sconto o soldi indietro",
                "body": "Il venditore ti dà i soldi indietro. I soldi indietro li vuole ogni "
                "venditore.",
            },
            {"title": "Il venditore non vuole rimborsare", "body": "Scrivi ancora."},
            *({"title": f"Altro {n}", "body": "Il rimborso."} for n in range(9)),
        ]
    )
    assert found(client, "venditore rimborso")[0] == "Il venditore non vuole rimborsare"
