"""A question answered: candidates from the database, ranked here, one page of them shown."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from guides.pages.prepared import Parameter, Prepared
from guides.search import fulltext
from guides.search.analyzer import tokens
from guides.search.corrections import CorrectedWord, choose
from guides.search.fulltext import FILTERS, CandidateRow
from guides.search.models import SearchDocument, SearchIndex, Signpost
from guides.search.plan import MOST_ROWS, plan
from guides.search.query import Query, parse
from guides.search.ranking import Averages, Term, as_field, measure, rank
from guides.search.slips import likeness
from guides.search.snippets import Part, as_html, marked, snippet
from guides.search.terms import Option, Slot, slots
from guides.search.verdict import Asked, Verdict, judge
from guides.search.vocabulary import MEMORY

PAGE = 10
NEAREST = 5  # pages that only come near

_state = Prepared(lambda: SearchIndex.objects.filter(pk=1))
_documents = Prepared(
    lambda: SearchDocument.objects.for_hits(
        [Parameter(f"hit{n}") for n in range(PAGE)], Parameter("promoted")
    )
)


@dataclass(frozen=True, slots=True)
class FoundHit:
    """A document to show, with the words asked for marked."""

    document: SearchDocument
    title: list[Part]
    snippet: list[Part]
    score: float
    is_promoted: bool = False

    @property
    def place(self) -> str:
        """What it is, and what it is part of."""
        kind, part_of = self.document.kind, self.document.part_of
        if kind == "sezione":
            return f"Dalla guida «{part_of}»"
        return f"{kind.capitalize()} · {part_of}" if part_of else kind.capitalize()

    @property
    def opening(self) -> SafeString:
        """How the answer begins; its room has rendered it."""
        return mark_safe(self.document.opening)  # noqa: S308 (Hit.opening is safe HTML)

    @property
    def title_as_html(self) -> SafeString:
        return as_html(self.title)

    @property
    def snippet_as_html(self) -> SafeString:
        return as_html(self.snippet)


@dataclass(slots=True)
class Finding:
    """The answer to a question: a page of hits, and how the question was understood."""

    query: Query
    page: int = 1
    verdict: Verdict = Verdict.NOTHING
    hits: list[FoundHit] = field(default_factory=list)
    total: int = 0
    corrected: str = ""
    did_you_mean: str = ""
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    signpost: Signpost | None = None

    @property
    def answers(self) -> bool:
        return self.verdict == Verdict.ANSWERS

    @property
    def best(self) -> "FoundHit | None":
        """The first hit of all, when it answers and can say how."""
        is_first = self.answers and self.page == 1 and bool(self.hits)
        return self.hits[0] if is_first and self.hits[0].document.opening else None

    @property
    def pages(self) -> int:
        return -(-self.total // PAGE)

    @property
    def first_position(self) -> int:
        return (self.page - 1) * PAGE + 1


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
    averages = _averages(state)
    understood = slots(query.terms, MEMORY.recall(state))
    options = [(slot, option) for slot in understood for option in slot.options]
    rows = _candidates(query, options, state, filters or {}, MOST_ROWS // 3)
    measured = [measure(row, averages) for row in rows]
    choices = choose(understood, measured, state.documents)
    if len(choices) < len(options):
        chosen = [(choice.slot, choice.option) for choice in choices]
        rows = _candidates(query, chosen, state, filters or {})
        measured = [measure(row, averages) for row in rows]
    terms = [choice.term(state.documents) for choice in choices]
    ranked = rank(measured, terms, [as_field(pair) for pair in query.side_by_side])
    _explain(finding, choices, found=bool(ranked))
    finding.signpost = MEMORY.signpost([term.stem for term in query.terms])
    asked = _asked(understood, choices, terms)
    finding.verdict = _verdict(finding, asked, ranked, state.documents)
    if finding.verdict == Verdict.NOTHING and not however_far:
        ranked = []
    finding.total = len(ranked)
    finding.counts = {name: _counts((row for _, row in ranked), name) for name in FILTERS}
    promoted = MEMORY.promoted.get(query.key, "") if page == 1 and not filters else ""
    if finding.verdict == Verdict.NEAR:
        ranked = ranked[:NEAREST]
        finding.total, finding.counts = len(ranked), {}
    finding.hits = _hits(ranked[(page - 1) * PAGE : page * PAGE], terms, promoted)
    if any(hit.is_promoted for hit in finding.hits):
        finding.verdict = Verdict.ANSWERS
    return finding


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
    ranked: Sequence[tuple[float, CandidateRow]],
    documents: int,
) -> Verdict:
    """A phrase that stands as it was quoted is an answer."""
    if not ranked:
        return Verdict.NOTHING
    if finding.query.phrases:
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
    budget: int = MOST_ROWS,
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
        budget=budget,
    )
    exactly = [as_field(phrase) for phrase in query.phrases]
    return fulltext.candidates(wanted, filters, exactly) if wanted else []


def _stems(phrase: Sequence[str]) -> tuple[str, ...]:
    """The phrase as the index keeps it; nothing when it is made of stop words only."""
    found = list(tokens(" ".join(phrase)))
    return tuple(token.stem for token in found if not token.is_stop_word)


def _explain(finding: Finding, choices: Iterable[CorrectedWord], *, found: bool) -> None:
    """Say which words were put right: silently when certain, as a question when not."""
    text = finding.query.text
    slips = {c.slot.typed: c.option.word for c in choices if c.is_correction}
    if not found and finding.query.phrases:
        finding.did_you_mean = finding.query.without_quotes
    elif not all(choice.is_certain for choice in choices):
        finding.did_you_mean = finding.query.replacing(slips)
    elif slips:
        finding.corrected = finding.query.replacing(slips)
    if text in (finding.did_you_mean, finding.corrected):
        finding.did_you_mean = finding.corrected = ""


def _counts(rows: Iterable[CandidateRow], name: str) -> Counter[str]:
    counts = Counter(getattr(row, name) for row in rows)
    del counts[""]
    return counts


def _hits(
    ranked: Sequence[tuple[float, CandidateRow]], terms: Sequence[Term], promoted: str
) -> list[FoundHit]:
    if not ranked and not promoted:
        return []
    scores = {row.id: score for score, row in ranked}
    wanted = dict.fromkeys((f"hit{n}" for n in range(PAGE)), 0)
    wanted |= {f"hit{n}": pk for n, pk in enumerate(scores)}
    documents = {d.pk: d for d in _documents(**wanted, promoted=promoted)}
    first = [pk for pk, document in documents.items() if document.key == promoted]
    weights = {stem: term.idf for term in reversed(terms) for stem in term.stems}
    return [
        FoundHit(
            document=documents[pk],
            title=marked(documents[pk].title, weights),
            snippet=snippet(documents[pk].text, weights),
            score=scores.get(pk, 0.0),
            is_promoted=pk in first,
        )
        for pk in dict.fromkeys([*first, *scores])
        if pk in documents
    ]
