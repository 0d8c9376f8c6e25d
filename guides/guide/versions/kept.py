"""A working copy as it stood at a moment: what a schedule freezes, what a restoring sets aside."""

from copy import copy
from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone

from guides.text.fields import CharField

FIELDS = ("title", "slug", "summary", "introduction", "cover_alt", "cover_width", "cover_height")
KEYS = ("topic_id", "company_id", "author_id")
SECTION = ("title", "level", "slug", "problem", "body", "question_id")
SOURCE = ("title", "address", "publisher")


class KeptDraft(models.Model):
    """A guide's working copy as it was at a moment, whole; never changed, never public."""

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="kept_drafts")
    kept_at = models.DateTimeField("messa da parte il", default=timezone.now)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="da chi",
    )
    because = CharField("perché", max_length=200)
    revision = models.PositiveIntegerField("revisione")
    content = models.JSONField("contenuto")

    class Meta:
        ordering = ["-kept_at", "-pk"]
        verbose_name = "bozza messa da parte"
        verbose_name_plural = "bozze messe da parte"

    def __str__(self) -> str:
        return f"{self.guide}, {self.name}"

    @property
    def name(self) -> str:
        moment = timezone.localtime(self.kept_at)
        return f"bozza delle {moment:%H:%M} del {moment.day}/{moment.month}/{moment.year}"

    def as_guide(self):
        """The guide with this content in place of its own; never to be saved."""
        return guide_saying(self.guide, self.content, revision=self.revision)


def keep(guide, *, by, because: str) -> KeptDraft:
    """Set the working copy aside as it stands."""
    return KeptDraft.objects.create(
        guide=guide,
        kept_by=by,
        because=because,
        revision=guide.revision,
        content=content_of(guide),
    )


def content_of(guide) -> dict:
    """Everything that an editor wrote in the working copy, ready for JSON."""
    return {
        **{name: getattr(guide, name) for name in FIELDS + KEYS},
        "cover": guide.cover.name or "",
        "verified_on": guide.verified_on.isoformat(),
        "other_companies": sorted(row.pk for row in guide.other_companies.all()),
        "sectors": sorted(row.pk for row in guide.sectors.all()),
        "sections": [
            {"uid": str(row.uid)} | {name: getattr(row, name) for name in SECTION}
            for row in guide.sections.all()
        ],
        "sources": [
            {"consulted_on": row.consulted_on.isoformat()}
            | {name: getattr(row, name) for name in SOURCE}
            for row in guide.sources.all()
        ],
    }


def guide_saying(guide, content: dict, *, revision: int):
    """A guide that says `content`: freezing, previewing and comparing read it as any other."""
    said = copy(guide)
    said._state.fields_cache = {
        name: row for name, row in guide._state.fields_cache.items() if name == "live"
    }
    said.revision = revision
    for name in FIELDS:
        setattr(said, name, content[name])
    for name in KEYS:  # of what was deleted meanwhile the guide's own stays
        if content[name] is None or _is_there(guide, name, content[name]):
            setattr(said, name, content[name])
    said.__dict__["cover"] = content["cover"]  # setting it would open the file to measure it
    said.verified_on = date.fromisoformat(content["verified_on"])
    said._prefetched_objects_cache = {
        "sections": _rows(guide.sections.all(), _sections(guide, content)),
        "sources": _rows(guide.sources.all(), _sources(guide, content)),
        "other_companies": _among(guide, "other_companies", content),
        "sectors": _among(guide, "sectors", content),
    }
    return said


def _is_there(guide, name: str, pk: int) -> bool:
    rows = guide._meta.get_field(name).related_model._default_manager
    return getattr(guide, name) == pk or rows.filter(pk=pk).exists()


def _sections(guide, content: dict) -> list[models.Model]:
    make = guide.sections.model
    asked = make._meta.get_field("question").related_model._default_manager
    there = set(asked.filter(pk__in=_questions(content["sections"])).values_list("pk", flat=True))
    rows = [
        row | {"question_id": row["question_id"] if row["question_id"] in there else None}
        for row in content["sections"]
    ]
    return [
        make(guide=guide, position=n, uid=UUID(row["uid"]), **{k: row[k] for k in SECTION})
        for n, row in enumerate(rows)
    ]


def _questions(sections: list[dict]) -> list[int]:
    return [row["question_id"] for row in sections if row["question_id"]]


def _sources(guide, content: dict) -> list[models.Model]:
    make = guide.sources.model
    return [
        make(
            guide=guide,
            position=n,
            consulted_on=date.fromisoformat(row["consulted_on"]),
            **{k: row[k] for k in SOURCE},
        )
        for n, row in enumerate(content["sources"])
    ]


def _among(guide, name: str, content: dict) -> models.QuerySet:
    """Those of them that are still there."""
    model = guide._meta.get_field(name).related_model
    rows = model._default_manager.filter(pk__in=content[name])
    return _rows(rows, list(rows))


def _rows(queryset: models.QuerySet, rows: list) -> models.QuerySet:
    """A queryset that has read these rows already."""
    queryset = queryset._chain()
    queryset._result_cache, queryset._prefetch_done = rows, True
    return queryset
