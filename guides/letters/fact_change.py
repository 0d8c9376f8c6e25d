"""A fact changes: the letters that show it are published again, in the same act as the guides."""

from collections.abc import Iterator
from dataclasses import dataclass

from guides.facts.models import Fact
from guides.guide.with_facts.changing import ChangedMeanwhile
from guides.guide.with_facts.planning import Compared, changed_lines, register_pages
from guides.letters.editions import LetterEdition
from guides.letters.fact_uses import MARKDOWN, LetterFactUse, facts_mentioned
from guides.letters.freezing import copied, save_as_next_edition, says_the_same, with_facts_said
from guides.letters.models import FormLetter
from guides.text.word_diff import in_one, word_diff


@dataclass
class TouchedLetter:
    """A letter that readers would see otherwise: its edition, not saved."""

    letter: FormLetter
    edition: LetterEdition

    @property
    def title(self) -> str:
        return self.letter.live.title

    @property
    def address(self) -> str:
        return self.letter.live.get_absolute_url()

    @property
    def has_changes(self) -> bool:
        return self.letter.published_revision < self.letter.revision

    @property
    def obstacles(self) -> list[str]:
        """A tag that says nothing any more."""
        return [
            f"«{self.title}»: «{mention.key}» non si può più dire così."
            for mention in facts_mentioned(self.edition)
            if f"{mention.key}|{mention.format}" not in self.edition.facts
        ]

    @property
    def compared(self) -> list[Compared]:
        before, now = self.letter.live, self.edition
        pairs = [
            ("Nella lettera", old, now.facts.get(tag, "")) for tag, old in before.facts.items()
        ]
        changed = [Compared(w, [in_one(word_diff(o, n))]) for w, o, n in pairs if o != n]
        for name in MARKDOWN:
            old, new = getattr(before, name), getattr(now, name)
            if old != new:
                changed.append(Compared("Intorno alla lettera", changed_lines(old, new)))
        return changed

    @property
    def says(self) -> str:
        said = [str(sorted(self.edition.facts.items())), self.edition.sending]
        return "\x1f".join(
            [f"{self.letter.pk}:{self.letter.live_id}", *said, self.edition.no_answer]
        )

    def publish_again(self, *, by, note: str) -> LetterEdition:
        letter = self.letter.locked()
        if letter.live_id != self.letter.live_id:
            raise ChangedMeanwhile
        edition = save_as_next_edition(self.edition, by=by, note=note)
        letter.go_live(edition)
        return edition


def touched_by(fact: Fact) -> Iterator[TouchedLetter]:
    showing = LetterFactUse.objects.filter(fact=fact.pk, is_live=True).values("letter")
    for letter in FormLetter.objects.live().filter(pk__in=showing).select_related("live"):
        edition = with_facts_said(copied(letter.live), fact)
        if not says_the_same(letter.live, edition):
            yield TouchedLetter(letter, edition)


register_pages(touched_by)
