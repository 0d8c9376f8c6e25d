"""Kinds of page that need rows, or somebody's link, or an accident: where each one is."""

from django.template.loader import render_to_string

from guides.comments.models import Comment
from guides.contributions.addressed import absolute
from guides.guide.follower import GuideFollower
from guides.guide.models import Guide
from guides.mail.message import compose
from guides.mail.models import Letter
from guides.moderation.reasons import Reason
from guides.questions.follower import QuestionFollower
from guides.questions.models import SearchQuestion
from guides.stories.models import Story
from tests.voices import a_comment, a_story, public


def addresses(editor) -> list[str]:
    """Those that a reader opens: forms of one act, private pages, the links of letters."""
    guide = Guide.objects.get(slug="aliexpress")
    story = Story.objects.approved().first()
    root = Comment.objects.approved().filter(depth=1, replies__isnull=False).first()
    waiting, refused = a_story(author_email="lucia@posta.example"), a_story()
    refused.reject(by=editor, because=Reason.objects.first())
    erased = a_story()
    erased.erase()
    told = public(a_comment(under=guide, author_email="ugo@posta.example"), by=editor)
    return [
        *("/guide/aliexpress/#password-dimenticata", "/cerca/", "/cerca/domanda/?q=zanzare"),
        *(story.get_absolute_url(), f"/commenti/{root.pk}/risposte/1/"),
        *(f"/commenti/{root.pk}/rispondi/", f"/commenti/nuovo/guida/{guide.pk}/"),
        *(f"/commenti/segui/guida/{guide.pk}/", f"/avviso/guida/{guide.pk}/"),
        *(waiting.private_path, refused.private_path, told.private_path, erased.private_path),
        *(f"{waiting.private_path}testo/", f"{refused.private_path}testo/"),
        *(f"{refused.private_path}contesta/", *_links_of_letters(guide, waiting)),
    ]


def _links_of_letters(guide, waiting) -> list[str]:
    GuideFollower.ask(guide=guide, email="lucia@posta.example")
    question = SearchQuestion.objects.for_question("zanzare")
    QuestionFollower.ask(question=question, email="lucia@posta.example")
    follower = GuideFollower.objects.get()
    asks = (follower, QuestionFollower.objects.get())
    whole = [*(row.mailed_address for row in asks), waiting.mailed_address, follower.stop_address]
    return [address.removeprefix(absolute("/").rstrip("/")) for address in whole]


def accidents() -> dict[str, str]:
    """What is shown when something broke, and how a letter looks: name, HTML."""
    letter = Letter.objects.filter(template="guide/emails/follow.txt").first()
    shown = {name: render_to_string(f"{name}.html") for name in ("403", "500", "503")}
    return shown | {"lettera": compose(letter).alternatives[0][0]}
