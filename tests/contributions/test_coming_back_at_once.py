"""An author in two windows, two processes: one answer to a refusal is taken, none is an error."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from urllib.parse import urlencode

from tests.published.running_site import RunningSite

ITEMS = 4  # six contests: a network may send eight
PREPARE = f"""
import json
from django.contrib.auth import get_user_model
from guides.moderation.reasons import Reason
from tests.voices import a_comment, contest_words, corrected_words
anna = get_user_model().objects.create_superuser("anna")
refused = []
for number in range({ITEMS}):
    mine = a_comment()
    mine.reject(by=anna, because=Reason.objects.first())
    contests = [contest_words("Prima."), contest_words("Seconda.")]
    refused.append([mine.private_path, [*contests, corrected_words(mine, text="Nuove.")]])
print(json.dumps(refused))
"""
COUNT = """
import json
from guides.comments.models import Comment
from guides.moderation.contest import Contest
print(json.dumps([
    [c.state, c.text, Contest.objects.about(c.queue_item_id).count(),
     c.queue_item.decisions.filter(verb__in=["contest", "resubmit"]).count()]
    for c in Comment.objects.order_by("pk")
]))
"""


def test_two_answers_at_once_are_one_and_the_other_keeps_its_words(tmp_path):
    site = RunningSite(tmp_path)
    site.start()
    refused, together = site.told(PREPARE), Barrier(2)

    def send(path: str, words: dict) -> int:
        together.wait()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = site.request("POST", path, body=urlencode(words), **headers)
        assert answer.status in (302, 409), answer.content
        if answer.status == 409:
            assert words["text"].encode() in answer.content
        return answer.status

    with ThreadPoolExecutor(2) as pool:
        for number, (path, (first, second, corrected)) in enumerate(refused):
            other = (f"{path}testo/", corrected) if number % 2 else (f"{path}contesta/", second)
            answers = list(pool.map(send, [f"{path}contesta/", other[0]], [first, other[1]]))
            assert 302 in answers
            if number % 2 == 0:
                assert sorted(answers) == [302, 409]
    for state, _, contests, came_back in site.told(COUNT):
        assert (state, came_back) == ("waiting", 1)
        assert contests <= 1
    site.stop()
