"""Two people on the same guide: each is told of the other."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from guides.pages.once import found_or_made

# A page with a script says it is open every 30 seconds; one without says so only when it opens.
SEEN_WITHIN = timedelta(minutes=10)
# A page that stops saying so and then says it again has been opened again.
SAME_VISIT = timedelta(minutes=30)


class PresenceQuerySet(models.QuerySet):
    def now(self):
        return self.filter(seen_at__gte=timezone.now() - SEEN_WITHIN)

    def besides(self, editor):
        return self.exclude(editor=editor).select_related("editor").order_by("opened_at")


class EditingPresence(models.Model):
    """Somebody has a guide open at the desk."""

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="open_at_desks")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = "guida aperta"
        verbose_name_plural = "guide aperte"
        constraints = [
            models.UniqueConstraint(fields=["guide", "editor"], name="one_presence_per_editor")
        ]

    def __str__(self) -> str:
        return f"{self.editor} su {self.guide}"

    @property
    def sentence(self) -> str:
        opened = timezone.localtime(self.opened_at)
        name = self.editor.get_full_name() or self.editor.get_username()
        return f"{name} ha aperto questa guida alle {opened:%H:%M} e forse la sta modificando."


def enter(guide, editor) -> None:
    """`editor` has the guide open, now."""
    now = timezone.now()
    presence, is_new = found_or_made(
        EditingPresence.objects,
        guide=guide,
        editor=editor,
        made={"opened_at": now, "seen_at": now},
    )
    if not is_new:
        if now - presence.seen_at > SAME_VISIT:
            presence.opened_at = now
        presence.seen_at = now
        presence.save(update_fields=["opened_at", "seen_at"])


def leave(guide, editor) -> None:
    EditingPresence.objects.filter(guide=guide, editor=editor).delete()


def others(guide, editor) -> list[EditingPresence]:
    """Who else has the guide open."""
    return list(guide.open_at_desks.now().besides(editor))
