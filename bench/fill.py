"""Many guides and comments at once, by copying: `python -m bench.fill 10000 10000`.

Only for benchmarks: rows are written without the verbs, so nothing is indexed or told.
"""

import sys
import uuid
from datetime import timedelta

import django


def guides(how_many: int) -> None:
    """Copies of one published guide, in ten topics, half of them of ten companies."""
    from django.utils import timezone

    from guides.companies.models import Company
    from guides.guide.editions import Edition
    from guides.guide.models import Guide
    from guides.topics.models import Topic

    model = Edition.objects.live().select_related("guide").get(slug="aliexpress")
    sections = list(model.sections.all())
    missing = how_many - Guide.objects.count()
    topics = [Topic.objects.create(name=f"T{n}", slug=f"t{n}", description="") for n in range(10)]
    companies = [Company.objects.create(name=f"A{n}", slug=f"a{n}") for n in range(10)]
    now = timezone.now()
    working = [copy(model.guide, slug=f"copia-{n}", live_id=None) for n in range(missing)]
    for number, guide in enumerate(working):
        guide.topic = topics[number % 10]
        guide.company = companies[number % 10] if number % 2 else None
    working = Guide.objects.bulk_create(working, batch_size=500)
    editions = [
        copy(
            model,
            guide=guide,
            slug=guide.slug,
            topic=guide.topic,
            company=guide.company,
            published_at=now - timedelta(minutes=number),
        )
        for number, guide in enumerate(working)
    ]
    editions = Edition.objects.bulk_create(editions, batch_size=500)
    for edition in editions:
        edition.guide.live = edition
    Guide.objects.bulk_update(working, ["live"], batch_size=500)
    give_sections(editions, like=sections)


def give_sections(editions: list, *, like: list) -> None:
    from guides.guide.editions import EditionSection

    for start in range(0, len(editions), 500):
        EditionSection.objects.bulk_create(
            copy(section, edition=edition, uid=uuid.uuid4())
            for edition in editions[start : start + 500]
            for section in like
        )


def comments(how_many: int) -> None:
    """Published threads under the guide that is measured."""
    from django.utils import timezone

    from guides.comments.discussion import Discussion
    from guides.comments.models import Comment
    from guides.guide.models import Guide
    from guides.moderation.item import QueueItem

    discussion = Discussion.objects.under(Guide.objects.get(slug="aliexpress"))
    now, first = timezone.now(), discussion.last_thread
    missing = max(0, how_many - discussion.public_comments)
    states = {"state": "approved", "submitted_at": now, "decided_at": now}
    items = QueueItem.objects.bulk_create(
        [QueueItem(kind="comment", **states) for _ in range(missing)], batch_size=500
    )
    Comment.objects.bulk_create(
        [
            Comment(
                discussion=discussion,
                queue_item=item,
                author_name=f"Lettore {number}",
                text="Ho aspettato tre settimane, poi è arrivato. " * 4,
                thread_number=first + number,
                **states,
            )
            for number, item in enumerate(items, 1)
        ],
        batch_size=500,
    )
    discussion.last_thread = first + missing
    discussion.public_comments = discussion.public_comments + missing
    discussion.save()


def copy(row, **changes):
    """A new row with the same content."""
    fields = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    fields.pop("id")
    for name in changes:
        fields.pop(f"{name}_id", None)
    return type(row)(**fields | changes)


if __name__ == "__main__":
    django.setup()
    guides(int(sys.argv[1]))
    comments(int(sys.argv[2]))
