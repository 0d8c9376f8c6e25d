"""A whole guided way on one page: what its Markdown twin says."""

from collections.abc import Iterator
from dataclasses import dataclass

from guides.solver import helping
from guides.solver.editions import FlowEdition
from guides.solver.graph import Answer, Outcome, Question


@dataclass(frozen=True)
class Twin:
    edition: FlowEdition

    def questions(self) -> Iterator[tuple[Question, list[tuple[Answer, str]]]]:
        """In the outline's order, each answer with the words of what it leads to."""
        graph = self.edition.as_graph
        for question in (graph.questions[key] for key in graph.reached):
            yield question, [(answer, self._leads(answer)) for answer in question.answers]

    def _leads(self, answer: Answer) -> str:
        graph = self.edition.as_graph
        if following := graph.questions.get(answer.question):
            return following.words
        return graph.outcomes[answer.outcome].title

    def outcomes(self) -> Iterator[tuple[Outcome, list]]:
        for outcome in self.edition.as_graph.outcomes.values():
            yield outcome, helping.shown(outcome.helps)
