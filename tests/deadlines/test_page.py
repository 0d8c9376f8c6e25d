"""The page of a rule as readers meet it: one day in, one day out, and nothing breaks it."""

import re
from datetime import date

import pytest
from django.utils import timezone

from guides.deadlines.models import Rule
from guides.deadlines.regimes import Regime
from tests.deadlines.making import a_live_rule, a_rule
from tests.glossary.making import a_datum

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *a: date(2026, 11, 26))


def page_of(client, rule: Rule, **typed) -> str:
    response = client.get(rule.get_absolute_url(), typed)
    assert response.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", "", response.content.decode()).split())


def test_a_date_gives_the_day_and_how_it_was_counted(client):
    page = page_of(client, a_live_rule(), **{"data-consegna": "30 novembre 2026"})
    assert "Entro lunedì 14 dicembre 2026: mancano 18 giorni" in page
    assert "Il 30 novembre 2026 non si conta: si parte dal giorno dopo, per 14 giorni." in page
    assert "Codice del consumo, articolo 52" in page
    assert "Controllata il 22 novembre 2026" in page


def test_an_end_on_a_sunday_says_why_it_moved(client):
    page = page_of(client, a_live_rule(), **{"data-consegna": "29/11/26"})
    assert "Il 13 dicembre 2026 è domenica: il termine passa a lunedì 14 dicembre 2026." in page


def test_of_two_readings_the_earlier_is_the_answer_and_the_other_is_explained(client):
    rule = a_live_rule(versions=[{"regime": Regime.EU}])
    page = page_of(client, rule, **{"data-consegna": "2026-11-28"})
    assert "Entro sabato 12 dicembre 2026" in page
    assert "sarebbe lunedì 14 dicembre 2026. Non contarci: la data sicura è la prima." in page


def test_a_term_of_theirs_says_until_when_to_wait(client):
    rule = a_live_rule(versions=[{"regime": Regime.EU}], is_theirs=True)
    page = page_of(client, rule, **{"data-consegna": "2026-11-28"})
    assert "Devono farlo entro sabato 12 dicembre 2026" in page
    assert "Prima di dire che sono in ritardo, aspetta anche quello." in page


def test_days_that_are_many_have_their_dot(client):
    page = page_of(client, a_live_rule(), **{"data-consegna": "7/12/2080"})
    assert re.search(r"mancano 19\.7\d\d giorni", page)


def test_a_term_that_has_passed_says_what_remains(client):
    rule = a_live_rule(if_late="Resta la **garanzia**.")
    page = page_of(client, rule, **{"data-consegna": "1/10/2026"})
    assert "Entro giovedì 15 ottobre 2026: sono passati 42 giorni" in page
    assert "Questo termine è passato." in page
    assert "Resta la garanzia." in page
    assert "Mettilo nel calendario" not in page


def test_a_term_over_august_says_that_its_days_count(client):
    page = page_of(client, a_live_rule(), **{"data-consegna": "2026-07-25"})
    assert "qui i giorni di agosto si contano come gli altri" in page


def test_an_older_contract_keeps_the_older_rule(client):
    button = {"valid_from": date(2026, 6, 19), "note": "Cerca il pulsante."}
    older = {"valid_until": date(2026, 6, 18), "number": 10}
    examples = [
        ("2026-11-29", "2026-12-14", "domenica"),
        ("2028-02-20", "2028-03-06", "bisestile"),
        ("2027-01-31", "2027-02-15", "31 gennaio"),
        ("2025-10-01", "2025-10-11", "di prima"),
    ]
    rule = a_live_rule(
        versions=[button, older], judged_by=a_datum("data-contratto"), examples=examples
    )
    old = {"data-consegna": "2026-11-30", "data-contratto": "1/6/2026"}
    assert "Entro giovedì 10 dicembre 2026" in page_of(client, rule, **old)
    new = page_of(client, rule, **old | {"data-contratto": "1/7/2026"})
    assert "Entro lunedì 14 dicembre 2026" in new
    assert "Cerca il pulsante." in new


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "0001-01-01",
            "9999-12-31",
            "31/2/2026",
            "2026",
            "quando capita",
            "-1",
            "\x00",
            "null",
        ),
        *("٣١/٠٢/٢٠٢٦", "<script>", "x" * 100_000, "1/1/99999", "{{scadenza:x}}"),
    ],
)
def test_no_date_breaks_the_page_and_what_was_typed_is_still_there(client, typed):
    response = client.get(a_live_rule().get_absolute_url(), {"data-consegna": typed})
    assert response.status_code == 422
    page = response.content.decode()
    assert "C’è qualcosa da correggere" in page
    assert "<script>" not in page.split("</head>")[1]


def test_what_was_answered_elsewhere_goes_along_and_what_is_personal_does_not(client):
    a_datum("tipo-acquisto", "choice", choices=("oggetto", "servizio"))
    a_datum("nome", "short", is_personal=True)
    rule = a_live_rule()
    asked = {"tipo-acquisto": "oggetto", "nome": "Anna"}
    page = client.get(rule.get_absolute_url(), asked).content.decode()
    assert '<input type="hidden" name="tipo-acquisto" value="oggetto">' in page
    assert "Anna" not in page
    assert "C’è qualcosa da correggere" not in page


def test_the_calendar_has_a_whole_day_two_reminders_and_nobodys_name(client):
    rule = a_live_rule()
    where = f"{rule.get_absolute_url()}calendario.ics"
    asked = {"data-consegna": "2026-11-30"}
    file = client.get(where, asked).content.decode()
    assert "DTSTART;VALUE=DATE:20261214" in file
    assert file.count("BEGIN:VALARM") == 2
    assert "TRIGGER:-P6DT15H" in file
    assert "ATTENDEE" not in file
    assert "ORGANIZER" not in file
    assert file == client.get(where, asked).content.decode()
    assert client.get(where).status_code == 404


def test_a_page_with_an_answer_costs_few_queries(client, django_assert_max_num_queries):
    rule = a_live_rule()
    with django_assert_max_num_queries(8):
        page_of(client, rule, **{"data-consegna": "2026-11-30"})


def test_a_draft_and_a_withdrawn_rule_are_not_read(client, editor):
    assert client.get(a_rule().get_absolute_url()).status_code == 404
    rule = a_live_rule()
    rule.withdraw(by=editor, because="La legge è cambiata.")
    response = client.get(rule.get_absolute_url(), {"data-consegna": "2026-11-30"})
    assert response.status_code == 410
    assert "La legge è cambiata." in response.content.decode()
    assert rule.name not in client.get("/scadenze/").content.decode()


def test_the_list_goes_by_subject_and_machines_find_the_rule(client):
    rule = a_live_rule(name="Recesso da un acquisto")
    page = client.get("/scadenze/").content.decode()
    assert page.index(rule.topic.name) < page.index("Recesso da un acquisto")
    for address in ("/sitemap-scadenze.xml", "/llms.txt", f"/scadenze/{rule.slug}.md"):
        assert rule.slug in client.get(address).content.decode(), address
    found = client.get("/cerca/", {"q": "recesso acquisto"}).content.decode()
    assert rule.get_absolute_url() in found
