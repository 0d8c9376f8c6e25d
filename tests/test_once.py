"""A row that is made when it is missing is made once, and nobody who asks gets an error."""

import json
import re
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from guides.comments.follower import Follower
from guides.mail.models import Appointment
from guides.pages.once import found_or_made, made_or_changed
from tests.published.running_site import RunningSite
from tests.voices import a_comment

APP = Path(__file__).resolve().parent.parent / "guides"


@pytest.mark.django_db
def test_a_row_is_made_when_missing_and_found_after():
    one, is_new = found_or_made(Appointment.objects, task="x")
    again, is_new_again = found_or_made(Appointment.objects, task="x")
    assert (one, is_new, is_new_again) == (again, True, False)


@pytest.mark.django_db
def test_what_was_made_between_looking_and_making_is_read_again(monkeypatch):
    discussion = a_comment().discussion
    before = Follower.objects.create(discussion=discussion, email="Lucia@posta.example")
    rows, looks = Follower.objects.all(), []
    filter_, first_look_finds_nothing = rows.filter, Follower.objects.none()

    def filter_late(**asked):
        looks.append(asked)
        return first_look_finds_nothing if len(looks) == 1 else filter_(**asked)

    monkeypatch.setattr(rows, "filter", filter_late)
    email = "lucia@posta.example"
    with transaction.atomic():
        found, is_new = found_or_made(
            rows, discussion=discussion, email__iexact=email, made={"email": email}
        )
        assert (found, is_new) == (before, False)
        assert Follower.objects.exists()  # the open transaction goes on


@pytest.mark.django_db
def test_an_error_that_is_not_of_somebody_faster_is_not_hidden():
    with pytest.raises(IntegrityError), transaction.atomic():
        found_or_made(Appointment.objects, task=None)


@pytest.mark.django_db
def test_a_row_is_made_or_changed():
    for when in ("2026-01-01T00:00Z", "2026-02-01T00:00Z"):
        made_or_changed(Appointment.objects, task="x", to={"due_at": when})
    assert Appointment.objects.get(task="x").due_at.month == 2


def test_nothing_in_the_app_looks_and_then_makes_in_its_own_way():
    own_ways = re.compile(r"\.(get|update)_or_create\(")
    found = [
        str(path.relative_to(APP))
        for path in APP.rglob("*.py")
        if "migrations" not in path.parts and own_ways.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


AT_ONCE = """
import json, uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connections
from guides.comments.discussion import Discussion
from guides.comments.follower import Follower
from guides.mail.models import Appointment, Letter
from guides.mail.timetable import run_due_tasks
from guides.moderation.contributors import Contributor
from guides.questions.follower import QuestionFollower
from guides.questions.models import SearchQuestion, QuestionReport
from guides.spam.lessons import learn
from guides.spam.models import SpamWord
from guides.stories.models import Story
from tests.factories import a_live_guide

guide, key = a_live_guide(), uuid.uuid4()

def follow(n):
    email = "Lucia@posta.example" if n % 2 else "lucia@posta.example"
    Follower.ask(discussion=Discussion.objects.under(guide), email=email)

def tell(n):
    question = SearchQuestion.objects.for_question("zanzara")
    question.add_report(key)
    QuestionFollower.ask(question=question, email="lucia@posta.example")

def story(n):
    Story(title="Pacco", text="Mai arrivato.", author_name="Lucia", typed_company="X",
          author_email="lucia@posta.example", submission_id=key).submit()

acts = {"follow": follow, "tell": tell, "story": story,
        "learn": lambda n: learn("una parola", is_spam=True),
        "clock": lambda n: run_due_tasks()}
errors = Counter()
for name, act in acts.items():
    together = Barrier(48)
    def run(n):
        together.wait()
        try:
            act(n)
        except Exception as error:
            errors[f"{name}: {type(error).__name__}"] += 1
        finally:
            connections.close_all()
    with ThreadPoolExecutor(48) as readers:
        list(readers.map(run, range(48)))
print(json.dumps({
    "errors": errors,
    "discussions": Discussion.objects.count(),
    "followers": Follower.objects.count(),
    "questions": SearchQuestion.objects.count(),
    "told": SearchQuestion.objects.get().told,
    "waiting": QuestionFollower.objects.count(),
    "stories": Story.objects.count(),
    "authors": Contributor.objects.count(),
    "lessons": SpamWord.objects.get(word="").spam,
    "letters": sorted(Letter.objects.values_list("template", flat=True)),
}))
"""


def test_forty_eight_at_once_make_one_row_and_one_letter(tmp_path):
    site = RunningSite(tmp_path)
    told = json.loads(site.manage("shell", "-v0", "-c", AT_ONCE).splitlines()[-1])
    assert told == {
        "errors": {},
        "discussions": 1,
        "followers": 1,
        "questions": 1,
        "told": 1,
        "waiting": 1,
        "stories": 1,
        "authors": 1,
        "lessons": 48,
        "letters": [
            "comments/emails/follow.txt",
            "contributions/emails/received.txt",
            "questions/emails/confirm.txt",
        ],
    }
