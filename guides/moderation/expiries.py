"""What is moderated and what is written about it: how long it is kept."""

from collections.abc import Callable, Iterator

from django.db import models
from django.db.models import Exists, OuterRef, Q

from guides.moderation.blocks import Block
from guides.moderation.contest import Contest
from guides.moderation.contributors import Contributor
from guides.moderation.correction import Correction
from guides.moderation.decisions import Decision
from guides.moderation.item import QueueItem
from guides.moderation.moderated import Moderated, kinds
from guides.moderation.originals import Original
from guides.moderation.preferences import ModerationSettings
from guides.moderation.states import State
from guides.privacy import retention
from guides.privacy.retention import Expiry, before


def _of_everything_moderated() -> Iterator[Expiry]:
    for model in kinds().values():
        yield from _of_a_kind(model)


def _of_a_kind(model: type[Moderated]) -> list[Expiry]:
    rows, name = model._default_manager, model._meta.verbose_name_plural
    known = ~Q(author_name="")  # what was forgotten but keeps a thread's place has no name

    def unpublished(terms, now):
        over = Q(state__in=[State.REJECTED, State.WITHDRAWN])
        return rows.filter(
            over, known, decided_at__lt=before(now, terms.keep_rejected_days)
        ).order_by("pk")

    def spam(terms, now):
        return rows.spam().filter(known, decided_at__lt=before(now, terms.keep_spam_days))

    def networks(terms, now):
        old = rows.filter(submitted_at__lt=before(now, terms.keep_networks_days))
        return old.exclude(network="")

    def addresses(terms, now):
        old = rows.approved().filter(submitted_at__lt=before(now, terms.keep_addresses_days))
        return old.exclude(author_email="")

    def without_content(terms, now):
        its_row = rows.filter(queue_item=OuterRef("pk"))
        return QueueItem.objects.filter(~Exists(its_row), kind=model._meta.model_name)

    return [
        Expiry(f"{name} non pubblicati o ritirati", unpublished, _each("forget")),
        Expiry(f"{name} fra lo spam", spam, _each("forget")),
        Expiry(f"{name}: impronte di rete", networks, lambda due: due.update(network="")),
        Expiry(f"{name}: indirizzi e-mail", addresses, _each("forget_address")),
        Expiry(f"{name}: voci rimaste senza contenuto", without_content, _each("discard")),
    ]


def _each(verb: str) -> Callable[[models.QuerySet], None]:
    def forget(due: models.QuerySet) -> None:
        for row in due:
            getattr(row, verb)()

    return forget


retention.register_terms(ModerationSettings.current)
retention.register_source(_of_everything_moderated)
retention.register(
    Expiry(
        "originali delle parti omesse",
        lambda terms, now: Original.objects.older_than(before(now, terms.keep_originals_days)),
    ),
    Expiry(
        "correzioni, parola per parola",
        lambda terms, now: Correction.objects.older_than(before(now, terms.keep_originals_days)),
    ),
    Expiry(
        "contestazioni decise, con le loro parole",
        lambda terms, now: Contest.objects.settled_before(before(now, terms.keep_rejected_days)),
    ),
    Expiry(
        "blocchi di reti, e blocchi tolti",
        lambda terms, now: Block.objects.over(
            networks_since=before(now, terms.keep_networks_days),
            lifted_since=before(now, terms.keep_decisions_days),
        ),
    ),
    Expiry(
        "decisioni su testi cancellati",
        lambda terms, now: Decision.objects.filter(
            item__isnull=True, at__lt=before(now, terms.keep_decisions_days)
        ),
    ),
    Expiry(
        "storie di autori senza più contributi",
        lambda terms, now: Contributor.objects.filter(
            ~Exists(QueueItem.objects.filter(contributor=OuterRef("pk")))
        ),
    ),
)
