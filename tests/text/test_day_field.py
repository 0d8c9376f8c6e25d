"""A day that somebody types: read as Italians write it, refused with a sentence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from guides.companies.channel import ContactChannel
from guides.guide.models import Guide, Source
from guides.stories.models import Story
from guides.text.day_field import day_in
from tests.desk.forms import filled_form, save
from tests.factories import a_company, a_guide
from tests.voices import a_story, story_words


@pytest.mark.parametrize(
    "typed",
    [
        *("2025-04-03", "3/4/2025", "03/04/2025", "3/4/25", "03/04/25", "3-4-2025", "3.4.25"),
        *("3 / 4 / 2025", "3. 4. 2025", "3 4 2025", "3 aprile 2025", "3 Aprile 2025"),
        *("3 apr 2025", "3 apr. 2025", "il 3 aprile 2025", "giovedì 3 aprile 2025", " 3/4/2025 "),
        *("3 aprile del 2025", "3 aprile 25", "3 aprile, 2025"),
        *("giovedi 3 aprile 2025", "gio 3 apr 25", "giovedì 3/4/2025", "3-apr-2025"),
        *("3aprile2025", "2025/04/03", "2025.4.3", "3,4,2025", "3/4/'25", "03042025"),
        *("3 aprile 2025.", "3/4/2025.", "\u200e3/4/2025\u200f", "giovedi\u0300 3 aprile 2025"),
    ],
)
def test_one_day_in_the_ways_people_write_it(typed):
    assert day_in(typed) == date(2025, 4, 3)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("l’8 marzo 2024", date(2024, 3, 8)),
        ("l'11 sett. 2023", date(2023, 9, 11)),
        ("1° maggio 2022", date(2022, 5, 1)),
        ("1º gen 2022", date(2022, 1, 1)),
        ("primo maggio 2022", date(2022, 5, 1)),
        ("il primo maggio del 2022", date(2022, 5, 1)),
        ("29/2/24", date(2024, 2, 29)),
        ("31.12.99", date(1999, 12, 31)),
        ("5/6/95", date(1995, 6, 5)),
    ],
)
def test_articles_first_days_and_the_last_century(typed, day):
    assert day_in(typed) == day


def test_yesterday_is_a_day_too():
    assert day_in("Ieri") == timezone.localdate() - timedelta(days=1)
    assert day_in("oggi") == timezone.localdate()


@pytest.mark.parametrize(
    ("typed", "days"),
    [("l'altro ieri", -2), ("l’altroieri", -2), ("altro ieri", -2), ("Domani.", 1)],
)
def test_days_named_from_today(typed, days):
    assert day_in(typed) == timezone.localdate() + timedelta(days=days)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0026-05-20", "L’anno 26 non può essere giusto: scrivilo con quattro cifre."),
        ("0202-05-20", "L’anno 202 non può essere giusto"),
        ("20/5/202", "L’anno 202 non può essere giusto"),
        ("20/5/0026", "L’anno 26 non può essere giusto"),
        ("12025-05-20", "L’anno 12025 non può essere giusto"),
        ("3/4/1889", "L’anno 1889 è troppo lontano: qui si parte dal 1990."),
        ("martedì 8 marzo 2026", "L’8 marzo 2026 è domenica: controlla la data."),
        ("Lun. 1/3/26", "Il 1° marzo 2026 è domenica: controlla la data."),
        ("31/12/1989", "L’anno 1989 è troppo lontano: qui si parte dal 1990."),
        ("31/2/2025", "Il 31 febbraio 2025 non c’è nel calendario"),
        ("2025-02-29", "Il 29 febbraio 2025 non c’è nel calendario"),
        ("31 aprile 2025", "Il 31 aprile 2025 non c’è nel calendario"),
        ("0/4/2025", "non c’è nel calendario"),
        ("4/13/2025", "Il mese 13 non esiste"),
        ("3/4", "Manca l’anno."),
        ("3 aprile", "Manca l’anno."),
        ("il primo aprile.", "Manca l’anno."),
        ("aprile 2025", "Manca il giorno"),
        ("4/2025", "Manca il giorno"),
        ("3 brumaio 2025", "Non capiamo questa data. Scrivi giorno, mese e anno"),
        ("l’anno scorso", "Non capiamo questa data."),
        ("9" * 400, "Non capiamo questa data."),
        ("1/1/" + "9" * 300, "Non capiamo questa data."),
    ],
)
def test_what_is_wrong_with_a_day_is_said(typed, sentence):
    with pytest.raises(ValidationError) as refused:
        day_in(typed)
    assert sentence in refused.value.messages[0]


FUTURE = "Questo giorno deve ancora venire"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("0026-05-20", "L’anno 26"), ("2036-05-20", FUTURE), ("31/2/2025", "Il 31 febbraio 2025")],
)
def test_a_reader_is_told_beside_the_field_and_loses_no_word(client, typed, sentence):
    answer = client.post("/raccontaci-la-tua-storia/", story_words(used_on=typed, title="Mia"))
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["used_on"][0]
    assert 'value="Mia"' in answer.content.decode()


@pytest.mark.django_db
def test_a_reader_may_write_a_day_in_words(client):
    answer = client.post("/raccontaci-la-tua-storia/", story_words(used_on="l’8 marzo 2025"))
    assert answer.status_code == 200
    assert "8 marzo 2025" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "sentence"), [("2036-01-01", FUTURE), ("1026-01-01", "L’anno 1026")]
)
def test_nothing_is_verified_in_the_future_or_long_ago(client, editor, typed, sentence):
    client.force_login(editor)
    guide, company = a_guide(), a_company()
    assert sentence in save(client, guide, verified_on=typed).content.decode()
    source = {
        "sources-TOTAL_FORMS": "1",
        "sources-0-title": "Legge",
        "sources-0-address": "https://a.example/",
        "sources-0-publisher": "A",
        "sources-0-consulted_on": typed,
    }
    assert sentence in save(client, guide, **source).content.decode()
    desk = f"/admin/guides/company/{company.pk}/change/"
    channel = {
        "channels-TOTAL_FORMS": "1",
        "channels-0-kind": "chat",
        "channels-0-name": "Chat",
        "channels-0-value": "Sul sito",
        "channels-0-verified_on": typed,
    }
    typed_form = filled_form(client.get(desk), "company_form") | channel
    assert sentence in client.post(desk, typed_form).content.decode()
    assert not Source.objects.exists()
    assert not ContactChannel.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(26, 5, 20), date(1989, 12, 31), date(9999, 1, 1)])
def test_the_database_keeps_no_absurd_day(day):
    story, guide = a_story(), a_guide()
    for rows, change in (
        (Story.objects.filter(pk=story.pk), {"used_on": day}),
        (Story.objects.filter(pk=story.pk), {"company_answered_on": day}),
        (Guide.objects.filter(pk=guide.pk), {"verified_on": day}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
