"""Everybody who waits for an answer is told once, however late they confirm, and then forgotten."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from guides.mail.models import Letter
from guides.privacy.retention import forget_old_data
from guides.questions import follower as following
from guides.questions.follower import QuestionFollower, notify_who_waits
from guides.questions.models import SearchQuestion
from guides.search.documents import SearchDocument
from tests.factories import a_live_guide
from tests.published.running_site import RunningSite
from tests.questions.test_questions import link_in, send
from tests.telling import tell_everybody

pytestmark = pytest.mark.django_db
EMAIL = "lettrice@posta.example"


@pytest.fixture
def document() -> SearchDocument:
    a_live_guide(sections=[{"title": "Le zanzare", "body": ""}])
    return SearchDocument.objects.get(title="Le zanzare")


def last_letter() -> Letter:
    return Letter.objects.order_by("written_at").last()


def test_who_confirms_after_the_answer_is_told_at_once_and_only_once(client, document):
    send(client, "zanzara velenosa", EMAIL)
    address = link_in(Letter.objects.get())
    SearchQuestion.objects.get().announce(document)
    page = client.post(address).content.decode()
    assert "Ti abbiamo appena scritto" in page
    assert document.address in last_letter().text
    assert not QuestionFollower.objects.exists()
    client.post(address)
    tell_everybody()
    assert Letter.objects.count() == 2


def test_who_asks_again_what_is_answered_is_told_once_confirmed(client, document):
    send(client, "zanzara velenosa")
    SearchQuestion.objects.get().announce(document)
    send(client, "zanzara velenosa", EMAIL)
    client.post(link_in(Letter.objects.get()))
    assert document.address in last_letter().text


@pytest.mark.parametrize("is_late", [True, False])
def test_putting_a_question_aside_ends_the_wait_with_a_word(client, is_late):
    send(client, "zanzara velenosa", EMAIL)
    address, question = link_in(Letter.objects.get()), SearchQuestion.objects.get()
    if is_late:
        assert question.put_aside() == 0
        client.post(address)
    else:
        client.post(address)
        assert question.put_aside() == 1
        tell_everybody()
    assert "non scriverà una pagina" in last_letter().text
    assert "/cerca/?q=zanzara" in last_letter().text
    assert not QuestionFollower.objects.exists()


def test_the_desks_put_aside_and_a_synonym_end_the_wait_too(client, editor, document):
    client.force_login(editor)
    for text in ("insetto che punge", "zanzara velenosa"):
        question = SearchQuestion.objects.for_question(text)
        QuestionFollower.objects.create(question=question, email=EMAIL).confirm()
    chosen = [SearchQuestion.objects.get(text="zanzara velenosa").pk]
    client.post(
        "/admin/guides/searchquestion/", {"action": "set_aside", "_selected_action": chosen}
    )
    client.post(
        "/admin/guides/synonym/add/",
        {"wordings": "insetto che punge", "meaning": "zanzare", "replaces": ""},
    )
    tell_everybody()
    assert not QuestionFollower.objects.exists()
    assert sorted(Letter.objects.values_list("template", flat=True)) == [
        "questions/emails/answered.txt",
        "questions/emails/put_aside.txt",
    ]


def test_what_is_brought_back_before_the_worker_comes_waits_again(client):
    question = SearchQuestion.objects.for_question("zanzara")
    QuestionFollower.objects.create(question=question, email=EMAIL).confirm()
    question.put_aside()
    question.reopen()
    tell_everybody()
    assert not Letter.objects.exists()
    assert QuestionFollower.objects.exists()


def test_announcing_costs_the_same_however_many_wait(document, monkeypatch):
    monkeypatch.setattr(following, "BATCH", 7)

    def cost(text: str, waiting: int) -> int:
        question = SearchQuestion.objects.for_question(text)
        QuestionFollower.objects.bulk_create(
            QuestionFollower(
                question=question, email=f"l{n}@{text}.example", email_confirmed_at=timezone.now()
            )
            for n in range(waiting)
        )
        with CaptureQueriesContext(connection) as queries:
            assert question.announce(document) == waiting
        return len(queries)

    assert cost("zanzara", 1) == cost("vespa", 20)
    tell_everybody()
    assert Letter.objects.values("to").distinct().count() == Letter.objects.count() == 21


def test_a_worker_that_dies_between_two_letters_loses_none_and_repeats_none(document, monkeypatch):
    monkeypatch.setattr(following, "BATCH", 3)
    question = SearchQuestion.objects.for_question("zanzara")
    for n in range(8):
        QuestionFollower.objects.create(question=question, email=f"l{n}@posta.example").confirm()
    question.announce(document)
    tell, told = QuestionFollower.notify, []

    def die_at_the_fifth(follower):
        told.append(follower)
        if len(told) == 5:
            raise KeyboardInterrupt
        tell(follower)

    monkeypatch.setattr(QuestionFollower, "notify", die_at_the_fifth)
    with pytest.raises(KeyboardInterrupt):
        notify_who_waits.func(question.pk)
    assert Letter.objects.count() == 3  # the first batch, whole; of the second nothing
    monkeypatch.undo()
    following.DBTaskResult.objects.all().delete()  # the killed task is gone
    assert following.resume.func() == 1
    tell_everybody()
    assert Letter.objects.values("to").distinct().count() == Letter.objects.count() == 8


def test_nobody_waits_for_ever(client):
    question = SearchQuestion.objects.for_question("zanzara")
    QuestionFollower.objects.create(question=question, email=EMAIL).confirm()
    forget_old_data(now=timezone.now() + timedelta(days=729))
    assert QuestionFollower.objects.exists()
    forget_old_data(now=timezone.now() + timedelta(days=731))
    assert not QuestionFollower.objects.exists()


AT_ONCE = """
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from django.db import connections
from guides.mail.models import Letter
from guides.questions.follower import QuestionFollower, notify_who_waits
from guides.search.documents import SearchDocument
from guides.questions.models import SearchQuestion
from tests.factories import a_live_guide
a_live_guide(sections=[{"title": "Le zanzare", "body": ""}])
document = SearchDocument.objects.get(title="Le zanzare")
for n in range(12):
    question = SearchQuestion.objects.for_question(f"domanda numero {n}")
    follower = QuestionFollower.objects.create(question=question, email=f"l{n}@posta.example")
    together = Barrier(3)
    def run(act):
        together.wait()
        try:
            act()
        finally:
            connections.close_all()
    def tell():
        notify_who_waits.func(question.pk)
    with ThreadPoolExecutor(3) as people:
        for done in [people.submit(run, act) for act in (
            follower.confirm, lambda: question.announce(document), tell)]:
            done.result()
    tell()
print(json.dumps([QuestionFollower.objects.count(), Letter.objects.count()]))
"""


def test_confirming_and_answering_at_once_is_one_letter(tmp_path):
    site = RunningSite(tmp_path)
    assert json.loads(site.manage("shell", "-v0", "-c", AT_ONCE).splitlines()[-1]) == [0, 12]
