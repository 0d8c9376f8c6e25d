"""Whatever a reader types is text, everywhere; and it is nowhere once the page is closed."""

import html
import io
import logging
import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.serializers import serialize

from guides.letters.dossier import DossierScheme
from tests.letters.making import ANSWERS, a_live_letter
from tests.letters.test_reader import changed, text_of

pytestmark = pytest.mark.django_db

HOSTILE = [
    "\u202egnirts\u202c rovesciata",  # turns the direction of writing
    "nulla\x00 campana\x07 fine",
    "{{nome}} {{se esito è rifiutato}}x{{fine}}",
    "{% load static %}{{ settings.SECRET_KEY }}",
    "**grasso** _corsivo_ # titolo [qui](https://example.org)",
    "<script>alert(1)</script><b>",
    '#set page(width: 1cm) #read("/etc/passwd") $x^2$ \\ @ref',
    "riga\r\nBEGIN:VEVENT\r\nEND:VEVENT",
    "\uf8f00\uf8f1 \ue000 \ufdd0",
    "%0d%0aBcc: tutti@example.org",
    "= formula; +cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_a_hostile_answer_is_text_in_the_letter_the_file_and_the_mail(client, typed):
    letter = a_live_letter()
    response = client.post(f"/lettere/{letter.slug}/scritta/", ANSWERS | {"ragioni": typed})
    assert response.status_code == 200
    page = response.content.decode()
    assert "<script>alert" not in page
    assert "<b>" not in page[page.index('class="paper"') : page.index("</article>")]
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x08]", page)
    seen = " ".join(text_of(response).split())
    plain = re.sub("[\u202a-\u202e\x00-\x08\ufdd0]", "", typed).replace("\r\n", " ")
    assert " ".join(plain.split()) in seen.replace("\uf8f00\uf8f1", plain[:3])
    file = client.post(f"/lettere/{letter.slug}/testo/", changed(testo=typed, oggetto=typed))
    assert "\r\nBEGIN" not in file.headers["Content-Disposition"]
    assert " ".join(plain.split()) in " ".join(file.content.decode("utf-8-sig").split())
    mail = re.search(r'href="(mailto:[^"]*)"', page)
    assert mail is None or not re.search(r"[\s<>]", html.unescape(mail[1]))
    assert mail is None or html.unescape(mail[1]).count("?") == 1


@pytest.mark.parametrize("key", ["nome", "ragioni", "data-consegna", "esito", "prezzo"])
def test_an_answer_too_long_comes_back_whole_with_a_sentence(client, key):
    letter = a_live_letter()
    long = "parola " * 15_000  # 105 kB
    response = client.post(f"/lettere/{letter.slug}/scritta/", ANSWERS | {key: long})
    assert response.status_code == 422
    page = response.content.decode()
    assert 'class="field__error"' in page
    assert key == "esito" or "parola parola parola" in page


def test_a_choice_that_was_not_offered_and_keys_not_asked_are_nothing(client):
    letter = a_live_letter()
    address = f"/lettere/{letter.slug}/scritta/"
    wrong = client.post(address, ANSWERS | {"esito": "{{nome}}"})
    assert wrong.status_code == 422
    assert "Scegli una delle risposte." in wrong.content.decode()
    right = client.post(address, ANSWERS | {"sconosciuto": "ZZTOP", "esito": ["rifiutato"]})
    assert "ZZTOP" not in right.content.decode()


def everything_in_the_database() -> str:
    rows = (serialize("json", m._base_manager.all()) for m in apps.get_models())
    return "".join(rows)


def test_nothing_of_what_was_typed_is_kept_anywhere(client):
    letter = a_live_letter()
    scheme = DossierScheme.objects.create(name="Arbitro", headings="Fatti = testo")
    scheme.topics.add(letter.topic)
    mine = {"nome": "Zenobia Quarantotto", "ragioni": "Il mio segreto è un cavatappi", "email": ""}
    kept = io.StringIO()
    handler = logging.StreamHandler(kept)
    logging.getLogger().addHandler(handler)
    logging.getLogger("django").addHandler(handler)
    try:
        for step, data in (
            ("scritta", ANSWERS | mine),
            ("scritta", ANSWERS | mine | {"data-consegna": "boh"}),
            ("cambiata", changed(mittente=mine["nome"], testo=mine["ragioni"])),
            ("cambiata", changed(mittente=mine["nome"], testo="")),
            ("testo", changed(mittente=mine["nome"], testo=mine["ragioni"])),
            (f"fascicolo/{scheme.pk}", changed(testo=mine["ragioni"])),
            (f"fascicolo/{scheme.pk}", {"parte0": mine["ragioni"], "prove": mine["nome"]}),
        ):
            response = client.post(f"/lettere/{letter.slug}/{step}/", data)
            assert response["Cache-Control"] == "no-store"
            assert not response.cookies
    finally:
        logging.getLogger().removeHandler(handler)
        logging.getLogger("django").removeHandler(handler)
    on_disk = [p.read_bytes() for p in settings.DATA_DIR.rglob("*") if p.is_file()]
    for words in ("Zenobia", "cavatappi"):
        assert words not in everything_in_the_database()
        assert words not in kept.getvalue()
        assert not any(words.encode() in file for file in on_disk)


def test_a_mistake_of_ours_does_not_report_what_was_typed(client, monkeypatch, mailoutbox):
    from guides.letters import views

    def broken(*args, **kwargs):
        raise RuntimeError("rotto")

    monkeypatch.setattr(views.LetterPage, "answered", broken)
    client.raise_request_exception = False
    letter = a_live_letter()
    seen = {}

    def keep(sender, request, **more):
        seen["sensitive"] = getattr(request, "sensitive_post_parameters", None)

    from django.core.signals import got_request_exception

    got_request_exception.connect(keep)
    try:
        assert client.post(f"/lettere/{letter.slug}/scritta/", ANSWERS).status_code == 500
    finally:
        got_request_exception.disconnect(keep)
    assert seen["sensitive"] == "__ALL__"
    assert not mailoutbox
