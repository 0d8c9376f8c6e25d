"""The answer to a question, as a page shows it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString, mark_safe

from guides.pages.prepared import Parameter, Prepared
from guides.search.corrections import CorrectedWord
from guides.search.documents import SearchDocument
from guides.search.editors_words import Signpost
from guides.search.kinds import Kind, kind_of
from guides.search.query import Query
from guides.search.ranking import Ranked
from guides.search.snippets import Part, as_html, marked, snippet
from guides.search.term import Term
from guides.search.verdict import Verdict

PAGE = 10

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
        return self.kind.place(self.document.part_of)

    @property
    def kind(self) -> Kind:
        return kind_of(self.document.kind)

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
    is_unquoted: bool = False  # nobody wrote what was quoted: the words are looked for anywhere

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

    def explain(self, choices: Iterable[CorrectedWord], *, found: bool) -> None:
        """Say which words were put right: silently when certain, as a question when not."""
        text = self.query.text
        slips = {c.slot.typed: c.option.word for c in choices if c.is_correction}
        if not found and self.query.phrases:
            self.did_you_mean = self.query.without_quotes
        elif not all(choice.is_certain for choice in choices):
            self.did_you_mean = self.query.replacing(slips)
        elif slips:
            self.corrected = self.query.replacing(slips)
        if text in (self.did_you_mean, self.corrected):
            self.did_you_mean = self.corrected = ""


def hits_for(ranked: Sequence[Ranked], terms: Sequence[Term], promoted: str) -> list[FoundHit]:
    if not ranked and not promoted:
        return []
    scores = {found.candidate.id: found.score for found in ranked}
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
