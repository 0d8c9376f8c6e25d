"""A guided way as a graph of questions. Pure: no Django, no database.

Who reads it stands at a question or at an outcome; where, is told by the answers alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

DO_NOT_KNOW = "non-so"
MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its key in the address, its words, and the key of what it leads to."""

    key: str
    words: str
    question: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """`key` is that of its datum: it names the answer in the address."""

    key: str
    words: str
    answers: tuple[Answer, ...] = ()
    help: str = ""

    def answer(self, key: str | None) -> Answer | None:
        return next((answer for answer in self.answers if answer.key == key), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a way ends; `helps` are (kind, identity) pairs, in order."""

    key: str
    title: str
    text: str = ""  # plain
    markdown: str = ""
    helps: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    question: Question
    answer: Answer


@dataclass(frozen=True)
class Position:
    """Where some answers lead: the steps they make, then a question, an outcome, or nothing."""

    steps: tuple[Step, ...]
    question: Question | None = None
    outcome: Outcome | None = None

    @property
    def answers(self) -> dict[str, str]:
        return {step.question.key: step.answer.key for step in self.steps}


@dataclass(frozen=True)
class Graph:
    first: str = ""
    questions: Mapping[str, Question] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)

    def position_of(self, answers: Mapping[str, str]) -> Position:
        """Follow the answers as far as they hold. A question met twice is not asked again."""
        steps: list[Step] = []
        question = self.questions.get(self.first)
        while question is not None:
            answer = question.answer(answers.get(question.key))
            if answer is None or question in (step.question for step in steps):
                return Position(tuple(steps), question)
            steps.append(Step(question, answer))
            if answer.outcome:
                return Position(tuple(steps), outcome=self.outcomes.get(answer.outcome))
            question = self.questions.get(answer.question)
        return Position(tuple(steps))

    def after(self, question: Question) -> Iterator[Question]:
        """The questions that its answers lead to, each once."""
        keys = dict.fromkeys(answer.question for answer in question.answers if answer.question)
        return (self.questions[key] for key in keys if key in self.questions)

    @cached_property
    def reached(self) -> dict[str, None]:
        """Keys of the questions that a reader can come to, in the order of an outline."""
        found: dict[str, None] = {}
        waiting = [self.first] if self.first in self.questions else []
        while waiting:
            key = waiting.pop()
            if key not in found:
                found[key] = None
                waiting += reversed([question.key for question in self.after(self.questions[key])])
        return found

    @cached_property
    def outcomes_reached(self) -> set[str]:
        questions = (self.questions[key] for key in self.reached)
        return {answer.outcome for question in questions for answer in question.answers} - {""}

    @cached_property
    def cycle(self) -> list[Question]:
        """Questions that lead back to the first of them; none when every way ends."""
        done: set[str] = set()
        for start in self.questions.values():
            if found := self._cycle_from(start, [], done):
                return found
        return []

    def _cycle_from(
        self, question: Question, above: list[Question], done: set[str]
    ) -> list[Question]:
        if question in above:
            return above[above.index(question) :]
        if question.key in done:
            return []
        for following in self.after(question):
            if found := self._cycle_from(following, [*above, question], done):
                return found
        done.add(question.key)
        return []

    @cached_property
    def longest(self) -> list[Question]:
        """The way with the most questions. Only of a graph without a cycle."""
        start = self.questions.get(self.first)
        return self._longest(start, {}) if start else []

    def longest_from(self, question: Question) -> int:
        """How many questions are still to come at most, this one too."""
        return len(self._longest(question, {}))

    def _longest(self, question: Question, known: dict[str, list[Question]]) -> list[Question]:
        if question.key not in known:
            ways = [self._longest(following, known) for following in self.after(question)]
            known[question.key] = [question, *max(ways, key=len, default=[])]
        return known[question.key]

    @cached_property
    def addresses(self) -> int:
        """How many different pages it has. Only of a graph without a cycle."""
        pages: dict[str, int] = {}

        def from_here(key: str) -> int:
            if key not in pages:
                question = self.questions.get(key)
                answers = question.answers if question else ()
                pages[key] = 1 + sum(
                    from_here(answer.question) if answer.question else 1 for answer in answers
                )
            return pages[key]

        return from_here(self.first)

    def ways(self, most: int) -> Iterator[Position]:
        """Every complete way in the outline's order, at most so many. Not of a cycle."""
        start = self.questions.get(self.first)
        found = self._ways(start, ()) if start else iter(())
        return (way for way, _ in zip(found, range(most), strict=False))

    def _ways(self, question: Question, steps: tuple[Step, ...]) -> Iterator[Position]:
        for answer in question.answers:
            here = (*steps, Step(question, answer))
            if following := self.questions.get(answer.question):
                yield from self._ways(following, here)
            else:
                yield Position(here, outcome=self.outcomes.get(answer.outcome))
