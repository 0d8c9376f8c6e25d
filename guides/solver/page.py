"""What a step of a guided way shows: the question or the outcome, and what was answered before."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from guides.solver import helping
from guides.solver.address import address
from guides.solver.editions import FlowEdition
from guides.solver.graph import Position, Step


@dataclass(frozen=True)
class Line:
    """An answer that was given, and where it is given again with the others kept."""

    step: Step
    change: str


@dataclass(frozen=True)
class Group:
    """Helps of one kind, in order, each with its address."""

    kind: helping.Kind
    helps: list[tuple[helping.Help, str]]

    @property
    def of_one_guide(self) -> str:
        """The title of the one guide that they are all parts of, "" otherwise."""
        notes = {help.note for help, _ in self.helps}
        return notes.pop() if len(notes) == 1 and not self.kind.desk_heading else ""


@dataclass(frozen=True)
class FlowPage:
    """`root` is the way's first address; `beside` is what the address carries besides the path."""

    edition: FlowEdition
    root: str
    position: Position
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        return address(self.root, self.position.steps)

    @property
    def is_first(self) -> bool:
        return not self.position.steps

    @property
    def back(self) -> str:
        """To the question before, "" on the first page."""
        steps = self.position.steps
        return address(self.root, steps[:-1], self.beside) if steps else ""

    @property
    def lines(self) -> list[Line]:
        steps = self.position.steps
        return [
            Line(step, address(self.root, steps[:n], [*_pairs(steps[n + 1 :]), *self.beside]))
            for n, step in enumerate(steps)
        ]

    @property
    def place(self) -> int:
        """Which question this is, counting from one."""
        return len(self.position.steps) + 1

    @property
    def at_most(self) -> int:
        """How many questions whoever stands here can be asked in all."""
        question = self.position.question
        return self.place - 1 + self.edition.as_graph.longest_from(question) if question else 0

    @cached_property
    def groups(self) -> list[Group]:
        """What helps at this outcome, kind by kind, each with its address."""
        outcome = self.position.outcome
        query = urlencode([*_pairs(self.position.steps), *self.beside])
        return [
            Group(kind, [(help, _with(help.address, query, kind)) for help in helps])
            for kind, helps in helping.shown(outcome.helps if outcome else ())
        ]


def _pairs(steps) -> list[tuple[str, str]]:
    return [(step.question.key, step.answer.key) for step in steps]


def _with(where: str, query: str, kind: helping.Kind) -> str:
    return f"{where}?{query}" if kind.takes_answers and query else where
