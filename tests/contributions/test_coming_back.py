"""A refused author comes back: corrects and sends again, or contests and another one decides."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction

from guides.contributions.update import Update
from guides.mail.models import Letter
from guides.moderation.contest import Contest
from guides.moderation.decisions import Agent, Decision, Reason, Verb
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings
from guides.moderation.refusals import CannotDecide, Overtaken
from guides.privacy.retention import forget_old_data
from guides.spam.models import Attempt
from tests.privacy.test_forgetting import later
from tests.voices import (
    WORDS,
    a_comment,
    a_story,
    contest,
    contest_words,
    correct_and_send,
    corrected_words,
    public,
)

pytestmark = pytest.mark.django_db
EMAIL = "lettrice@posta.example"
ACT = "/admin/guides/queueitem/atto/"


def body(response) -> str:
    return response.content.decode()


def fresh(contribution):
    return type(contribution).objects.get(pk=contribution.pk)


def press(client, act: str, content, **more):
    content.refresh_from_db()
    handle = f"{content.queue_item_id}:{content.version}"
    return client.post(ACT, {"atto": act, "voce": handle} | more, follow=True)


@pytest.fixture
def other_reason():
    return Reason.objects.get(code="accusa-non-verificabile")


@pytest.fixture(params=[a_story, a_comment], ids=["story", "comment"])
def refused(request, anna, bea, insults):
    mine = request.param(author_email=EMAIL)
    mine.confirm_email()
    mine.refresh_from_db()
    mine.reject(by=anna, because=insults)
    return mine


def letters() -> list[str]:
    found = Letter.objects.order_by("written_at", "pk").values_list("template", flat=True)
    return [template.split("/")[-1].removesuffix(".txt") for template in found]


# Corrected and sent again


def test_the_private_page_and_the_letter_offer_what_the_rules_promise(client, refused, insults):
    page = body(client.get(refused.private_path))
    assert insults.text_for_author[:30] in page
    assert f'href="{refused.private_path}testo/"' in page
    assert f'href="{refused.private_path}contesta/"' in page
    letter = Letter.objects.get(template__endswith="rejected.txt")
    assert "correggere e inviare di nuovo, oppure contestare" in letter.text


def test_what_is_sent_again_waits_like_new_with_the_old_text_kept(client, refused, anna):
    form = body(client.get(f"{refused.private_path}testo/"))
    assert WORDS in form
    assert "Perché non l’abbiamo pubblicato" in form
    before = refused.queue_item.submitted_at
    answer = correct_and_send(client, refused, text="Parole civili.")
    assert answer.status_code == 302
    mine = fresh(refused)
    assert (mine.state, mine.text, mine.decided_at) == ("waiting", "Parole civili.", None)
    assert mine.queue_item.submitted_at > before  # it waits from now on
    assert mine.queue_item.decisions.last().verb == Verb.RESUBMIT
    assert "Inviat" in body(client.get(refused.private_path))
    assert letters()[-1] == "sent_again"
    mine.approve(by=anna)  # who refused it may publish it now
    assert fresh(refused).is_public
    assert letters()[-1] == "approved"


def test_what_was_not_published_before_is_nowhere_until_it_is_approved(client, refused):
    correct_and_send(client, refused, text="Parole civili.")
    place = refused.discussion.subject if hasattr(refused, "discussion_id") else refused
    shown = client.get(place.get_absolute_url())
    assert "Parole civili." not in body(shown)
    assert "Parole civili." not in body(client.get("/storie/"))


def test_the_queue_shows_old_and_new_with_the_words_marked_and_the_reason(
    client, anna, bea, insults
):
    mine = a_comment(text="Quel ladro del corriere ha perso il pacco.")
    mine.reject(by=anna, because=insults)
    correct_and_send(client, mine, text="Il corriere ha perso il pacco.")
    client.force_login(bea)
    page = body(client.get("/admin/guides/queueitem/"))
    assert "Corretto e inviato di nuovo" in page
    assert insults.label.lower() in page
    assert insults.text_for_author in page
    assert '<del><span class="visually-hidden">[tolto: </span>Quel ladro del' in page
    assert '<ins><span class="visually-hidden">[aggiunto: </span>Il<' in page
    assert "Che cosa è successo (3)" in page
    in_list = body(client.get("/admin/guides/queueitem/?elenco=1&scheda=attesa"))
    assert "Corretto e inviato di nuovo." in in_list


def test_hostile_words_are_harmless_on_both_sides(client, anna, bea, insults):
    mine = a_comment(text="<script>alert(1)</script> uno")
    mine.reject(by=anna, because=insults)
    correct_and_send(client, mine, text='<img src=x onerror="alert(1)"> due')
    client.force_login(bea)
    page = body(client.get("/admin/guides/queueitem/"))
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_the_same_text_is_not_sent_again_and_the_sentence_says_why(client, refused):
    answer = correct_and_send(client, refused)
    assert answer.status_code == 422
    assert "contesta la decisione" in body(answer)
    assert fresh(refused).state == "rejected"


def test_an_empty_text_comes_back_with_everything_else(client, refused):
    answer = correct_and_send(client, refused, text=" ", author_name="Un altro nome")
    assert answer.status_code == 422
    assert "Un altro nome" in body(answer)
    assert fresh(refused).state == "rejected"


def test_sent_twice_by_a_double_click_it_is_sent_once(client, refused):
    words = corrected_words(refused, text="Parole civili.")
    for _ in range(2):
        assert client.post(f"{refused.private_path}testo/", words).status_code == 302
    assert Decision.objects.filter(verb=Verb.RESUBMIT).count() == 1
    assert not Decision.objects.filter(verb=Verb.REVISE).exists()
    assert letters().count("sent_again") == 1


def test_without_a_token_there_is_a_page_between_that_keeps_the_words(client, refused):
    words = corrected_words(refused, text="Parole civili.", gettone="")
    answer = client.post(f"{refused.private_path}testo/", words)
    assert answer.status_code == 200
    assert "Controlla e invia" in body(answer)
    assert "Parole civili." in body(answer)
    assert answer["Cache-Control"] == "no-store"
    assert fresh(refused).state == "rejected"


def test_too_many_in_a_short_time_are_told_to_wait_with_their_words(client, refused, settings):
    from guides.contributions import views

    words = corrected_words(refused, text="Parole civili.")
    client.post(f"{refused.private_path}contesta/", contest_words() | {"gettone": ""})
    attempts = Attempt.objects.filter(act=views.REWRITE)
    assert not attempts.exists()
    for number in range(41):
        words = corrected_words(refused, text=f"Parole civili {number}.")
        answer = client.post(f"{refused.private_path}testo/", words)
    assert answer.status_code == 429
    assert "Parole civili 40." in body(answer)
    assert answer["Retry-After"]


def test_what_the_guard_takes_for_spam_or_a_blocked_author_sends_goes_there(client, anna, insults):
    mine = a_comment(author_email=EMAIL)
    mine.reject(by=anna, because=insults)
    words = corrected_words(mine, text="Comprate pillole.", sito_web="http://spam.example")
    client.post(f"{mine.private_path}testo/", words)
    assert fresh(mine).state in ("spam", "waiting")
    assert not fresh(mine).is_public


def test_a_trusted_author_does_not_publish_what_a_person_had_refused(client, anna, bea, insults):
    ModerationSettings.objects.update_or_create(
        pk=1, defaults={"trusts_authors": True, "trusted_after": 1}
    )
    public(a_comment(author_email=EMAIL), by=anna)
    for come_back in (
        lambda mine: correct_and_send(client, mine, text="Parole civili."),
        lambda mine: contest(client, mine),
    ):
        mine = a_comment(author_email=EMAIL)
        mine.reject(by=anna, because=insults)
        come_back(mine)
        assert fresh(mine).confirm_email()
        assert fresh(mine).state == "waiting"
        fresh(mine).approve(by=bea)


def test_a_moderators_undo_and_the_author_meet_and_no_word_is_lost(client, refused, anna):
    words = corrected_words(refused, text="Parole civili.")
    refused.undo(by=anna)
    assert client.post(f"{refused.private_path}testo/", words).status_code == 302
    assert fresh(refused).text == "Parole civili."  # it waited: then it was simply changed
    fresh(refused).approve(by=anna)
    late = correct_and_send(client, fresh(refused), text="Ancora altre.")
    assert late.status_code == 409
    assert "Ancora altre." in body(late)


def test_the_first_refusal_cannot_be_undone_under_the_author(client, refused, anna):
    correct_and_send(client, refused, text="Parole civili.")
    assert fresh(refused).last_undoable is None
    rejection = Decision.objects.get(verb=Verb.REJECT)
    with pytest.raises(CannotDecide, match="Decidi di nuovo"):
        fresh(refused).undo(by=anna, only=rejection)


def test_refused_and_corrected_many_times_each_time_against_the_last(
    client, refused, anna, insults
):
    for number in range(3):
        correct_and_send(client, fresh(refused), text=f"Versione {number}.")
        correct_and_send(client, fresh(refused), text=f"Versione {number}, riletta.")
        last = Decision.objects.filter(verb=Verb.RESUBMIT).last()
        kept = Original.objects.words_of(last)["text"]
        assert kept.startswith(WORDS if number == 0 else f"Versione {number - 1}, riletta.")
        fresh(refused).reject(by=anna, because=insults)
    assert refused.queue_item.decisions.filter(verb=Verb.REJECT).count() == 4


# Contested


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
