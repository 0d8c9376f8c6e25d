"""Pictures that guided ways show: «Immagini» keeps them, and says where they are changed."""

from collections.abc import Iterator

from guides.guide.pictures.uses import Use, named_in, register
from guides.solver.editions import FlowEdition
from guides.solver.models import FlowOutcome

DESK = "guides_flow_change"


@register
def in_ways() -> Iterator[Use]:
    outcomes = FlowOutcome.objects
    yield from named_in(outcomes, ["text"], called="flow__title", desk=DESK, pk="flow")
    yield from named_in(FlowEdition.objects, ["graph"], called="title", desk=DESK, pk="flow")
