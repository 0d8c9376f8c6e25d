"""What the page says of the act that led to it: one line for one press, with one undo."""

from collections.abc import Sequence
from dataclasses import dataclass

from guides.moderation.decisions import Decision, Verb
from guides.queue.rows import Row

OF_MANY: dict[str, str] = {
    Verb.APPROVE: "{} voci pubblicate",
    Verb.REJECT: "{} voci non pubblicate",
    Verb.SPAM: "{} voci messe fra lo spam",
    Verb.WITHDRAW: "{} voci ritirate",
    Verb.UNDO: "{} decisioni annullate",
}


@dataclass(frozen=True)
class Report:
    """What one press of a button did."""

    decision: Decision  # the first of them
    rows: Sequence[Row]
    undone: int = 0

    @property
    def is_of_many(self) -> bool:
        return len(self.rows) > 1

    @property
    def sentence(self) -> str:
        what = self._of_many if self.is_of_many else self._of_one
        why = f" ({self.decision.reason.label.lower()})" if self.decision.reason else ""
        return f"{what}{why}{self._afterwards}."

    @property
    def can_be_undone(self) -> bool:
        return self.undone < len(self.rows) and self.decision.verb != Verb.UNDO

    @property
    def handles(self) -> list[str]:
        return [row.handle for row in self.rows]

    @property
    def _of_one(self) -> str:
        verb = self.decision.get_verb_display()
        return f"{verb[:1].upper()}{verb[1:]}: «{self.rows[0].name}»"

    @property
    def _of_many(self) -> str:
        verb = self.decision.get_verb_display()
        return OF_MANY.get(self.decision.verb, f"{{}} voci: {verb}").format(len(self.rows))

    @property
    def _afterwards(self) -> str:
        if not self.undone:
            return ""
        all_of_it = self.undone == len(self.rows)
        return " — poi annullato" if all_of_it else f" — {self.undone} poi annullate"


def report_of(done: Sequence[tuple[Row, Decision]]) -> Report | None:
    """One press is one report; None when nothing was done."""
    if not done:
        return None
    undone = sum(decision.pk in row.undone for row, decision in done)
    return Report(done[0][1], [row for row, _ in done], undone)
