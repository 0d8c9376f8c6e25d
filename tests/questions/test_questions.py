import re
from datetime import timedelta

import pytest
from django.utils import timezone

from guides.mail.models import Letter
from guides.privacy.held import erase_about, held_about
from guides.privacy.retention import forget_old_data
from guides.questions.anonymous import without_personal_data
from guides.questions.follower import QuestionFollower
from guides.questions.models import Counts, QuestionDay, SearchQuestion
from guides.questions.tally import Tally
from guides.search.documents import SearchDocument
from guides.spam import issue_token
from tests.factories import a_live_guide
from tests.telling import tell_everybody

pytestmark = pytest.mark.django_db


def counted(text: str) -> Counts:
    question = SearchQuestion.objects.counted().get(text=text)
    return Counts(question.asked, question.not_found, question.opened)


def send(client, question: str, email: str = "", **more):
    words = {"question": question, "email": email, "sito_web": "", "gettone": issue_token()}
    return client.post("/cerca/domanda/", words | more)


def link_in(letter: Letter) -> str:
    return re.search(r"https?://[^/\s]+(/domanda/\S+)", letter.text)[1]


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Rimborso a mario.rossi@posta.example!", "rimborso a"),
        ("chiama +39 333 123 45 67 subito", "chiama subito"),
        ("pacco RX123456789CN fermo", "pacco fermo"),
        ("carta 4111-1111 1111 1111 clonata", "carta clonata"),
        ("bonifico su IT60X0542811101000000123456", "bonifico su"),
        ("codice fiscale RSSMRA80A01H501U sbagliato", "codice fiscale sbagliato"),
        ("https://spam.example/x?y=1 pacco", "pacco"),
        ("modello 730 e 14 giorni", "modello 730 e 14 giorni"),
        ("Chiama 02/1234567 o 333.1234567", "chiama o"),
        ("numero 333 2012 345 e 2013", "numero e 2013"),
        ("ordine 123456 in ritardo", "ordine in ritardo"),
        ("targa AB123CD", "targa"),
        ("nato il 12/03/1975", "nato il"),
        ("carta 4111\u00a01111\u00a01111\u00a01111", "carta"),
        ("parola " * 50, " ".join(["parola"] * 14)),
    ],
)
def test_what_may_point_at_a_person_is_not_kept(asked, kept):
    assert without_personal_data(asked) == kept


@pytest.mark.parametrize(
    "question",
    [
        "modello 730 2025",
        "modello 730 2026",
        "730 4 2025",
        "legge 104/1992",
        "legge 104 1992",
        "legge 68/1999",
        "regolamento 2016/679",
        "d.lgs. 206/2005",
        "bonus 2024 2025 isee",
        "bonus 2025 2026 isee",
        "anni 2021 2022 2023 2024",
        "2024-2025",
        "iphone 15 512 gb",
        "rtx4090 rotta",
        "bonus2025",
        "taglia 42 44 46",
        "sciopero 12/03/2026",
        "sciopero 13/03/2026",
        "prestito 10000 euro",
        "prestito 150.000 euro",
        "cap 20121",
        "articolo 52 comma 1",
        "24 48 72 ore",
    ],
)
def test_a_number_that_is_nobodys_is_part_of_the_question(question):
    """So two questions that differ in it stay two."""
    assert without_personal_data(question) == question


def test_a_question_without_hits_is_counted(client):
    client.get("/cerca/?q=Zanzara+velenosa")
    client.get("/cerca/?q=velenosa,+la+zanzara")
    assert counted("zanzara velenosa") == Counts(asked=2, not_found=2)


def test_an_opened_hit_is_counted(client):
    a_live_guide(sections=[{"title": "Il rimborso", "body": ""}])
    client.get("/cerca/?q=rimborso")
    response = client.post("/cerca/aperto/", {"q": "rimborso"}, HTTP_SEC_FETCH_SITE="same-origin")
    assert response.status_code == 204
    assert not response.cookies
    assert counted("rimborso") == Counts(asked=1, opened=1)


def test_another_site_cannot_count(client):
    response = client.post("/cerca/aperto/", {"q": "rimborso"}, HTTP_SEC_FETCH_SITE="cross-site")
    assert response.status_code == 403
    assert not SearchQuestion.objects.exists()


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("/cerca.json?q=rimborso", {}),
        ("/cerca/?q=rimborso&pagina=2", {}),
        ("/cerca/?q=rimborso&tipo=guida", {}),
        ("/cerca/?q=rimborso", {"HTTP_USER_AGENT": "ExampleBot/1.0"}),
        ("/cerca/?q=rimborso", {"HTTP_SEC_PURPOSE": "prefetch"}),
        ("/cerca/?q=", {}),
        ("/cerca/?q=mario@posta.example", {}),
    ],
)
def test_what_nobody_asked_is_not_counted(client, address, headers):
    client.get(address, **headers)
    assert not SearchQuestion.objects.exists()


def test_who_asks_only_for_the_headers_has_not_looked(client):
    client.head("/cerca/?q=rimborso")
    assert not SearchQuestion.objects.exists()


def test_a_server_counts_later_and_a_search_does_not_wait():
    tally = Tally()
    tally.seconds = 3600
    tally.asked("rimborso", hits=0)
    tally.asked("rimborso", hits=3)
    assert not SearchQuestion.objects.exists()
    tally.write()
    assert counted("rimborso") == Counts(asked=2, not_found=1)


def test_what_is_asked_and_not_found_comes_first():
    today = timezone.localdate()
    happened = {"rimborso": Counts(9, 0, 9), "zanzara": Counts(3, 3, 0), "drone": Counts(4, 0, 2)}
    SearchQuestion.objects.add_to_day(today, happened)
    SearchQuestion.objects.add_to_day(today, {"le zanzara": Counts(2, 2, 0)})
    ranked = SearchQuestion.objects.counted().order_by("-unmet")
    assert [(row.text, row.unmet) for row in ranked] == [
        ("zanzara", 5),
        ("drone", 2),
        ("rimborso", 0),
    ]


def test_the_page_that_finds_nothing_has_the_form(client):
    shown = client.get("/cerca/?q=zanzara+velenosa").content.decode()
    assert 'action="/cerca/domanda/"' in shown
    assert 'value="zanzara velenosa"' in shown


def test_telling_the_newsroom_needs_no_address(client):
    response = send(client, "Zanzara velenosa")
    assert "Grazie" in response.content.decode()
    assert SearchQuestion.objects.get().told == 1
    assert not Letter.objects.exists()


def test_a_double_click_tells_once(client):
    token = issue_token()
    for _ in range(2):
        assert send(client, "zanzara", gettone=token).status_code == 200
    assert SearchQuestion.objects.get().told == 1


def test_without_a_script_a_page_stands_between(client):
    response = send(client, "zanzara", gettone="")
    assert "Controlla e invia" in response.content.decode()
    assert not SearchQuestion.objects.exists()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"question": ""}, "bastano poche parole"),
        ({"question": "mario@posta.example"}, "Scrivi la domanda a parole"),
        ({"question": "zanzara", "email": "boh"}, "Scrivi l’indirizzo per intero"),
    ],
)
def test_a_wrong_answer_is_said_beside_the_field(client, words, sentence):
    response = send(client, **words)
    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_an_address_is_written_to_only_once_confirmed(client):
    a_live_guide(sections=[{"title": "Le zanzare", "body": ""}])
    document = SearchDocument.objects.get(title="Le zanzare")
    send(client, "zanzara velenosa", "lettrice@posta.example")
    question = SearchQuestion.objects.get()
    letter = Letter.objects.get()
    assert "velenosa" not in letter.text + letter.subject

    address = link_in(letter)
    assert "Sì, avvisami" in client.get(address).content.decode()
    assert not QuestionFollower.objects.get().is_reachable
    client.post(address)
    assert question.announce(document) == 1
    tell_everybody()
    told = Letter.objects.order_by("written_at").last()
    assert document.address in told.text
    assert not QuestionFollower.objects.exists()


def test_one_click_stops_the_letters(client):
    send(client, "zanzara", "lettrice@posta.example")
    letter = Letter.objects.get()
    client.post(link_in(letter))
    client.post(letter.unsubscribe_url.removeprefix("http://localhost:8000"))
    assert not QuestionFollower.objects.reachable().exists()


def test_the_private_page_is_kept_private(client):
    send(client, "zanzara", "lettrice@posta.example")
    response = client.get(link_in(Letter.objects.get()))
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "strict-origin"
    assert client.get("/domanda/domanda-1-1.falso/").status_code == 404


def test_old_counts_and_silent_addresses_are_forgotten(client):
    send(client, "zanzara", "lettrice@posta.example")
    long_ago = timezone.now() - timedelta(days=500)
    QuestionFollower.objects.update(asked_at=long_ago)
    SearchQuestion.objects.update(first_asked_on=long_ago.date())
    SearchQuestion.objects.add_to_day(long_ago.date(), {"zanzara": Counts(1, 1, 0)})
    for _ in range(2):  # who waits for a question keeps it: first the one, then the other
        forget_old_data()
    assert not QuestionFollower.objects.exists()
    assert not QuestionDay.objects.exists()
    assert not SearchQuestion.objects.exists()


def test_who_waits_can_be_exported_and_erased(client):
    send(client, "zanzara", "Lettrice@posta.example")
    held = held_about("lettrice@posta.example")["risposte attese dalla ricerca"]
    assert held[0]["domanda"] == "zanzara"
    erase_about("lettrice@posta.example")
    assert not QuestionFollower.objects.exists()
