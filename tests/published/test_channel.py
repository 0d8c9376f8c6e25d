"""Two machines on one database and one channel: a change is told, and looked for when it is not."""

import time

import pytest

from helpcentre import channel
from tests.published.running_site import RunningSite
from tests.published.valkey import Valkey

PAGE = "/guide/uno/"
TOLD = 1.0  # seconds: a word of the channel, and a busy machine
LOOKED_FOR = 5.0  # the longest that a channel which is silent is thought to be heard, and a look


@pytest.fixture(scope="module")
def valkey():
    server = Valkey().start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def machines(valkey, tmp_path_factory):
    """Both have the page, and hear the channel."""
    one = RunningSite(tmp_path_factory.mktemp("one"), CACHE_URL=valkey.url)
    one.act("build")
    other = RunningSite(tmp_path_factory.mktemp("other"), one.database_url, CACHE_URL=valkey.url)
    other.environment |= {"SITE_URL": one.url, "SECRET_KEY": one.environment["SECRET_KEY"]}
    for site in (one, other):
        site.start()
    yield one, other
    for site in (one, other):
        site.stop()


def seconds_until(other: RunningSite, title: str, host: str) -> float:
    begun = time.monotonic()
    while time.monotonic() - begun < 20:
        if title in other.text(PAGE, Host=host):
            return time.monotonic() - begun
        time.sleep(0.02)
    raise AssertionError(f"«{title}» was never read: {other.last_words}")


def kept(site: RunningSite, host: str) -> None:
    for _ in range(100):
        if site.get(PAGE, Host=host).headers["ETag"]:
            return
        time.sleep(0.1)
    raise AssertionError("never kept")


def change_and_wait(machines, title: str) -> float:
    """On the one; how many seconds later it is read on the other, which had kept the page."""
    one, other = machines
    kept(other, one.host)
    one.act("publish", slug="uno", title=title)
    return seconds_until(other, title, one.host)


def test_a_change_is_told_to_the_other_machine(machines):
    assert change_and_wait(machines, "Detta") < TOLD


def test_a_channel_that_falls_silent_is_no_reason_to_be_wrong(machines, valkey):
    with valkey.frozen():
        assert change_and_wait(machines, "Taciuta") < LOOKED_FOR
        time.sleep(channel.SILENCE)
        assert change_and_wait(machines, "Cercata") < LOOKED_FOR


def test_a_channel_that_is_gone_is_looked_after_and_heard_again(machines, valkey):
    valkey.stop()
    assert change_and_wait(machines, "Senza canale") < LOOKED_FOR
    assert change_and_wait(machines, "Sempre senza") < TOLD + 1
    valkey.start()
    time.sleep(channel.LEFT_ALONE + 1)  # both hear it again
    assert change_and_wait(machines, "Di nuovo") < TOLD


def test_nobody_who_writes_waits_twice_for_a_channel_that_is_not_there(settings, monkeypatch):
    settings.CACHE_URL = "redis://127.0.0.1:1"
    monkeypatch.setattr(channel, "_failed_at", float("-inf"))
    channel._speaker.cache_clear()
    begun = time.monotonic()
    for _ in range(50):
        channel.broadcast(channel.CHANGED)
    assert time.monotonic() - begun < 2 * channel.PATIENCE + 1
    channel._speaker.cache_clear()


def test_without_an_address_nothing_is_told(settings, monkeypatch):
    settings.CACHE_URL = ""
    told = []
    monkeypatch.setattr(channel, "_speaker", lambda: told.append("somebody was asked"))
    channel.broadcast(channel.CHANGED)
    assert told == []
