"""«Ti è stato utile?»: one click, one vote a reader a section a day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from guides.feedback.remarks import Remark
from guides.feedback.votes import SectionVote
from guides.pages.models import PurgedTags
from guides.privacy.retention import forget_old_data
from guides.spam import network
from tests.factories import a_live_guide
from tests.feedback.voting import READER, buttons_of, many_votes, press, tell
from tests.reading import body, by_class, text_of, tree_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def guide():
    sections = [{"title": "Rimborso", "body": "Chiedilo."}, {"title": "Reso", "body": "Spedisci."}]
    return a_live_guide(slug="pacco", sections=sections)


def the_votes() -> list[tuple]:
    return list(SectionVote.objects.order_by("pk").values_list("useful", "reason"))


def test_every_section_has_one_small_line_with_two_buttons(client, guide):
    assert [b["name"] for b in buttons_of(client, guide)] == ["si", "no"] * 2
    line = by_class(tree_of(client.get("/guide/pacco/")), "useful")
    assert text_of(line) == "Ti è stato utile? Sì No"
    assert line.get("aria-label") == "Ti è stato utile? Rimborso"


def test_a_main_section_and_its_subsections_have_one_line_together(client):
    titles = [("Rimborso", 1), ("Con carta", 2), ("In contanti", 2), ("Vuota", 1), ("Reso", 1)]
    guide = a_live_guide(
        sections=[{"title": t, "level": n, "body": t * (t != "Vuota")} for t, n in titles]
    )
    assert [b["value"] for b in buttons_of(client, guide)] == ["0", "0", "4", "4"]


def test_a_vote_on_a_subsection_from_a_page_of_before_goes_to_its_main_section(client):
    titles = [("Rimborso", 1), ("Con carta", 2), ("In contanti", 2)]
    guide = a_live_guide(sections=[{"title": t, "level": n, "body": t} for t, n in titles])
    address = buttons_of(client, guide)[0]["action"]
    for place in "120":
        client.post(address, {"no": place, "sito_web": ""}, REMOTE_ADDR=READER)
    assert SectionVote.objects.get().section_uid == guide.sections.get(title="Rimborso").uid


def test_the_page_is_the_same_bytes_for_everyone_even_after_their_vote(client, guide):
    before = client.get("/guide/pacco/")
    voted = press(client, guide, "si")
    assert client.get("/guide/pacco/").content == before.content
    assert not before.cookies
    assert not voted.cookies


def test_a_yes_is_counted_with_its_section_and_its_edition(client, guide):
    thanks = client.get(press(client, guide, "si", section=1)["Location"])
    assert "il voto è contato" in body(thanks)
    assert "Torna a «Reso»" in body(thanks)
    assert thanks["Cache-Control"].startswith("max-age=0")
    vote = SectionVote.objects.get()
    assert (vote.useful, vote.edition) == (True, guide.live)
    assert vote.section_uid == guide.sections.get(title="Reso").uid


def test_a_second_vote_changes_the_first(client, guide):
    for answer in ("si", "no", "no", "si", "no"):
        assert press(client, guide, answer).status_code == 302
    assert the_votes() == [(False, "")]


def test_other_sections_other_readers_and_other_days_are_other_votes(client, guide, monkeypatch):
    press(client, guide, "si")
    press(client, guide, "si", section=1)
    press(client, guide, "no", reader="203.0.113.9")
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(network.timezone, "localdate", lambda: tomorrow)
    press(client, guide, "no")
    assert len(the_votes()) == 4


def test_no_address_is_kept_and_the_hash_is_gone_after_its_day(client, guide):
    press(client, guide, "si")
    vote = SectionVote.objects.get()
    assert len(vote.reader) == 32
    assert READER not in str(SectionVote.objects.values())
    forget_old_data(now=timezone.now() + timedelta(days=2))
    vote.refresh_from_db()
    assert vote.reader is None


def test_no_asks_which_of_four_reasons(client, guide):
    asked = client.get(press(client, guide, "no")["Location"])
    page = tree_of(asked)
    radios = [i for i in page.iter("input") if i.get("type") == "radio"]
    assert len(radios) == 4
    for words in ("non risponde", "difficile", "sbagliato", "non ha funzionato"):
        assert words in body(asked).lower()
    assert "non scrivere dati personali" in body(asked)
    assert the_votes() == [(False, "")]  # counted even if nothing more is said


def test_a_reason_and_a_sentence_are_kept_at_the_first_sending(client, guide):
    why = press(client, guide, "no")["Location"]
    asked = client.get(why)
    token = asked.context["form"]["gettone"].value()
    told = tell(client, why, reason="wrong", text="Il modulo non c’è più.", gettone=token)
    assert "ne terremo conto" in body(client.get(told["Location"]))
    assert the_votes() == [(False, "wrong")]
    remark = Remark.objects.get()
    assert (remark.text, remark.reason) == ("Il modulo non c’è più.", "wrong")
    assert remark.edition == guide.live


def test_a_double_click_keeps_one_sentence_and_other_words_another(client, guide):
    why = press(client, guide, "no")["Location"]
    said = {
        "text": "Il modulo non c’è più.",
        "gettone": client.get(why).context["form"]["gettone"].value(),
    }
    tell(client, why, **said)
    tell(client, why, **said)
    tell(client, why, **said | {"text": "E nemmeno il numero."})
    assert Remark.objects.count() == 2
    assert len(the_votes()) == 1


def test_a_yes_takes_the_reason_back_but_not_the_sentence(client, guide):
    why = press(client, guide, "no")["Location"]
    tell(client, why, text="Non capisco il punto tre.")
    press(client, guide, "no")
    assert the_votes() == [(False, "unclear")]
    press(client, guide, "si")
    assert the_votes() == [(True, "")]
    assert Remark.objects.count() == 1


def test_a_sentence_without_a_reason_comes_back_whole(client, guide):
    why = press(client, guide, "no")["Location"]
    page = tell(client, why, reason="", text="Parole mie")
    assert page.status_code == 422
    assert "Scegli uno dei quattro motivi." in body(page)
    assert "Parole mie" in body(page)
    assert not Remark.objects.exists()


def test_personal_data_is_shown_before_it_is_sent_and_the_words_are_kept(client, guide):
    why = press(client, guide, "no")["Location"]
    words = "Chiamatemi al 333 1234567."
    page = tell(client, why, text=words)
    assert "un numero di telefono: <strong>333 1234567</strong>" in body(page)
    assert words in body(page)
    assert not Remark.objects.exists()
    tell(client, why, text="Chiamatemi.")
    tell(client, why, text=words, invia_comunque="1")
    assert {remark.text for remark in Remark.objects.all()} == {"Chiamatemi.", words}


def test_a_sentence_with_an_old_token_passes_by_the_page_between(client, guide):
    why = press(client, guide, "no")["Location"]
    between = tell(client, why, text="Parole mie", gettone="vecchio")
    assert "Controlla e invia" in body(between)
    token = between.context["form"]["gettone"].value()
    tell(client, why, text="Parole mie", gettone=token)
    assert Remark.objects.get().text == "Parole mie"


def test_the_guard_says_what_it_thinks_of_a_sentence(client, guide):
    why = press(client, guide, "no")["Location"]
    tell(client, why, text="Guadagna subito: https://casino.example", sito_web="https://x.example")
    assert Remark.objects.get().verdict["is_suspicious"]


def test_a_post_from_another_site_is_refused(client, guide):
    action = buttons_of(client, guide)[0]["action"]
    page = client.post(action, {"si": "0"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert page.status_code == 403
    assert the_votes() == []


def test_a_filled_trap_is_not_counted_and_told(client, guide):
    page = press(client, guide, "si", sito_web="https://x.example")
    assert page.status_code == 422
    assert "lascialo vuoto e premi di nuovo" in body(page)
    assert the_votes() == []


def test_too_many_votes_from_a_network_wait(client, guide, settings):
    settings.PUBLIC_POST_LIMITS = {"feedback": [(2, timedelta(minutes=10))]}
    codes = [press(client, guide, "si").status_code for _ in range(3)]
    assert codes == [302, 302, 429]


@pytest.mark.parametrize(
    "posted", [{}, {"si": "0", "no": "0"}, {"si": "uno"}, {"no": "-1"}, {"si": "\x00"}]
)
def test_a_vote_that_says_nothing_is_answered_in_italian(client, guide, posted):
    page = client.post(buttons_of(client, guide)[0]["action"], posted)
    assert page.status_code == 422
    assert "Premi «Sì» oppure «No»" in body(page)


def test_what_readers_cannot_read_they_cannot_judge(client, guide, editor):
    action = buttons_of(client, guide)[0]["action"]
    assert client.post(action, {"si": "77"}).status_code == 404
    guide.withdraw(by=editor, because="Vecchia.")
    assert client.post(action, {"si": "0"}).status_code == 404
    assert client.get(f"{action}0/perche/").status_code == 404
    assert the_votes() == []


def test_a_vote_from_a_page_open_since_before_belongs_to_the_edition_that_was_read(
    client, guide, editor
):
    old, button = guide.live, buttons_of(client, guide)[0]
    guide.sections.filter(title="Rimborso").update(body="Tutt’altro.")
    guide.publish(by=editor)
    client.post(button["action"], {"si": button["value"]})
    assert SectionVote.objects.get().edition == old


def test_a_preview_has_no_buttons(admin_client, guide):
    assert "Ti è stato utile" not in body(admin_client.get(f"/anteprima/guide/{guide.pk}/"))


def test_small_numbers_are_not_shown(client, guide):
    many_votes(guide, useful=19, of=19)
    assert "su 10" not in body(client.get("/guide/pacco/"))


@pytest.mark.parametrize(
    ("useful", "said"),
    [
        (20, "10 su 10 dicono sì"),
        (19, "9 su 10 dicono sì"),
        (2, "1 su 10 dice sì"),
        (0, "meno di 1 su 10 dice sì"),
    ],
)
def test_many_votes_are_told_in_tenths(client, guide, useful, said):
    many_votes(guide, useful=useful, of=20)
    page = body(client.get("/guide/pacco/"))
    assert said in page
    assert page.count("su 10") == 1


def test_a_text_that_changed_starts_anew_and_an_untouched_one_does_not(client, guide, editor):
    many_votes(guide, useful=0, of=20)
    many_votes(guide, useful=20, of=20, section=1)
    guide.sections.filter(title="Rimborso").update(body="Riscritta.")
    guide.publish(by=editor)
    page = body(client.get("/guide/pacco/"))
    assert "meno di 1 su 10" not in page
    assert "10 su 10 dicono" in page


def test_a_kept_page_goes_only_when_it_has_to_say_something_else(guide):
    many_votes(guide, useful=19, of=19)
    before = PurgedTags.objects.count()
    many_votes(guide, useful=20, of=20)  # nineteen as before, and the twentieth
    assert list(PurgedTags.objects.values_list("tags", flat=True)[before:]) == [
        [f"guide:{guide.pk}"]
    ]


def test_votes_cost_the_page_no_query(client, guide, django_assert_max_num_queries):
    many_votes(guide, useful=20, of=20)
    with django_assert_max_num_queries(8):
        client.get("/guide/pacco/")
