"""A refused author contests, and somebody else decides."""

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction

from guides.mail.models import Letter
from guides.moderation.contest import Contest
from guides.moderation.decisions import Decision, Verb
from guides.moderation.exceptions import CannotDecide
from tests.contributions.coming_back import ACT, EMAIL, letters, press
from tests.reading import body
from tests.voices import WORDS, a_comment, contest, correct_and_send, fresh, public

pytestmark = pytest.mark.django_db


def test_a_contest_is_decided_by_another_with_reasons_of_its_own(
    client, refused, anna, bea, insults, other_reason
):
    assert contest(client, refused, "Sono fatti: ho la ricevuta.").status_code == 302
    assert fresh(refused).state == "waiting"
    assert "Decisione contestata" in body(client.get(refused.private_path))
    assert letters()[-1] == "contested"

    client.force_login(anna)
    page = body(client.get("/admin/guides/queueitem/"))
    assert "Avevi deciso tu" in page
    for act in ("approve", f"reject:{insults.pk}", "spam", "withdraw", "claim", "undo"):
        told = body(press(client, act, refused))
        assert "tocca a un’altra persona" in told, act
        assert fresh(refused).state == "waiting"

    client.force_login(bea)
    page = body(client.get("/admin/guides/queueitem/"))
    assert "Sono fatti: ho la ricevuta." in page
    assert "La prima volta ha deciso Anna" in page
    words = {"testo": "Manca la data del fatto."}
    press(client, f"settle:{other_reason.pk}", refused, **words)
    mine = fresh(refused)
    assert mine.state == "rejected"

    decisions = list(mine.queue_item.decisions.filter(verb=Verb.REJECT))
    assert [(d.actor_name, d.reason) for d in decisions] == [
        ("Anna", insults),
        ("Bea", other_reason),
    ]
    private = body(client.get(refused.private_path))
    for said in (other_reason.text_for_author[:30], "Manca la data del fatto.", "un’altra persona"):
        assert said in private
    assert "Contesta la decisione" not in private
    assert "Correggi e invia di nuovo" in private
    letter = Letter.objects.get(template__endswith="decided_again.txt")
    assert "Manca la data del fatto." in letter.text
    assert other_reason.text_for_author[:30] in letter.text
    assert "Bea" not in letter.text + private
    assert WORDS not in letter.text


def test_a_contest_that_is_right_is_published_and_the_letter_says_so(client, refused, bea):
    contest(client, refused)
    client.force_login(bea)
    press(client, "approve", refused)
    assert fresh(refused).is_public
    letter = Letter.objects.get(template__endswith="decided_again.txt")
    assert "Avevi ragione" in letter.text
    assert "approved" not in letters()


def test_who_decided_first_does_not_overturn_the_second_decision(client, refused, anna, bea):
    contest(client, refused)
    fresh(refused).approve(by=bea)
    for act in ("undo", "withdraw", "spam"):
        client.force_login(anna)
        assert "ha deciso Bea" in body(press(client, act, refused)), act
        assert fresh(refused).is_public


def test_an_undone_second_decision_leaves_the_contest_open(client, refused, anna, bea, insults):
    contest(client, refused)
    fresh(refused).reject(by=bea, because=insults, answer="No.")
    fresh(refused).undo(by=bea)
    assert fresh(refused).open_contest.answer == ""
    client.force_login(bea)
    assert "La prima volta ha deciso Anna" in body(client.get("/admin/guides/queueitem/"))
    with pytest.raises(CannotDecide, match="tocca a un’altra persona"):
        fresh(refused).approve(by=anna)
    assert fresh(refused).approve(by=bea)


def test_a_decision_is_contested_once_and_a_second_text_comes_back_whole(client, refused, bea):
    contest(client, refused, "Prima.")
    contest(client, refused, "Prima.")
    assert Contest.objects.count() == 1
    assert letters().count("contested") == 1
    second = contest(client, refused, "Seconda, con altre parole.")
    assert second.status_code == 409
    assert "Seconda, con altre parole." in body(second)
    first = Decision.objects.get(verb=Verb.REJECT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Contest.objects.create(
            decision=Decision.objects.get(verb=Verb.RECEIVE, item=refused.queue_item),
            against=first,
            text="Ancora.",
        )


def test_what_was_decided_on_a_contest_is_not_contested_again(client, refused, bea, insults):
    contest(client, refused)
    fresh(refused).reject(by=bea, because=insults)
    assert client.get(f"{refused.private_path}contesta/").status_code == 302
    answer = contest(client, refused, "Ma no!")
    assert answer.status_code == 409
    assert "Ma no!" in body(answer)


def test_a_new_refusal_of_a_corrected_text_may_be_contested(client, refused, anna, bea, insults):
    contest(client, refused)
    fresh(refused).reject(by=bea, because=insults)
    correct_and_send(client, fresh(refused), text="Parole civili.")
    fresh(refused).reject(by=bea, because=insults)
    assert contest(client, refused, "Adesso sono civili.").status_code == 302
    with pytest.raises(CannotDecide):
        fresh(refused).approve(by=bea)
    assert fresh(refused).approve(by=anna)


def test_an_empty_contest_is_answered_next_to_its_field(client, refused):
    answer = contest(client, refused, "  ")
    assert answer.status_code == 422
    assert "Scrivi perché" in body(answer)
    assert fresh(refused).state == "rejected"
    too_long = contest(client, refused, "x" * 5001)
    assert too_long.status_code == 422
    assert "x" * 5001 in body(too_long)


def test_what_the_newsroom_withdrew_is_contested_and_what_its_author_withdrew_is_not(
    client, anna, bea
):
    mine = public(a_comment(), by=anna)
    mine.withdraw(by=anna)
    assert "Contesta la decisione" in body(client.get(mine.private_path))
    contest(client, mine)
    with pytest.raises(CannotDecide):
        fresh(mine).approve(by=anna)
    fresh(mine).take_back()
    for path in ("contesta/", "testo/"):
        assert client.get(f"{mine.private_path}{path}").status_code == 302
    assert contest(client, mine, "Altro.").status_code == 409


def test_who_is_alone_in_the_newsroom_decides_and_it_is_written_down(client, anna, insults):
    mine = a_comment(author_email=EMAIL)
    mine.confirm_email()
    mine.refresh_from_db()
    mine.reject(by=anna, because=insults)
    contest(client, mine)
    client.force_login(anna)
    press(client, f"settle:{insults.pk}", mine, testo="Riletto: resta così.")
    assert fresh(mine).state == "rejected"
    second = mine.queue_item.decisions.filter(verb=Verb.REJECT).last()
    assert "nessun altro" in second.note
    assert second.note in body(client.get(f"/admin/guides/queueitem/{mine.queue_item_id}/"))
    assert "una persona sola" in body(client.get(mine.private_path))
    assert "una persona sola" in Letter.objects.get(template__endswith="decided_again.txt").text


@pytest.mark.parametrize("who", ["no longer active", "without the permission", "not of the staff"])
def test_who_cannot_decide_does_not_count_as_another(client, anna, insults, django_user_model, who):
    able = Permission.objects.get(codename="moderate_contribution")
    ugo = django_user_model.objects.create_user(
        "ugo", is_staff=who != "not of the staff", is_active=who != "no longer active"
    )
    if who != "without the permission":
        ugo.user_permissions.add(able)
    mine = a_comment()
    mine.reject(by=anna, because=insults)
    contest(client, mine)
    assert fresh(mine).approve(by=anna)


def test_a_moderator_with_the_permission_counts_as_another(
    client, anna, insults, django_user_model
):
    ugo = django_user_model.objects.create_user("ugo", is_staff=True)
    ugo.user_permissions.add(Permission.objects.get(codename="moderate_contribution"))
    mine = a_comment()
    mine.reject(by=anna, because=insults)
    contest(client, mine)
    with pytest.raises(CannotDecide):
        fresh(mine).approve(by=anna)
    assert fresh(mine).approve(by=ugo)


def test_the_words_of_a_contest_are_never_public(client, refused, bea):
    contest(client, refused, "Parolasegreta unica.")
    fresh(refused).approve(by=bea)
    place = refused.discussion.subject if hasattr(refused, "discussion_id") else fresh(refused)
    for path in (place.get_absolute_url(), "/storie/", "/cerca/?q=parolasegreta"):
        assert "Parolasegreta" not in body(client.get(path))
    assert not Letter.objects.filter(text__contains="Parolasegreta").exists()


def test_many_at_once_are_decided_but_for_those_that_are_anothers(client, anna, bea, insults):
    mine, others = a_comment(), a_comment()
    mine.reject(by=anna, because=insults)
    others.reject(by=bea, because=insults)
    for one in (mine, others):
        contest(client, one)
    client.force_login(anna)
    handles = [f"{one.queue_item_id}:{fresh(one).version}" for one in (mine, others)]
    told = client.post(ACT, {"atto": "approve", "voce": handles}, follow=True)
    assert (fresh(mine).state, fresh(others).state) == ("waiting", "approved")
    assert "tocca a un’altra persona" in body(told)


def test_an_answer_to_no_contest_is_refused_with_its_words(client, anna, insults):
    mine = a_comment()
    client.force_login(anna)
    told = press(client, f"settle:{insults.pk}", mine, testo="Le mie parole.")
    assert told.status_code == 409
    assert fresh(mine).state == "waiting"
