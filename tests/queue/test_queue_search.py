"""What a moderator looks for in the queue, without JavaScript; on both databases."""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Permission

from guides.moderation.contributors import author_key
from guides.moderation.queue_text import QueueText
from guides.queue.acts import MOST
from guides.queue.queue import PAGE
from guides.search.documents import SearchDocument
from tests.factories import a_company, a_live_guide
from tests.queue.pressing import ACT, QUEUE, handle, page_of, press, said
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db


def titles(desk, status: int = 200, **asked) -> list[str]:
    response = desk.get(f"{QUEUE}?{urlencode(asked)}", follow=True)
    assert response.status_code == status
    return re.findall(r'<h2 id="nome-\d+">([^<]+)</h2>', response.content.decode())


def sent(content, year: int, month: int, day: int):
    content.submitted_at = datetime(year, month, day, 11, tzinfo=UTC)
    content.save()
    return content


def test_words_are_found_in_every_state_whatever_their_ending_case_and_accents(desk, anna, insults):
    a_story(title="Uno", text="Le bollette sono arrivate tardi, perché?")
    public(a_story(title="Due", text="La BOLLETTA è doppia. Perche?"), by=anna)
    a_story(title="Tre", text="Bolletta mai vista").reject(by=anna, because=insults)
    a_story(title="Quattro", text="Il pacco non c’è")
    assert titles(desk, parole="bolletta") == ["Tre", "Due", "Uno"]
    assert titles(desk, parole="perchè bollette") == ["Due", "Uno"]
    assert titles(desk, parole="bollette", scheda="pubblicati") == ["Due"]
    assert titles(desk, parole="bollette", scheda="spam") == []
    assert titles(desk, parole="pacchi") == ["Quattro"]


def test_titles_names_asked_and_answered_are_found_too(desk):
    a_story(title="Caldaia rotta", text="Niente.", asked="La sostituzione", answered="Silenzio")
    assert titles(desk, parole="caldaie") == ["Caldaia rotta"]
    assert titles(desk, parole="sostituzione silenzio") == ["Caldaia rotta"]


def test_what_was_omitted_is_no_longer_found(desk, anna):
    story = a_story(title="Corriere", text="Si chiama Ugolino Fantasia, quello lì.")
    assert titles(desk, parole="ugolino") == ["Corriere"]
    story.redact(by=anna, words="Ugolino Fantasia")
    assert titles(desk, parole="ugolino") == []


def test_what_was_erased_is_no_longer_kept_nor_found(desk):
    story = a_story(title="Segretissima", text="Parole rare", author_email="via@posta.example")
    key = author_key("via@posta.example")
    assert titles(desk, autore="via@posta.example") == ["Segretissima"]
    story.erase()
    assert titles(desk, parole="segretissima") == titles(desk, parole="rare") == []
    kept = QueueText.objects.get(item=story.queue_item_id).words
    assert key not in kept
    assert "_author_" not in kept
    story.queue_item.refresh_from_db()
    assert story.queue_item.contributor is None


def test_by_who_wrote_by_name_or_by_address(desk):
    a_story(title="Uno", author_name="Gattonero", author_email="gatto@posta.example")
    a_story(title="Due", author_name="Un’altra", author_email="Gatto@Posta.example")
    a_story(title="Tre", author_name="Terzo", text="Scrive gattonero@posta.example?")
    assert titles(desk, autore="gattonero") == ["Uno"]
    assert titles(desk, autore="gatto@posta.example") == ["Due", "Uno"]
    assert titles(desk, autore="nessuno@posta.example") == []


def test_an_address_typed_in_full_does_not_stay_in_the_browsers_history(desk):
    answer = desk.get(f"{QUEUE}?autore=gatto%40posta.example&parole=pacco")
    assert answer.status_code == 302
    assert "posta" not in answer["Location"]
    assert f"chi={author_key('gatto@posta.example')}" in answer["Location"]
    assert "parole=pacco" in answer["Location"]


def test_by_company_ours_or_typed_under_guides_too(desk):
    ours = a_company(name="Luce Serena")
    a_story(title="Uno", company=ours)
    a_story(title="Due", company=None, typed_company="Luce Serena spa")
    a_comment(under=a_live_guide(company=ours), author_name="Lettrice")
    a_story(title="Tre", text="Luce serena")
    assert titles(desk, azienda="luce serena") == ["Commento di Lettrice", "Due", "Uno"]


def test_by_kind_by_day_and_by_moderator(desk, anna, bea):
    sent(a_story(title="Uno"), 2025, 12, 31).flag(by=bea)
    sent(a_story(title="Due"), 2026, 1, 1).approve(by=anna)
    sent(a_story(title="Tre"), 2026, 3, 9)
    a_comment(author_name="Lettrice")
    assert titles(desk, tipo="comment") == ["Commento di Lettrice"]
    assert titles(desk, dal="2026-01-01", al="2026-03-08") == ["Due"]
    assert titles(desk, dal="2025-12-31", al="2026-03-09") == ["Tre", "Due", "Uno"]
    assert titles(desk, al="2025-12-31") == ["Uno"]
    assert titles(desk, moderatore="anna") == ["Due"]
    assert titles(desk, moderatore="Bea", tipo="story", scheda="segnalati") == ["Uno"]
    assert titles(desk, moderatore="Bea", scheda="spam") == []


def test_a_decision_taken_back_is_found_where_it_is_now(desk, anna):
    story = a_story(title="Andata e ritorno")
    story.approve(by=anna)
    assert titles(desk, parole="andata", scheda="pubblicati") == ["Andata e ritorno"]
    story.undo(by=anna)
    assert titles(desk, parole="andata", scheda="pubblicati") == []
    assert titles(desk, parole="andata", scheda="attesa") == ["Andata e ritorno"]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"dal": "ieri"}, "Non è una data"),
        ({"dal": "2026-02-30"}, "Non è una data"),
        ({"dal": "2026-03-01", "al": "2026-02-01"}, "Finisce prima di cominciare"),
        ({"tipo": "marziano"}, "Scegli un tipo"),
        ({"moderatore": "x" * 151}, "È troppo lungo"),
        ({"parole": "x" * 201}, "È troppo lungo"),
        ({"chi": "../x"}, "Non so di chi si parla"),
    ],
)
def test_what_cannot_be_looked_for_is_said_by_its_field(desk, asked, error):
    a_story(title="Presente")
    response = desk.get(f"{QUEUE}?{urlencode(asked)}")
    assert response.status_code == 422
    assert error in response.content.decode()
    assert titles(desk, 422, **asked) == []


@pytest.mark.parametrize(
    "words",
    [
        "…",
        "\"'",
        "* OR NEAR(",
        "a AND NOT b",
        "_state_waiting",
        "l’",
        "x" * 200,
        "'; --",
        "😀",
    ],
)
def test_signs_and_operators_are_only_words(desk, words):
    a_story(title="Presente")
    assert titles(desk, parole=words) == []


@pytest.mark.parametrize("asked", [{"dal": "0001-01-01"}, {"al": "9999-12-31"}])
def test_a_day_however_far_is_a_day(desk, asked):
    a_story(title="Presente")
    assert titles(desk, **asked) == ["Presente"]


def test_pages_of_what_is_found_miss_and_repeat_nothing(desk):
    guide = a_live_guide()
    wanted = [
        a_comment(under=guide, text=f"Rimborso {n}").queue_item_id for n in range(PAGE * 2 + 3)
    ]
    a_comment(under=guide, text="Altro")
    for pile, order in (("tutte", wanted[::-1]), ("attesa", wanted)):
        query, seen = f"?parole=rimborsi&scheda={pile}", []
        while query is not None:
            text = page_of(desk, query)
            seen += [int(pk) for pk in re.findall(r'data-item="(\d+)"', text)]
            onward = re.search(r'href="(\?[^"]+)" rel="next"', text)
            query = onward and onward[1].replace("&amp;", "&")
        assert seen == order


def test_an_act_goes_back_to_what_was_searched(desk):
    story = a_story(title="Lampada")
    answer = press(desk, "approve", story, scheda="tutte", parole="lampada", tipo="story")
    assert answer.redirect_chain[-1][0].startswith(
        f"{QUEUE}?scheda=tutte&parole=lampada&tipo=story"
    )
    assert "Pubblicato: «Lampada»" in said(answer)


def test_all_that_is_found_stands_in_one_list_and_is_decided_and_taken_back_at_once(desk):
    guide = a_live_guide()
    found = [a_comment(under=guide, text=f"Comprate pillole {n}") for n in range(PAGE + 7)]
    other = a_comment(under=guide)
    text = page_of(desk, "?parole=pillole&elenco=1")
    handles = re.findall(r'name="voce" value="(\d+:\d+)" form="insieme" checked', text)
    assert len(handles) == len(found) <= MOST
    answer = desk.post(ACT, {"atto": "spam", "voce": handles}, follow=True)
    assert f"{len(found)} voci messe fra lo spam" in said(answer)
    undo = re.search(r'class="queue-undo">(.*?)</form>', answer.content.decode(), re.S)[1]
    act = re.search(r'name="atto" value="([^"]+)"', undo)[1]
    answer = desk.post(ACT, {"atto": act}, follow=True)
    assert f"{len(found)} decisioni annullate" in said(answer)
    for comment in (*found, other):
        comment.refresh_from_db()
        assert comment.state == "waiting"


def test_nothing_that_waits_is_in_the_readers_index(desk, client):
    a_story(title="Nonpubblicata", text="Zirconio")
    assert titles(desk, parole="zirconio") == ["Nonpubblicata"]
    assert not SearchDocument.objects.filter(body_stems__contains="zircon").exists()
    client.logout()
    assert "Nonpubblicata" not in client.get("/cerca/?q=zirconio").content.decode()


def test_a_search_with_every_field_costs_at_most_twelve_queries(
    desk, django_user_model, anna, django_assert_max_num_queries
):
    guide = a_live_guide(company=a_company(name="Luce Serena"))
    for n in range(PAGE):
        comment = a_comment(under=guide, author_email="a@posta.example", author_name="Gatto")
        comment.flag(by=anna)
        if n % 2:
            story = public(a_story(author_email="a@posta.example"), by=anna)
            story.updates.create(text="Ancora", author_name="Gatto", author_email="a@posta.example")
    moderator = django_user_model.objects.create_user("ugo", password="x", is_staff=True)
    moderator.user_permissions.add(Permission.objects.get(codename="moderate_contribution"))
    desk.force_login(moderator)
    everything = {
        "parole": "pacco",
        "azienda": "luce",
        "tipo": "comment",
        "dal": "2020-01-01",
        "moderatore": "Anna",
        "scheda": "segnalati",
        "chi": author_key("a@posta.example"),
    }
    with django_assert_max_num_queries(12):
        assert len(titles(desk, **everything)) == PAGE
    with django_assert_max_num_queries(12):
        page_of(desk, "?parole=pacco")
    with django_assert_max_num_queries(12):
        page_of(desk, "?parole=pacco&elenco=1")


def test_handles_of_the_list_are_those_of_the_moment(desk):
    story = a_story(title="Lampada")
    assert f'value="{handle(story)}"' in page_of(desk, "?parole=lampada&elenco=1")
