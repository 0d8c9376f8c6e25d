"""From the tables that editors write to the graph, and what is wrong with it."""

from collections.abc import Iterator

from guides.solver import faults, helping
from guides.solver.faults import Fault, place_of_outcome, place_of_question
from guides.solver.graph import Answer, Graph, Outcome, Question
from guides.solver.paths import Path
from guides.text import markdown

ASKED = ("choice", "yes-no")  # the kinds of datum that have answers to choose from


def graph_of(flow) -> Graph:
    questions = [_question(row) for row in _questions(flow)]
    outcomes = [_outcome(row) for row in flow.outcomes.prefetch_related("helps")]
    return Graph(
        first=flow.first.datum.key if flow.first else "",
        questions={question.key: question for question in questions},
        outcomes={outcome.key: outcome for outcome in outcomes},
    )


def _questions(flow):
    rows = flow.questions.select_related("datum")
    return rows.prefetch_related("datum__choices", "answers__following__datum")


def _question(row) -> Question:
    leads = {answer.key: answer for answer in row.answers.all()}
    answers = tuple(_answer(key, words, leads.get(key)) for key, words in row.datum.answers)
    return Question(row.datum.key, row.datum.question, answers, row.datum.help)


def _answer(key: str, words: str, row) -> Answer:
    following = row.following.datum.key if row and row.following else ""
    return Answer(key, words, following, str(row.outcome_id or "") if row else "")


def _outcome(row) -> Outcome:
    helps = tuple((help.kind, help.identity) for help in row.helps.all())
    return Outcome(str(row.pk), row.title, markdown.plain_text(row.text), row.text, helps)


def table_of(flow) -> list[Path]:
    return [
        Path(row.answers, str(row.outcome_id or ""), f"strada-{row.pk}") for row in flow.paths.all()
    ]


def faults_of(flow) -> list[Fault]:
    """Why the way as written cannot go before readers; empty when it can."""
    graph = graph_of(flow)
    return [
        *faults.faults(graph, table_of(flow)),
        *_questions_not_to_be_asked(flow),
        *_outcomes_that_do_not_help(graph),
    ]


def _questions_not_to_be_asked(flow) -> Iterator[Fault]:
    for row in flow.questions.select_related("datum"):
        place = place_of_question(row.datum.key)
        if row.datum.is_personal:
            words = f"«{row.datum}» è un dato personale: la risposta starebbe nell’indirizzo."
            yield Fault(f"{words} Scegli un’altra domanda.", place)
        elif row.datum.kind not in ASKED:
            words = f"«{row.datum}» non ha risposte fra cui scegliere: in un percorso servono."
            yield Fault(words, place)


def _outcomes_that_do_not_help(graph: Graph) -> Iterator[Fault]:
    wanted = {help for outcome in graph.outcomes.values() for help in outcome.helps}
    there = helping.found(wanted)
    for outcome in graph.outcomes.values():
        place = place_of_outcome(outcome.key)
        if not outcome.helps:
            words = f"L’esito «{outcome.title}» non porta a nessuna sezione, lettera o scadenza."
            yield Fault(words, place)
        for help in outcome.helps:
            if help not in there:
                words = f"L’esito «{outcome.title}» porta {helping.why_not_shown(*help)}"
                yield Fault(words, f"{place}/{help[0]}:{help[1]}")
