"""A working copy that editors change, and the frozen edition of it that readers see."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from guides.search.findable import Findable
from guides.text.fields import TextField

WITHDRAWAL = ("withdrawn_at", "withdrawn_by", "withdrawn_because")


class PublicationState(models.TextChoices):
    """Where a working copy stands between its editors and its readers."""

    DRAFT = "bozza", "Bozza"
    LIVE = "pubblicata", "Pubblicata"
    CHANGED = "modificata", "Pubblicata con modifiche"
    WITHDRAWN = "ritirata", "Ritirata"


class CannotPublish(Exception):
    """The working copy has obstacles; `obstacles` are Italian sentences for the editor."""

    def __init__(self, obstacles: list[str]) -> None:
        super().__init__(" ".join(obstacles))
        self.obstacles = obstacles


class LiveEditionQuerySet(models.QuerySet):
    def live(self) -> Self:
        return self.filter(live__isnull=False)

    def withdrawn(self) -> Self:
        return self.filter(withdrawn_at__isnull=False)

    def at_live_address(self, slug: str, *, besides) -> models.Model | None:
        """Another one whose live edition has this address already."""
        others = self.live().filter(live__slug=slug).exclude(pk=besides.pk)
        return others.select_related("live").first()


class LiveEdition(Findable, models.Model):
    """What has a live edition, or was withdrawn with a reason, or was never published.

    A model of this kind has `live`, a one-to-one to its own editions.
    """

    withdrawn_at = models.DateTimeField("ritirata il", null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    withdrawn_because = TextField("perché", blank=True, editable=False)
    # The working copy's count of saves, and what it was when last published.
    revision = models.PositiveIntegerField(default=1, editable=False)
    published_revision = models.PositiveIntegerField(default=0, editable=False)

    live_id: int | None
    live: Any
    editions: Any
    title: str
    objects: ClassVar[Any]

    states: type[models.TextChoices] = PublicationState

    class Meta:
        abstract = True

    @property
    def is_public(self) -> bool:
        return self.live_id is not None

    @property
    def state(self) -> models.TextChoices:
        if not self.is_public:
            return self.states("ritirata" if self.withdrawn_at else "bozza")
        is_all = self.published_revision >= self.revision
        return self.states("pubblicata" if is_all else "modificata")

    @property
    def public_title(self) -> str:
        """What readers call it: of a withdrawn one, the title it had when they last saw it."""
        return (self.live or self.editions.order_by("number").last() or self).title

    def revise(self) -> None:
        """Count a save of the working copy: whoever opened it before is told at theirs."""
        self.revision += 1
        self.save(update_fields=["revision", "updated_at"])

    def locked(self) -> Self:
        """Its row, until the transaction ends."""
        return type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)

    def _show(self, edition) -> None:
        """Readers see this one from now on."""
        self.live = edition
        self.withdrawn_at = self.withdrawn_by = None
        self.withdrawn_because = ""
        self.save(update_fields=["live", *WITHDRAWAL])

    def _hide(self, *, by, because: str) -> None:
        self.live, self.withdrawn_at = None, timezone.now()
        self.withdrawn_by, self.withdrawn_because = by, because
        self.save(update_fields=["live", *WITHDRAWAL])
