"""The worker's rounds: whose turn it is is asked, one site at a time and slowly."""

import hashlib
import logging
import re
import time
from html import unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from guides.outside import uses
from guides.outside.client import Answer, Unreachable, ask
from guides.outside.judging import KEPT_OUT, Verdict, judged
from guides.outside.models import OutsideAddress
from guides.outside.robots import Robots

log = logging.getLogger(__name__)

A_ROUND = 40  # addresses
PAUSE = 1.0  # seconds between two questions to one site
NOT_WORDS = re.compile(
    r"<(script|style|noscript|template|svg|nav|header|footer)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>",
    re.DOTALL | re.IGNORECASE,
)


@task()
def check() -> str:
    """One round; what came of it, for the log."""
    if not settings.CHECK_LINKS:
        return "off"
    return look_around()


def look_around(now=None) -> str:
    now = now or timezone.now()
    _know_the_addresses(now)
    due = list(OutsideAddress.objects.due(now)[:A_ROUND])
    robots, asked = Robots(), set()
    for row in due:
        site = urlsplit(row.address).netloc
        if site in asked:
            time.sleep(PAUSE)
        asked.add(site)
        _check(row, robots, now)
    return f"{len(due)} checked"


def _know_the_addresses(now) -> None:
    used = set(uses.all_uses())
    there = set(OutsideAddress.objects.values_list("address", flat=True))
    OutsideAddress.objects.filter(address__in=there - used).delete()
    OutsideAddress.objects.bulk_create(
        [OutsideAddress(address=address, due_at=now) for address in sorted(used - there)],
        ignore_conflicts=True,
    )


def _check(row: OutsideAddress, robots: Robots, now) -> None:
    try:
        if not robots.let_us_read(row.address):
            row.apply_verdict(KEPT_OUT, now=now)
            return
        answer = ask(row.address)
    except Unreachable as why:
        row.apply_verdict(Verdict("fallito", str(why)), now=now)
        return
    verdict = judged(answer)
    row.apply_verdict(verdict, now=now)
    if verdict.state in ("bene", "spostato"):
        words = words_of(answer)
        digest = hashlib.sha256(words.encode() or answer.body).hexdigest()
        if row.note_content(digest, now=now):
            uses.notify_listeners(row.address, words)


def words_of(answer: Answer) -> str:
    """What a page says, without its frame; "" of what is no page."""
    if "html" not in answer.headers.get("content-type", ""):
        return ""
    return " ".join(unescape(NOT_WORDS.sub(" ", answer.text)).split())
