"""Scheduling at the desk: with the guide's own form, in few clicks; taken back with one."""

import pytest
from django.contrib.auth.models import Permission

from guides.guide.schedule.models import Schedule
from tests.desk.forms import desk_of, filled_form, save
from tests.factories import a_guide, a_live_guide

pytestmark = pytest.mark.django_db
THEN = "2027-12-03T09:00"


def text(answer) -> str:
    return answer.content.decode()


@pytest.fixture
def guide():
    return a_live_guide(title="Il pacco", sections=[{"title": "Uno", "body": "Prima."}])


def test_saved_and_scheduled_with_one_button(desk, guide):
    answer = save(
        desk, guide, follow=True, title="Nuovo titolo", _schedule="1", publish_at=THEN, note="Sì"
    )
    schedule = Schedule.objects.get()
    assert schedule.kept.content["title"] == "Nuovo titolo"
    assert schedule.note == "Sì"
    guide.refresh_from_db()
    assert guide.live.title == "Il pacco"
    page = text(answer)
    assert "Nuova versione online dal 3 dicembre 2027 alle 9:00, ora italiana" in page
    assert "oggi i lettori vedono ancora la 1ª edizione" in page


def test_what_nobody_sees_yet_says_so(desk):
    answer = save(desk, a_guide(), follow=True, _schedule="1", publish_at=THEN)
    said = "Online dal 3 dicembre 2027 alle 9:00, ora italiana: oggi non è ancora visibile."
    assert said in text(answer)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2026-10-25T02:30", "vengono due volte"),
        ("2027-03-28T02:30", "non esistono"),
        ("2020-01-01T09:00", "è già passato"),
        ("", "Scrivi il giorno e l’ora."),
    ],
)
def test_an_hour_that_cannot_be_is_said_at_its_box_and_no_word_is_lost(
    desk, guide, typed, sentence
):
    answer = save(desk, guide, title="Mai salvato", _schedule="1", publish_at=typed)
    page = text(answer)
    assert answer.status_code == 200
    assert sentence in page.partition('id="publish_at-error"')[2][:400]
    assert f'name="publish_at" value="{typed}"' in page
    assert filled_form(answer)["title"] == "Mai salvato"
    assert not Schedule.objects.exists()


def test_what_stands_in_the_box_says_nothing_when_another_button_is_pressed(desk, guide):
    answer = save(desk, guide, title="Salvato", publish_at="pippo", _continue="1")
    guide.refresh_from_db()
    assert (answer.status_code, guide.title) == (302, "Salvato")


def test_a_withdrawal_wants_its_reason(desk, guide):
    answer = save(desk, guide, _schedule_withdrawal="1", withdraw_at=THEN)
    assert "Scrivi perché la ritiri" in text(answer)
    save(desk, guide, _schedule_withdrawal="1", withdraw_at=THEN, because_then="Finisce la promo.")
    assert Schedule.objects.get().because == "Finisce la promo."


def test_obstacles_are_said_and_the_guide_is_saved(desk):
    guide = a_guide(sections=[])
    answer = save(desk, guide, follow=True, title="Salva", _schedule="1", publish_at=THEN)
    assert "Aggiungi almeno una sezione." in text(answer)
    guide.refresh_from_db()
    assert guide.title == "Salva"


@pytest.fixture
def schedule(desk, guide):
    save(desk, guide, title="Nuovo", _schedule="1", publish_at=THEN)
    return Schedule.objects.get()


def press(client, schedule, word: str):
    return client.post(f"/admin/guides/guide/programmate/{schedule.pk}/{word}/", follow=True)


def test_taken_back_with_one_button_twice_is_once(desk, guide, schedule):
    assert "non succede più niente" in text(press(desk, schedule, "annulla"))
    assert "È già stata fatta, o annullata" in text(press(desk, schedule, "annulla"))
    guide.refresh_from_db()
    assert guide.live.title == "Il pacco"


def test_published_at_once_what_was_frozen(desk, guide, schedule):
    save(desk, guide, title="Più nuovo ancora")
    press(desk, schedule, "adesso")
    guide.refresh_from_db()
    assert guide.live.title == "Nuovo"


def test_who_saves_after_is_told_that_the_frozen_words_go_out(desk, guide, schedule):
    page = text(save(desk, guide, title="Più nuovo ancora", _continue="1", follow=True))
    assert "va online il testo di quando l’hai programmata, non questo" in page
    assert f"?da=messa-da-parte-{schedule.kept_id}" in page
    compared = desk.get(
        f"/admin/guides/guide/{guide.pk}/confronta/?da=messa-da-parte-{schedule.kept_id}"
    )
    assert "ancora" in text(compared)


def test_what_failed_is_in_view_until_it_is_read(desk, guide, schedule):
    Schedule.objects.update(state="mancata", ended_at="2027-12-03T08:00Z", trouble="Non si può.")
    assert "Non si può." in text(desk.get(desk_of(guide)))
    assert "Non si può." not in text(press(desk, schedule, "letta"))


@pytest.mark.parametrize("word", ["annulla", "adesso", "letta"])
def test_who_may_not_publish_touches_no_schedule(client, django_user_model, schedule, word):
    user = django_user_model.objects.create_user("mara", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_guide"))
    client.force_login(user)
    assert press(client, schedule, word).status_code == 403
    assert Schedule.objects.get().is_waiting


def test_who_may_not_publish_schedules_nothing(client, django_user_model, guide):
    user = django_user_model.objects.create_user("mara", is_staff=True)
    names = ["change_guide", "view_guide", "change_section", "view_section", "view_source"]
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    client.force_login(user)
    fields = filled_form(client.get(desk_of(guide)))
    client.post(desk_of(guide), fields | {"title": "N", "_schedule": "1", "publish_at": THEN})
    assert not Schedule.objects.exists()


@pytest.mark.parametrize("word", ["annulla", "adesso"])
def test_a_link_alone_does_nothing(desk, schedule, word):
    answer = desk.get(f"/admin/guides/guide/programmate/{schedule.pk}/{word}/")
    assert answer.status_code == 405
