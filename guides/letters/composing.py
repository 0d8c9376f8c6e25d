"""A letter with its answers, as a sheet: of an edition, or of the working copy in a preview."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from typing import Any

from guides.companies.channel import ContactChannel
from guides.deadlines.models import Rule
from guides.glossary.models import Datum
from guides.letters import wording
from guides.letters.fact_uses import TEXTS
from guides.letters.language import filling
from guides.letters.language.combinations import ANSWERED, NOT_ANSWERED, holds_in
from guides.letters.language.reading import tree_of
from guides.letters.language.tree import Mention, Names, Tree, chosen, data_in, needed
from guides.letters.sheet import Sheet
from guides.letters.terms import due_of, rules_named
from guides.text.dates import in_words

CLOSING = "Distinti saluti"
BLANK = "_" * 12
PLACE = "luogo"  # of a letter that asks it, the city beside the day
WAYS = {
    ContactChannel.Kind.EMAIL: "Per e-mail",
    ContactChannel.Kind.PEC: "Via PEC",
    ContactChannel.Kind.FORM: "Con il modulo in rete",
    ContactChannel.Kind.POST: "Raccomandata con ricevuta di ritorno",
}
Value = Callable[[str], Any]  # the typed answer to a datum, None when there is none


@dataclass
class Letter:
    """A letter's texts, and all that they name."""

    written: Any  # a FormLetter or a LetterEdition
    data: dict[str, Datum]
    facts: dict[str, str]  # {"fatto|formato": words}
    terms: dict[str, Rule] = field(default_factory=dict)  # live, by slug

    @cached_property
    def trees(self) -> list[Tree]:
        """Raises NotRead."""
        return [tree_of(getattr(self.written, name)) for name in TEXTS]

    def needs(self, value: Value) -> set[str]:
        """The data without which what it says, after these answers, would have a hole."""
        holds = partial(holds_in, self.state(value))
        found = {key for tree in self.trees for key in needed(tree, holds)}
        return found | {rule.said.starts_from for rule in self.rules_said(value)}

    def rules_said(self, value: Value) -> list[Rule]:
        """The rules whose day it says after these answers."""
        holds = partial(holds_in, self.state(value))
        leaves = (leaf for tree in self.trees for leaf in chosen(tree, holds))
        said = {m.key for m in leaves if isinstance(m, Mention) and m.names is Names.TERM}
        return [rule for slug, rule in self.terms.items() if slug in said]

    def state(self, value: Value) -> dict[str, str]:
        """Also of what the glossary has no more: nobody answered it."""
        named = dict.fromkeys((k for tree in self.trees for k in data_in(tree)), NOT_ANSWERED)
        return named | {key: _state(datum, value(key)) for key, datum in self.data.items()}

    def says(self, mention: Mention, value: Value) -> str:
        if mention.names is Names.FACT:
            return self.facts[f"{mention.key}|{mention.format}"]
        if mention.names is Names.TERM:
            return self._day(self.terms.get(mention.key), mention.format, value)
        answer, datum = value(mention.key), self.data.get(mention.key)
        return wording.said(datum, answer, mention.format) if datum and answer is not None else ""

    def _day(self, rule: Rule | None, format: str, value: Value) -> str:
        """Of a rule withdrawn or changed since then, a place where the reader writes the day."""
        start = value(rule.said.starts_from) if rule else None
        due = due_of(rule, start, value) if rule and start else None
        return wording.day_said(due.day, format) if due else BLANK

    def sheet(self, value: Value, *, on: date) -> Sheet:
        """The letter as it goes out on that day."""
        holds, says = partial(holds_in, self.state(value)), partial(self.says, value=value)
        sender, recipient, subject, body, attachments = self.trees
        people = filling.lines(sender, holds, says)
        return Sheet(
            title=self.written.title,
            sender=people,
            place_and_day=", ".join(part for part in (value(PLACE), in_words(on)) if part),
            recipient=filling.lines(recipient, holds, says) or self._company(),
            channel=self._channel(),
            subject=filling.line(subject, holds, says),
            blocks=filling.blocks(body, holds, says),
            attachments=filling.lines(attachments, holds, says),
            closing=CLOSING,
            signature=people[0] if people else "",
        )

    def _company(self) -> tuple[str, ...]:
        company, channel = self.written.company, self.written.channel
        if channel is not None and channel.kind == ContactChannel.Kind.POST:
            return tuple(part.strip() for part in channel.value.split(","))
        return (company.name,) if company else ()

    def _channel(self) -> str:
        channel = self.written.channel
        if channel is None or channel.kind not in WAYS:
            return ""
        way = WAYS[channel.kind]
        return way if channel.kind == ContactChannel.Kind.POST else f"{way}: {channel.value}"


def _state(datum: Datum, answer: Any) -> str:
    if answer in (None, ""):
        return NOT_ANSWERED
    return answer if datum.answers else ANSWERED


def data_named(keys: Iterable[str]) -> dict[str, Datum]:
    """In the order of the keys, those that there are."""
    found = {datum.key: datum for datum in Datum.objects.named(list(keys))}
    return {key: found[key] for key in keys if key in found}


def of_edition(edition) -> Letter:
    return Letter(edition, data_named(edition.questions), edition.facts, rules_named(edition))
