"""A question answered: candidates from the database, ranked here, one page of them shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from guides.pages.prepared import Prepared
from guides.search import fulltext
from guides.search.analyzer import tokens
from guides.search.candidate import Averages, Measured, measure
from guides.search.corrections import CorrectedWord, choose
from guides.search.finding import PAGE, Finding, hits_for
from guides.search.fulltext import FILTERS, CandidateRow
from guides.search.models import SearchIndex
from guides.search.plan import plan
from guides.search.query import Query, parse
from guides.search.ranking import Ranked, rank
from guides.search.second_look import Wanted
from guides.search.slips import likeness
from guides.search.slot import Option, Slot
from guides.search.term import Term, as_field
from guides.search.terms import slots
from guides.search.verdict import Asked, Verdict, judge
from guides.search.vocabulary import LOADED

NEAREST = 5  # pages that only come near

_state = Prepared(lambda: SearchIndex.objects.filter(pk=1))


def find(
    typed: str,
    *,
    filters: Mapping[str, str] | None = None,
    page: int = 1,
    however_far: bool = False,
) -> Finding:
    """Answer a question, whatever was typed; `filters` by kind, topic or company; pages from 1.

    `however_far` keeps the hits that are no answer: for editors who look for the nearest text.
    4 queries, whatever the size of the index; at most 3 more when a word must be put right.
    """
    query = parse(typed)
    finding = Finding(query, page)
    if not query:
        return finding
    state = next(iter(_state()), SearchIndex(pk=1))
    understood, choices, rows = _understand(query, state, filters or {})
    if not rows and query.unquoted:
        query, finding.is_unquoted = query.unquoted, True
        understood, choices, rows = _understand(query, state, filters or {})
    terms = [choice.term(state.documents) for choice in choices]
    ranked = rank(rows, Wanted(terms, _side_by_side(query, choices), query.is_sentence))
    finding.explain(choices, found=bool(ranked))
    finding.signpost = LOADED.signpost([term.stem for term in query.terms])
    asked = _asked(understood, choices, terms)
    finding.verdict = _verdict(finding, asked, ranked, state.documents)
    if finding.verdict == Verdict.NOTHING and not however_far:
        ranked = []
    elif finding.verdict == Verdict.NEAR:
        ranked = ranked[:NEAREST]
    else:
        finding.counts = {name: _counts(ranked, name) for name in FILTERS}
    finding.total = len(ranked)
    promoted = LOADED.promoted.get(query.key, "") if page == 1 and not filters else ""
    finding.hits = hits_for(ranked[(page - 1) * PAGE : page * PAGE], terms, promoted)
    if any(hit.is_promoted for hit in finding.hits):
        finding.verdict = Verdict.ANSWERS
    return finding


def _understand(
    query: Query, state: SearchIndex, filters: Mapping[str, str]
) -> tuple[list[Slot], list[CorrectedWord], list[Measured]]:
    """(the words and what they may stand for, what they do, the candidates for that)."""
    averages = _averages(state)
    understood = slots(query.terms, LOADED.up_to(state))
    options = [(slot, option) for slot in understood for option in slot.options]
    rows = _candidates(query, options, state, filters, part=3)
    measured = [measure(row, averages) for row in rows]
    choices = choose(understood, measured, state.documents)
    if len(choices) < len(options):
        chosen = [(choice.slot, choice.option) for choice in choices]
        rows = _candidates(query, chosen, state, filters)
        measured = [measure(row, averages) for row in rows]
    return understood, choices, measured


def _side_by_side(query: Query, choices: Iterable[CorrectedWord]) -> list[str]:
    slips = {c.slot.typed: c.option.word for c in choices if c.is_correction}
    return [as_field(pair) for pair in query.side_by_side(slips)]


def _asked(
    understood: Iterable[Slot], choices: Iterable[CorrectedWord], terms: Iterable[Term]
) -> list[Asked]:
    """Each word of the question, those for which nothing was found too."""
    chosen = {c.slot.typed: (c, term) for c, term in zip(choices, terms, strict=True)}
    asked = []
    for slot in understood:
        choice, term = chosen.get(slot.typed, (None, None))
        is_slip = choice is not None and choice.is_correction
        asked.append(Asked(term, likeness(slot.typed, choice.option.word) if is_slip else 1.0))
    return asked


def _verdict(
    finding: Finding,
    asked: Sequence[Asked],
    ranked: Sequence[Ranked],
    documents: int,
) -> Verdict:
    """A phrase that stands as it was quoted is an answer."""
    if not ranked:
        return Verdict.NOTHING
    if finding.query.phrases and not finding.is_unquoted:
        return Verdict.ANSWERS
    return judge(asked, ranked, documents, is_elsewhere=finding.signpost is not None)


def _averages(state: SearchIndex) -> Averages:
    documents = max(state.documents, 1)
    return Averages(state.title_words / documents, state.body_words / documents)


def _candidates(
    query: Query,
    options: Sequence[tuple[Slot, Option]],
    state: SearchIndex,
    filters: Mapping[str, str],
    part: int = 1,
) -> list[CandidateRow]:
    containing: dict[str, int] = {}
    for slot, option in options:
        containing |= slot.fetching(option)
    phrases = [_stems(phrase) for phrase in query.phrases]
    wanted = plan(
        containing,
        state.documents,
        [phrase for phrase in phrases if phrase],
        runs=[run for _, option in options for run in option.runs],
        part=part,
    )
    exactly = [as_field(phrase) for phrase in query.phrases]
    return fulltext.candidates(wanted, filters, exactly) if wanted else []


def _stems(phrase: Sequence[str]) -> tuple[str, ...]:
    """The phrase as the index keeps it; nothing when it is made of stop words only."""
    found = list(tokens(" ".join(phrase)))
    return tuple(token.stem for token in found if not token.is_stop_word)


def _counts(ranked: Iterable[Ranked], name: str) -> Counter[str]:
    counts = Counter(getattr(found.candidate, name) for found in ranked)
    del counts[""]
    return counts
