"""A refused author corrects and sends again: it waits like new, nothing else is lost or shown."""

import pytest

from guides.mail.models import Letter
from guides.moderation.decisions import Decision, Verb
from guides.moderation.exceptions import CannotDecide
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings
from guides.spam.models import Attempt
from tests.contributions.coming_back import EMAIL, letters
from tests.reading import body
from tests.voices import (
    WORDS,
    a_comment,
    contest,
    contest_words,
    correct_and_send,
    corrected_words,
    fresh,
    public,
)

pytestmark = pytest.mark.django_db


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
    assert f"Perché non l’abbiamo pubblicat{getattr(refused, 'ending', 'o')}:" in form
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
