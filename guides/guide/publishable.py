"""Publishing: freeze the working copy into an edition, or take it down."""

from django.db import models, transaction

from guides.guide import inner_links, with_deadlines
from guides.guide.addresses import leave_behind
from guides.guide.checks.checking import errors_in
from guides.guide.freezing import draft_of, freeze
from guides.guide.hits import key_of
from guides.guide.obstacle import REVIEW, SECTIONS, Obstacle
from guides.guide.review.asking import ALONE
from guides.guide.with_facts import uses
from guides.pages.models import purge
from guides.privacy import erasures
from guides.publishing.live_edition import (
    CannotPublish,
    LiveEdition,
    LiveEditionQuerySet,
    PublicationState,
)
from guides.questions.follower import QuestionFollower
from guides.record.models import Verb, record
from guides.search.documents import SearchDocument
from guides.text import markdown
from guides.uploads.images import ALT_TO_WRITE

WITHDRAWN, ONLINE_AGAIN = "guida ritirata", "guida di nuovo online"  # in the ledger of erasures
PUBLISHED_BEFORE = "La guida è stata pubblicata prima di quel momento."


class PublishableQuerySet(LiveEditionQuerySet):
    @transaction.atomic
    def delete(self):
        for publishable in self:
            publishable._purge_pages(publishable.live)
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def in_state(self, state: str):
        """Those that are a draft, live as they stand, live with changes to publish, withdrawn."""
        changed = models.Q(published_revision__lt=models.F("revision"))
        return {
            PublicationState.DRAFT: self.never_published,
            PublicationState.LIVE: lambda: self.live().exclude(changed),
            PublicationState.CHANGED: lambda: self.live().filter(changed),
            PublicationState.WITHDRAWN: self.withdrawn,
        }[PublicationState(state)]()

    def never_published(self):
        return self.filter(live__isnull=True, withdrawn_at__isnull=True)


class Publishable(LiveEdition):
    """A guide between its editors and its readers."""

    live = models.OneToOneField(
        "guides.Edition",
        models.PROTECT,
        related_name="live_guide",
        null=True,
        blank=True,
        editable=False,
        verbose_name="edizione pubblicata",
    )

    class Meta:
        abstract = True

    def obstacles(self, *, by=None) -> list[Obstacle]:
        """Why the working copy cannot be published: Italian sentences, empty when it can.

        With `by`, also why that person cannot publish it.
        """
        # made as a page only when there is nothing else to mend
        return self.missing(by=by) or errors_in(self, draft_of(self))

    def missing(self, *, by=None) -> list[Obstacle]:
        """The obstacles that can be seen without making the page."""
        missing = []
        if not self.sections.exists():
            missing.append(Obstacle("Aggiungi almeno una sezione.", SECTIONS))
        first = self.sections.first()
        if first and first.level != 1:
            wrong = "La prima sezione non può essere una sottosezione."
            missing.append(Obstacle(wrong, str(first.uid)))
        if other := type(self).objects.at_live_address(self.slug, besides=self):
            taken = f"La guida pubblicata «{other.live.title}» ha già questo indirizzo."
            missing.append(Obstacle(taken, "slug"))
        if self.wants_a_second_person(by):
            missing.append(Obstacle(ALONE, REVIEW))
        missing += self._pictures_without_words() + self._links_that_lead_nowhere()
        return missing + uses.problems_of(self) + with_deadlines.problems_of(self)

    def _texts(self) -> list[tuple[str, str, str]]:
        """Each text in Markdown, with where it stands, in words and as an obstacle's box."""
        texts = [("Nell’introduzione", "introduction", self.introduction)]
        return texts + [
            (f"Nella sezione «{s.title}»", str(s.uid), s.body) for s in self.sections.all()
        ]

    def _links_that_lead_nowhere(self) -> list[Obstacle]:
        return [
            Obstacle(f"{where} il link «{link.words}» {wrong}", box)
            for where, box, text in self._texts()
            for link, wrong in inner_links.wrong_in(text, guide=self)
        ]

    def _pictures_without_words(self) -> list[Obstacle]:
        return [
            Obstacle(
                f"{where} c’è un’immagine senza testo alternativo: scrivi fra le parentesi quadre "
                "che cosa si vede, per chi non la vede.",
                box,
            )
            for where, box, text in self._texts()
            if any(alt in ("", ALT_TO_WRITE) for alt in markdown.alternatives(text))
        ]

    @transaction.atomic
    def publish(self, *, by, note: str = "", internal_note: str = "", kept=None):
        """Freeze the working copy into the live edition and return it.

        `note` is shown to readers as what changed, `internal_note` to the newsroom only. With
        `kept` it is that draft which goes out, as it stood when it was set aside. Publishing what
        is already live is no act at all. Raises CannotPublish.
        """
        guide = self.locked()
        said = kept.as_guide() if kept else guide
        if missing := said.missing(by=by):
            raise CannotPublish(missing)
        uses.hold_facts_of(said)
        draft = draft_of(said)
        if errors := errors_in(said, draft):
            raise CannotPublish(errors)
        edition = freeze(said, draft, by=by, note=note, internal_note=internal_note)
        guide._go_live(edition)
        said._announce_answers()
        guide.published_revision = said.revision
        guide.save(update_fields=["published_revision"])
        guide.schedules.publications().mark_seen()
        if kept is None:
            guide._recall_publications(by=by)
        self.refresh_from_db()
        return edition

    def _recall_publications(self, *, by) -> None:
        """What was frozen before would take the place of what was just published."""
        self.schedules.waiting().publications().recall(by=by, because=PUBLISHED_BEFORE)

    def _go_live(self, edition) -> None:
        if edition.pk == self.live_id:
            return
        self._purge_pages(self.live, edition)
        leave_behind(self.editions.exclude(pk=edition.pk).order_by("number").last(), edition)
        if self.withdrawn_at:
            erasures.note(ONLINE_AGAIN, self.pk)
        self._show(edition)
        uses.note_live(self, edition)
        self.refresh_hits()

    def readers_waiting(self) -> int:
        """How many readers publishing would tell that their question has found its answer."""
        waiting = QuestionFollower.objects.reachable().filter(question__sections__guide=self)
        return waiting.distinct().count()

    def _announce_answers(self) -> None:
        """Who asked the question from which a section was begun is told that it is here."""
        for section in (s for s in self.sections.all() if s.question_id):
            # None only after the index was lost: publishing must not wait until it is made anew.
            if document := SearchDocument.objects.filter(key=key_of(section)).first():
                section.question.announce(document)

    @transaction.atomic
    def withdraw(self, *, by, because: str) -> None:
        """Take the guide down: its address answers 410 with `because` until published again."""
        guide = self.locked()
        if guide.live_id is not None:
            guide._purge_pages(guide.live)
            guide._hide(by=by, because=because)
            uses.note_live(guide, None)
            guide.refresh_hits()
            erasures.note(WITHDRAWN, self.pk)
            record(Verb.WITHDRAW, by=by, about=guide, note=because)
        self.refresh_from_db()

    @transaction.atomic
    def delete(self, *args, **kwargs):
        self._purge_pages(self.live)
        return super().delete(*args, **kwargs)

    def _purge_pages(self, *editions) -> None:
        """Its own page, those that mention it, and the lists in which it stood or will stand."""
        lists = {tag for edition in editions if edition for tag in edition.lists()}
        purge(f"guide:{self.pk}", "guides", *lists)
