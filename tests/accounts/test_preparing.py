"""Whoever has no second step prepares one; «La tua sicurezza»; the other sessions end."""

import re
from base64 import b32decode

import pytest
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from guides.mail.models import Letter
from guides.privacy import held
from guides.record.models import AdministrativeAct, Verb
from helpcentre.accounts import factors, recovery
from tests.accounts.coming_in import FIRST, RIGHT, SECOND, WRONG, half_in, its_owner, wholly_in

pytestmark = pytest.mark.django_db
SAFETY = "/admin/sicurezza/"


def key_in(page) -> bytes:
    letters = re.search(r'app-key__letters">([A-Z2-7 ]+)<', page.text)[1]
    return b32decode(letters.replace(" ", ""))


def first_code(page) -> str:
    return f"{totp(key_in(page)):06d}"


def test_who_has_none_is_led_to_prepare_one_and_then_gets_recovery_codes(elena):
    client = its_owner(elena)
    assert client.get(SECOND)["Location"] == f"{FIRST}?next=%2Fadmin%2F"
    page = client.get(f"{FIRST}?next=/admin/guides/guide/")
    drawing = page.text.split("app-key__drawing")[1].split("</svg>")[0]
    assert "<path" in drawing
    assert "style" not in drawing
    sent = {"code": first_code(page), "name": "Telefono", "next": "/admin/guides/guide/"}
    answer = client.post(FIRST, sent, follow=True)
    shown = re.findall(r"<code>([a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4})</code>", answer.text)
    assert len(shown) == 10
    assert TOTPDevice.objects.get().name == "Telefono"
    assert Letter.objects.get().subject == "È cambiato il tuo secondo passo"
    where = f"{SAFETY}codici/"
    assert shown[0] in client.get(f"{where}?file").text
    done = client.post(where, {"next": "/admin/guides/guide/"})
    assert done["Location"] == "/admin/guides/guide/"
    assert client.get(where)["Location"] == SAFETY
    assert half_in(elena).post(SECOND, {"recovery": shown[3]}).status_code == 302


def test_a_wrong_first_code_keeps_the_key_and_what_was_typed(elena):
    client = its_owner(elena)
    key = key_in(client.get(FIRST))
    answer = client.post(FIRST, {"code": "000000", "name": "Telefono"})
    assert answer.status_code == 422
    assert key_in(answer) == key
    assert 'value="Telefono"' in answer.text
    assert not TOTPDevice.objects.exists()


def test_a_password_alone_adds_nothing_where_there_is_one_already(elena, app):
    thief = half_in(elena)
    assert thief.get(FIRST)["Location"].startswith(SECOND)
    assert thief.post(FIRST, {"code": "000000"})["Location"].startswith(SECOND)
    assert thief.post("/admin/secondo-passo/passkey/nuova/").status_code == 403
    assert thief.post("/admin/secondo-passo/passkey/nuova/fatto/").status_code == 403


def test_another_app_is_added_with_the_password_and_ends_the_other_sessions(elena, app):
    here, elsewhere = wholly_in(elena, app), wholly_in(elena, app)
    page = here.get(f"{SAFETY}app/")
    sent = {"code": first_code(page), "name": "Tavoletta", "password": WRONG}
    assert here.post(f"{SAFETY}app/", sent).status_code == 422
    answer = here.post(f"{SAFETY}app/", sent | {"password": RIGHT}, follow=True)
    assert TOTPDevice.objects.count() == 2
    assert answer.status_code == 200
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/")["Location"].startswith("/admin/login/")


def test_one_is_taken_away_with_the_password_and_never_the_last(elena, app):
    client = wholly_in(elena, app)
    other = factors.add_app(elena, b"2" * 20, name="Vecchio", step=(-1, 0))
    client = wholly_in(elena, app)
    away = f"{SAFETY}togli/app/{other.pk}/"
    assert client.post(away, {"password": WRONG}).status_code == 422
    assert "Vecchio" in client.post(away, {"password": RIGHT}, follow=True).text
    last = f"{SAFETY}togli/app/{app.pk}/"
    said = client.post(last, {"password": RIGHT}, follow=True)
    assert "l’unica che hai" in said.text
    assert list(TOTPDevice.objects.all()) == [app]


def test_nobody_takes_away_a_colleagues(elena, app, anna):
    hers = factors.add_app(anna, b"3" * 20, name="", step=(-1, 0))
    client = wholly_in(elena, app)
    assert client.post(f"{SAFETY}togli/app/{hers.pk}/", {"password": RIGHT}).status_code == 404
    assert client.post(f"{SAFETY}togli/altro/1/", {"password": RIGHT}).status_code == 404


def test_new_recovery_codes_end_the_old_ones_and_the_other_sessions(elena, app):
    old = recovery.new_codes(elena)
    here, elsewhere = wholly_in(elena, app), wholly_in(elena, app)
    answer = here.post(f"{SAFETY}codici/nuovi/", {"password": RIGHT}, follow=True)
    assert answer.text.count("<li><code>") == 10
    assert elsewhere.get("/admin/").status_code == 302
    assert half_in(elena).post(SECOND, {"recovery": old[0]}).status_code == 422


def test_a_changed_password_ends_the_other_sessions_and_not_this_one(elena, app):
    here, elsewhere = wholly_in(elena, app), wholly_in(elena, app)
    new = {"new_password1": "un’altra frase lunga", "new_password2": "un’altra frase lunga"}
    here.post("/admin/password_change/", {"old_password": RIGHT, **new})
    assert here.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


def test_what_changes_is_recorded_without_keys(elena, app):
    client = wholly_in(elena, app)
    client.post(f"{SAFETY}codici/nuovi/", {"password": RIGHT})
    act = AdministrativeAct.objects.get(verb=Verb.SECOND_FACTOR)
    assert (act.actor_key, act.about_name) == (elena.pk, "elena")
    assert app.key not in str(vars(act))


def test_the_key_is_on_no_page_once_it_is_set_up_nor_in_any_letter(elena, app):
    client = wholly_in(elena, app)
    for address in (SAFETY, f"/admin/auth/user/{elena.pk}/change/", "/admin/auth/user/"):
        page = client.get(address).text
        assert app.key not in page
    assert client.get("/admin/otp_totp/totpdevice/").status_code == 404


def test_what_is_held_about_a_colleague_names_it_without_its_key(elena, app):
    recovery.new_codes(elena)
    held_now = held.held_about(elena.email)["secondo passo"]
    assert [row["name"] for row in held_now] == ["Telefono", "Codici di recupero"]
    assert app.key not in str(held_now)
    held.erase_about(elena.email)
    assert TOTPDevice.objects.exists()
