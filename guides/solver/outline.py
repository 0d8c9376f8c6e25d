"""The outline at the desk: every question under the answer that leads to it, once.

Pure: the graph, the boxes of a form and counts in; an indented list out. A box says where an
answer leads; what no answer leads to stands at the end, so that it can be linked or dropped.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from guides.solver.faults import place_of_answer, place_of_question
from guides.solver.graph import Answer, Graph, Question

Times = Mapping[tuple[str, str], int]


@dataclass
class AnswerNode:
    answer: Answer
    place: str
    box: Any  # the form's box "where it leads"
    times: int
    below: "QuestionNode | None" = None
    above: Question | None = None  # it leads to a question that stands higher up


@dataclass
class QuestionNode:
    question: Question
    place: str
    drop: Any  # the form's box "take it away"
    arrived: int | None  # how often somebody came to it; of the first nobody knows
    answers: list[AnswerNode] = field(default_factory=list)

    @property
    def answered(self) -> int:
        return sum(node.times for node in self.answers)

    @property
    def stopped(self) -> int:
        """Who came and gave no answer. Who went back and answered again counts twice."""
        return max(0, (self.arrived or 0) - self.answered)

    @property
    def stopped_in_a_hundred(self) -> int:
        return round(100 * self.stopped / self.arrived) if self.arrived else 0


def arrivals(graph: Graph, times: Times) -> dict[str, int]:
    """How often each question and outcome was come to, by the answers that lead there."""
    found: dict[str, int] = {}
    for question in graph.questions.values():
        for answer in question.answers:
            for key in filter(None, (answer.question, answer.outcome)):
                found[key] = found.get(key, 0) + times.get((question.key, answer.key), 0)
    return found


def outline(
    graph: Graph,
    times: Times,
    box: Callable[[str, str], Any],
    drop: Callable[[str], Any],
) -> tuple[list[QuestionNode], list[QuestionNode]]:
    """The way from its first question, and the questions that no answer leads to."""
    arrived, seen = arrivals(graph, times), set()

    def node(question: Question) -> QuestionNode:
        seen.add(question.key)
        came = None if question.key == graph.first else arrived.get(question.key, 0)
        here = QuestionNode(question, place_of_question(question.key), drop(question.key), came)
        here.answers = [answer_node(question, answer) for answer in question.answers]
        return here

    def answer_node(question: Question, answer: Answer) -> AnswerNode:
        place = place_of_answer(question.key, answer.key)
        here = AnswerNode(
            answer, place, box(question.key, answer.key), times.get((question.key, answer.key), 0)
        )
        following = graph.questions.get(answer.question)
        if following and following.key not in seen:
            here.below = node(following)
        elif following:
            here.above = following
        return here

    first = graph.questions.get(graph.first)
    way = [node(first)] if first else []
    return way, [node(question) for key, question in graph.questions.items() if key not in seen]
