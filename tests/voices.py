"""How a reader sends something in a test: through the front door, as a browser does."""

import itertools

from django.test import Client

from guides.comments.discussion import Discussion
from guides.comments.models import Comment
from guides.contributions.forms import RewriteForm
from guides.spam import issue_token
from guides.stories.models import Story
from tests.factories import a_company, a_live_guide

_number = itertools.count(1)
WORDS = "Ho aspettato tre settimane, poi il pacco è arrivato dal vicino di casa."


def a_comment(*, under=None, **fields) -> Comment:
    """A comment that waits for a moderator."""
    n = next(_number)
    discussion = Discussion.objects.under(under or a_live_guide())
    fields = {"author_name": f"Lettrice {n}", "text": f"{WORDS} ({n})"} | fields
    return Comment(discussion=discussion, **fields).submit()


def a_reply(to: Comment, **fields) -> Comment:
    n = next(_number)
    fields = {"author_name": f"Lettore {n}", "text": f"A me invece no. ({n})"} | fields
    return to.reply(**fields).submit()


def a_story(**fields) -> Story:
    """A story that waits for a moderator."""
    n = next(_number)
    fields = {"title": f"Pacco mai arrivato {n}", "author_name": f"Viandante {n}"} | fields
    fields.setdefault("text", f"{WORDS} ({n})")
    if "company" not in fields and "typed_company" not in fields:
        fields["company"] = a_company()
    return Story(**fields).submit()


def public(contribution, *, by):
    """The same thing, once a moderator has approved it."""
    contribution.approve(by=by)
    return contribution


def fresh(contribution):
    return type(contribution).objects.get(pk=contribution.pk)


def mailed(contribution) -> str:
    """The way to its private page that the first letter names."""
    return "/" + contribution.mailed_address.partition("://")[2].partition("/")[2]


def comment_words(**words) -> dict:
    words = {"name": "Gattonero", "email": "", "text": WORDS, "sito_web": ""} | words
    return {"gettone": issue_token()} | words


def story_words(**words) -> dict:
    return {
        "gettone": issue_token(),
        "sito_web": "",
        "company": "Luce Serena (di fantasia)",
        "title": "Conguaglio di tre anni",
        "text": WORDS,
        "used_on": "2026-05-20",
        "asked": "Lo storno.",
        "answered": "Una parte.",
        "outcome": "partly",
        "has_proof": "si",
        "topic": "",
        "name": "Contatore verde",
        "email": "",
        "consent_publish": "on",
        "consent_privacy": "on",
    } | words


def send_story(client: Client, **words):
    """Past the preview: what «Invia» posts."""
    return client.post("/raccontaci-la-tua-storia/", story_words(**words) | {"invia": "1"})


def corrected_words(mine, **words) -> dict:
    """What the form «Correggi» posts: every field as it is, but for some."""
    form = RewriteForm(mine)
    said = {name: form[name].value() for name in mine.rewritable}
    said |= {"has_proof": "on" if said.get("has_proof") else ""}
    kept = {name: "" if value is None else str(value) for name, value in said.items()}
    return {"gettone": issue_token(), "sito_web": ""} | kept | words


def correct_and_send(client: Client, mine, **words):
    return client.post(f"{mine.private_path}testo/", corrected_words(mine, **words))


def contest_words(text: str = "Sono fatti, con le date.") -> dict:
    return {"gettone": issue_token(), "sito_web": "", "text": text}


def contest(client: Client, mine, text: str = "Sono fatti, con le date."):
    return client.post(f"{mine.private_path}contesta/", contest_words(text))


def update_words(text: str, **words) -> dict:
    return {"gettone": issue_token(), "sito_web": "", "text": text} | words
