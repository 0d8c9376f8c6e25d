"""What a page says once a fact of its has ended: frozen with the edition, shown from that day."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from guides.facts.saying import Facts
from guides.pages.tags import shows

SUMMARY_AND_INTRODUCTION = ""


def endings_of(edition, sections: list, facts: Facts) -> list[dict]:
    """[{"section": uid or "", "name", "until"}] of the facts that tell readers when they end."""
    own = facts.used_in_a_line(edition.summary_written) | facts.used_in(
        edition.introduction_written
    )
    used = [(SUMMARY_AND_INTRODUCTION, own)]
    used += [(str(section.uid), facts.used_in(section.body_written)) for section in sections]
    return [
        {"section": where, "name": fact.name, "until": fact.valid_until.isoformat()}
        for where, some in used
        for fact in sorted(some, key=lambda fact: fact.key)
        if fact.tells_readers and fact.valid_until
    ]


def tell_what_is_over(edition, sections: list) -> None:
    """Give edition and sections the endings that have come (`over`); the page holds until the
    next one does."""
    today = timezone.localdate()
    over: dict[str, list[dict]] = {}
    for ending in edition.endings:
        until = date.fromisoformat(ending["until"])
        if until < today:
            over.setdefault(ending["section"], []).append(ending | {"until": until})
        else:
            midnight = datetime.combine(until + timedelta(days=1), time.min)
            shows(until=timezone.make_aware(midnight))
    edition.over = over.get(SUMMARY_AND_INTRODUCTION, [])
    for section in sections:
        section.over = over.get(str(section.uid), [])
