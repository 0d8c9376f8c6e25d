"""What people come for, and where a search brings them, with the demo's content."""

import html

import pytest

pytestmark = pytest.mark.django_db

LANDS = {
    "disdetta palestra": "/guide/palestra-e-abbonamenti/",
    "ricorso multa prefetto": "/guide/multe/",
    "assicurazione non paga incidente": "/guide/rc-auto/",
    "bolletta acqua alta": "/guide/bolletta-acqua/",
    "concerto annullato": "/guide/viaggi-e-concerti-annullati/",
    "bonifico iban sbagliato": "/guide/bonifico-sbagliato-o-truffa/",
    "paco non arrivato": "/guide/pacco-che-non-arriva/",
    "pacco mai arrivato": "/guide/pacco-che-non-arriva/",
    "disdetta fibra": "/guide/disdetta-telefono-internet/#come-si-disdice",
    "disdetta telefono": "/guide/disdetta-telefono-internet/#come-si-disdice",
    "disdire internet": "/guide/disdetta-telefono-internet/#come-si-disdice",
    "venditore rimborso": "/guide/aliexpress/#il-venditore-non-vuole-rimborsare",
    "diritto di ripensamento": "/guide/recesso-14-giorni/",
    "bolletta luce": "/guide/bolletta-luce-gas/",
    "voglio parlare con un operatore": "/aziende/",
    "numero assistenza tim": "/aziende/tim/",
    "modello lettera rimborso": "/lettere/rimborso-non-arrivato/",
    "fac simile disdetta": "/lettere/disdetta-abbonamento/",
    "modello disdetta abbonamento": "/lettere/disdetta-abbonamento/",
    "lettera di disdetta di un abbonamento": "/lettere/disdetta-abbonamento/",
    "lettera reclamo telefono": "/lettere/reclamo-telefonia/",
    "entro quando recesso": "/scadenze/recesso",
    "percorso guidato pacco": "/risolvi/il-pacco-non-arriva/",
    "non mi arriva il codice": "/guide/aliexpress/#codice-non-arriva",
    "codice non arriva": "/guide/aliexpress/#codice-non-arriva",
    "codice sms non arriva": "/guide/aliexpress/#codice-non-arriva",
    "temu": "/guide/temu-e-shein/",
    "canone rai": "/guide/canone-rai/",
    "amazon rimborso": "/guide/amazon/#rimborso-non-arriva",
    "truffa vinted": "/guide/vinted/",
    "voltura luce": "/guide/luce-gas-doppia-fattura-voltura-distacco/",
    "valigia persa ryanair": "/guide/ryanair-e-bagagli/",
}
NOT_HERE = [
    "zalando",
    "zanzariera elettrica",
    "modello 730",
    "disdetta affitto",
    "ricetta tiramisù",
]
SAID = ("Non è proprio questo, ma ci somiglia", "Su questo non abbiamo ancora una guida")


@pytest.fixture
def ask(client, the_demo):
    def ask(question: str) -> str:
        return html.unescape(client.get("/cerca/", {"q": question}).content.decode())

    return ask


def heading(page: str) -> str:
    return page.split("<h1>")[1].split("</h1>")[0]


def first_hit(page: str) -> str:
    return page.split('class="hit__title"><a href="')[1].split('"')[0]


def test_each_errand_lands(ask):
    landed = {question: first_hit(ask(question)) for question in LANDS}
    wrong = {q: place for q, place in landed.items() if not place.startswith(LANDS[q])}
    assert wrong == {}


def test_what_was_put_right_is_not_said_to_be_missing(ask):
    assert heading(ask("paco non arrivato")).startswith("Risultati per")


def test_what_we_have_not_is_said_and_the_newsroom_can_be_told(ask):
    for question in NOT_HERE:
        page = ask(question)
        assert heading(page) in SAID, question
        assert 'action="/cerca/domanda/"' in page, question
        assert "Raccontaci la tua storia" in page, question


def test_who_deals_with_it_is_named(ask):
    assert 'href="https://www.agenziaentrate.gov.it/"' in ask("modello 730")
    assert 'href="https://www.inps.it/"' in ask("come faccio per la pensione")
    assert "Su questa azienda non abbiamo ancora una pagina." in ask("zalando")


def test_the_best_hit_answers_with_all_its_steps(ask):
    page = ask("pacco risulta consegnato")
    best = page.split('class="hit hit--best"')[1].split('<li class="hit">')[0]
    assert 'href="/guide/pacco-che-non-arriva/#risulta-consegnato"' in best
    assert "Dalla guida «Il pacco non arriva: che cosa puoi pretendere»" in best
    assert "verificata il 12 novembre 2026" in best
    assert "Fai presto, perché la memoria" in best
    assert best.count("<li>") == 4
    assert "Se temi un furto" in best


def test_only_the_first_page_of_all_begins_with_the_answer(client, ask):
    ask("rimborso")
    second = client.get("/cerca/?q=rimborso&pagina=2").content.decode()
    assert "hit--best" not in second
    assert "hit--best" not in ask("disdetta affitto")


def test_what_lies_between_is_listed_and_titled_as_such(ask):
    page = ask("disdetta affitto")
    assert heading(page) == "Non è proprio questo, ma ci somiglia"
    assert "Si è rinnovato da solo" in page


def test_the_data_say_what_they_are_worth(client, ask):
    def verdict(question: str) -> str:
        return client.get("/cerca.json", {"q": question}).json()["verdict"]

    assert verdict("pacco risulta consegnato") == "answers"
    assert verdict("disdetta affitto") == "near"
    assert verdict("zalando") == "nothing"
