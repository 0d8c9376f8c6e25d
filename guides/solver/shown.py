"""What the desk shows of a guided way: its outline, where people stop, what readers miss now."""

from dataclasses import dataclass

from guides.solver import helping
from guides.solver.counting import FlowDay
from guides.solver.drafting import faults_of, graph_of
from guides.solver.faults import Fault
from guides.solver.forms import FlowForm, box_of, drop_of
from guides.solver.graph import Graph
from guides.solver.models import FlowOutcome
from guides.solver.outline import QuestionNode, arrivals, outline
from guides.solver.paths import as_row

MOST_WAYS = 100  # written out at the desk


@dataclass(frozen=True)
class Shown:
    way: list[QuestionNode]
    unreached: list[QuestionNode]
    outcomes: list[tuple[FlowOutcome, int, int]]  # how many helps, how often come to
    ways: list[tuple[str, str]]  # the answers, the outcome
    faults: list[Fault]
    is_counted: bool


def outline_of(form: FlowForm) -> Shown:
    flow = form.instance
    graph, times = graph_of(flow), FlowDay.objects.times(flow)
    way, unreached = outline(
        graph, times, lambda q, a: form[box_of(q, a)], lambda q: form[drop_of(q)]
    )
    arrived = arrivals(graph, times)
    return Shown(
        way=way,
        unreached=unreached,
        outcomes=[(o, len(o.helps.all()), arrived.get(str(o.pk), 0)) for o in form.outcomes],
        ways=_ways(graph),
        faults=faults_of(flow),
        is_counted=bool(times),
    )


def _ways(graph: Graph) -> list[tuple[str, str]]:
    if graph.cycle:
        return []
    return [
        (as_row(way), way.outcome.title if way.outcome else "") for way in graph.ways(MOST_WAYS)
    ]


def missing_of(edition) -> list[tuple[str, str]]:
    """What readers of the live edition no longer find: each outcome, and what it led to."""
    outcomes = edition.as_graph.outcomes.values()
    there = helping.found({help for outcome in outcomes for help in outcome.helps})
    return [
        (outcome.title, helping.why_not_shown(*help))
        for outcome in outcomes
        for help in outcome.helps
        if help not in there
    ]
