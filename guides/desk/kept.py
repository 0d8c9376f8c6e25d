"""What an editor has typed and not saved: a private copy, offered back on any machine.

One row for an editor and a page. It is no working copy: nobody else reads it, nothing is published
from it, and saving the page ends it.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from guides.pages.once import made_or_changed
from guides.privacy import held, retention

MOST_CHARACTERS = 2_000_000  # of one page
MOST_PAGES = 50  # of one editor: the oldest go
KEPT_FOR = timedelta(days=30)  # as in the browser


class TooMuch(ValueError):
    """More than a page may keep."""


class KeptTextQuerySet(models.QuerySet):
    def of(self, editor):
        return self.filter(editor=editor)

    def older_than(self, moment):
        return self.filter(kept_at__lt=moment)


class KeptText(models.Model):
    """What one editor has typed into one page of the desk and not saved."""

    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    page = models.CharField(max_length=200)  # its path
    texts = models.JSONField()  # {name of the box: what it holds}
    kept_at = models.DateTimeField(db_index=True)

    objects = KeptTextQuerySet.as_manager()

    class Meta:
        verbose_name = "testo non salvato"
        verbose_name_plural = "testi non salvati"
        constraints = [
            models.UniqueConstraint(fields=["editor", "page"], name="one_kept_text_per_page")
        ]

    def __str__(self) -> str:
        return self.page


def keep(editor, page: str, texts: dict[str, str]) -> None:
    """In the place of what was kept before. Raises TooMuch."""
    if sum(len(name) + len(text) for name, text in texts.items()) > MOST_CHARACTERS:
        raise TooMuch
    now = timezone.now()
    mine = KeptText.objects.of(editor)
    made_or_changed(mine, editor=editor, page=page, to={"texts": texts, "kept_at": now})
    newest = mine.order_by("-kept_at").values_list("pk", flat=True)[:MOST_PAGES]
    mine.exclude(pk__in=list(newest)).delete()


def kept_for(editor, page: str) -> KeptText | None:
    fresh = KeptText.objects.of(editor).filter(kept_at__gte=timezone.now() - KEPT_FOR)
    return fresh.filter(page=page).first()


def forget(editor, page: str) -> None:
    KeptText.objects.of(editor).filter(page=page).delete()


def _of(email: str) -> models.QuerySet:
    return KeptText.objects.filter(editor__email__iexact=email)


def _about(email: str) -> list[dict]:
    return list(_of(email).values("page", "texts", "kept_at"))


held.register(held.Holder("testi non salvati", _about, lambda email: _of(email).delete()[0]))
retention.register(
    retention.Expiry(
        "testi non salvati della redazione",
        lambda terms, now: KeptText.objects.older_than(now - KEPT_FOR),
    )
)
