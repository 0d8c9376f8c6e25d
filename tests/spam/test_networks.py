"""Where a post comes from is a number of the day, and a network may send only so much."""

import logging
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from guides.spam import admit, issue_token, network_key
from guides.spam.models import Attempt
from guides.spam.network import client_network
from tests.spam.test_the_guard import WORDS

ADDRESS = "203.0.113.7"


@pytest.fixture
def post(rf):
    return lambda **meta: rf.post("/", **{"REMOTE_ADDR": ADDRESS, **meta})


def test_the_key_says_nothing_of_the_address_and_changes_every_day(post, settings):
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    key = network_key(post(), day=monday)
    assert key == network_key(post(), day=monday)
    assert key != network_key(post(), day=tuesday)
    assert len(key) == 32
    settings.SECRET_KEY = "another"
    assert key != network_key(post(), day=monday)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", "unknown"),
        ("not-an-address", "unknown"),
    ],
)
def test_a_household_is_one_network(post, address, network):
    assert client_network(post(REMOTE_ADDR=address)) == network


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "198.51.100.1", ADDRESS),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        (2, "1.1.1.1, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "198.51.100.1", ADDRESS),
        (1, "", ADDRESS),
        (1, "[2001:db8:1:2::5]", "2001:db8:1:2::/64"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(post, settings, proxies, forwarded, network):
    settings.TRUSTED_PROXIES = proxies
    assert client_network(post(HTTP_X_FORWARDED_FOR=forwarded)) == network


@pytest.fixture
def two_a_minute(settings):
    settings.PUBLIC_POST_LIMITS = {"comment": [(2, timedelta(minutes=1))]}


@pytest.mark.django_db
@pytest.mark.urls("tests.spam.a_public_page")
def test_over_the_limit_the_words_come_back_with_the_time_to_wait(client, two_a_minute, caplog):
    answers = [
        client.post("/opinione/", {**WORDS, "gettone": issue_token()}, REMOTE_ADDR=ADDRESS)
        for _ in range(3)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 55 <= int(answers[2]["Retry-After"]) <= 60
    assert "riprova tra un minuto" in answers[2].text
    assert "Non è arrivato." in answers[2].text
    assert "over the rate limit" in caplog.text
    assert ADDRESS not in caplog.text


@pytest.mark.django_db
def test_another_network_is_not_held_up(post, two_a_minute):
    for _ in range(2):
        admit(post(), act="comment", submission_id=uuid4())
    assert admit(post(), act="comment", submission_id=uuid4()).is_refused
    assert not admit(post(), act="feedback", submission_id=uuid4()).is_refused
    other = post(REMOTE_ADDR="203.0.113.8")
    assert not admit(other, act="comment", submission_id=uuid4()).is_refused


@pytest.mark.django_db
def test_a_repeated_sending_is_counted_once_and_a_refused_one_not_at_all(post, two_a_minute):
    first = uuid4()
    for _ in range(5):
        assert not admit(post(), act="comment", submission_id=first).is_refused
    admit(post(), act="comment", submission_id=uuid4())
    for _ in range(3):
        admit(post(), act="comment", submission_id=uuid4())
    assert Attempt.objects.count() == 2


@pytest.mark.django_db
def test_the_limit_opens_again_with_time_and_survives_midnight(post, two_a_minute):
    yesterday = network_key(post(), day=timezone.localdate() - timedelta(days=1))
    for _ in range(2):
        Attempt.objects.create(act="comment", network=yesterday, submission_id=uuid4())
    assert admit(post(), act="comment", submission_id=uuid4()).is_refused
    Attempt.objects.update(at=timezone.now() - timedelta(minutes=2))
    assert not admit(post(), act="comment", submission_id=uuid4()).is_refused


@pytest.mark.django_db
@pytest.mark.urls("tests.spam.a_public_page")
def test_neither_words_nor_address_reach_the_log(client, caplog):
    caplog.set_level(logging.DEBUG)
    for words in (WORDS, {**WORDS, "outcome": "boh"}, {**WORDS, "gettone": issue_token()}):
        client.post("/opinione/", words, REMOTE_ADDR=ADDRESS)
    assert "form not valid" in caplog.text
    assert ADDRESS not in caplog.text
    assert "arrivato" not in caplog.text
