"""Which guided ways lead to a letter, or to a day: said before it is withdrawn."""

from collections.abc import Iterator

from guides.deadlines import uses as deadlines
from guides.deadlines.uses import RuleUse
from guides.letters import uses as letters
from guides.letters.uses import Use
from guides.solver.editions import FlowEdition


def leading_to(kind: str, identity: object) -> Iterator[Use]:
    """The published ways with an outcome that leads there."""
    places = {"places__kind": kind, "places__identity": str(identity)}
    for edition in FlowEdition.objects.live().filter(**places).for_lists():
        yield Use(f"Percorso guidato «{edition.title}»", edition.get_absolute_url())


@deadlines.register
def ways_to_a_day(rule) -> Iterator[RuleUse]:
    return (RuleUse(use.words, use.address, is_live=True) for use in leading_to("rule", rule.pk))


@letters.register
def ways_to_a_letter(letter) -> Iterator[Use]:
    return leading_to("letter", letter.pk)
