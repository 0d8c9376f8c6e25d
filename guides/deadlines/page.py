"""What the page of a rule shows: the boxes, the answer, what goes along to the next page."""

from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone

from guides.deadlines.content import CannotCount, RuleContent
from guides.deadlines.counting import Due
from guides.deadlines.models import Rule
from guides.glossary.answers import Answers
from guides.glossary.models import Datum
from guides.text.numbers import in_figures


@dataclass
class RulePage:
    """A live rule and what an address answers of it."""

    rule: Rule
    answers: Answers
    carried: Answers

    @classmethod
    def of(cls, rule: Rule, data: QueryDict) -> "RulePage | None":
        """None when the glossary has no longer the day that it is counted from."""
        asks = rule.said.asks
        known = {d.key: d for d in Datum.objects.named([*asks, *list(data)[:60]])}
        if asks[0] not in known:
            return None
        asked = [known[key] for key in asks if key in known]
        optional = asks[1:]
        others = [d for key, d in known.items() if key in data and not d.is_personal]
        return cls(
            rule,
            Answers.read(data, asked, optional=optional, sent=asks[0] in data),
            Answers.read(data, others, optional=[d.key for d in others]),
        )

    @property
    def said(self) -> RuleContent:
        return self.rule.said

    @property
    def form(self):
        return self.answers.form

    @property
    def along(self) -> list[tuple[str, str]]:
        """What the form does not ask, and the next page need not ask again."""
        return [(k, v) for k, v in self.carried.pairs() if k not in self.form.fields]

    @property
    def first(self):
        return self.form[self.said.starts_from]

    @property
    def others(self) -> list:
        return [self.form[key] for key in self.said.asks[1:] if key in self.form.fields]

    @cached_property
    def due(self) -> Due | None:
        """None when nothing was asked, or something is wrong: then `trouble` may say what."""
        start = self.answers.value(self.said.starts_from)
        if start is None or self.answers.errors:
            return None
        try:
            return self.rule.due(start, self.answers)
        except CannotCount as why:
            self.trouble = str(why)
            return None

    trouble = ""

    @property
    def today(self):
        return timezone.localdate()

    @property
    def is_past(self) -> bool:
        return self.due is not None and self.due.is_past(self.today)

    @property
    def how_far(self) -> str:
        """ "mancano 18 giorni", "è oggi", "sono passati 3 giorni"."""
        left = self.due.days_left(self.today) if self.due else 0
        if left in FAR:
            return FAR[left]
        days = in_figures(abs(left))
        return f"mancano {days} giorni" if left > 0 else f"sono passati {days} giorni"

    @property
    def address(self) -> str:
        """The query string of all that was answered."""
        return self.carried.address()


FAR = {0: "è oggi", 1: "è domani: manca un giorno", -1: "era ieri: è passato un giorno"}
