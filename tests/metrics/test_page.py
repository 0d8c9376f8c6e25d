"""/metriche: for who has the token, figures that no reader can choose the names of."""

import time
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from guides.mail.models import Appointment
from guides.mail.outbox import send_letter
from helpcentre.metrics import state
from tests.published.running_site import RunningSite
from tests.voices import a_comment

TOKEN = "gettone-delle-prove-e-di-nessun-altro"
ASKS = {"HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}


def figures(text: str) -> dict[str, float]:
    """Each sample by its name and labels."""
    return {
        " ".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.fixture
def ask(client, settings):
    settings.METRICS_TOKEN = TOKEN
    return lambda: figures(client.get("/metriche", **ASKS).content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("", "Bearer "), ("", ""), (TOKEN, ""), (TOKEN, TOKEN), (TOKEN, "Bearer x"),
        (TOKEN, "Bearer "), (TOKEN, f"Bearer {TOKEN}à"),
    ],
)  # fmt: skip
def test_without_the_token_the_address_does_not_exist(client, settings, token, said):
    settings.METRICS_TOKEN = token
    assert client.get("/metriche", HTTP_AUTHORIZATION=said).status_code == 404


@pytest.mark.django_db
def test_what_waits_is_counted_and_how_long(ask):
    none = ask()
    assert none["helpcentre_queue_items"] == none["helpcentre_mail_waiting"] == 0
    assert none["helpcentre_worker_age_seconds"] == none["helpcentre_backup_age_seconds"] == -1
    comment = a_comment()
    comment.queue_item.__class__.objects.update(submitted_at=timezone.now() - timedelta(hours=3))
    send_letter("queue/emails/alarm.txt", to="redazione@posta.example", context={})
    Appointment.objects.create(task=state.MINUTE, due_at=timezone.now() - timedelta(minutes=4))
    now = ask()
    assert now["helpcentre_queue_items"] == 1
    assert 3 * 3600 <= now["helpcentre_queue_oldest_age_seconds"] < 3 * 3600 + 60
    assert now["helpcentre_mail_waiting"] == 1
    assert 300 <= now["helpcentre_worker_age_seconds"] < 360
    assert now["helpcentre_disk_free_bytes"] > 0
    assert now["helpcentre_database_up"] == 1


@pytest.mark.django_db
def test_a_few_questions_are_asked_of_the_database(ask, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        ask()


def test_a_database_that_is_away_is_said_and_the_rest_too(ask, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(state, "_waiting", away)
    now = ask()
    assert now["helpcentre_database_up"] == 0
    assert now["helpcentre_disk_free_bytes"] > 0


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = RunningSite(tmp_path_factory.mktemp("site"), METRICS_TOKEN=TOKEN)
    site.act("build")
    yield site.start()
    site.stop()


def of(site) -> dict[str, float]:
    time.sleep(1)  # the log's thread, then the watcher's
    return figures(site.text("/metriche", Authorization=f"Bearer {TOKEN}"))


def test_requests_of_all_workers_are_counted_by_kind_and_status(site):
    site.kept("/guide/uno/")
    before = of(site)
    for _ in range(30):
        site.get("/guide/uno/")
    site.get("/guide/nessuna/")
    for word in ("inventata", "<script>", 'a"b', "x" * 300):
        site.get(f"/{word}/".replace(" ", ""))
        site.request(f"BREW{len(word)}", "/guide/uno/")
    now = of(site)
    more = {name: now[name] - before.get(name, 0) for name in now}
    assert more["helpcentre_requests_total guide GET 200"] == 30
    assert more["helpcentre_requests_total guide GET 404"] == 1
    assert more["helpcentre_requests_total other GET 404"] == 4
    assert sum(n for name, n in more.items() if "_total guide other " in name) == 4
    assert more["helpcentre_request_seconds_count store"] == 30
    assert more["helpcentre_request_seconds_bucket store +Inf"] == 30
    assert more["helpcentre_store_hits_total"] == 30
    assert len(now) - len(before) <= 6  # no reader makes up a name


def test_a_worker_that_dies_takes_no_count_with_it(site):
    import os
    import signal

    before = of(site)
    for pid in site.workers():
        os.kill(pid, signal.SIGKILL)
    for _ in range(100):
        try:
            site.get("/salute/viva")
            break
        except OSError:
            time.sleep(0.1)
    now = of(site)
    counters = [name for name in before if "_total" in name]
    assert counters
    assert all(now[name] >= before[name] for name in counters)
