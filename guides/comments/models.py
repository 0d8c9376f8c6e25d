import uuid

from django.db import models
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, Subquery
from django.utils.functional import cached_property

from guides.comments import announcing
from guides.comments.discussion import THREADS_A_PAGE, Discussion
from guides.contributions.contribution import Contribution, ContributionQuerySet
from guides.contributions.update import Update
from guides.guide import anchors
from guides.guide.editions import EditionSection
from guides.moderation.decisions import Decision
from guides.moderation.exceptions import CannotDecide
from guides.pages.addresses import address_of
from guides.text.fields import TextField

DEEPEST = 3
REPLIES_SHOWN = 5  # of one thread, on the page of all threads
REPLIES_A_PAGE = 100  # on the pages of one thread
# What readers see of a comment, and of the one it answers.
ANSWERED = ("discussion", "state", "author_name")
READ = (
    *ANSWERED,
    *(
        "text",
        "is_editors",
        "submitted_at",
        "taken_back_at",
        "section_uid",
        "has_updates",
        "corrected_at",
    ),
    *("parent", "answers", "depth", "thread_number", "reply_number"),
)

anchors.reserve("commenti", r"commento-\d+", "scrivi-un-commento", "(commento|segui)_.+")


class CommentQuerySet(ContributionQuerySet):
    def placed(self):
        """Those that have a place in a thread: public now, or once and no more.

        The words of the latter are never shown (see Comment.public_text); they hold the place of
        those that answered them.
        """
        return self.filter(thread_number__isnull=False).order_by("thread_number", "reply_number")

    def in_threads(self, first, last, *, replies: int):
        """Those of a range of threads, each with its first replies: one range of one index."""
        return self.placed().filter(thread_number__range=(first, last), reply_number__lte=replies)

    def for_reading(self):
        """With what a page shows of each and of whom it answers, and nothing else."""
        return self.select_related("answers").only(
            *READ, *(f"answers__{name}" for name in ANSWERED)
        )

    def with_has_more(self):
        """With whether a thread has public replies after those shown, as has_more."""
        others = Comment.objects.approved().filter(
            thread=OuterRef("pk"), reply_number__gt=REPLIES_SHOWN
        )
        return self.annotate(has_more=Exists(others))

    def for_thread(self):
        """With whom each answers and what its author added: two queries, however many they are."""
        added = Update.objects.approved().defer("verdict")
        public_updates = Prefetch("updates", added, to_attr="public_updates")
        return self.for_reading().prefetch_related(public_updates)

    def with_its_section(self):
        """With the title, in the live edition, of the section each is about, as known_section."""
        section = EditionSection.objects.filter(
            edition=OuterRef("discussion__guide__live"), uid=OuterRef("section_uid")
        )
        return self.annotate(known_section=Subquery(section.values("title")[:1]))

    def for_queue(self):
        return self.with_its_section().select_related(
            "queue_item",
            "answers",
            "discussion__guide__live",
            "discussion__guide__company",
            "discussion__story__company",
        )


class Comment(Contribution):
    """What somebody says under a guide or a story, or answers there."""

    shown_as = "discussion:{discussion_id}"
    link_kind = "commento"
    what = "il tuo commento"
    redactable = ("text", "author_name")
    can_be_answered = True
    asked_as = {"section_uid": "A quale parte si riferisce", "author_name": "Nome"}

    discussion = models.ForeignKey(
        "guides.Discussion", models.PROTECT, related_name="all_comments", verbose_name="dove"
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="replies", null=True, blank=True, editable=False
    )
    # Whom it answers: its parent, or another on the third level, where threads stop growing.
    answers = models.ForeignKey(
        "self", models.PROTECT, related_name="answered_by", null=True, blank=True, editable=False
    )
    thread = models.ForeignKey(
        "self", models.PROTECT, related_name="whole_thread", null=True, blank=True, editable=False
    )
    depth = models.PositiveSmallIntegerField(default=1, editable=False)
    # Given when it first becomes public, never changed: so its page is always the same.
    thread_number = models.PositiveIntegerField(null=True, editable=False)
    reply_number = models.PositiveIntegerField(default=0, editable=False)
    section_uid = models.UUIDField("sezione", null=True, blank=True, editable=False)
    is_editors = models.BooleanField("della redazione", default=False, editable=False)
    text = TextField("commento", max_length=5000)
    announced_at = models.DateTimeField(null=True, editable=False)

    objects = CommentQuerySet.as_manager()

    class Meta(Contribution.Meta):
        verbose_name = "commento"
        verbose_name_plural = "commenti"
        indexes = [
            *Contribution.Meta.indexes,
            models.Index(
                fields=["discussion", "thread_number", "reply_number"], name="comment_in_its_place"
            ),
        ]
        constraints = [
            *Contribution.Meta.constraints,
            models.CheckConstraint(
                condition=Q(depth=1, parent__isnull=True, thread__isnull=True)
                | Q(depth__in=[2, 3], parent__isnull=False, thread__isnull=False),
                name="comment_is_at_most_three_deep",
            ),
            models.UniqueConstraint(
                fields=["discussion", "thread_number", "reply_number"],
                name="comment_has_a_place_of_its_own",
            ),
        ]

    def __str__(self) -> str:
        return f"Commento di {self.author_name or 'nessuno'} ({self.discussion})"

    def get_absolute_url(self) -> str:
        """An address that leads to its place, on whatever page that is."""
        return address_of("comment", self.pk)

    @cached_property
    def anchor(self) -> str:
        """Its name on the page where it stands."""
        return f"commento-{self.pk}"

    @property
    def place_on_page(self) -> str:
        """Path and fragment where it is read; the page never changes once it was public."""
        fragment = f"#{self.anchor}"
        if self.thread_number is None:
            return f"{self.discussion.subject.get_absolute_url()}#commenti"
        if self.reply_number > REPLIES_SHOWN:
            page = -(-self.reply_number // REPLIES_A_PAGE)
            return address_of("thread", self.thread_id, page) + fragment
        page = -(-self.thread_number // THREADS_A_PAGE)
        return self.discussion.address_of_page(page) + fragment

    @property
    def public_text(self) -> str:
        """The words as readers may see them, "" while they may not."""
        return self.text if self.is_public else ""

    @property
    def is_answered(self) -> bool:
        return Comment.objects.filter(Q(parent=self) | Q(answers=self) | Q(thread=self)).exists()

    def reply(self, **fields) -> "Comment":
        """A new, unsaved answer to this comment, in its place in the tree."""
        is_deepest = self.depth >= DEEPEST
        return Comment(
            discussion=self.discussion,
            parent=self.parent if is_deepest else self,
            answers=self,
            thread_id=self.thread_id or self.pk,
            depth=min(self.depth + 1, DEEPEST),
            section_uid=self.section_uid,
            **fields,
        )

    def publish_answer(self, *, by, text: str) -> Decision | None:
        """The newsroom answers, in public and at once; None when it had said so before."""
        return self.reply(text=text).publish_for_newsroom(by=by)

    def publish_for_newsroom(self, *, by) -> Decision | None:
        self.author_name = "La redazione"
        self.is_editors = True
        # The same answer given twice in one sitting is one answer.
        key = f"{self.discussion_id}:{self.answers_id}:{by.pk}:{self.text}"
        self.submission_id = uuid.uuid5(uuid.NAMESPACE_OID, key)
        return self.submit().approve(by=by)

    @property
    def rewritable(self) -> tuple[str, ...]:
        """What it is about is its own to say; an answer is about what it answers."""
        is_about_a_section = self.discussion.guide_id and self.depth == 1
        return (
            ("section_uid", "text", "author_name")
            if is_about_a_section
            else ("text", "author_name")
        )

    def choices_for(self, name: str) -> list[tuple[str, str]] | None:
        if name != "section_uid":
            return super().choices_for(name)
        live = self.discussion.guide.live
        sections = live.sections.values_list("uid", "title") if live else ()
        return [("", "Tutta la guida"), *((str(uid), title) for uid, title in sections)]

    @property
    def facts_for_author(self) -> list[tuple[str, str]]:
        return [("Dove", self.discussion.title), *self.queue_facts]

    # What the queue asks (moderation.Described).

    @property
    def queue_text(self) -> str:
        return self.text

    @property
    def queue_facts(self) -> list[tuple[str, str]]:
        section = self.section_title
        return [("Sezione", section)] if section else []

    @property
    def section_title(self) -> str:
        """The title, in the live edition, of the section it is about; "" when it has none."""
        if hasattr(self, "known_section"):
            return self.known_section or ""
        guide = self.discussion.guide
        if not (self.section_uid and guide and guide.live):
            return ""
        found = guide.live.sections.filter(uid=self.section_uid).values_list("title", flat=True)
        return found.first() or ""

    @property
    def company_name(self) -> str:
        place = self.discussion.subject
        return getattr(place, "company_name", "") or str(place.company or "")

    @property
    def where_it_would_appear(self) -> tuple[str, str]:
        return self.discussion.title, self.place_on_page

    @property
    def parent_excerpt(self) -> str:
        return self.answers.text if self.answers else ""

    # What happens when a moderator decides.

    def on_approved(self, decision) -> None:
        self.take_its_place()
        self.discussion.recount()
        super().on_approved(decision)
        if not self.announced_at:
            announcing.announce(self)

    def on_unpublished(self, decision) -> None:
        self.discussion.recount()

    def take_its_place(self) -> None:
        if self.thread_number is not None:
            return
        if self.depth == 1:
            self.thread_number = self.discussion.next_thread()
        else:
            self._take_a_place_in_its_thread()
        self.save(update_fields=["thread_number", "reply_number"])

    def _take_a_place_in_its_thread(self) -> None:
        Discussion.objects.select_for_update().get(pk=self.discussion_id)
        self.thread_number = self.thread.thread_number
        if self.thread_number is None:
            raise CannotDecide("Risponde a un commento mai pubblicato: prima pubblica quello.")
        taken = Comment.objects.filter(thread=self.thread_id).aggregate(last=Max("reply_number"))
        self.reply_number = (taken["last"] or 0) + 1
