"""Asking a colleague to read; and what publishing asks where nobody publishes alone."""

from django.contrib.auth import get_user_model
from django.db import models, transaction

from guides.guide.review import emails
from guides.guide.review.models import Review
from guides.site.models import SiteSettings

ALONE = (
    "Qui si pubblica in due: chiedi a un’altra persona una revisione, e pubblica quando ha "
    "approvato proprio questo testo."
)


class Reviewable(models.Model):
    """What a colleague reads before it is published."""

    class Meta:
        abstract = True

    @transaction.atomic
    def ask_review(self, *, by, of, note: str = "") -> Review:
        """Ask `of` to read the working copy; a review that waited already gives its place."""
        guide = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        if of.pk == by.pk or not colleagues(by).filter(pk=of.pk).exists():
            raise ValueError("a review is asked of a colleague who may write guides")
        guide.reviews.waiting().update(state=Review.State.DROPPED)
        review = Review.objects.create(
            guide=guide, asked_by=by, asked_of=of, note=note, revision=guide.revision
        )
        emails.asked(review)
        return review

    def is_approved(self) -> bool:
        """Somebody who did not ask for it has approved these very words."""
        return self.reviews.approved().filter(revision=self.revision).exists()

    def wants_a_second_person(self, by) -> bool:
        """`by` cannot publish this yet. The site itself (nobody) publishes what was approved."""
        return (
            by is not None
            and not SiteSettings.current().may_publish_alone
            and not self.is_approved()
        )

    def follow_its_author(self, by) -> None:
        """Who asked for a review goes on writing: the newest words are those to be read."""
        self.reviews.waiting().filter(asked_by=by).update(revision=self.revision)


def colleagues(person) -> models.QuerySet:
    """Who else may write guides here."""
    may_write = get_user_model().objects.with_perm(
        "guides.change_guide", backend="django.contrib.auth.backends.ModelBackend"
    )
    return may_write.filter(is_staff=True).exclude(pk=person.pk).order_by("first_name", "username")
