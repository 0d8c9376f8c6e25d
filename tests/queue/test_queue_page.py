"""«Da moderare» through the front door, as a browser without JavaScript uses it."""

import re

import pytest
from django.contrib.auth.models import Permission

from guides.comments.models import Comment
from guides.moderation.decisions import Reason
from guides.queue.queue import PAGE
from tests.factories import a_live_guide
from tests.reading import tree_of
from tests.voices import a_comment, a_reply, a_story, public

pytestmark = pytest.mark.django_db

QUEUE = "/admin/guides/queueitem/"
ACT = f"{QUEUE}atto/"


def page_of(desk, query: str = "") -> str:
    response = desk.get(f"{QUEUE}{query}")
    assert response.status_code == 200
    return response.content.decode()


def handle(content) -> str:
    content.refresh_from_db()
    return f"{content.queue_item_id}:{content.version}"


def press(desk, act: str, *contents, **more):
    """Press a button of the page on some rows, as they are shown now."""
    words = {"atto": act, "voce": [handle(one) for one in contents]} | more
    return desk.post(ACT, words, follow=True)


def said(response) -> str:
    """What the page says of the act that led to it."""
    found = re.search(
        r'id="coda-esito">(.*?)<form method="post"[^>]*id="insieme"',
        response.content.decode(),
        re.S,
    )
    return " ".join(re.sub(r"<[^>]+>", " ", found[1]).split())


def state_of(content) -> str:
    return type(content).objects.get(pk=content.pk).state


def test_only_who_may_moderate_sees_the_queue(client, django_user_model):
    assert client.get(QUEUE).status_code == 302
    writer = django_user_model.objects.create_user("ugo", password="x", is_staff=True)
    client.force_login(writer)
    story = a_story()
    assert client.get(QUEUE).status_code == 403
    assert client.post(ACT, {"atto": "approve", "voce": handle(story)}).status_code == 403
    assert state_of(story) == "waiting"
    writer.user_permissions.add(Permission.objects.get(codename="moderate_contribution"))
    assert client.get(QUEUE).status_code == 200
    assert "Da moderare" in client.get("/admin/").content.decode()


def test_a_row_says_all_that_a_moderator_has_to_know(desk, anna, insults):
    guide = a_live_guide(title="Bolletta", sections=[{"title": "Rimborso", "body": "Chiedilo."}])
    email = "lettrice@posta.example"
    a_story(author_email=email).reject(by=anna, because=insults)
    question = public(a_comment(under=guide, text="Quanto tempo hanno?"), by=anna)
    reply = question.reply(
        author_name="Gattonero",
        author_email=email,
        text="Trenta giorni, ma <b>insisti</b>.",
    )
    reply.section_uid = guide.sections.get().uid
    reasons = [{"rule": "link", "points": 3, "sentence": "Ha tre collegamenti."}]
    reply.submit(verdict={"score": 3, "is_suspicious": True, "reasons": reasons})
    text = page_of(desk)
    for words in (
        "Trenta giorni, ma &lt;b&gt;insisti&lt;/b&gt;.",  # its text, whole and harmless
        "Quanto tempo hanno?",  # the parent it answers
        "Bolletta",  # where it would appear
        "Rimborso",
        "Gattonero",
        email,
        "non confermato",
        "1 non pubblicato",  # this author's history
        "Ha tre collegamenti.",  # why the guard worried
        "Segnalato",
    ):
        assert words in text, words


def test_all_kinds_stand_together_the_oldest_first(desk):
    first, second, third = a_story(title="Prima"), a_comment(text="Seconda"), a_story(title="Terza")
    text = page_of(desk)
    places = [text.index(f'id="voce-{one.queue_item_id}"') for one in (first, second, third)]
    assert places == sorted(places)


def test_tabs_hold_their_own_and_count_them(desk, anna, insults):
    a_story(title="Che aspetta")
    a_story(title="Segnalata").flag(by=anna)
    public(a_story(title="Pubblica"), by=anna)
    a_story(title="Rifiutata").reject(by=anna, because=insults)
    a_story(title="Venduta").mark_spam(by=anna)
    a_story(title="Ritirata").withdraw()
    shown = {
        slug: set(
            re.findall(r'<h2 id="nome-\d+">(\w[\w ]+)</h2>', page_of(desk, f"?scheda={slug}"))
        )
        for slug in ("attesa", "segnalati", "pubblicati", "rifiutati", "spam", "ritirati")
    }
    assert shown == {
        "attesa": {"Che aspetta", "Segnalata"},
        "segnalati": {"Segnalata"},
        "pubblicati": {"Pubblica"},
        "rifiutati": {"Rifiutata"},
        "spam": {"Venduta"},
        "ritirati": {"Ritirata"},
    }
    counts = re.findall(r'queue-count"[^>]*>([^<]+)<', page_of(desk))
    assert counts == ["2", "1", "1", "1", "1", "1"]


def test_a_long_queue_has_pages_that_miss_and_repeat_nothing(desk):
    guide = a_live_guide()
    sent = [a_comment(under=guide).queue_item_id for _ in range(PAGE * 2 + 3)]
    query, seen = "", []
    while query is not None:
        text = page_of(desk, query)
        seen += [int(pk) for pk in re.findall(r'data-item="(\d+)"', text)]
        onward = re.search(r'href="(\?scheda=attesa&amp;da=[^"]+)" rel="next"', text)
        query = onward and onward[1].replace("&amp;", "&")
    assert seen == sent


def test_the_buttons_decide_and_the_page_says_so_with_an_undo(desk):
    story = a_story(title="Lampada")
    answer = press(desk, "approve", story)
    assert state_of(story) == "approved"
    assert "Pubblicato: «Lampada»" in said(answer)
    assert "Annulla" in said(answer)
    assert "Decisione annullata" in said(press(desk, "undo", story))
    assert state_of(story) == "waiting"


def test_a_rejection_needs_a_reason_that_its_author_will_read(desk, insults):
    story = a_story()
    assert "Scegli un motivo" in said(press(desk, "reject", story))
    assert state_of(story) == "waiting"
    assert "insulti o minacce" in said(press(desk, f"reject:{insults.pk}", story))
    story.refresh_from_db()
    assert story.reason == insults


def test_a_reason_added_by_the_newsroom_has_its_button_at_once(desk):
    a_story()
    reason = Reason.objects.create(code="x", label="Già risolto", key="g", text_for_author="Sì.")
    assert f'value="reject:{reason.pk}" data-reason="g"' in page_of(desk)


def test_many_at_once(desk, insults):
    stories = [a_story() for _ in range(3)]
    answer = press(desk, f"reject:{insults.pk}", *stories)
    assert [state_of(story) for story in stories] == ["rejected"] * 3
    assert "3 voci non pubblicate (insulti o minacce)" in said(answer)


def test_the_second_moderator_sees_what_the_first_did(desk, bea, insults):
    story, other = a_story(title="Contesa"), a_story(title="Libera")
    on_annas_screen = {"atto": "approve", "voce": [handle(story), handle(other)]}
    story.reject(by=bea, because=insults)
    answer = desk.post(ACT, on_annas_screen, follow=True)
    assert "«Contesa»: Nel frattempo: Non pubblicato: insulti o minacce — Bea" in said(answer)
    assert (state_of(story), state_of(other)) == ("rejected", "approved")


def test_approving_what_a_colleague_approved_says_who_it_was(desk, bea):
    story = a_story()
    on_annas_screen = {"atto": "approve", "voce": [handle(story)]}
    story.approve(by=bea)
    assert "Ultimo atto: Pubblicato — Bea" in said(desk.post(ACT, on_annas_screen, follow=True))


def test_a_claim_shows_whose_it_is_and_until_when(desk, client, bea):
    story = a_story()
    press(desk, "claim", story)
    client.force_login(bea)
    assert re.search(r"In mano a Anna fino alle \d\d:\d\d", page_of(client))
    assert "Se ne sta occupando Anna" in said(press(client, "approve", story))
    assert state_of(story) == "waiting"


def test_approve_and_answer_is_one_act_and_a_double_click_answers_once(desk):
    guide = a_live_guide()
    comment = a_comment(under=guide, text="Come faccio?")
    twice = {"atto": "answer", "voce": handle(comment), "testo": "Scrivi una PEC."}
    assert desk.post(ACT, twice).status_code == 302
    again = desk.post(ACT, twice)
    assert again.status_code == 409
    assert Comment.objects.filter(text="Scrivi una PEC.").count() == 1
    public_page = desk.get(guide.get_absolute_url()).content.decode()
    assert "Come faccio?" in public_page
    assert "Scrivi una PEC." in public_page


def test_typed_words_are_omitted_in_public(desk, anna):
    story = a_story(text="Il corriere Mario Rossi è sparito.")
    assert "Parole omesse" in said(press(desk, "redact", story, testo="mario rossi"))
    assert "Il corriere [omesso dalla redazione] è sparito." in page_of(desk)
    assert "Decisione annullata" in said(press(desk, "undo", story))
    assert "Mario Rossi" in page_of(desk)


@pytest.mark.parametrize(
    ("act", "words", "status", "error"),
    [
        ("note", "", 422, "Scrivi qualcosa"),
        ("ask", "   ", 422, "Scrivi qualcosa"),
        ("note", "x" * 4001, 422, "troppo lungo"),
        ("redact", "Parole che non ci sono", 409, "non ci sono nel testo"),
    ],
)
def test_an_error_stands_by_its_field_with_every_word_kept(desk, act, words, status, error):
    story = a_story()
    answer = desk.post(ACT, {"atto": act, "voce": handle(story), "testo": words})
    text = answer.content.decode()
    assert answer.status_code == status
    field = re.search(rf'<textarea id="{act}-{story.queue_item_id}".*?</textarea>', text, re.S)[0]
    assert 'aria-invalid="true"' in field
    assert words.strip() in field
    assert error in text


def test_a_note_is_read_by_colleagues_only(desk, client):
    story = a_story()
    press(desk, "note", story, testo="Ha già telefonato.")
    assert "Ha già telefonato." in page_of(desk)
    press(desk, "approve", story)
    client.logout()
    public_page = client.get(story.get_absolute_url(), follow=True).content.decode()
    assert "Ha già telefonato." not in public_page


def test_a_question_and_its_answer_are_read_in_the_row(desk):
    story = a_story()
    press(desk, "ask", story, testo="Hai lo scontrino?")
    story.questions.get().reply(text="Sì, eccolo.")
    text = page_of(desk)
    assert "Hai lo scontrino?" in text
    assert "Sì, eccolo." in text


def test_a_mails_link_opens_the_queue_at_the_item_and_never_acts(desk):
    guide = a_live_guide()
    comments = [a_comment(under=guide) for _ in range(PAGE + 5)]
    wanted = comments[-1]
    text = page_of(desk, f"?voce={wanted.queue_item_id}")
    assert f'data-current="{wanted.queue_item_id}"' in text
    assert f'id="voce-{wanted.queue_item_id}"' in text
    assert desk.get(f"{ACT}?atto=approve&voce={handle(wanted)}").status_code == 405
    assert state_of(wanted) == "waiting"


def test_a_link_to_something_erased_says_so(desk):
    assert "non c’è più" in page_of(desk, "?voce=999999")


@pytest.mark.parametrize(
    "query", ["?da=x", "?da=9-9-9", f"?da={'9' * 40}-1", "?fatto=a.b", "?voce=²"]
)
def test_nonsense_in_the_address_is_ignored(desk, query):
    a_story(title="Presente")
    assert "In attesa" in page_of(desk, query)


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"atto": "explode", "voce": "STORIA"},
        {"atto": "approve", "voce": "uno"},
        {"atto": "approve", "voce": "1:1:1"},
        {"atto": "reject:x", "voce": "STORIA"},
        {"atto": f"reject:{'9' * 30}", "voce": "STORIA"},
        {"atto": "approve", "voce": f"{'9' * 30}:1"},
    ],
)
def test_nonsense_in_a_post_is_refused_in_italian(desk, posted):
    story = a_story()
    posted = {name: value.replace("STORIA", handle(story)) for name, value in posted.items()}
    answer = desk.post(ACT, posted)
    assert answer.status_code == 400
    assert "nulla è cambiato" in answer.content.decode()
    assert state_of(story) == "waiting"


def test_pressing_a_button_with_nothing_chosen_says_so(desk):
    assert "Non hai scelto nessuna voce" in said(press(desk, "approve"))


def test_the_page_is_valid_and_obeys_the_content_security_policy(desk, anna):
    a_story().claim(by=anna)
    a_reply(public(a_comment(), by=anna))
    response = desk.get(QUEUE)
    text = response.content.decode()
    tree_of(response)
    assert "unsafe" not in response["Content-Security-Policy"]
    assert not re.search(r"<[^>]+\s(style|on\w+)=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", text)


def test_a_full_page_of_every_kind_costs_at_most_twelve_queries(
    desk, django_user_model, anna, django_assert_max_num_queries
):
    guide = a_live_guide(sections=[{"title": "Rimborso", "body": "Chiedilo."}])
    section = guide.sections.get().uid
    for n in range(4):
        story = public(a_story(author_email=f"a{n}@posta.example"), by=anna)
        story.updates.create(text="Ancora niente.", author_name="Lei")
        parent = public(a_comment(under=guide, section_uid=section), by=anna)
        parent.updates.create(text="Mi hanno risposto.", author_name="Lei")
        a_reply(parent).note(by=anna, text="Da leggere bene")
        a_comment(under=story).ask_author(by=anna, question="Quando?")
        a_story(author_email=f"b{n}@posta.example").claim(by=anna)
    moderator = django_user_model.objects.create_user("ugo", password="x", is_staff=True)
    moderator.user_permissions.add(Permission.objects.get(codename="moderate_contribution"))
    desk.force_login(moderator)
    with django_assert_max_num_queries(12):
        text = page_of(desk)
    assert text.count('class="queue-row"') == PAGE
    done = ".".join(str(d.pk) for d in story.queue_item.decisions.all())
    with django_assert_max_num_queries(12):
        page_of(desk, f"?scheda=pubblicati&fatto={done}")
