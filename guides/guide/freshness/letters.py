"""Once a week, to people who look after something that needs it; to nobody else."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from guides.deadlines import work as rules
from guides.deadlines.models import Rule
from guides.facts.models import Fact
from guides.guide.freshness.models import OwnersWeek
from guides.guide.freshness.owned import OwnedQuerySet
from guides.guide.models import Guide
from guides.guide.with_facts.work import why
from guides.mail import send_letter
from guides.outside.models import OutsideAddress
from guides.outside.uses import Use, all_uses
from guides.text.dates import in_words

log = logging.getLogger(__name__)

MOST = 10  # things named under each heading


@dataclass(frozen=True)
class Group:
    """The things of one kind: so many, the first of them by name."""

    title: str
    lines: list[tuple[str, str]]  # words, address
    number: int

    @property
    def more(self) -> int:
        return self.number - len(self.lines)


@task()
def write_to_owners() -> int:
    """Write this week's letters; return how many."""
    today = timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    broken = _broken_by_desk()
    return sum(_written(person, monday, broken) for person in _owners())


def _owners() -> list:
    """Who looks after something, works here and has an address."""
    owning = [
        rows.filter(owner__isnull=False).values("owner")
        for rows in (Guide.objects.order_by(), Fact.objects.order_by(), Rule.objects.order_by())
    ]
    people = get_user_model().objects.filter(is_active=True, is_staff=True).exclude(email="")
    return list(people.filter(models.Q(*(("pk__in", some) for some in owning), _connector="OR")))


def _written(person, monday, broken: dict[str, list[Use]]) -> bool:
    try:
        return _write(person, monday, broken)
    except ValueError:  # an address that nobody can be written at: the others get theirs
        log.warning("no weekly letter to user %s: wrong address", person.pk)
        return False


@transaction.atomic
def _write(person, monday, broken: dict[str, list[Use]]) -> bool:
    groups = groups_of(person, broken)
    if not groups or not OwnersWeek.take(person, monday):
        return False
    context = {
        "name": person.get_short_name() or person.get_username(),
        "number": sum(group.number for group in groups),
        "groups": groups,
        "desk": _whole(reverse("admin:index")),
    }
    send_letter("guide/emails/owners_week.txt", to=person.email, context=context)
    return True


def groups_of(person, broken: dict[str, list[Use]]) -> list[Group]:
    """What waits for a person, of what they may see at the desk."""
    groups = []
    if person.has_perm("guides.change_guide"):
        mine = Guide.objects.filter(owner=person)
        groups += [_guides(mine), _links(mine, broken)]
    if person.has_perm("guides.view_fact"):
        groups.append(_facts(Fact.objects.to_look_at().filter(owner=person)))
    if person.has_perm("guides.view_rule"):
        groups.append(_rules(rules.to_look_at().filter(owner=person)))
    return [group for group in groups if group.number]


def _guides(mine: OwnedQuerySet) -> Group:
    past = mine.past_review()
    lines = [
        (f"{guide.title}: entro {in_words(guide.review_by, 'il')}", _desk_of(guide.pk))
        for guide in past[:MOST]
    ]
    return _group("Guide da rivedere", lines, past.count())


def _facts(due) -> Group:
    lines = [
        (f"{fact.name}: {why(fact)}", reverse("admin:guides_fact_change", args=[fact.pk]))
        for fact in due[:MOST]
    ]
    return _group("Fatti da guardare", lines, due.count())


def _rules(due) -> Group:
    lines = [(f"{rule.name}: {rules.why(rule)}", rules.page_of(rule)) for rule in due[:MOST]]
    return _group("Scadenze da guardare", lines, due.count())


def _links(mine: OwnedQuerySet, broken: dict[str, list[Use]]) -> Group:
    desks = [_desk_of(pk) for pk in mine.values_list("pk", flat=True)] if broken else []
    uses = [use for desk in desks for use in broken.get(desk, [])]
    lines = [(f"{use.where}: {use.address}", use.desk) for use in uses[:MOST]]
    return _group("Link che non portano più da nessuna parte", lines, len(uses))


def _group(title: str, lines: Iterable[tuple[str, str]], number: int) -> Group:
    return Group(title, [(words, _whole(address)) for words, address in lines], number)


def _broken_by_desk() -> dict[str, list[Use]]:
    """The links that broke, by the page of the desk where each is mended."""
    broken = set(OutsideAddress.objects.broken().values_list("address", flat=True))
    found: dict[str, list[Use]] = {}
    if not broken:
        return found
    for address, uses in all_uses().items():
        for use in uses if address in broken else ():
            found.setdefault(use.desk, []).append(use)
    return found


def _desk_of(guide_id: int) -> str:
    return reverse("admin:guides_guide_change", args=[guide_id])


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
