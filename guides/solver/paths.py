"""The editor's own table: answers in order, and the outcome that they must reach. Pure.

A row is written as one says it, «No > Dal corriere > Non lo so»: each answer by its words or by
its key, without regard to capitals, accents and full stops.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from guides.solver.graph import Graph, Position, Question

BETWEEN = re.compile(r"\s*(?:[>→›;\n]|->)\s*")


@dataclass(frozen=True, slots=True)
class Path:
    """A row of the table; `row` names it to the editor who mends it."""

    answers: str
    outcome: str = ""
    row: str = ""


def as_row(position: Position) -> str:
    """A way as a row of the table says it."""
    return " > ".join(step.answer.words for step in position.steps)


def wrong_in(path: Path, graph: Graph) -> str:
    """What is wrong with a row, in a sentence that follows its number; "" when it is right."""
    words = [word for word in BETWEEN.split(path.answers.strip(" >→›;\n")) if word]
    if not words:
        return "non ha risposte: scrivile in ordine, per esempio «No > Non lo so»."
    question = graph.questions.get(graph.first)
    for place, word in enumerate(words):
        if question is None:
            return f"la strada finisce prima di «{word}»: togli le risposte di troppo."
        answer = next((a for a in question.answers if _plain(word) in _names(a)), None)
        if answer is None:
            return f"«{word}» non è una risposta a «{question.words}»{_offered(question)}"
        if answer.outcome or place == len(words) - 1:
            break
        question = graph.questions.get(answer.question)
    if place < len(words) - 1:
        return f"la strada finisce prima di «{words[place + 1]}»: togli le risposte di troppo."
    return _wrong_end(path, answer, graph)


def _wrong_end(path: Path, answer, graph: Graph) -> str:
    if answer.question in graph.questions:
        following = graph.questions[answer.question].words
        return f"si ferma a «{following}»: scrivi anche le risposte che mancano."
    expected, reached = graph.outcomes.get(path.outcome), graph.outcomes.get(answer.outcome)
    if expected is None:
        return "non dice a quale esito deve arrivare: sceglilo."
    if reached is None:
        return f"non arriva da nessuna parte: doveva arrivare a «{expected.title}»."
    if reached.key != expected.key:
        return f"arriva a «{reached.title}», ma doveva arrivare a «{expected.title}»."
    return ""


def _offered(question: Question) -> str:
    return f": le risposte sono {', '.join(f'«{a.words}»' for a in question.answers)}."


def _names(answer) -> Iterator[str]:
    return iter({_plain(answer.key), _plain(answer.words)})


def _plain(words: str) -> str:
    bare = unicodedata.normalize("NFKD", words.casefold().replace("’", "'"))
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^\w\s]|_", " ", letters).split())
