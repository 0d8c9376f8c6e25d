"""How a reader votes in a test: the buttons that the guide's page has."""

from django.test import Client

from guides.feedback.votes import SectionVote
from guides.spam import issue_token
from tests.reading import tree_of

READER = "198.51.100.7"


def buttons_of(client: Client, guide) -> list[dict]:
    """What each button of the guide's page would post, in the order of the page."""
    page = tree_of(client.get(guide.get_absolute_url()))
    form = next(form for form in page.iter("form") if form.get("id") == "utile")
    return [
        {"action": form.get("action"), "name": b.get("name"), "value": b.get("value")}
        for b in page.iter("button")
        if b.get("form") == "utile"
    ]


def press(client: Client, guide, answer: str, *, section: int = 0, reader: str = READER, **more):
    """Press «Sì» ("si") or «No» ("no") under a section."""
    button = [b for b in buttons_of(client, guide) if b["name"] == answer][section]
    words = {button["name"]: button["value"], "sito_web": ""} | more
    return client.post(button["action"], words, REMOTE_ADDR=reader)


def tell(client: Client, address: str, *, reader: str = READER, **words):
    """Send the form of the reasons."""
    said = {"gettone": issue_token(), "sito_web": "", "reason": "unclear", "text": ""} | words
    return client.post(address, said, REMOTE_ADDR=reader)


def many_votes(guide, *, useful: int, of: int, section: int = 0) -> None:
    """Votes of as many readers on a section of the live edition."""
    shown = list(guide.live.sections.all())[section]
    for number in range(of):
        SectionVote.objects.cast(shown, reader=f"{guide.pk}-{number}", useful=number < useful)
