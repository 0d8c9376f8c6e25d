"""An update may change how a story ended, once it is approved."""

import pytest
from django.db import IntegrityError, transaction

from guides.contributions.update import Update
from guides.stories.models import Story
from tests.reading import body
from tests.voices import a_comment, a_story, fresh, public, update_words

pytestmark = pytest.mark.django_db
EMAIL = "lettrice@posta.example"


def test_an_update_changes_the_outcome_once_it_is_approved(client, anna):
    mine = public(a_story(outcome="open"), by=anna)
    send = f"{mine.private_path}aggiornamento/"
    client.post(send, update_words("Mi hanno rimborsato.", outcome="solved"))
    update = Update.objects.get()
    assert fresh(mine).outcome == "open"
    assert "Ancora aperta" in body(client.get(mine.get_absolute_url()))
    client.force_login(anna)
    assert "Ancora aperta → Risolta" in body(client.get("/admin/guides/queueitem/"))
    update.approve(by=anna)
    assert "Risolta" in body(client.get(mine.get_absolute_url()))
    assert list(Story.objects.ended("solved")) == [mine]
    update.undo(by=anna)
    assert fresh(mine).outcome == "open"


def test_of_many_updates_the_last_that_is_public_says_how_it_ended(client, anna):
    mine = public(a_story(outcome="open"), by=anna)
    send = f"{mine.private_path}aggiornamento/"
    for text, outcome in (("Metà.", "partly"), ("Tutto.", "solved"), ("Grazie.", "open")):
        client.post(send, update_words(text, outcome=outcome))
    half, whole, thanks = Update.objects.order_by("pk")
    assert thanks.outcome == ""  # as the story stands when it is sent: nothing changes
    whole.approve(by=anna)
    half.approve(by=anna)
    thanks.approve(by=anna)
    assert fresh(mine).outcome == "solved"
    whole.undo(by=anna)
    assert fresh(mine).outcome == "partly"
    half.withdraw(by=anna)
    assert (fresh(mine).outcome, fresh(mine).first_outcome) == ("open", "")


def test_an_update_of_a_comment_asks_for_no_outcome_and_has_none(client, anna):
    mine = public(a_comment(), by=anna)
    assert "A che punto è adesso?" not in body(client.get(mine.private_path))
    client.post(f"{mine.private_path}aggiornamento/", update_words("Fatto."))
    update = Update.objects.get()
    assert update.outcome == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Update.objects.filter(pk=update.pk).update(outcome="solved")


def test_an_update_with_an_unknown_outcome_comes_back(client, anna):
    mine = public(a_story(), by=anna)
    words = update_words("Parole mie.", outcome="boh")
    answer = client.post(f"{mine.private_path}aggiornamento/", words)
    assert answer.status_code == 422
    assert "Parole mie." in body(answer)
    assert "Scegli una delle tre risposte." in body(answer)
