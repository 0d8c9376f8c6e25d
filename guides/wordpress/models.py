"""What came from where: so a second run changes nothing, and old addresses go on working."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from guides.guide.checks.checking import LONG, OLD
from guides.guide.models import Section, Source
from guides.text.fields import CharField
from guides.uploads.images import ALT_TO_WRITE

A_BATCH = 20  # guides that a person can look at in a sitting
TARGETS = ("guide", "page", "topic", "company", "author", "picture")


class WordPressSite(models.Model):
    """A site of WordPress whose export was brought in."""

    address = CharField("indirizzo", max_length=300, unique=True)
    title = CharField("nome", max_length=200, blank=True)
    added_at = models.DateTimeField("prima importazione", default=timezone.now)

    class Meta:
        verbose_name = "sito di WordPress"
        verbose_name_plural = "siti di WordPress"
        default_permissions = ()

    def __str__(self) -> str:
        return self.title or self.address

    @property
    def root(self) -> str:
        """The folder in which it stood, "" for a site of its own."""
        return urlsplit(self.address).path.strip("/")


class ImportedQuerySet(models.QuerySet):
    def with_something_left_to_do(self):
        """Drafts that nobody has looked at, pages whose words wait to be put online."""
        draft = Q(guide__isnull=False, guide__live__isnull=True, guide__withdrawn_at__isnull=True)
        held = Q(page__isnull=True, held__isnull=False)
        return self.filter(draft | held, looked_at__isnull=True)

    def with_what_to_look_at(self):
        """Read from the guides as they are now: what was mended is no longer said."""
        sections = Section.objects.filter(guide=OuterRef("guide"))
        to_describe = f"![{ALT_TO_WRITE}]"
        untold = Q(guide__introduction__contains=to_describe)
        return self.annotate(
            has_problem=Exists(sections.exclude(problem="")),
            has_source=Exists(Source.objects.filter(guide=OuterRef("guide"))),
            has_untold=Exists(sections.filter(body__contains=to_describe)) | Q(untold),
            has_long=Exists(sections.annotate(size=Length("body")).filter(size__gt=LONG)),
        )

    def lacking(self, what: str):
        """Those of which one of the things to look at holds (looking.LACKS)."""
        is_old = {"guide__verified_on__lt": timezone.localdate() - OLD}
        asked = {
            "problema": {"has_problem": False},
            "fonti": {"has_source": False},
            "immagini": {"has_untold": True},
            "lunghe": {"has_long": True},
            "vecchie": is_old,
        }
        return self.with_what_to_look_at().filter(guide__isnull=False, **asked[what])


class Imported(models.Model):
    """An item of an export: what it was, what became of it, what to look at."""

    class Outcome(models.TextChoices):
        KEPT = "kept", "portato com’era"
        CHANGED = "changed", "portato, cambiato in qualcosa"
        LEFT = "left", "lasciato fuori"

    site = models.ForeignKey(
        "guides.WordPressSite", models.CASCADE, related_name="items", verbose_name="sito"
    )
    number = models.PositiveBigIntegerField("numero in WordPress")
    kind = CharField("tipo", max_length=40)
    title = CharField("titolo", max_length=300, blank=True)
    old_address = CharField("vecchio indirizzo", max_length=1000, blank=True)
    outcome = models.CharField("esito", max_length=10, choices=Outcome)
    notes = models.JSONField("da guardare", default=list)
    fingerprint = models.CharField(max_length=64, blank=True, editable=False)
    guide = models.ForeignKey(
        "guides.Guide",
        models.SET_NULL,
        related_name="imported",
        null=True,
        verbose_name="guida",
    )
    page = models.ForeignKey(
        "guides.Page", models.SET_NULL, related_name="+", null=True, verbose_name="pagina"
    )
    # A page has no draft: its words wait here until somebody puts it online.
    held = models.JSONField("testo della pagina", null=True, editable=False)
    batch = models.PositiveIntegerField("lotto", default=0)
    imported_at = models.DateTimeField("portato il", default=timezone.now)
    looked_at = models.DateTimeField("guardato il", null=True, editable=False)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    objects = ImportedQuerySet.as_manager()

    class Meta:
        ordering = ["batch", "pk"]
        verbose_name = "arrivo da WordPress"
        verbose_name_plural = "arrivi da WordPress"
        constraints = [
            models.UniqueConstraint(fields=["site", "number"], name="imported_once_from_a_site")
        ]
        indexes = [models.Index(fields=["batch", "id"], name="imported_in_batches")]

    def __str__(self) -> str:
        return self.title or f"{self.kind} {self.number}"

    @property
    def is_old(self) -> bool:
        return bool(self.guide) and self.guide.verified_on < timezone.localdate() - OLD


class ImportedComment(models.Model):
    """A comment that was brought in, or left out, once: never again, whatever became of it."""

    site = models.ForeignKey("guides.WordPressSite", models.CASCADE, related_name="comments")
    number = models.PositiveBigIntegerField()
    comment = models.ForeignKey("guides.Comment", models.SET_NULL, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        verbose_name = "commento da WordPress"
        verbose_name_plural = "commenti da WordPress"
        constraints = [
            models.UniqueConstraint(
                fields=["site", "number"], name="comment_imported_once_from_a_site"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}"


def _only(target: str) -> Q:
    return Q(**{f"{name}__isnull": name != target for name in TARGETS})


class OldAddress(models.Model):
    """An address of the old site, and what is there now; never another address."""

    path = models.CharField("indirizzo", max_length=500, unique=True)  # see old_addresses.key_of
    guide = models.ForeignKey("guides.Guide", models.CASCADE, null=True, related_name="+")
    page = models.ForeignKey("guides.Page", models.CASCADE, null=True, related_name="+")
    topic = models.ForeignKey("guides.Topic", models.CASCADE, null=True, related_name="+")
    company = models.ForeignKey("guides.Company", models.CASCADE, null=True, related_name="+")
    author = models.ForeignKey("guides.Author", models.CASCADE, null=True, related_name="+")
    picture = models.ForeignKey("guides.Picture", models.CASCADE, null=True, related_name="+")
    # Of a category or a tag that is nothing here: what a reader would look for.
    words = CharField("parole da cercare", max_length=200, blank=True)

    class Meta:
        default_permissions = ()
        verbose_name = "vecchio indirizzo di WordPress"
        verbose_name_plural = "vecchi indirizzi di WordPress"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    Q(_only(""), ~Q(words="")),
                    *(Q(_only(target), words="") for target in TARGETS),
                    _connector=Q.OR,
                ),
                name="old_address_leads_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"/{self.path}"

    @property
    def target(self) -> str:
        """Where it leads now, "" while readers may not go there."""
        if self.guide:
            is_known = self.guide.is_public or self.guide.withdrawn_at
            return self.guide.get_absolute_url() if is_known else ""
        if self.picture:
            return self.picture.address
        if self.words:
            return f"{reverse('search')}?{urlencode({'q': self.words})}"
        thing = self.page or self.topic or self.company or self.author
        return thing.get_absolute_url() if thing else ""
