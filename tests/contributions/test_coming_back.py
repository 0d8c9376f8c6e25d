"""A refused update comes back too; what is kept of an answer to a refusal, and what goes."""

import json

import pytest
from django.db import IntegrityError, transaction

from guides.contributions.update import Update
from guides.moderation.contest import Contest
from guides.moderation.decisions import Agent, Decision, Verb
from guides.moderation.exceptions import Overtaken
from guides.moderation.originals import Original
from guides.privacy.retention import forget_old_data
from tests.privacy.test_forgetting import later
from tests.reading import body
from tests.voices import (
    WORDS,
    a_comment,
    a_story,
    contest,
    contest_words,
    correct_and_send,
    corrected_words,
    fresh,
    public,
)

pytestmark = pytest.mark.django_db


# An update is refused, and comes back, too


def an_update_of(mine) -> Update:
    words = {"author_name": mine.author_name, "text": "Rimborsato, quei ladri."}
    return Update(**{mine._meta.model_name: mine}, **words).submit()


@pytest.mark.parametrize("kind", [a_story, a_comment])
def test_a_refused_update_comes_back_from_the_same_page(client, anna, bea, insults, kind):
    mine = public(kind(), by=anna)
    update = an_update_of(mine)
    update.reject(by=anna, because=insults)
    page = body(client.get(mine.private_path))
    assert insults.text_for_author[:30] in page
    own = f"{mine.private_path}aggiornamento/{update.pk}/"
    assert f'href="{own}testo/"' in page
    assert client.post(f"{own}contesta/", contest_words()).status_code == 302
    assert fresh(update).state == "waiting"
    fresh(update).reject(by=bea, because=insults)
    words = corrected_words(fresh(update), text="Rimborsato.")
    assert client.post(f"{own}testo/", words).status_code == 302
    assert (fresh(update).state, fresh(update).text) == ("waiting", "Rimborsato.")
    client.force_login(bea)
    assert "[tolto: " in body(client.get("/admin/guides/queueitem/"))


def test_an_update_is_reached_only_from_its_own_page(client, anna):
    mine, other = public(a_comment(), by=anna), a_comment()
    update = an_update_of(mine)
    assert client.get(f"{other.private_path}aggiornamento/{update.pk}/testo/").status_code == 404


# What is kept, and what goes


def test_what_is_held_names_contests_and_the_text_of_before(client, refused, bea, insults):
    contest(client, refused, "Sono fatti.")
    fresh(refused).reject(by=bea, because=insults, answer="No, per questo.")
    correct_and_send(client, fresh(refused), text="Parole civili.")
    held = json.dumps(
        json.loads(client.get(f"{refused.private_path}dati.json").content), ensure_ascii=False
    )
    for words in ("Sono fatti.", "No, per questo.", WORDS, "Parole civili."):
        assert words in held
    assert "Anna" not in held


def test_erasing_takes_contests_and_old_texts_and_leaves_the_decisions(client, refused, bea):
    contest(client, refused)
    fresh(refused).undo(by=bea)
    number = refused.queue_item.decisions.count()
    client.post(f"{refused.private_path}cancellazione/")
    assert not Contest.objects.exists()
    assert not Original.objects.exists()
    assert refused.queue_item.decisions.count() == number + 1


def test_a_settled_contest_goes_at_the_end_of_its_term(client, refused, bea):
    contest(client, refused)
    fresh(refused).approve(by=bea)
    forget_old_data(now=later(179))
    assert Contest.objects.count() == 1
    forget_old_data(now=later(181))
    assert not Contest.objects.exists()
    assert fresh(refused).is_public


def test_the_database_knows_that_only_authors_come_back_and_only_from_a_refusal(refused):
    item = refused.queue_item
    seen = {"kind": item.kind, "text_hash": "0" * 64, "verb": Verb.RESUBMIT}
    for wrong in (
        {"agent": Agent.RULE, "from_state": "rejected", "to_state": "waiting"},
        {"agent": Agent.AUTHOR, "from_state": "approved", "to_state": "waiting"},
        {"agent": Agent.AUTHOR, "from_state": "rejected", "to_state": "approved"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(item=item, **seen, **wrong)


def test_nothing_comes_back_that_was_not_refused(refused, anna):
    mine = a_comment()
    with pytest.raises(Overtaken):
        mine.contest(text="Perché?")
    with pytest.raises(Overtaken):
        mine.resubmit(verdict={}, text="Altro.")
    mine.approve(by=anna)
    with pytest.raises(Overtaken):
        mine.contest(text="Perché?")
