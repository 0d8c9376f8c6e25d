"""A fact changes: every guide that shows it is published again, all in one act or none."""

from django.db import transaction

from guides.facts.models import Fact
from guides.guide import placements
from guides.guide.editions import Edition
from guides.guide.freezing import save_as_next_edition
from guides.guide.with_facts.planning import Touched, guides_showing, plan_of


class CannotChange(Exception):
    """A guide cannot be published with the new value; `obstacles` are Italian sentences."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


class ChangedMeanwhile(Exception):
    """What the change would touch is not what its editor was shown."""


@transaction.atomic
def change(fact: Fact, *, by, note: str, shown: str | None = None) -> list:
    """Save the fact and publish each page that shows it; return the new editions.

    `shown` is the digest of the plan that the editor agreed to. Raises CannotChange or
    ChangedMeanwhile; then nothing is saved.
    """
    # Guides first, then the fact: whoever publishes a guide takes them in the same order.
    guides = set(guides_showing(fact).select_for_update(of=("self",)).order_by("pk"))
    Fact.objects.select_for_update().get(pk=fact.pk)
    plan = plan_of(fact)
    if shown is not None and shown != plan.digest:
        raise ChangedMeanwhile
    if not {touched.guide for touched in plan.touched} <= guides:
        raise ChangedMeanwhile
    if plan.obstacles:
        raise CannotChange(plan.obstacles)
    fact.revision += 1
    fact.save()
    again = [publish_again(touched, by=by, note=note) for touched in plan.touched]
    return again + [other.publish_again(by=by, note=note) for other in plan.elsewhere]


def publish_again(touched: Touched, *, by, note: str) -> Edition:
    """What the live edition would say, as the guide's next one; its working copy stays apart."""
    guide = touched.guide
    touched.edition.published_by, touched.edition.note = by, note
    places = placements.of_edition(guide.live)
    edition = save_as_next_edition(guide, touched.edition, touched.sections, places)
    guide._go_live(edition)
    return edition
