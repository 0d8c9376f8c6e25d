"""Two moderators, two processes, one item: never two winners, and the loser is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode

import pytest

from tests.published.running_site import RunningSite

ITEMS = 15
CSRF = "c" * 32
PREPARE = f"""
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest
from tests.voices import a_story
def session_of(name):
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    user = get_user_model().objects.create_superuser(name)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session.save()
    return request.session.session_key
sessions = [session_of(name) for name in ("anna", "bea")]
stories = [a_story() for _ in range({ITEMS})]
handles = [f"{{story.queue_item_id}}:{{story.version}}" for story in stories]
from guides.moderation.reasons import Reason
print(json.dumps([sessions, handles, Reason.objects.first().pk]))
"""
COUNT = """
import json
from guides.moderation.decisions import Decision
from guides.stories.models import Story
decided = {
    story.pk: [
        *[[d.actor_name, d.to_state] for d in Decision.objects.filter(
            item=story.queue_item, agent="moderator"
        )],
        [story.state, story.queue_item.state],
    ]
    for story in Story.objects.select_related("queue_item")
}
print(json.dumps(decided))
"""


@pytest.fixture
def site(tmp_path):
    site = RunningSite(tmp_path)
    site.start()
    yield site
    site.stop()


def test_two_moderators_on_one_item_never_both_win(site):
    sessions, handles, reason = site.told(PREPARE)
    together = Barrier(2)

    def press(session: str, act: str, handle: str) -> str:
        together.wait()
        headers = {
            "Cookie": f"sessionid={session}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        words = urlencode({"atto": act, "voce": handle})
        answer = site.request("POST", "/admin/guides/queueitem/atto/", body=words, **headers)
        assert answer.status == 302, answer.content
        return answer.headers["Location"]

    winners = []
    with ThreadPoolExecutor(2) as moderators:
        for handle in handles:
            acts = ("approve", f"reject:{reason}")
            answers = moderators.map(press, sessions, acts, (handle, handle))
            winners.append(sum("fatto=" in where for where in answers))
    assert winners == [1] * ITEMS
    for *decisions, states in site.told(COUNT).values():
        assert len(decisions) == 1
        assert states == [decisions[0][1]] * 2
