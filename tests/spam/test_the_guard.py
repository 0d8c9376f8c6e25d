"""A public form from the first byte to the contribution, as a browser meets it."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from guides.spam import issue_token, read_token
from guides.spam.models import Attempt
from tests.spam import a_public_page

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.spam.a_public_page")]
WORDS = {"text": "Non è arrivato.\nE ora?", "outcome": "no", "agreed": "on", "parent": "7"}


@pytest.fixture(autouse=True)
def kept():
    a_public_page.kept.clear()
    return a_public_page.kept


def hidden_fields(page: str) -> dict[str, str]:
    """Name and value of every input of a page, as a browser would send them."""
    inputs = re.findall(r"<input[^>]*>", page)
    names = [
        (re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)) for tag in inputs
    ]
    return {name[1]: value[1] if value else "" for name, value in names if name}


def aged(seconds: int) -> str:
    """A token as it looks after some seconds."""
    past = int(timezone.now().timestamp()) - seconds
    value = f"{'0' * 32}:{signing.b62_encode(past)}"
    return signing.Signer(salt="guides.spam.token").sign(value)


def test_the_page_with_the_form_is_the_same_for_everybody_and_sets_no_cookie(client):
    pages = [client.get("/opinione/") for _ in range(2)]
    assert pages[0].content == pages[1].content
    assert hidden_fields(pages[0].text)["gettone"] == ""
    assert not client.cookies


def test_the_trap_is_hidden_from_eyes_keyboard_and_screen_readers(client):
    page = client.get("/opinione/").text
    trap = re.search(r'<p class="trap" hidden aria-hidden="true">(.*?)</p>', page, re.S)[1]
    assert "Lascia vuoto questo campo" in trap  # for who reads without style sheets
    assert 'tabindex="-1"' in trap
    assert 'autocomplete="off"' in trap
    assert "style=" not in page


def test_without_javascript_a_page_between_shows_every_word_and_keeps_nothing(client, kept):
    page = client.post("/opinione/", WORDS)
    assert page.status_code == 200
    assert "Controlla e invia" in page.text
    assert "<p>Non è arrivato.<br>E ora?</p>" in page.text
    assert "Non risolto" in page.text
    assert "Sì" in page.text
    assert page["Cache-Control"] == "no-store"
    assert not kept
    assert not client.cookies


def test_the_page_between_sends_the_same_words(client, kept):
    between = client.post("/opinione/", WORDS)
    sent = hidden_fields(between.text)
    sent.pop("q", None)  # the search box of the header
    assert client.post("/opinione/", sent).text == "Ricevuto."
    (contribution,) = kept
    assert contribution["text"].replace("\r\n", "\n") == WORDS["text"]
    assert (contribution["outcome"], contribution["agreed"]) == ("no", True)
    assert contribution["parent"] == "7"


def test_the_page_between_lets_the_reader_go_back_to_the_words(client, kept):
    page = client.post("/opinione/", {**WORDS, "gettone": issue_token(), "modifica": "1"})
    assert "<h1>Scrivi</h1>" in page.text
    assert "Non è arrivato." in page.text
    assert not kept


def test_with_a_token_the_words_arrive_at_once(client, kept):
    token = client.post("/modulo/gettone/")
    assert "no-store" in token["Cache-Control"]
    assert not client.cookies
    sent = {**WORDS, "gettone": token.json()["gettone"]}
    assert client.post("/opinione/", sent).text == "Ricevuto."
    assert kept[0]["honeypot_filled"] is False


def test_the_token_is_not_given_to_a_get_nor_to_another_site(client):
    assert client.get("/modulo/gettone/").status_code == 405
    other = client.post("/modulo/gettone/", headers={"sec-fetch-site": "cross-site"})
    assert other.status_code == 403


def test_a_repeated_post_has_the_same_key_and_other_words_another(client, kept):
    sent = {**WORDS, "gettone": issue_token()}
    for words in (sent, sent, {**sent, "text": "Ripensandoci, un’altra cosa."}):
        client.post("/opinione/", words)
    first, again, other = (contribution["id"] for contribution in kept)
    assert first == again
    assert other != first
    assert Attempt.objects.count() == 2


@pytest.mark.parametrize(
    "value",
    ["", "x", "a:b:c", "🎃:1:1", aged(60 * 60 * 7)],
    ids=["missing", "a letter", "parts", "a pumpkin", "old"],  # the same in every process
)
def test_a_token_that_is_missing_forged_or_old_leads_to_the_page_between(client, kept, value):
    assert read_token(value) is None
    page = client.post("/opinione/", {**WORDS, "gettone": value})
    assert "Controlla e invia" in page.text
    assert read_token(hidden_fields(page.text)["gettone"])
    assert not kept


def test_a_form_sent_faster_than_a_person_writes_is_taken_and_noted(client, kept, monkeypatch):
    # Not two seconds: a busy machine may take as long between the token and the post.
    monkeypatch.setattr("guides.spam.token.MIN_AGE", timedelta(minutes=5))
    for token in (issue_token(), aged(600)):
        client.post("/opinione/", {**WORDS, "gettone": token})
    assert [contribution["too_fast"] for contribution in kept] == [True, False]


def test_who_sends_at_once_what_the_page_between_shows_is_not_hasty(client, kept, monkeypatch):
    """They wrote for as long as they liked: a person needs half a second to press, no program."""
    monkeypatch.setattr("guides.spam.token.MIN_AGE", timedelta(minutes=5))
    for glance in (timedelta(minutes=5), timedelta(0)):  # a busy machine may take a second
        monkeypatch.setattr("guides.spam.token.A_GLANCE", glance)
        between = hidden_fields(client.post("/opinione/", WORDS).text)
        client.post("/opinione/", {**WORDS, "gettone": between["gettone"]})
    assert [contribution["too_fast"] for contribution in kept] == [True, False]


def test_a_filled_trap_is_taken_and_noted_even_through_the_page_between(client, kept):
    between = client.post("/opinione/", {**WORDS, "sito_web": "https://spam.example"})
    client.post("/opinione/", hidden_fields(between.text))
    assert kept[0]["honeypot_filled"] is True


def test_an_error_gives_back_every_word_and_a_token(client, kept):
    page = client.post("/opinione/", {**WORDS, "outcome": "boh"})
    assert page.status_code == 422
    assert "Non è arrivato." in page.text
    assert read_token(hidden_fields(page.text)["gettone"])
    assert not kept


def test_a_form_with_files_asks_for_them_again_instead_of_losing_them(client, kept):
    proof = SimpleUploadedFile("prova.txt", b"x")
    page = client.post("/prova/", {"text": "Ecco", "proof": proof})
    assert page.status_code == 422
    assert "scegli di nuovo gli allegati" in page.text
    assert "Ecco" in page.text
    assert not kept


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "none"}, 200),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": "http://testserver"}, 403),
        ({"origin": "http://testserver"}, 200),
        ({"origin": "https://altrove.example"}, 403),
        ({"origin": "null"}, 403),
        ({"referer": "http://testserver/guide/x/"}, 200),
        ({"referer": "https://altrove.example/testserver"}, 403),
        ({}, 200),
    ],
)
def test_only_our_own_pages_may_post(client, kept, headers, status):
    answer = client.post("/opinione/", {**WORDS, "gettone": issue_token()}, headers=headers)
    assert answer.status_code == status
    assert len(kept) == (status == 200)
    if status == 403:
        assert "non abbiamo registrato niente" in answer.text


def test_django_s_own_check_is_really_replaced(kept):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/opinione/", {**WORDS, "gettone": issue_token()}).status_code == 200
    assert strict.post("/admin/login/", {}).status_code == 403
