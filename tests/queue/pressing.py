"""«Da moderare» as a browser without JavaScript uses it: what a test reads and presses."""

import re

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
