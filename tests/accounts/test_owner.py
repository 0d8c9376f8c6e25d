"""A first second step wants a code by letter: whoever has only the password prepares none."""

import pytest

from guides.mail.models import Letter
from guides.people.invitation import invite
from tests.accounts.coming_in import FIRST, half_in, letters_code

pytestmark = pytest.mark.django_db
NEW_PASSKEY = "/admin/secondo-passo/passkey/nuova/"


def ask(client):
    return client.post(FIRST, {"send": "", "next": "/admin/"})


def test_a_stolen_password_sees_no_key_and_adds_nothing(elena):
    thief = half_in(elena)
    page = thief.get(FIRST)
    assert "app-key" not in page.text
    assert "e…@redazione.example" in page.text
    assert elena.email not in page.text
    assert thief.post(NEW_PASSKEY).status_code == 403
    assert thief.post(f"{NEW_PASSKEY}fatto/").status_code == 403
    assert thief.post(FIRST, {"code": "12345678"}).status_code == 422
    assert ask(thief).status_code == 302
    wrong = thief.post(FIRST, {"code": "12345678"})
    assert wrong.status_code == 422
    assert "non è quello dell’ultima lettera" in wrong.text
    assert "app-key" not in thief.get(FIRST).text


def test_its_owner_types_the_code_as_it_is_written_or_in_groups_and_goes_on(elena):
    client = half_in(elena)
    ask(client)
    letter = Letter.objects.get()
    assert letter.to == elena.email
    code = letters_code()
    assert code not in letter.subject
    done = client.post(f"{FIRST}?next=/admin/", {"code": f" {code[:4]} {code[4:]} "})
    assert done["Location"] == f"{FIRST}?next=/admin/"
    assert "app-key" in client.get(FIRST).text


def test_the_last_letters_code_is_good_and_only_in_its_own_session(elena):
    client, another = half_in(elena), half_in(elena)
    ask(client)
    first = letters_code()
    ask(client)
    ask(another)
    assert client.post(FIRST, {"code": first}).status_code == 422
    assert client.post(FIRST, {"code": letters_code()}).status_code == 422
    assert another.post(FIRST, {"code": letters_code()}).status_code == 302


def test_codes_are_counted_and_letters_too(elena):
    client = half_in(elena)
    assert [ask(client).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert "Ti abbiamo già scritto più volte" in ask(half_in(elena)).text
    assert Letter.objects.count() == 3
    tries = [client.post(FIRST, {"code": "00000000"}).status_code for _ in range(6)]
    assert tries == [422] * 5 + [429]
    assert client.post(FIRST, {"code": letters_code()}).status_code == 429


def test_an_invited_person_has_opened_a_letter_already(client, elena, django_user_model):
    user = django_user_model.objects.create_user("ugo", "ugo@redazione.example", is_staff=True)
    link = invite(user, by=elena).path
    new = {"new_password1": "un’altra frase lunga", "new_password2": "un’altra frase lunga"}
    assert client.post(link, new).status_code == 302
    assert "app-key" in client.get(FIRST).text


@pytest.mark.parametrize("address", ["", "non è un indirizzo"])
def test_an_account_that_nobody_can_write_to_goes_on(elena, address):
    type(elena).objects.filter(pk=elena.pk).update(email=address)
    assert "app-key" in half_in(elena).get(FIRST).text
