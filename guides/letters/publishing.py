"""Publishing a letter: freeze the working copy into an edition, or take it down."""

from django.db import models, transaction
from django.utils import timezone

from guides.facts.models import Fact
from guides.guide.obstacle import Obstacle
from guides.letters import data_uses, fact_uses
from guides.letters.checking import obstacles_of, obstacles_of_edition
from guides.letters.freezing import draft_of, save_as_next_edition, says_the_same
from guides.letters.terms import letters_of_rule
from guides.pages.models import purge
from guides.publishing.live_edition import CannotPublish, LiveEdition
from guides.record.models import Verb, record


class Publishable(LiveEdition):
    """A letter between its editors and its readers."""

    live = models.OneToOneField(
        "guides.LetterEdition",
        models.PROTECT,
        related_name="live_letter",
        null=True,
        blank=True,
        editable=False,
        verbose_name="edizione pubblicata",
    )

    class Meta:
        abstract = True

    def obstacles(self) -> list[str]:
        """Why the working copy cannot be published: Italian sentences, empty when it can."""
        return [*self._taken(self.slug), *obstacles_of(self)]

    def obstacles_to(self, edition) -> list[str]:
        """Why what was frozen before cannot go out any more: what it names was there then."""
        return [*self._taken(edition.slug), *obstacles_of_edition(edition)]

    def _taken(self, slug: str) -> list[str]:
        other = type(self).objects.at_live_address(slug, besides=self)
        if other is None:
            return []
        words = f"La lettera pubblicata «{other.live.title}» ha già questo indirizzo."
        return [Obstacle(words, "slug")]

    @transaction.atomic
    def publish(self, *, by, note: str = "", edition=None):
        """Freeze the working copy into the live edition and return it.

        With `edition`, which was frozen before, that one is what readers see. Publishing what is
        already live is no act at all. Raises CannotPublish.
        """
        letter = self.locked()
        if edition is None:
            edition = letter.frozen(by=by, note=note)
            letter.published_revision = letter.revision
            letter.save(update_fields=["published_revision"])
            letter.schedules.filter(edition__isnull=False).recall(by=by)  # it says older words
            letter.schedules.failed().update(seen_at=timezone.now())
        letter.go_live(edition)
        self.refresh_from_db()
        return edition

    def frozen(self, *, by, note: str = ""):
        """The edition of the working copy as it stands: the live one if nothing changed."""
        if obstacles := self.obstacles():
            raise CannotPublish(obstacles)
        self._hold_its_facts()
        draft = draft_of(self)
        if self.live and says_the_same(self.live, draft):
            return self.live
        return save_as_next_edition(draft, by=by, note=note)

    @transaction.atomic
    def withdraw(self, *, by, because: str) -> None:
        """Take the letter down: its address answers 410 with `because` until published again."""
        letter = self.locked()
        if letter.live_id is not None:
            letter._purge_pages(letter.live)
            letter._hide(by=by, because=because)
            fact_uses.note_live(letter)
            data_uses.note_live(letter)
            letter.refresh_hits()
            record(Verb.WITHDRAW, by=by, about=letter, note=because)
        self.refresh_from_db()

    @transaction.atomic
    def delete(self, *args, **kwargs):
        self._purge_pages(self.live)
        return super().delete(*args, **kwargs)

    def go_live(self, edition) -> None:
        self._purge_pages(self.live, edition)
        self._show(edition)
        fact_uses.note_live(self)
        data_uses.note_live(self)
        self.refresh_hits()

    def _hold_its_facts(self) -> None:
        """Until the transaction ends nobody changes the facts that it uses."""
        used = self.fact_uses.values("fact")
        list(Fact.objects.select_for_update().filter(pk__in=used).order_by("pk"))

    def _purge_pages(self, *editions) -> None:
        """Its own page, those that mention it, and the lists in which it stood or will stand."""
        lists = {tag for edition in editions if edition for tag in edition.lists()}
        rules = {letters_of_rule(term.rule) for term in self.terms.select_related("rule")}
        purge(f"letter:{self.pk}", "letters", *lists, *rules)
