"""After the letter: the days that follow, the dossier, the PDF, what it costs."""

import time
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.glossary.models import Datum
from guides.letters.dossier import DossierScheme
from guides.letters.pdf.making import PdfsBusy
from guides.letters.terms import LetterTerm
from tests.deadlines.making import a_live_rule
from tests.glossary.making import a_datum
from tests.letters.making import ANSWERS, BODY, a_letter, a_live_letter
from tests.letters.test_reader import changed, text_of

pytestmark = pytest.mark.django_db

FLIGHT = ANSWERS | {"data-volo": "3/11/2026"}


@pytest.fixture
def rule():
    return a_live_rule(slug="risposta", starts_from=a_datum("data-reclamo"))


def with_term(rule, **fields):
    letter = a_letter(**fields)
    LetterTerm.objects.create(letter=letter, rule=rule)
    letter.publish(by=None)
    return letter


def test_the_days_that_follow_are_said_with_their_calendar(client, rule):
    letter = with_term(rule)
    page = client.post(f"/lettere/{letter.slug}/scritta/", ANSWERS).content.decode()
    assert "Se la invii oggi" in page
    assert "/scadenze/risposta/calendario.ics?data-consegna=2026-11-03" in page
    asked = f"/lettere/{letter.slug}/inviata/?inviata=2026-11-09"
    sent = client.get(asked).content.decode()
    assert "Inviata il 9 novembre 2026" in sent
    link = "/scadenze/risposta/calendario.ics?data-reclamo=2026-11-09"
    assert link in sent
    assert client.get(link)["Content-Type"].startswith("text/calendar")
    wrong = client.get(f"/lettere/{letter.slug}/inviata/?inviata=boh")
    assert wrong.status_code == 422
    for typed, why in (("", "Scrivi il giorno"), ("1/1/9999", "è troppo lontano")):
        wrong = client.get(f"/lettere/{letter.slug}/inviata/", {"inviata": typed})
        assert (wrong.status_code, why in wrong.text) == (422, True), typed
    assert client.get(f"/lettere/{letter.slug}/inviata/").status_code == 200


def test_the_deadlines_page_leads_to_the_letter(client, rule):
    letter = with_term(rule)
    assert letter.title in client.get("/scadenze/risposta/").content.decode()
    letter.withdraw(by=None, because="Sbagliata.")
    assert letter.title not in client.get("/scadenze/risposta/").content.decode()


def test_the_text_says_a_rules_day_and_asks_what_it_starts_from(client):
    day = a_datum("data-volo")
    rule = a_live_rule(slug="volo", starts_from=day)
    letter = a_letter(body=BODY + "\nRispondete entro {{termine:volo|il}}.")
    assert any("deve chiedere «data-volo»" in what for what in letter.obstacles())
    letter.questions.create(datum=day, position=50)
    for sample in letter.samples.all():
        sample.answers += "\ndata-volo: 9/11/2026"
        sample.save()
    letter.publish(by=None)
    address = f"/lettere/{letter.slug}/scritta/"
    assert client.post(address, ANSWERS).status_code == 422
    due = rule.due(date(2026, 11, 9)).day
    words = text_of(client.post(address, ANSWERS | {"data-volo": "9/11/2026"}))
    assert f"{due.day}" in words[words.index("Rispondete entro") :]


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Buongiorno,\n\nil 3 novembre non è arrivato.", "Il 3 novembre non è arrivato."),
        ("Gentile assistenza,\r\nnon è arrivato.", "Non è arrivato."),
        ("Spett.le Enel S.p.A.,\n\nla bolletta è doppia.", "La bolletta è doppia."),
        ("Buonasera a tutti\nnon è arrivato.", "Non è arrivato."),
        ("Buongiorno, non è arrivato.\nCiao.", "Buongiorno, non è arrivato.\nCiao."),
        ("Non è arrivato.\nBuongiorno,\nsono Ada.", "Non è arrivato.\nBuongiorno,\nsono Ada."),
        ("Salve", "Salve"),
        ("Salve non funziona\nniente.", "Salve non funziona\nniente."),
        ("Gentili: basta.\nOra", "Gentili: basta.\nOra"),
    ],
)  # fmt: skip
def test_a_greeting_that_stands_alone_is_no_part_of_the_facts(client, told, kept):
    letter = a_live_letter()
    scheme = DossierScheme.objects.create(name="ConciliaWeb", headings="Fatti = testo")
    address = f"/lettere/{letter.slug}/fascicolo/{scheme.pk}/"
    page = client.post(address, changed(testo=told))
    assert page.context["form"]["parte0"].value().replace("\r\n", "\n") == kept


def test_a_dossier_is_filled_from_the_letter_and_kept_by_its_reader(client):
    letter = a_live_letter()
    headings = "Operatore = destinatario\nFatti = testo\nRichieste"
    scheme = DossierScheme.objects.create(name="ConciliaWeb", headings=headings)
    scheme.topics.add(letter.topic)
    page = client.post(f"/lettere/{letter.slug}/scritta/", ANSWERS).content.decode()
    assert "Prepara il fascicolo per ConciliaWeb" in page
    address = f"/lettere/{letter.slug}/fascicolo/{scheme.pk}/"
    begun = client.post(address, changed(testo="Ecco i fatti.")).content.decode()
    for words in ("Operatore", "Ditta", "Ecco i fatti.", "Richieste", "Foto"):
        assert words in begun
    filled = {"parte0": "Ditta", "parte1": "Ecco.", "cronologia": "3 novembre 2026: ordinato\nboh"}
    filled |= {"prove": "- Foto", "passo": "Domanda", "entro": "9 dicembre 2026"}
    made = text_of(client.post(address, filled))
    for words in ("Fatti", "Ecco.", "3 novembre 2026", "ordinato", "Foto", "Domanda", "9 dicembre"):
        assert words in made
    assert "Richieste" not in made  # nothing was written there
    file = client.post(f"{address}testo/", filled).content.decode("utf-8-sig")
    assert "Cronologia\r\n\r\n- 3 novembre 2026: ordinato\r\n- boh" in file
    assert client.post(f"{address}pdf/", filled).content.startswith(b"%PDF")
    assert client.post(f"{address}boh/", filled).status_code == 404
    assert client.post(address, {"parte0": "x" * 6_001}).status_code == 422
    assert client.get(address).status_code == 302


def test_the_letter_is_taken_away_as_a_pdf_or_the_page_says_why_not(client, monkeypatch):
    address = f"/lettere/{a_live_letter().live.slug}/pdf/"
    file = client.post(address, changed(testo="#read(1) **x** {{nome}}"))
    assert file["Content-Type"] == "application/pdf"
    assert file["Cache-Control"] == "no-store"
    assert file.content.startswith(b"%PDF")

    def busy(sheet):
        raise PdfsBusy

    monkeypatch.setattr("guides.letters.views.pdf_of", busy)
    busy_page = client.post(address, changed(testo="Le mie parole."))
    assert busy_page.status_code == 503
    assert "riprova fra un minuto" in busy_page.content.decode()
    assert "Le mie parole." in text_of(busy_page)


def test_a_letter_costs_a_page_and_few_questions(client, django_assert_max_num_queries):
    letter = a_live_letter()
    DossierScheme.objects.create(name="ConciliaWeb", headings="Fatti").topics.add(letter.topic)
    address = f"/lettere/{letter.slug}/scritta/"
    client.post(address, ANSWERS)  # templates are compiled, the site's words are read
    with django_assert_max_num_queries(8):
        page = client.post(address, ANSWERS)
    assert len(page.content) < 40_000
    with CaptureQueriesContext(connection) as asked:
        client.post(address, ANSWERS)
    assert sum("dossierscheme" in query["sql"] for query in asked) == 1
    with django_assert_max_num_queries(8):
        client.get(f"/lettere/{letter.slug}/")
    walk = min(_seconds(client, "/") for _ in range(5))
    write = min(_seconds(lambda: client.post(address, ANSWERS), None) for _ in range(5))
    assert write < walk * 8  # a ratio: the front page is what a page costs


def _seconds(act, address) -> float:
    started = time.process_time()
    act() if address is None else act.get(address)
    return time.process_time() - started


def test_a_datum_that_the_glossary_lost_leaves_the_page_standing(client):
    letter = a_live_letter()
    letter.questions.filter(datum__key="spese").delete()
    letter.live_data.all().delete()  # as a database of before would have it
    Datum.objects.get(key="spese").delete()
    assert client.get(f"/lettere/{letter.slug}/").status_code == 200
    words = text_of(client.post(f"/lettere/{letter.slug}/scritta/", ANSWERS))
    assert "le spese" not in words


def test_a_rule_that_is_withdrawn_or_starts_elsewhere_leaves_a_place_to_write_the_day(client):
    rule = a_live_rule(slug="volo", starts_from=a_datum("data-volo"))
    letter = a_letter(body=BODY + "\nRispondete entro {{termine:volo|il}}.")
    letter.questions.create(datum=rule.starts_from, position=50)
    for sample in letter.samples.all():
        sample.answers += "\ndata-volo: 3/11/2026"
        sample.save()
    letter.publish(by=None)
    address = f"/lettere/{letter.slug}/scritta/"
    assert "entro il 17 novembre 2026" in text_of(client.post(address, FLIGHT))
    rule.starts_from = a_datum("data-altra")
    rule.save()
    rule.publish(by=None)
    assert "entro ____________." in text_of(client.post(address, FLIGHT))
    rule.withdraw(by=None, because="La legge è cambiata.")
    assert client.get(f"/lettere/{letter.slug}/").status_code == 200
    assert "entro ____________." in text_of(client.post(address, FLIGHT))
