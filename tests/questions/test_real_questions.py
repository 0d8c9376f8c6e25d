"""Forty questions as consumers type them, and the part of the demo's guides that answers each."""

import pytest

QUESTIONS = {
    "aliexpres account bloccato": ["aliexpress/#account-bloccato"],
    "ali express non mi fa entrare password": ["aliexpress/#password-dimenticata"],
    "codice verifica non arriva": ["aliexpress/#codice-non-arriva"],
    "account aliexpress sospesso": ["aliexpress/#account-sospeso"],
    "come aprire controversia aliexpress": ["aliexpress/#la-controversia-non-si-apre"],
    "aliexpress venditore rifiuta rimborzo": ["aliexpress/#il-venditore-non-vuole-rimborsare"],
    "rimborso volo cancelato": ["volo-cancellato-o-in-ritardo/#volo-cancellato"],
    "volo in ritardo quanto mi spetta": ["volo-cancellato-o-in-ritardo/#quanto-ti-spetta"],
    "bloccato in aereoporto": ["volo-cancellato-o-in-ritardo/#assistenza"],
    "sciopero aereo circostanze eccezionali": ["volo-cancellato-o-in-ritardo/#quando-non-spetta"],
    "pacco mai arrivato": [
        "pacco-che-non-arriva/",
        "pacco-che-non-arriva/#entro-quando",
        "pacco-che-non-arriva/#risulta-consegnato",
        "pacco-che-non-arriva/#dai-un-ultimo-termine",
        "pacco-che-non-arriva/#la-consegna-e-in-ritardo",
    ],
    "pacco risulta consegnato ma non l'ho ricevuto": ["pacco-che-non-arriva/#risulta-consegnato"],
    "pacco arrivato rotto": ["pacco-che-non-arriva/#arrivato-rotto"],
    "ho spedito un pacco e l'hanno perso": ["pacco-che-non-arriva/#spedito-da-te"],
    "non mi ridanno i soldi": [
        "recesso-14-giorni/#soldi-e-spedizione",
        "pacco-che-non-arriva/#come-farti-rimborsare",
        "aliexpress/#il-venditore-non-vuole-rimborsare",
        "recesso-14-giorni/#quando-arriva-il-rimborso",
    ],
    "bolletta troppo alta": ["bolletta-luce-gas/#letture", "bolletta-acqua/#prima-controlla"],
    "contatore guasto": ["bolletta-luce-gas/#contatore-guasto"],
    "mi staccano la luce": [
        "bolletta-luce-gas/#sospensione",
        "luce-gas-doppia-fattura-voltura-distacco/#prima-del-distacco",
    ],
    "bolletta vecchia di 3 anni prescrizione": ["bolletta-luce-gas/#bollette-vecchie"],
    "mi hanno cambiato gestore luce senza consenso": ["bolletta-luce-gas/#contratto-non-voluto"],
    "conciliazione arera": ["bolletta-luce-gas/#conciliazione"],
    "prodotto difettoso dopo un anno": [
        "garanzia-legale/#quanto-dura",
        "garanzia-legale/#quando-non-e-conforme",
        "garanzia-legale/#chi-deve-provare",
    ],
    "garanzia sull’usato": ["garanzia-legale/#usato"],
    "il negozio mi manda dal produttore": ["garanzia-legale/#come-farla-valere"],
    "riparato e si è rotto di nuovo": ["garanzia-legale/#sconto-o-soldi-indietro"],
    "addebito sconosciuto sulla carta": [
        "pagamento-non-autorizzato/#blocca-e-avvisa",
        "pagamento-non-autorizzato/#addebito-di-un-abbonamento",
    ],
    "sms falso della banca": [
        "finto-sms-e-sim-swap/#come-si-riconosce",
        "finto-sms-e-sim-swap/#hai-toccato",
        "pagamento-non-autorizzato/#finto-messaggio",
    ],
    "abbonamento non richiesto sulla carta": [
        "pagamento-non-autorizzato/#addebito-di-un-abbonamento"
    ],
    "ricorso arbitro bancario": ["pagamento-non-autorizzato/#arbitro"],
    "diritto di ripensamento": [
        "recesso-14-giorni/",
        "recesso-14-giorni/#se-non-ti-ha-informato",
        "recesso-14-giorni/#da-quando-partono",
        "recesso-14-giorni/#come-si-recede",
    ],
    "chi paga la spedizione del reso": ["recesso-14-giorni/#chi-paga-la-restituzione"],
    "conciliaweb": ["reclamo-telefonia-internet/#conciliaweb"],
    "disdetta tim penale": ["reclamo-telefonia-internet/#uscire-dal-contratto"],
    "aumento del canone internet": ["reclamo-telefonia-internet/#se-cambiano-le-condizioni"],
    "sono senza linea da un mese": [
        "reclamo-telefonia-internet/#indennizzi",
        "reclamo-telefonia-internet/#linea-staccata",
    ],
    "call center che chiama sempre": [
        "telefonate-indesiderate/#come-si-fa",
        "telefonate-indesiderate/#che-cosa-rispondere",
        "telefonate-indesiderate/#segnalare",
        "telefonate-indesiderate/#che-cosa-cambia",
    ],
    "registro opposizioni": [
        "telefonate-indesiderate/#come-si-fa",
        "telefonate-indesiderate/#iscriversi",
    ],
    "contratto fatto per telefono": ["telefonate-indesiderate/#contratto-al-telefono"],
    "perso la coincidenza treno": ["treno-in-ritardo/#coincidenze"],
    "rimborso treno in ritardo trenitaglia": [
        "treno-in-ritardo/#quanto-ti-spetta",
        "treno-in-ritardo/#scegliere",
        "treno-in-ritardo/#domanda-all-impresa",
    ],
}


@pytest.mark.django_db
def test_what_people_really_type_leads_to_the_right_part(client, the_demo):
    places = {question: place_of(client, question, QUESTIONS[question]) for question in QUESTIONS}
    assert [question for question, place in places.items() if place > 3] == []
    assert sum(place == 1 for place in places.values()) >= 28


def place_of(client, question: str, right: list[str]) -> int:
    """At which place of the hits the first right part stands; 99 when none does."""
    hits = client.get("/cerca.json", {"q": question}).json()["hits"]
    addresses = [hit["address"].removeprefix("/guide/") for hit in hits]
    return min((addresses.index(part) + 1 for part in right if part in addresses), default=99)
