"""Telephone and codes lost: another administrator takes the old ones away, with a record."""

import pytest
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from guides.mail.models import Letter
from guides.record.models import AdministrativeAct
from helpcentre.accounts import recovery
from tests.accounts.coming_in import FIRST, RIGHT, SECOND, an_app_of, half_in, wholly_in

pytestmark = pytest.mark.django_db
SENT = {"because": "Telefono perso", "password": RIGHT}


@pytest.fixture
def ugo(django_user_model):
    make = django_user_model.objects.create_user
    user = make("ugo", "ugo@redazione.example", RIGHT, is_staff=True)
    recovery.new_codes(user)
    return user


@pytest.fixture
def his_app(ugo):
    return an_app_of(ugo)


def reset(client, user, **more):
    return client.post(f"/admin/persone/{user.pk}/azzera-secondo-passo/", SENT | more)


def test_a_colleagues_second_step_is_reset_recorded_and_told_and_prepared_anew(
    elena, app, ugo, his_app
):
    his = wholly_in(ugo, his_app)
    assert his.get("/admin/").status_code == 200
    here = wholly_in(elena, app)
    assert "Azzera il secondo passo" in here.get(f"/admin/auth/user/{ugo.pk}/change/").text
    assert reset(here, ugo).status_code == 302
    assert his.get("/admin/")["Location"].startswith("/admin/login/")
    act = AdministrativeAct.objects.get()
    assert (act.actor_key, act.about_key, act.note) == (
        elena.pk,
        str(ugo.pk),
        "Azzerato: Telefono perso",
    )
    letter = Letter.objects.get(to=ugo.email)
    assert "Telefono perso" in letter.text
    again = half_in(ugo)
    assert again.get(SECOND)["Location"].startswith(FIRST)


@pytest.mark.parametrize(
    ("field", "said"), [("because", "Scrivi perché"), ("password", "password")]
)
def test_it_wants_a_reason_and_the_password(elena, app, ugo, his_app, field, said):
    answer = reset(wholly_in(elena, app), ugo, **{field: ""})
    assert answer.status_code == 422
    assert said in answer.text
    assert TOTPDevice.objects.filter(user=ugo).exists()


def test_never_ones_own(elena, app):
    assert reset(wholly_in(elena, app), elena).status_code == 403


def test_who_may_not_change_people_or_is_below_resets_nobody(elena, ugo, his_app):
    elenas = an_app_of(elena)
    assert reset(wholly_in(ugo, his_app), elena).status_code == 403
    ugo.user_permissions.add(Permission.objects.get(codename="change_user"))
    assert reset(wholly_in(ugo, his_app), elena).status_code == 403
    assert list(TOTPDevice.objects.filter(user=elena)) == [elenas]


def test_the_command_is_the_way_back_when_nobody_is_left(elena, app, capsys):
    call_command("reset_second_factor", "elena")
    assert not TOTPDevice.objects.exists()
    assert AdministrativeAct.objects.get().actor_name == "comando reset_second_factor"
    with pytest.raises(CommandError, match="Nessuno si chiama"):
        call_command("reset_second_factor", "nessuno")


def test_the_list_of_people_shows_who_has_one_without_a_question_each(
    elena, app, ugo, django_assert_max_num_queries
):
    client = wholly_in(elena, app)
    with django_assert_max_num_queries(12):
        page = client.get("/admin/auth/user/").text
    assert page.count('class="field-second_step">sì') == 1
    assert page.count('class="field-second_step">no') == 1
