"""What a letter's page shows: an edition, what it asks, what was answered."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from guides.companies.channel import ContactChannel
from guides.glossary.answers import Answers
from guides.letters import wording
from guides.letters.composing import WAYS, Letter, of_edition
from guides.letters.dossier import DossierScheme
from guides.letters.editions import LetterEdition
from guides.letters.language.tree import Question, Words, all_nodes, data_in
from guides.letters.samples import read
from guides.letters.sheet import Sheet
from guides.letters.terms import DayAfter, days_after
from guides.text.personal_data import personal_data_in_all

CARD = "il numero di una carta"
SECRET = re.compile(r"\b(?:password|pin|cvv|cvc|otp)\b\s*(?:è|:|=)\s*\S+", re.IGNORECASE)


@dataclass
class LetterPage:
    """An edition, or a draft, with the answers that came with it."""

    edition: LetterEdition
    letter: Letter
    answers: Answers
    carried: Answers | None = None  # what came with the address
    sent_on: date | None = None

    @classmethod
    def opened(cls, edition: LetterEdition, asked: Mapping) -> "LetterPage":
        """The page before an answer is sent; the query string may give what is not personal."""
        letter = of_edition(edition)
        public = [datum for datum in letter.data.values() if not datum.is_personal]
        keys = [datum.key for datum in public]
        carried = Answers.read(asked, public, optional=keys)
        values = {key: v for key in keys if (v := carried.value(key)) is not None}
        needed = letter.needs(carried.value)
        optional = [key for key in letter.data if key not in needed]
        answers = Answers.read({}, letter.data.values(), optional=optional, sent=False)
        answers.form.initial = {key: _typed(value) for key, value in values.items()}
        return cls(edition, letter, answers, carried)

    @classmethod
    def answered(cls, edition: LetterEdition, data: Mapping) -> "LetterPage":
        letter = of_edition(edition)
        return cls(edition, letter, read(data, letter), sent_on=timezone.localdate())

    @property
    def form(self):
        return self.answers.form

    @cached_property
    def parts(self) -> list[tuple[str, str, list]]:
        """(id, heading, boxes): first what happened, then who writes."""
        sender = set(data_in(self.letter.trees[0]))
        about = [self.form[key] for key in self.letter.data if key not in sender]
        who = [self.form[key] for key in self.letter.data if key in sender]
        parts = [("che-cosa", "Che cosa è successo", about), ("chi", "Chi scrive", who)]
        return [part for part in parts if part[2]]

    def sheet(self, *, on: date | None = None) -> Sheet:
        return self.letter.sheet(self.answers.value, on=on or timezone.localdate())

    @cached_property
    def days_after(self) -> list[DayAfter]:
        """What follows if it is sent on `sent_on`; nothing while nobody said when."""
        if self.sent_on is None:
            return []
        known = self.carried or self.answers
        return list(days_after(self.edition.terms, self.sent_on, dict(known.pairs()), known.value))

    @cached_property
    def schemes(self) -> list[DossierScheme]:
        """To whom a dossier may be wanted, after a letter on its topic."""
        return list(DossierScheme.objects.filter(topics=self.edition.topic_id))

    @property
    def address(self) -> str:
        """Its own, with what is not personal."""
        return self.answers.address()

    @cached_property
    def not_needed(self) -> list[str]:
        """What no letter of ours wants: whole numbers of cards, words that open an account."""
        texts = [value for value in self.answers.values.values() if isinstance(value, str)]
        cards = [one.words for one in personal_data_in_all(texts) if one.what == CARD]
        return cards + [found[0] for text in texts for found in SECRET.finditer(text)]

    @cached_property
    def channels(self) -> list[ContactChannel]:
        """The company's ways to receive it, the letter's own first."""
        if self.edition.company is None:
            return []
        every = self.edition.company.channels.all()
        ways = [c for c in every if c.kind in WAYS or c.kind == ContactChannel.Kind.CHAT]
        return sorted(ways, key=lambda channel: channel.pk != self.edition.channel_id)

    @property
    def subject(self) -> str:
        """With the names of its data where the answers go."""
        nodes = (n for n in all_nodes(self.letter.trees[2]) if not isinstance(n, Question))
        written = [node.text if isinstance(node, Words) else "…" for node in nodes]
        return " ".join("".join(written).split())

    @cached_property
    def documents(self) -> list[str]:
        """All that may have to be attached, whatever is answered."""
        text = "".join(n.text for n in all_nodes(self.letter.trees[4]) if isinstance(n, Words))
        return [line for each in text.split("\n") if (line := each.strip().removeprefix("- "))]

    @cached_property
    def sources(self) -> list[dict]:
        return [
            source | {"consulted_on": date.fromisoformat(source["consulted_on"])}
            for source in self.edition.sources
        ]


def _typed(value):
    """As one would write it in its box."""
    return wording.DAYS["cifre"][1](value) if isinstance(value, date) else value
