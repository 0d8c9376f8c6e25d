"""Nothing unapproved is on any page that can be reached, in any feed, search answer or letter."""

import re
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model

from guides.feedback.remarks import Remark
from guides.mail.models import Letter
from guides.moderation.reasons import Reason
from guides.questions.models import SearchQuestion
from guides.stories.models import Story
from tests.factories import a_guide, a_live_guide
from tests.voices import a_comment, a_reply, a_story, public

SECRET = "arcobalenosegreto"
EMAIL = "lettrice@posta.example"
FIRST = [
    "/",
    "/llms.txt",
    "/sitemap.xml",
    "/robots.txt",
    "/opensearch.xml",
    "/feed/guide-nuove.xml",
    "/feed/guide-aggiornate.xml",
    "/feed/storie.xml",
    f"/cerca/?q={SECRET}",
    f"/cerca.json?q={SECRET}",
]


def sent_again(refused, *, by, because) -> None:
    refused.resubmit(verdict={}, text=SECRET)


def contested_and_refused(refused, *, by, because) -> None:
    """Who is alone decides; the author's reasons stay private."""
    refused.contest(text=SECRET)
    refused.approve(by=by)
    refused.reject(by=by, because=because, answer=SECRET)


@pytest.fixture(scope="module")
def secrets_written(written_once):
    written_once(lambda: write_secrets(get_user_model().objects.create_superuser("elena")))


@pytest.fixture
def site_with_secrets(secrets_written, db) -> str:
    """A guide, a story and a comment that are public, and the word in all that is not."""
    return SECRET


def write_secrets(editor) -> None:
    reason = Reason.objects.first()
    guide = a_live_guide(slug="pacco", title="Il pacco")
    story = public(a_story(title="Una storia", company=None, typed_company="Ditta"), by=editor)
    comment = public(a_comment(under=guide), by=editor)
    section = guide.sections.get()
    section.body = section.problem = section.title = SECRET
    section.save()
    a_guide(title=SECRET, slug=SECRET, summary=SECRET)
    a_live_guide(slug="ritirata", title=SECRET).withdraw(by=editor, because="Superata.")
    waiting = {"author_name": SECRET, "author_email": EMAIL}
    for place in (guide, story):
        a_comment(under=place, text=SECRET, **waiting)
    a_reply(comment, text=SECRET, **waiting)
    for decide in ("reject", "mark_spam", "withdraw", "undo"):
        kept = a_comment(under=guide, text=f"{SECRET} {decide}", **waiting)
        told = a_story(title=f"{SECRET} {decide}", text=SECRET, **waiting)
        for contribution in (kept, told):
            contribution.approve(by=editor)
            extra = {"because": reason} if decide == "reject" else {}
            getattr(contribution, decide)(by=editor, **extra)
    for contribution in (a_comment(under=guide, **waiting), a_story(title=SECRET, **waiting)):
        public(contribution, by=editor).erase()
    for again in (sent_again, contested_and_refused):
        back = public(a_comment(under=guide, **waiting), by=editor)
        back.reject(by=editor, because=reason)
        again(back, by=editor, because=reason)
    redacted = {"text": f"Mi ha risposto {SECRET} in persona.", "author_email": EMAIL}
    for contribution in (a_comment(under=story, **redacted), a_story(title="Altra", **redacted)):
        public(contribution, by=editor).redact(by=editor, words=SECRET)
        contribution.note(by=editor, text=SECRET)
    Remark.objects.create(
        edition=guide.live,
        section_uid=section.uid,
        reason="wrong",
        text=SECRET,
        submission_id=uuid4(),
    )
    SearchQuestion.objects.for_question(SECRET).add_report(uuid4())


def links_in(text: str) -> set[str]:
    found = re.findall(r'(?:href|src)="(/[^"#]*)|<loc>http://localhost:8000(/[^<]*)<', text)
    found += re.findall(r"\(http://localhost:8000(/[^)]*)()\)", text)
    return {(a or b).replace("&amp;", "&") for a, b in found}


def everything_reachable(client):
    """Every answer of the site to somebody who follows all its links: (address, text)."""
    seen, to_read = set(FIRST), list(FIRST)
    while to_read:
        address = to_read.pop()
        if address.startswith(("/static/", "/admin/")):
            continue
        response = client.get(address)
        assert response.status_code < 500, address
        assert not response.cookies, address
        if response.streaming or response["Content-Type"].startswith("image/"):
            continue
        text = response.content.decode()
        yield address, text
        for link in links_in(text) - seen:
            seen.add(link)
            to_read.append(link)


def test_following_every_link_never_shows_what_is_not_approved(client, site_with_secrets):
    read = dict(everything_reachable(client))
    assert {"/guide/pacco/", "/guide/pacco.md", "/guide/pacco/commenti.xml"} <= set(read)
    assert any(address.startswith("/storie/") and "storia" in address for address in read)
    assert any(re.fullmatch(r"/storie/\d+-una-storia/commenti.xml", address) for address in read)
    parts = {"inizio", "guide", "storie", "argomenti", "aziende", "autori"}
    assert {f"/sitemap-{part}.xml" for part in parts} <= set(read)
    assert not [address for address, text in read.items() if EMAIL in text]
    asked_for = {f"/cerca/?q={SECRET}", f"/cerca.json?q={SECRET}"}
    shown = [address for address, text in read.items() if SECRET in text.lower()]
    # The results page repeats the question that was asked; nothing else may hold the word.
    assert [address for address in shown if SECRET not in address] == []
    assert asked_for <= set(read)
    assert '"hits": []' in read[f"/cerca.json?q={SECRET}"].replace('"hits":[]', '"hits": []')


def test_no_letter_carries_what_is_not_approved(site_with_secrets):
    letters = Letter.objects.all()
    assert letters
    for letter in letters:
        assert SECRET not in f"{letter.subject} {letter.text}"


@pytest.mark.parametrize("ending", ["/", ".md", "/immagine.png", "/commenti.xml"])
@pytest.mark.parametrize("slug", [SECRET, "ritirata"])
def test_what_is_not_public_has_no_address_of_any_kind(client, site_with_secrets, slug, ending):
    response = client.get(f"/guide/{slug}{ending}")
    assert response.status_code in (404, 410)
    assert SECRET not in response.content.decode().lower().replace(slug, "")


def test_what_a_reader_took_back_has_no_feed_of_comments(client, site_with_secrets):
    for story in Story.objects.exclude(pk__in=Story.objects.approved()):
        assert client.get(f"{story.get_absolute_url()}commenti.xml").status_code == 404
