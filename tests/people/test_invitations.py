"""A link instead of a password typed by somebody else: once, for seven days, told to nobody."""

import logging
import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from guides.contributions.links import masked
from guides.mail.models import Letter
from guides.people.invitation import Invitation, invite
from guides.record.models import AdministrativeAct

pytestmark = pytest.mark.django_db
ADD = "/admin/auth/user/add/"
NEW = "sottomarino-giallo"


def write(desk, **typed):
    group = Group.objects.get(name="Redazione")
    fields = {"first_name": "Lia", "last_name": "Conti", "email": "lia@redazione.example"}
    return desk.post(ADD, fields | {"groups": [group.pk]} | typed)


def link(letter: Letter | None = None) -> str:
    text = (letter or Letter.objects.order_by("written_at").last()).text
    return re.search(r"https?://\S+?(/admin/invito/\S+)", text)[1]


def choose(path: str, password: str = NEW, browser: Client | None = None):
    sent = {"new_password1": password, "new_password2": password}
    return (browser or Client()).post(path, sent)


def signs_in(name: str, password: str) -> bool:
    sent = {"username": name, "password": password}
    return Client().post("/admin/login/", sent).status_code == 302


def test_a_name_an_address_and_a_group_are_enough_and_the_password_is_their_own(desk):
    assert write(desk).status_code == 302
    lia = User.objects.get(username="lia.conti")
    assert (lia.is_staff, lia.has_usable_password()) == (True, False)
    letter = Letter.objects.get(to="lia@redazione.example")
    assert letter.subject == "Il tuo accesso alla scrivania"
    assert "lia.conti" in letter.text
    browser = Client()
    assert "lia.conti" in browser.get(link()).text
    assert choose(link(), browser=browser)["Location"] == "/admin/"
    assert browser.get("/admin/").status_code == 200
    assert signs_in("lia.conti", NEW)
    assert [(a.verb, a.actor_name) for a in AdministrativeAct.objects.order_by("id")] == [
        ("add", "Anna (anna)"),
        ("invite", "Anna (anna)"),
        ("password", "Lia Conti (lia.conti)"),
    ]


def test_no_page_of_the_desk_takes_a_password_for_another(desk, bea):
    assert 'type="password"' not in desk.get(ADD).text
    page = f"/admin/auth/user/{bea.pk}/"
    assert 'type="password"' not in desk.get(f"{page}change/").text
    sent = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    assert desk.post(f"{page}password/", sent).status_code == 302
    write(desk, password1=NEW, password2=NEW)
    assert not signs_in("bea", NEW)
    assert not User.objects.get(username="lia.conti").has_usable_password()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"email": "non è"}, "indirizzo"),
        ({"email": "ANNA@redazione.example"}, "C’è già un accesso con questo indirizzo: «anna»"),
        ({"groups": []}, "Scegli almeno un gruppo"),
        ({"first_name": " "}, "obbligatorio"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_nobody_is_made(desk, wrong, says):
    answer = write(desk, **wrong)
    assert says in answer.text
    assert "Conti" in answer.text
    assert not Letter.objects.exists()
    assert User.objects.count() == 1


def test_two_of_the_same_name_have_names_of_their_own(desk):
    for number in (1, 2, 3):
        write(desk, email=f"lia{number}@redazione.example")
    names = set(User.objects.exclude(username="anna").values_list("username", flat=True))
    assert names == {"lia.conti", "lia.conti.2", "lia.conti.3"}


def test_scanners_that_open_it_use_nothing_up(desk):
    write(desk)
    for act in ("get", "head", "get", "options"):
        getattr(Client(), act)(link())
    assert choose(link()).status_code == 302


def test_it_works_once(desk):
    write(desk)
    path = link()
    choose(path)
    assert choose(path, "un-altra-parola-lunga").status_code == 410
    assert Client().get(path).status_code == 410
    assert signs_in("lia.conti", NEW)


def test_a_password_that_is_too_easy_uses_nothing_up(desk):
    write(desk)
    for password in ("12345678", "liaconti", ""):
        answer = choose(link(), password)
        assert answer.status_code == 422
        assert "errorlist" in answer.text
    assert choose(link()).status_code == 302


def test_it_is_good_for_seven_days_and_sent_again_it_is_another(desk):
    write(desk)
    first = link()
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=7, minutes=1))
    assert choose(first).status_code == 410
    person = f"/admin/auth/user/{User.objects.get(username='lia.conti').pk}/"
    desk.post(f"{person}invita/")
    assert choose(first).status_code == 410
    assert choose(link()).status_code == 302


def test_revoked_it_leads_nowhere(desk):
    write(desk)
    lia = User.objects.get(username="lia.conti")
    assert "Revoca il collegamento" in desk.get(f"/admin/auth/user/{lia.pk}/change/").text
    desk.post(f"/admin/auth/user/{lia.pk}/revoca-invito/")
    assert choose(link()).status_code == 410
    assert "nessun collegamento" in desk.get(f"/admin/auth/user/{lia.pk}/change/").text


def test_who_is_put_out_does_not_come_in_by_an_old_link(desk):
    write(desk)
    User.objects.filter(username="lia.conti").update(is_active=False)
    assert choose(link()).status_code == 410


@pytest.mark.parametrize("spoilt", ["x", "1-1.x", "%00", "1-1:abc.def", "9" * 400])
def test_a_link_that_was_altered_is_no_link(spoilt):
    assert Client().get(f"/admin/invito/{spoilt}/").status_code in (404, 410)


def test_who_forgot_the_password_keeps_it_until_another_is_chosen(desk, bea):
    desk.post(f"/admin/auth/user/{bea.pk}/invita/")
    assert Letter.objects.get().subject == "Scegli una nuova password"
    assert signs_in("bea", "x")
    choose(link())
    assert not signs_in("bea", "x")
    assert signs_in("bea", NEW)


def test_who_has_no_address_is_told(desk, bea):
    User.objects.filter(pk=bea.pk).update(email="")
    answer = desk.post(f"/admin/auth/user/{bea.pk}/invita/", follow=True)
    assert "Scrivi e salva prima il suo indirizzo" in answer.text
    assert not Letter.objects.exists()


def test_the_link_is_in_no_log_no_referer_and_no_cache(desk, anna, bea, caplog):
    caplog.set_level(logging.DEBUG)
    path = invite(bea, by=anna).path
    token = path.split("/")[-2]
    for answer in (Client().get(path), choose(path, "no"), choose(path), Client().get(path)):
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "strict-origin"
    assert token not in masked(f'"GET {path} HTTP/1.1" 200')
    assert token not in str(list(AdministrativeAct.objects.values()))
    assert token.split(".")[1] not in "".join(masked(line) for line in caplog.messages)


def test_who_only_changes_people_makes_nobody_an_administrator(anna, client, django_user_model):
    from django.contrib.auth.models import Permission

    ugo = django_user_model.objects.create_user("ugo", password="x", is_staff=True)
    ugo.user_permissions.set(Permission.objects.filter(content_type__app_label="auth"))
    client.force_login(ugo)
    assert client.post(f"/admin/auth/user/{anna.pk}/invita/").status_code == 403
    page = client.get(f"/admin/auth/user/{anna.pk}/change/")
    assert 'name="email"' not in page.text
    mine = client.get(f"/admin/auth/user/{ugo.pk}/change/").text
    assert 'name="is_superuser"' not in mine
    assert 'name="first_name"' in mine
