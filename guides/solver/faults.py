"""Why a graph cannot be published: sentences, each with the row where it is mended. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guides.solver.graph import DO_NOT_KNOW, MOST_STEPS, Graph
from guides.solver.paths import Path, wrong_in

MOST_ADDRESSES = 500  # pages of one way, counting every step
MOST_ANSWERS = 8
TABLE = "paths-group"  # where the desk has the table
EMPTY = "Scegli la prima domanda."
NO_TABLE = (
    "La tabella delle strade è vuota: scrivi almeno una riga, con le risposte di un caso che "
    "conosci e l’esito a cui deve arrivare."
)


@dataclass(frozen=True, slots=True)
class Fault:
    """`place` is a fragment of the outline's page: "domanda-consegna", "esito-3", "strada-5"."""

    words: str
    place: str


def place_of_question(key: str) -> str:
    return f"domanda-{key}"


def place_of_answer(question: str, key: str) -> str:
    return f"risposta-{question}-{key}"


def place_of_outcome(key: str) -> str:
    return f"esito-{key}"


def faults(graph: Graph, table: Iterable[Path]) -> list[Fault]:
    """Empty when a reader who answers anything at all comes to an outcome in six questions."""
    if graph.first not in graph.questions:
        return [Fault(EMPTY, "strada")]
    found = [*_answers(graph), *_unreached(graph)]
    cycle = list(_cycle(graph))
    return [*found, *cycle, *([] if cycle else _length(graph)), *_table(graph, list(table))]


def _answers(graph: Graph) -> Iterator[Fault]:
    for question in graph.questions.values():
        place = place_of_question(question.key)
        if question.answer(DO_NOT_KNOW) is None:
            yield Fault(f"A «{question.words}» non si può rispondere «Non lo so».", place)
        if len(question.answers) > MOST_ANSWERS:
            words = f"«{question.words}» ha più di {MOST_ANSWERS} risposte: sul telefono non si"
            yield Fault(f"{words} leggono. Dividila in due domande.", place)
        for answer in question.answers:
            if not _arrives(graph, answer):
                words = f"A «{question.words}» la risposta «{answer.words}» non porta da nessuna"
                yield Fault(f"{words} parte.", place_of_answer(question.key, answer.key))


def _arrives(graph: Graph, answer) -> bool:
    return answer.outcome in graph.outcomes or answer.question in graph.questions


def _unreached(graph: Graph) -> Iterator[Fault]:
    for key, question in graph.questions.items():
        if key not in graph.reached:
            words = f"Nessuna risposta porta alla domanda «{question.words}»: toglila o collegala."
            yield Fault(words, place_of_question(key))
    for key, outcome in graph.outcomes.items():
        if key not in graph.outcomes_reached:
            words = f"Nessuna risposta porta all’esito «{outcome.title}»: toglilo o collegalo."
            yield Fault(words, place_of_outcome(key))


def _cycle(graph: Graph) -> Iterator[Fault]:
    if cycle := graph.cycle:
        names = " → ".join(f"«{question.words}»" for question in [*cycle, cycle[0]])
        words = f"La strada gira in tondo: {names}. Fai finire una di queste risposte altrove."
        yield Fault(words, place_of_question(cycle[-1].key))


def _length(graph: Graph) -> Iterator[Fault]:
    longest = graph.longest
    if len(longest) > MOST_STEPS:
        names = " → ".join(f"«{question.words}»" for question in longest)
        words = f"Una strada ha {len(longest)} domande, e al massimo sono {MOST_STEPS}: {names}."
        yield Fault(words, place_of_question(longest[MOST_STEPS].key))
    elif graph.addresses > MOST_ADDRESSES:
        words = f"Le strade sono troppe per ricontrollarle tutte ({graph.addresses} pagine, al"
        yield Fault(f"{words} massimo {MOST_ADDRESSES}): togli una domanda.", "strada")


def _table(graph: Graph, table: list[Path]) -> Iterator[Fault]:
    if not table:
        yield Fault(NO_TABLE, TABLE)
    for number, path in enumerate(table, start=1):
        if wrong := wrong_in(path, graph):
            yield Fault(f"Tabella delle strade, riga {number}: {wrong}", path.row)
