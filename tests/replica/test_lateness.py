"""A copy is in time when it holds what the database held a moment ago."""

from types import SimpleNamespace

import pytest

from helpcentre.replica import ALIAS, lateness, writers
from helpcentre.replica.lateness import Lateness
from helpcentre.replica.router import Router, choosing, read_replica


@pytest.fixture
def clock(monkeypatch):
    """Seconds, and where each of the two stands: set by the test."""

    class Clock:
        now = 100.0
        stands = {"default": 1, ALIAS: 1}

    monkeypatch.setattr(lateness, "time", SimpleNamespace(monotonic=lambda: Clock.now))
    monkeypatch.setattr(lateness, "position", lambda alias: Clock.stands[alias])
    Clock.stands = {"default": 1, ALIAS: 1}
    return Clock


def test_where_nobody_writes_nothing_is_late(clock, settings):
    settings.REPLICA_LATE = 5
    copy = Lateness()
    assert not copy.is_in_time()
    for clock.now in range(100, 200):
        copy.look()
        assert copy.seconds == 0


def test_a_copy_that_stands_still_while_others_write_grows_late_and_comes_back(clock, settings):
    settings.REPLICA_LATE = 5
    copy, late = Lateness(), []
    for second in range(10):
        clock.now, clock.stands["default"] = 100 + second, 1 + second
        copy.look()
        late.append(copy.seconds)
    assert late == list(range(10))
    assert not copy.is_in_time()
    clock.stands[ALIAS] = 8
    copy.look()
    assert copy.seconds == 2
    assert copy.is_in_time()


def test_nobody_looking_is_late_too(clock, settings):
    settings.REPLICA_LATE = 5
    copy = Lateness()
    copy.look()
    clock.now += 6
    assert not copy.is_in_time()


def test_a_copy_that_failed_waits_for_a_look(clock, settings):
    settings.REPLICA_LATE = 5
    copy = Lateness()
    copy.look()
    copy.gone()
    assert not copy.is_in_time()
    copy.look()
    assert copy.is_in_time()


def test_only_what_is_chosen_within_a_request_reads_the_copy(django_user_model):
    from guides.topics.models import Topic

    router = Router()
    with choosing():
        assert router.db_for_read(Topic) == "default"
        read_replica()
        assert router.db_for_read(Topic) == ALIAS
        assert router.db_for_read(django_user_model) == "default"
        assert router.db_for_write(Topic) == "default"
    assert router.db_for_read(Topic) == "default"
    assert not router.allow_migrate(ALIAS, "guides")


def test_a_network_that_wrote_is_known_for_a_while_and_nothing_of_it_is_kept(rf, settings, clock):
    settings.REPLICA_LATE = 5
    one, other = (rf.get("/", REMOTE_ADDR=address) for address in ("192.0.2.1", "192.0.2.77"))
    assert writers.group_of(one) != writers.group_of(other)
    writers.wrote(writers.group_of(one))
    assert writers.wrote_lately(one)
    assert not writers.wrote_lately(other)
    assert b"192.0.2.1" not in writers._WROTE_AT[:]
