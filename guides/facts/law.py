"""The law under a fact or a rule: the article in force is read once a week; a change is a doubt."""

import hashlib
import logging
import time

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django_tasks import task

from guides.facts.normattiva import NotRead, article_in_force, names_an_article
from guides.facts.sourced import Sourced, sourced_models
from guides.pages.once import found_or_made
from guides.text.fields import TextField
from guides.text.word_diff import in_one, word_diff

log = logging.getLogger(__name__)

DOUBT = "è cambiato l’articolo di legge da cui viene"
PAUSE = 1.0  # seconds between two articles: a public service is asked slowly


class LawArticle(models.Model):
    """An article of a law as it was last read, and as it was before it changed."""

    urn = models.CharField("URN", max_length=240, unique=True)
    words = TextField("testo")
    digest = models.CharField(max_length=64, blank=True)
    words_before = TextField("testo di prima", blank=True)
    read_at = models.DateTimeField("letto il", null=True)
    changed_at = models.DateTimeField("cambiato il", null=True)
    trouble = models.CharField("perché non si legge", max_length=200, blank=True)

    class Meta:
        verbose_name = "articolo di legge"
        verbose_name_plural = "articoli di legge"

    def __str__(self) -> str:
        return self.urn

    @transaction.atomic
    def read(self, words: str) -> bool:
        """Keep what it says now; True when it said something else: a doubt on what came from it."""
        digest = hashlib.sha256(words.encode()).hexdigest()
        has_changed = bool(self.digest) and digest != self.digest
        self.read_at, self.trouble = timezone.now(), ""
        if has_changed:
            self.words_before, self.changed_at = self.words, self.read_at
            for model in sourced_models():
                model._base_manager.filter(source_urn=self.urn).update(doubt=DOUBT)
        self.words, self.digest = words, digest
        self.save()
        return has_changed

    @property
    def compared(self) -> SafeString:
        """Before and now, the words marked."""
        parts = word_diff(self.words_before, self.words)
        return mark_safe(in_one(parts))  # noqa: S308 - escaped there


def article_of(one: Sourced) -> LawArticle | None:
    return LawArticle.objects.filter(urn=one.source_urn).first() if one.source_urn else None


def _urns() -> list[str]:
    rows = [model._base_manager.exclude(source_urn="") for model in sourced_models()]
    found = {urn for some in rows for urn in some.values_list("source_urn", flat=True)}
    return sorted(urn for urn in found if names_an_article(urn))


@task()
def watch() -> str:
    """Read every article that something comes from; what came of it, for the log."""
    if not settings.NORMATTIVA:
        return "off"
    asked = _urns()
    LawArticle.objects.exclude(urn__in=asked).delete()
    changed = sum(_read(urn, first=not n) for n, urn in enumerate(asked))
    return f"{len(asked)} read, {changed} changed"


def _read(urn: str, *, first: bool) -> bool:
    if not first:
        time.sleep(PAUSE)
    article, _ = found_or_made(LawArticle.objects.all(), urn=urn)
    try:
        return article.read(article_in_force(urn))
    except NotRead as why:
        log.warning("law article not read: %s", why)
        LawArticle.objects.filter(pk=article.pk).update(trouble=str(why)[:200])
        return False
