"""Why a letter cannot be published: what is not there, what would be a hole, what nobody has read.

Every way in which the answers can fill it is tried (language/combinations.py).
"""

from collections.abc import Iterator, Sequence

from guides.deadlines.models import Rule
from guides.facts.formats import formats_of as formats_of_fact
from guides.facts.models import Fact
from guides.facts.saying import Facts
from guides.glossary.models import Datum
from guides.guide.obstacle import Obstacle
from guides.letters import wording
from guides.letters.composing import Letter, data_named, of_edition
from guides.letters.fact_uses import MARKDOWN, TEXTS, facts_of, markdown_of
from guides.letters.freezing import facts_said
from guides.letters.language.combinations import (
    ANSWERED,
    MOST,
    NOT_ANSWERED,
    UNKNOWN,
    TooMany,
    combinations,
    holds_in,
    ways_taken,
)
from guides.letters.language.reading import nearest, problems_of
from guides.letters.language.tree import (
    Leaf,
    Mention,
    Names,
    Question,
    Tree,
    Words,
    all_nodes,
    chosen,
    data_in,
)
from guides.letters.samples import answers_of, problems_of_sample
from guides.letters.terms import rules_named
from guides.text import inner_links

NAMES = {
    "sender": "Nel mittente",
    "recipient": "Nel destinatario",
    "subject": "Nell’oggetto",
    "body": "Nel testo",
    "attachments": "Fra gli allegati",
    "sending": "In «come inviarla»",
    "no_answer": "In «se non rispondono»",
}
MOST_HOLES = 5  # told at once
WITHDRAWN = "porta a «{}», che i lettori non vedono."


def letter_of(letter) -> Letter:
    """The working copy with all that it names."""
    keys = [question.datum.key for question in letter.questions.all()]
    return Letter(letter, data_named(keys), facts_said(letter), rules_named(letter))


def obstacles_of(letter) -> list[Obstacle]:
    """Italian sentences, each with the box it speaks of; empty when nothing is in the way."""
    if unread := list(_unread(letter)):
        return unread
    said = letter_of(letter)
    found = [*_recipient(letter), *_names(said), *_asked(said), *_after(letter)]
    return found or [*_combinations(said), *_samples(letter, said)]


def obstacles_of_edition(edition) -> list[str]:
    """What it names and is there no more. Its sample readers were those of its day."""
    said = of_edition(edition)
    return [*_names(said), *_asked(said), *_after(edition)] or list(_combinations(said))


def _at(name: str, what: str, line: int = 0) -> Obstacle:
    where = f"{NAMES[name]}, riga {line}" if line and name != "subject" else NAMES[name]
    return Obstacle(f"{where}: {what}", name)


def _unread(letter) -> Iterator[Obstacle]:
    for name in TEXTS:
        for wrong in problems_of(getattr(letter, name)):
            yield _at(name, wrong.what, wrong.line)


def _recipient(letter) -> Iterator[Obstacle]:
    if letter.company is None and not letter.recipient.strip():
        yield Obstacle("Manca il destinatario: scegli un’azienda, o scrivilo.", "recipient")
    if letter.channel and letter.channel.company_id != letter.company_id:
        yield Obstacle("Il contatto scelto è di un’altra azienda.", "channel")


def _each(said: Letter) -> Iterator[tuple[str, Tree]]:
    return zip(TEXTS, said.trees, strict=True)


def _names(said: Letter) -> Iterator[Obstacle]:
    """What is named and is not there, or not so."""
    facts = facts_of(said.written)
    known = {datum.key: datum for datum in Datum.objects.with_choices()}
    for name, tree in _each(said):
        for node in all_nodes(tree):
            if isinstance(node, Words):
                continue
            if what := _wrong_with(node, known, facts, said):
                yield _at(name, what, node.line)


def _wrong_with(node: Mention | Question, known: dict, facts: dict, said: Letter) -> str:
    if isinstance(node, Question):
        return _wrong_question(node, known)
    if node.names is Names.FACT:
        return _wrong_fact(node, facts)
    if node.names is Names.TERM:
        return _wrong_term(node, said)
    if node.key not in known:
        return f"non c’è un dato «{node.key}».{nearest(node.key, list(known))}"
    return _wrong_format(node, wording.formats_of(known[node.key]))


def _wrong_question(node: Question, known: dict[str, Datum]) -> str:
    key, value = node.condition.key, node.condition.value
    if key not in known:
        return f"non c’è un dato «{key}».{nearest(key, list(known))}"
    answers = [answer for answer, _ in known[key].answers]
    if value and not answers:
        return f"a «{key}» si risponde scrivendo: si può chiedere solo {{{{se {key}}}}}."
    if value and value not in answers:
        every = ", ".join(f"«{answer}»" for answer in answers)
        return (
            f"«{value}» non è una risposta di «{key}».{nearest(value, answers)} Ci sono: {every}."
        )
    return ""


def _wrong_fact(node: Mention, facts: dict[str, Fact]) -> str:
    if node.key not in facts:
        keys = list(Fact.objects.values_list("key", flat=True))
        return f"il fatto «{node.key}» non c’è.{nearest(node.key, keys)}"
    return _wrong_format(node, formats_of_fact(facts[node.key]))


def _wrong_term(node: Mention, said: Letter) -> str:
    if node.key not in said.terms:
        slugs = list(Rule.objects.live().values_list("slug", flat=True))
        return f"la scadenza «{node.key}» non è pubblicata.{nearest(node.key, slugs)}"
    start = said.terms[node.key].said.starts_from
    if start not in said.data:
        return f"per dire la scadenza «{node.key}» la lettera deve chiedere «{start}»."
    return _wrong_format(node, wording.DAYS)


def _wrong_format(node: Mention, formats: dict) -> str:
    if node.format in ("", *formats):
        return ""
    every = ", ".join(f"«{name}»" for name in formats)
    return f"«{node.key}» non ha il formato «{node.format}». Ci sono: {every}."


def _asked(said: Letter) -> Iterator[Obstacle]:
    """What is said is asked, what is asked is said."""
    used = {key for _, tree in _each(said) for key in data_in(tree)}
    used |= {rule.said.starts_from for rule in said.terms.values()}
    for key in sorted(used - set(said.data)):
        yield Obstacle(f"La lettera usa «{key}» ma non lo chiede.", "questions-group")
    for key in said.data:
        if key not in used:
            yield Obstacle(f"La lettera chiede «{key}» ma non lo usa.", "questions-group")


def _after(letter) -> Iterator[Obstacle]:
    """The texts beside the letter: their facts, their links."""
    for name, text in zip(MARKDOWN, markdown_of(letter), strict=True):
        yield from (_at(name, what) for what in Facts.of([text]).problems(text))
        links = inner_links.links_in(text)
        known = inner_links.places(link.identity for link in links)
        for link in links:
            place = known.get(link.identity)
            if place is None or not place.is_live:
                what = WITHDRAWN.format(place.title) if place else link.gone
                yield _at(name, f"il link «{link.words}» {what}")


def _states(said: Letter):
    def states(key: str) -> Sequence[str]:
        answers = [answer for answer, _ in said.data[key].answers]
        if not answers:
            return (ANSWERED, NOT_ANSWERED)
        is_decided = key in {
            node.condition.key
            for tree in said.trees
            for node in all_nodes(tree)
            if isinstance(node, Question) and node.condition.value
        }
        return answers if is_decided else [*answers, NOT_ANSWERED]

    return states


def _combinations(said: Letter) -> Iterator[Obstacle]:
    holes: dict[Obstacle, None] = {}
    try:
        for state in combinations(said.trees, _states(said)):
            holes |= dict.fromkeys(_holes(said, state))
    except TooMany:
        keys = ", ".join(f"«{k}»" for k in said.data if said.data[k].answers)
        yield Obstacle(
            f"Le risposte si combinano in più di {MOST:,} modi: nessuno li può rileggere. Togli "
            f"una delle domande ({keys}), o fai due lettere.".replace(",", ".", 1),
            "body",
        )
        return
    yield from list(holes)[:MOST_HOLES]


def _holes(said: Letter, state: dict[str, str]) -> Iterator[Obstacle]:
    for name, tree in _each(said):
        leaves = list(chosen(tree, lambda condition: holds_in(state, condition)))
        if name in ("subject", "body", "sender") and not any(map(_speaks, leaves)):
            yield _at(name, f"con {_in_words(tree, state)} non resta niente da dire.")
        for leaf in leaves:
            if isinstance(leaf, Mention) and (what := _hole(said, leaf, state)):
                yield _at(name, what, leaf.line)


def _speaks(leaf: Leaf) -> bool:
    return isinstance(leaf, Mention) or bool(leaf.text.strip())


def _hole(said: Letter, leaf: Mention, state: dict[str, str]) -> str:
    if leaf.names is Names.FACT:
        return ""
    key = leaf.key if leaf.names is Names.DATUM else said.terms[leaf.key].said.starts_from
    datum = said.data[key]
    if state.get(key) == NOT_ANSWERED:
        return (
            f"resta un vuoto quando «{key}» non ha risposta: mettilo dentro {{{{se {key}}}}}, o "
            "togli quella domanda."
        )
    can_be_unknown = state.get(key, UNKNOWN) == UNKNOWN and UNKNOWN in dict(datum.answers)
    if can_be_unknown:
        return f"«{key}» può essere «Non lo so»: mettilo dentro {{{{se {key}}}}}."
    return ""


def _in_words(tree: Tree, state: dict[str, str]) -> str:
    words = {ANSWERED: "una risposta", NOT_ANSWERED: "nessuna risposta"}
    decides = [key for key in data_in(tree) if key in state]
    told = [f"«{key}» = {words.get(state[key], state[key])}" for key in decides]
    return ", ".join(told) or "qualunque risposta"


def _samples(letter, said: Letter) -> Iterator[Obstacle]:
    """Each branch was read by somebody, with answers that a reader can give."""
    taken: set = set()
    wrong = []
    for sample in letter.samples.all():
        wrong += [
            Obstacle(f"Lettore d’esempio «{sample}»: {what}", "samples-group")
            for what in problems_of_sample(sample, said)
        ]
        taken |= ways_taken(said.trees, said.state(answers_of(sample, said).value))
    yield from wrong
    if wrong:
        return
    ways = set().union(
        *(ways_taken(said.trees, s) for s in combinations(said.trees, _states(said)))
    )
    for number, name in enumerate(TEXTS):
        for node in all_nodes(said.trees[number]):
            if isinstance(node, Question):
                yield from _untaken(name, node, number, ways, taken)


def _untaken(name: str, node: Question, number: int, ways: set, taken: set) -> Iterator[Obstacle]:
    for is_so in (True, False):
        way, branch = (number, id(node), is_so), _branch(node, is_so)
        if way not in ways:
            yield _at(name, f"nessuna risposta porta a {branch}.", node.line)
        elif way not in taken:
            yield _at(name, f"nessun lettore d’esempio passa per {branch}.", node.line)


def _branch(node: Question, is_so: bool) -> str:
    condition = node.condition
    without = "non " if condition.is_negated == is_so else ""
    verb = f"è {condition.value}" if condition.value else "ha risposta"
    return f"«{condition.key} {without}{verb}»"
