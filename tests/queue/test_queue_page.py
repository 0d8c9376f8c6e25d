"""«Da moderare» through the front door, as a browser without JavaScript uses it."""

import re

import pytest
from django.contrib.auth.models import Permission

from guides.queue.queue import PAGE
from tests.factories import a_live_guide
from tests.queue.pressing import ACT, QUEUE, handle, page_of, press, said, state_of
from tests.reading import tree_of
from tests.voices import a_comment, a_reply, a_story, public

pytestmark = pytest.mark.django_db


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
