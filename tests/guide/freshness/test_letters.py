"""The weekly letter to who looks after something: only when there is something, once a week."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from guides.guide.freshness.letters import write_to_owners
from guides.guide.freshness.models import OwnersWeek
from guides.mail.models import Letter
from guides.outside.models import OutsideAddress
from tests.factories import a_live_guide
from tests.facts.making import a_fact
from tests.published.running_site import RunningSite

TODAY = timezone.localdate()
PAST = TODAY - timedelta(days=1)
BROKEN = "https://rotto.example/a"


@pytest.fixture
def past(anna):
    return a_live_guide(title="Il pacco", owner=anna, review_by=PAST)


def written() -> int:
    return write_to_owners.call()


@pytest.mark.django_db
class TestLetters:
    def test_with_nothing_to_look_at_nobody_is_written_to(self, anna):
        a_live_guide(owner=anna)
        a_live_guide(owner=anna, review_by=TODAY)
        a_live_guide(review_by=PAST)
        a_fact(owner=anna)
        assert written() == 0
        assert not Letter.objects.exists()

    def test_it_lists_guides_facts_and_links_that_are_ones_own(self, anna, past, editor):
        a_live_guide(title="Di Elena", owner=editor, review_by=PAST)
        a_fact(name="La multa", owner=anna, valid_until=PAST)
        a_fact(name="Il termine", owner=anna, check_by=TODAY + timedelta(days=3))
        a_fact(name="Di nessuno", valid_until=PAST)
        for owner in (anna, editor):
            sections = [{"title": "Uno", "body": f"[modulo]({BROKEN})"}]
            a_live_guide(title=f"Col link di {owner}", owner=owner, sections=sections)
        OutsideAddress.objects.create(address=BROKEN, state="rotto")
        assert written() == 2
        letter = Letter.objects.get(to=anna.email)
        assert letter.subject.startswith("Questa settimana: 4 cose da guardare")
        for said in ("Buongiorno Anna", "Guide da rivedere (1)", "Il pacco: ",
                     f"/admin/guides/guide/{past.pk}/change/", "La multa: scaduto",
                     "Il termine: da ricontrollare entro", "Fatti da guardare (2)",
                     "Guida «Col link di anna», sezione «Uno»: https://rotto."):  # fmt: skip
            assert said in letter.text, said
        for never in ("Di Elena", "Di nessuno", "Col link di elena"):
            assert never not in letter.text

    def test_one_thing_is_said_as_one(self, past):
        written()
        letter = Letter.objects.get()
        assert letter.subject == "Questa settimana: una cosa da guardare fra quelle che segui"
        assert "una cosa ha bisogno di te" in letter.text

    def test_of_many_ten_are_named(self, anna):
        for _ in range(12):
            a_live_guide(owner=anna, review_by=PAST)
        written()
        text = Letter.objects.get().text
        assert text.count(": entro il") + text.count(": entro l’") == 10
        assert "… e altre 2." in text

    def test_never_twice_in_a_week_and_again_the_next(self, past, anna):
        assert [written(), written()] == [1, 0]
        OwnersWeek.objects.filter(person=anna).update(week=PAST - timedelta(days=7))
        assert written() == 1

    @pytest.mark.parametrize("change", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
    def test_who_works_here_no_more_gets_none(self, past, anna, change):
        type(anna).objects.filter(pk=anna.pk).update(**change)
        assert written() == 0

    def test_who_may_not_write_guides_is_told_nothing_of_them(self, past, anna):
        type(anna).objects.filter(pk=anna.pk).update(is_superuser=False)
        assert written() == 0

    def test_a_wrong_address_stops_nobody_elses(self, past, anna, editor):
        type(anna).objects.filter(pk=anna.pk).update(email="non un indirizzo")
        a_live_guide(owner=editor, review_by=PAST)
        assert written() == 1

    def test_the_worker_does_it_once_a_week(self):
        task = "guides.guide.freshness.letters.write_to_owners"
        assert settings.TIMETABLE[task] == timedelta(days=7)


PREPARE = """
from datetime import date
from django.contrib.auth import get_user_model
from tests.factories import a_live_guide
for n in range(4):
    owner = get_user_model().objects.create_superuser(f"p{n}", f"p{n}@redazione.example")
    a_live_guide(owner=owner, review_by=date(2020, 1, 1))
"""
WORK = """
import time
from guides.guide.freshness.letters import write_to_owners
time.sleep(max(0, {start} - time.time()))
print(write_to_owners.call())
"""


def told(site: RunningSite, program: str):
    return json.loads(site.manage("shell", "-v0", "-c", program).splitlines()[-1])


def test_two_workers_at_once_write_one_letter_each_person(tmp_path):
    site = RunningSite(tmp_path)
    site.manage("shell", "-v0", "-c", PREPARE)
    work = WORK.format(start=time.time() + 8)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda program: told(site, program), [work, work]))
    assert sum(done) == 4
