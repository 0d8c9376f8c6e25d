"""The discussion under one page, with the counters that keep it as fast at 10,000 as at ten."""

from django.db import models, transaction
from django.db.models import Q

from guides.pages.models import purge
from guides.pages.once import found_or_made
from guides.pages.tracked import Noted

THREADS_A_PAGE = 20


class DiscussionQuerySet(models.QuerySet):
    def under(self, place) -> "Discussion":
        """The discussion of a guide or of a story, made when first needed.

        Pages that show the place do not know it yet: they are rendered once more, and then do.
        """
        kind = place._meta.model_name
        with transaction.atomic():
            discussion, is_new = found_or_made(self, **{kind: place})
            if is_new:
                purge(f"{kind}:{place.pk}")
        return discussion


class Discussion(Noted):
    """What is said under a guide or under a story."""

    shown_as = "discussion:{id}"

    guide = models.OneToOneField(
        "guides.Guide", models.CASCADE, related_name="discussion", null=True, blank=True
    )
    story = models.OneToOneField(
        "guides.Story", models.CASCADE, related_name="discussion", null=True, blank=True
    )
    last_thread = models.PositiveIntegerField(default=0, editable=False)
    public_comments = models.PositiveIntegerField("commenti", default=0, editable=False)

    objects = DiscussionQuerySet.as_manager()

    class Meta:
        verbose_name = "discussione"
        verbose_name_plural = "discussioni"
        constraints = [
            models.CheckConstraint(
                condition=Q(guide__isnull=False, story__isnull=True)
                | Q(guide__isnull=True, story__isnull=False),
                name="discussion_is_under_a_guide_or_a_story",
            )
        ]

    def __str__(self) -> str:
        return f"Discussione: {self.title}"

    @property
    def subject(self):
        """The guide or the story it stands under."""
        return self.guide or self.story

    @property
    def title(self) -> str:
        return self.guide.public_title if self.guide else self.story.title

    @property
    def is_open(self) -> bool:
        """Readers can write here only while they can read what it is about."""
        return self.subject.is_public

    @property
    def pages(self) -> int:
        return max(1, -(-self.last_thread // THREADS_A_PAGE))

    def address_of_page(self, number: int) -> str:
        """Where page `number` of the threads is read; the first is the place's own page."""
        place = self.subject.get_absolute_url()
        return place if number == 1 else f"{place}commenti/{number}/"

    def publish_answer(self, *, by, text: str):
        """The newsroom opens a thread here, in public and at once; None when it was said before."""
        comment = self.all_comments.model(discussion=self, text=text)
        return comment.publish_for_newsroom(by=by)

    def next_thread(self) -> int:
        """A number for a thread that becomes public; numbers are never given twice."""
        locked = Discussion.objects.select_for_update().get(pk=self.pk)
        locked.last_thread += 1
        locked.save(update_fields=["last_thread"])
        return locked.last_thread

    def recount(self) -> None:
        """Count what is public again, in the transaction that changed it."""
        Discussion.objects.select_for_update().get(pk=self.pk)  # else a count misses another act
        count = self.all_comments.approved().count()
        Discussion.objects.filter(pk=self.pk).update(public_comments=count)
