"""What a reader was told we received is in the database, whatever dies next."""

import os
import signal
import threading
from http.client import HTTPException
from urllib.parse import urlencode

from tests.published.running_site import RunningSite

POSTS = 100
READERS = 4
KILLED_AFTER = 40

COUNT = """
import sys
from django.apps import apps
texts = set(apps.get_model("guides.Comment").objects.values_list("text", flat=True))
print(sum(text in texts for text in sys.argv[1].split("|")))
"""


def form_post(site: RunningSite, path: str, network: str, **fields: str):
    return site.request(
        "POST",
        path,
        body=urlencode(fields),
        Content_Type="application/x-www-form-urlencoded",
        Sec_Fetch_Site="same-origin",
        X_Forwarded_For=network,
    )


def send(site: RunningSite, number: int) -> bool:
    """Send one comment; True once the site has said that it was received."""
    network = f"10.0.{number}.1"
    token = form_post(site, "/modulo/gettone/", network).content.decode().split('"')[3]
    words = {"name": "Lettrice", "email": "", "text": f"Testo numero {number}.", "sito_web": ""}
    answer = form_post(site, "/commenti/nuovo/guida/1/", network, gettone=token, **words)
    return answer.status in (302, 303)


def test_a_server_killed_among_a_hundred_posts_loses_none_that_it_acknowledged(tmp_path):
    site = RunningSite(tmp_path, TRUSTED_PROXIES="1")
    site.act("build")
    site.start()
    acknowledged: list[int] = []
    enough = threading.Event()

    def read_and_write(first: int) -> None:
        for number in range(first, POSTS, READERS):
            try:
                if send(site, number):
                    acknowledged.append(number)
            except (OSError, HTTPException, IndexError):
                continue  # killed: this one was not acknowledged
            if len(acknowledged) >= KILLED_AFTER:
                enough.set()

    readers = [threading.Thread(target=read_and_write, args=[n]) for n in range(READERS)]
    for reader in readers:
        reader.start()
    assert enough.wait(120), (tmp_path / "gunicorn.log").read_text()[-2000:]
    for pid in [site.gunicorn.pid, *site.workers()]:
        os.kill(pid, signal.SIGKILL)
    for reader in readers:
        reader.join()

    assert KILLED_AFTER <= len(acknowledged) < POSTS
    texts = "|".join(f"Testo numero {number}." for number in acknowledged)
    found = site.manage(
        "shell", "--verbosity", "0", "-c", COUNT.replace("sys.argv[1]", repr(texts))
    )
    assert int(found) == len(acknowledged)
    site.stop()
