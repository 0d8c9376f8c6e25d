"""A channel between machines (CACHE_URL): a change is told at once instead of being looked for.

It carries no truth. What changed stands in the database; the channel only says "look now", and
while it is heard the watcher looks of itself more seldom. Cut, slow or stopped, every machine looks
twice a second as it does without.
"""

import logging
import threading
import time
from collections.abc import Callable
from functools import cache
from hashlib import sha256

import redis
from django.conf import settings

log = logging.getLogger(__name__)

CHANGED, WROTE = "changed", "wrote"  # pages to forget; a network that wrote
PATIENCE = 0.5  # seconds for one word
SILENCE = 3.0  # seconds without an answer after which the channel is not heard
LEFT_ALONE = 5.0  # seconds in which nothing is told after a failure: nobody waits for it twice

_failed_at = float("-inf")


def broadcast(what: str, more: str = "") -> None:
    """To every machine, this one too. Never raises, never waits longer than PATIENCE."""
    global _failed_at
    if not settings.CACHE_URL or time.monotonic() - _failed_at < LEFT_ALONE:
        return
    try:
        _speaker().publish(_name(), f"{what} {more}")
    except redis.RedisError as trouble:
        _failed_at = time.monotonic()
        log.warning("channel: not told: %s", type(trouble).__name__)


@cache
def _speaker() -> redis.Redis:
    return _client()


def _client() -> redis.Redis:
    return redis.Redis.from_url(
        settings.CACHE_URL, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE
    )


def _name() -> str:
    """Of this site alone: channels know no number of database."""
    return f"helpcentre:{sha256(settings.SECRET_KEY.encode()).hexdigest()[:16]}"


class Listener(threading.Thread):
    """Hears the channel as long as its process lives, and knows when it does not."""

    def __init__(self, on_word: Callable[[str, str], None]) -> None:
        super().__init__(name="channel", daemon=True)
        self.on_word = on_word
        self.heard_at = float("-inf")
        self.stopped = threading.Event()

    def is_heard(self) -> bool:
        return time.monotonic() - self.heard_at < SILENCE

    def run(self) -> None:
        while not self.stopped.is_set():
            try:
                self._listen()
            except (redis.RedisError, OSError) as trouble:
                if self.heard_at > float("-inf"):
                    log.warning("channel: not heard: %s", type(trouble).__name__)
                self.heard_at = float("-inf")
                self.on_word(CHANGED, "")  # whatever was said meanwhile
            self.stopped.wait(1.0)

    def _listen(self) -> None:
        with _client() as client, client.pubsub() as ears:
            ears.subscribe(_name())
            asked_at = 0.0
            while not self.stopped.is_set():
                if time.monotonic() - asked_at > 1:
                    asked_at = time.monotonic()
                    ears.ping()
                said = ears.get_message(timeout=1.0)
                if said is None:
                    continue
                self.heard_at = time.monotonic()
                if said["type"] == "subscribe":
                    log.info("channel: heard")
                    self.on_word(CHANGED, "")
                if said["type"] == "message":
                    what, _, more = said["data"].decode().partition(" ")
                    self.on_word(what, more)
