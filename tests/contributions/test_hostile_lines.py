"""Two hundred hostile lines through every field: no 5xx, nothing executed, nothing lost."""

import html5lib
import pytest

from guides.comments.models import Comment
from guides.contributions.update import Update
from guides.stories.models import Story
from guides.text.canonical import canonical, in_one_line, is_visible
from tests.factories import a_live_guide
from tests.hostile_lines import HOSTILE_LINES
from tests.voices import (
    WORDS,
    a_comment,
    a_story,
    comment_words,
    correct_and_send,
    public,
    send_story,
    story_words,
)

pytestmark = pytest.mark.django_db

# In groups, so that one broken line does not hide the others and workers share the work.
GROUPS = [HOSTILE_LINES[start::12] for start in range(12)]
NEVER = {"iframe", "object", "embed", "marquee", "math", "base", "template", "plaintext"}


@pytest.fixture(autouse=True)
def no_limits(settings):
    settings.PUBLIC_POST_LIMITS = {act: [] for act in ("comment", "addition", "story", "other")}


def squeezed(text: str) -> str:
    return "".join(canonical(text).split())


def one_line(line: str) -> str:
    return in_one_line(line)


def seen_in(response) -> str:
    """All the words of a page, parsed as a browser does, once nothing in it can be executed."""
    assert response.status_code < 500
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue  # a comment
        assert element.tag not in NEVER
        assert not any(name.startswith("on") for name in element.attrib), element.attrib
        assert not element.get("href", "").strip().lower().startswith(("javascript:", "data:"))
        if element.tag == "script":
            is_data = element.get("type") == "application/ld+json"
            assert is_data or element.get("src", "").startswith("/static/")
    return squeezed("".join(tree.itertext()))


@pytest.mark.parametrize("lines", GROUPS)
def test_every_field_of_a_comment_takes_a_hostile_line(client, editor, lines):
    guide = a_live_guide()
    for line in lines:
        words = comment_words(text=f"{WORDS}\n{line}", name=f"Ugo {line}"[:60])
        between = client.post(f"/commenti/nuovo/guida/{guide.pk}/", words | {"gettone": ""})
        assert between.status_code == 200, line
        sent = client.post(f"/commenti/nuovo/guida/{guide.pk}/", words)
        assert sent.status_code == 302, line
        comment = Comment.objects.order_by("pk").last()
        assert comment.text == canonical(f"{WORDS}\n{line}").strip()
        assert comment.author_name == one_line(words["name"])
        comment.approve(by=editor)
    page = seen_in(client.get(guide.get_absolute_url()))
    assert [line for line in lines if squeezed(line) not in page] == []
    assert squeezed(line) in seen_in(between)
    assert squeezed(line) in seen_in(client.get(sent["Location"]))
    assert squeezed(line) in seen_in(client.get(f"/commenti/{comment.pk}/rispondi/"))


@pytest.mark.parametrize("lines", GROUPS)
def test_every_field_of_a_story_takes_a_hostile_line(client, editor, lines):
    for line in lines:
        words = {
            "title": f"Storia {line}"[:120],
            "text": f"{WORDS}\n{line}",
            "asked": line,
            "answered": line,
            "company": f"Ditta {line}"[:120],
            "name": f"Ugo {line}"[:60],
        }
        preview = client.post("/raccontaci-la-tua-storia/", story_words(**words))
        sent = send_story(client, **words)
        assert (preview.status_code, sent.status_code) == (200, 302), line
        story = Story.objects.order_by("pk").last()
        assert story.text == canonical(f"{WORDS}\n{line}").strip()
        assert story.asked == (canonical(line).strip() if is_visible(line) else "")
        assert story.title == one_line(words["title"])
        story.approve(by=editor)
        assert squeezed(line) in seen_in(client.get(story.get_absolute_url())), line
    assert squeezed(line) in seen_in(preview)
    assert squeezed(line) in seen_in(client.get(sent["Location"]))
    assert client.get(f"{sent['Location']}dati.json").status_code == 200
    seen_in(client.get("/storie/"))


@pytest.mark.parametrize("lines", GROUPS)
def test_where_something_else_is_expected_a_hostile_line_is_an_error_that_keeps_the_words(
    client, lines
):
    """In a date, a choice, an address, a token, a draft's key, the query string."""
    for line in lines:
        odd = ("company", "used_on", "outcome", "has_proof", "topic", "email", "gettone")
        words = dict.fromkeys((*odd, "bozza", "togli", "invia"), line)
        page = client.post("/raccontaci-la-tua-storia/", story_words(**words))
        assert page.status_code == 422, line
        assert WORDS in page.content.decode()
        asked = dict.fromkeys(("azienda", "argomento", "esito", "ordine", "pagina"), line)
        assert client.get("/storie/", asked).status_code == 200, line
    seen_in(page)
    seen_in(client.get("/raccontaci-la-tua-storia/", {"titolo": line}))


@pytest.mark.parametrize("lines", GROUPS)
def test_the_private_page_takes_a_hostile_line_wherever_it_asks_for_words(client, editor, lines):
    mine = a_comment()
    question = mine.ask_author(by=editor, question="Quando?")
    for line in lines:
        answer = correct_and_send(client, mine, text=line)
        assert answer.status_code == (302 if is_visible(line) else 422), line
    client.post(f"{mine.private_path}risposta/", {f"{question.pk}-text": line})
    mine.refresh_from_db()
    mine.approve(by=editor)
    for line in lines:
        words = comment_words(text=line)
        client.post(f"{mine.private_path}aggiornamento/", words)
    expected = [canonical(line).strip() for line in lines if is_visible(line)]
    kept = Update.objects.order_by("pk").values_list("text", flat=True)
    assert list(kept) == expected
    for update in Update.objects.all():
        update.approve(by=editor)
    page = seen_in(client.get(mine.private_path))
    assert [text for text in expected if squeezed(text) not in page] == []
    seen_in(client.get(mine.discussion.subject.get_absolute_url()))


def test_the_queue_shows_hostile_lines_as_text(client, editor):
    for line in HOSTILE_LINES[::10]:
        a_story(title=f"Storia {one_line(line)}"[:120], text=canonical(line) or "x")
    client.force_login(editor)
    assert client.get("/admin/guides/queueitem/").status_code == 200
    seen_in(client.get("/admin/guides/story/"))
    story = public(a_story(title="</script><script>alert(1)</script>"), by=editor)
    for address in ("/storie/", "/", "/cerca/?q=alert", story.get_absolute_url()):
        seen_in(client.get(address))
