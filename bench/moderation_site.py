"""The process behind bench/moderation.py: fill a site, then open the pages it is told to.

    python bench/moderation_site.py WAITING PAST

Reads a page a line, answers a line of JSON. Rows are copies of real ones, made by the verbs that
the site itself uses, with other keys, states, moments and authors; both databases take them by
their fastest door.
"""

import itertools
import json
import os
import random
import re
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "helpcentre.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from django.contrib.auth.models import Permission  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from guides.comments.models import Comment  # noqa: E402
from guides.moderation import tokens  # noqa: E402
from guides.moderation.contributors import Contributor, author_key  # noqa: E402
from guides.moderation.queue_text import QueueText  # noqa: E402
from guides.queue.queue import BY_SLUG  # noqa: E402
from guides.stories.models import Story  # noqa: E402
from tests.factories import a_company, a_live_guide  # noqa: E402

QUEUE = "/admin/guides/queueitem/"
STATES = ["approved"] * 70 + ["rejected"] * 10 + ["spam"] * 18 + ["withdrawn"] * 2
FIRST = datetime(2024, 1, 1, tzinfo=UTC)
TEXT = "Ho aspettato tre settimane, poi il pacco è arrivato dal vicino di casa. " * 6
FIRST_KEY = 1_000  # below stand the rows that are copied


def fill(waiting: int, past: int) -> None:
    """The past first, then what waits; a fifth of that is flagged."""
    if connection.vendor == "sqlite":
        for quick in ("synchronous=OFF", "journal_mode=MEMORY", "cache_size=-500000"):
            connection.cursor().execute(f"PRAGMA {quick}")  # a benchmark's rows may be lost
    authors = [author_key(f"lettore{n}@posta.example") for n in range(max(10, past // 20))]
    rng = random.Random(1)
    states = [rng.choice(STATES) for _ in range(past)] + ["waiting"] * waiting
    comment, story = a_comment(), a_story()
    decision = comment.queue_item.decisions.first()
    insert(Contributor(), contributors(authors))
    items = list(things(states, authors, rng))
    insert(story.queue_item, items)
    insert(QueueText(item=story.queue_item), texts(items))
    insert(comment, copies([item for item in items if item["kind"] == "comment"]))
    insert(story, copies([item for item in items if item["kind"] == "story"]))
    insert(decision, decisions(items))
    if connection.vendor == "sqlite":
        connection.cursor().execute("PRAGMA journal_mode=WAL")
        connection.close()  # the next connection is as the site's settings make it
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def contributors(authors: list[str]) -> Iterator[dict]:
    for n, key in enumerate(authors):
        yield {"key": key, "approved": n % 30, "rejected": n % 3, "spam": n % 2}


def things(states: list[str], authors: list[str], rng: random.Random) -> Iterator[dict]:
    """Items, a minute apart: two comments for each story."""
    for n, state in enumerate(states):
        sent = FIRST + timedelta(minutes=n)
        yield {
            "id": FIRST_KEY + n,
            "kind": "story" if n % 3 == 0 else "comment",
            "state": state,
            "submitted_at": sent,
            "decided_at": None if state == "waiting" else sent + timedelta(hours=3),
            "flagged": state == "waiting" and n % 5 == 0,
            "contributor": rng.choice(authors),
            "claimed_by": None,
            "claimed_until": None,
            "lesson": "",
        }


def texts(items: list[dict]) -> Iterator[dict]:
    """What the queue is searched by. Every text says «pacco»; one in two «pari», the others
    «dispari»; some twenty-five, of whatever many, «raro»; one in a hundred «centesimo»."""
    said = tokens.words_of(TEXT)
    step = max(1, len(items) // 25)
    for n, item in enumerate(items):
        words = [*said, *tokens.words_of("pari" if n % 2 else "dispari"), tokens.stem(f"n{n}")]
        words += tokens.words_of("raro") * (n % step == 0)
        words += tokens.words_of("centesimo") * (n % 100 == 0)
        words += [tokens.fact("kind", item["kind"]), tokens.fact("key", item["contributor"])]
        words += tokens.facts("company", f"Azienda {n % 500}")
        words += tokens.facts("author", f"Lettrice {n % 1000}")
        words += tokens.of_day(item["submitted_at"].date())
        marks = [tokens.fact("state", item["state"])]
        marks += [tokens.fact("flagged", "yes")] * item["flagged"]
        marks += tokens.facts("by", f"Moderatore {n % 7}") * (item["decided_at"] is not None)
        yield {
            "item": item["id"],
            "words": tokens.together(words),
            "marks": tokens.together(marks),
        }


def copies(items: list[dict]) -> Iterator[dict]:
    for item in items:
        copy = {name: item[name] for name in ("id", "state", "submitted_at", "decided_at")}
        if item["kind"] == "comment":
            copy["thread_number"] = item["id"]
        yield copy | {"queue_item": item["id"], "uid": a_key(item), "submission_id": a_key(item)}


def a_key(item: dict) -> uuid.UUID:
    return uuid.UUID(int=(2 if item["kind"] == "story" else 1) << 120 | item["id"])


def decisions(items: list[dict]) -> Iterator[dict]:
    """One for its arrival, one more for what was decided."""
    keys = itertools.count(FIRST_KEY)
    for item in items:
        received = {"item": item["id"], "kind": item["kind"], "verb": "receive"}
        received |= {"to_state": "waiting", "at": item["submitted_at"]}
        yield received | {"id": next(keys)}
        if item["decided_at"]:
            decided = {"verb": "approve", "to_state": item["state"], "at": item["decided_at"]}
            decided |= {"agent": "moderator", "actor_name": "Ugo"}
            yield received | decided | {"id": next(keys)}


def insert(like: models.Model, changes: Iterable[dict]) -> None:
    """Put in copies of a row, each with its changes, by executemany or COPY."""
    fields = like._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(like._meta.db_table)
    rows = ready(like, changes)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)


def ready(like: models.Model, changes: Iterable[dict]) -> Iterator[list]:
    """The rows as the database's driver wants them; what does not change is made ready once."""
    fields = like._meta.concrete_fields
    place = {field.name: n for n, field in enumerate(fields)}
    row = [field.get_db_prep_save(getattr(like, field.attname), connection) for field in fields]
    for changed in changes:
        for name, value in changed.items():
            n = place[name]
            row[n] = fields[n].get_db_prep_save(value, connection)
        yield list(row)


def a_comment() -> Comment:
    guide = a_live_guide(company=a_company())
    discussion = Comment._meta.get_field("discussion").related_model.objects.under(guide)
    words = {"author_name": "Gattonero", "author_email": "gatto@posta.example", "text": TEXT}
    section = guide.sections.get().uid
    return Comment(discussion=discussion, section_uid=section, **words).submit()


def a_story() -> Story:
    words = {"title": "Pacco mai arrivato", "text": TEXT * 3, "author_name": "Viandante"}
    return Story(company=a_company(), author_email="via@posta.example", **words).submit()


def a_moderator() -> Client:
    user = get_user_model().objects.create_user("ugo", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="moderate_contribution"))
    client = Client(HTTP_HOST=urlsplit(settings.SITE_URL).netloc)
    client.force_login(user)
    return client


def half() -> str:
    """The address of the page in the middle of what waits."""
    tab = BY_SLUG["attesa"]
    waiting = tab.items().filter(pk__gte=FIRST_KEY)
    return f"?scheda=attesa&da={tab.cursor_at(waiting[waiting.count() // 2])}"


def an_author() -> str:
    """The page of somebody who has written several times."""
    known = Contributor.objects.order_by("key").first()
    return f"?chi={known.key}"


def an_item() -> str:
    return f"{FIRST_KEY + 7}/"


def news() -> str:
    """What an open page asks from time to time, of its twenty items."""
    shown = BY_SLUG["attesa"].items()[:20]
    return "novita/?voci=" + ".".join(f"{item.pk}:waiting" for item in shown)


def open_page(client: Client, query: str) -> dict:
    # Counting the queries costs time of its own: it is done in a request that is not timed.
    with CaptureQueriesContext(connection) as queries:
        client.get(QUEUE + query)
        asked = len(queries)
    started = time.perf_counter()
    response = client.get(QUEUE + query)
    taken = time.perf_counter() - started
    assert response.status_code == 200, (query, response.status_code, response.headers)
    rows = len(re.findall('class="queue-row"|class="queue-line"', response.content.decode()))
    return {"ms": taken * 1000, "queries": asked, "rows": rows}


def main() -> None:
    waiting, past = (int(number) for number in sys.argv[1:])
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    fill(waiting, past)
    client = a_moderator()
    known = {"half": half(), "author": an_author(), "item": an_item(), "news": news()}
    print(json.dumps({"filled": True}), flush=True)
    for line in sys.stdin:
        page = line.strip()
        print(json.dumps(open_page(client, known.get(page, page))), flush=True)


if __name__ == "__main__":
    main()
