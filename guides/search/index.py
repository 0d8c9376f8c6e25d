"""The index follows publication inside its transaction.

Writers pass one at a time; whoever writes asks the room's public queryset after taking the lock,
so that nothing unpublished is ever kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db import connection, models
from django.db.models import F

from guides.search import analyzer
from guides.search.documents import SearchDocument
from guides.search.hit import Hit
from guides.search.kinds import kind_of
from guides.search.models import IndexedStem, IndexedWord, SearchIndex
from guides.search.term import as_field

ROWS_AT_ONCE = 500
BOUNDARY = "¶"  # between title and text, so that no phrase runs across
_FIELDS = [
    *("owner", "kind", "title", "problem", "part_of", "address", "topic", "company"),
    *("opening", "verified_on"),
    *("text", "title_stems", "body_stems", "words", "title_length", "body_length"),
]


def lock() -> None:
    """Let one writer at a time pass until its transaction ends."""
    SearchIndex.advance("version")


def replace(wanted: Mapping[str, Iterable[Hit]]) -> None:
    """Make the hits of each owner exactly those given. The caller holds the lock."""
    new = {d.key: d for owner, hits in wanted.items() for d in _documents(owner, hits)}
    old = {d.key: d for d in SearchDocument.objects.filter(owner__in=list(wanted))}
    changed = [d for key, d in new.items() if key not in old or _differs(d, old[key])]
    gone = [d for key, d in old.items() if key not in new]
    SearchDocument.objects.filter(pk__in=[d.pk for d in gone]).delete()
    SearchDocument.objects.bulk_create(
        changed, batch_size=50, update_conflicts=True, unique_fields=["key"], update_fields=_FIELDS
    )
    changes = [(old[d.key], d) for d in changed if d.key in old]
    _follow_new_slugs(changes)
    _count(added=changed, removed=gone + [before for before, _ in changes])


def _follow_new_slugs(changes: Iterable[tuple[SearchDocument, SearchDocument]]) -> None:
    """What was filed under the old slug of a topic or company is filed under the new one."""
    for before, after in changes:
        for name, kind in (("topic", "argomento"), ("company", "azienda")):
            if after.kind == kind and getattr(before, name) != getattr(after, name):
                under = SearchDocument.objects.filter(**{name: getattr(before, name)})
                under.update(**{name: getattr(after, name)})


def _documents(owner: str, hits: Iterable[Hit]) -> Iterator[SearchDocument]:
    for hit in hits:
        title = [_Part.of(text) for text in (hit.part_of, hit.title, hit.problem)]
        parts = [*title, _Part.of(hit.text)]
        title_stems, body_stems = _stems(title), _stems(parts)
        names = [name for part in parts for name in part.names]
        words = kind_of(hit.kind).asked_as
        asked_as = [_Part.of(words)] if words else []
        yield SearchDocument(
            key=hit.key,
            owner=owner,
            kind=hit.kind,
            title=hit.title[:300],
            problem=hit.problem[:300],
            part_of=hit.part_of[:300],
            address=hit.address,
            topic=hit.topic,
            company=hit.company,
            text=hit.text.replace("\x00", " "),
            opening=hit.opening,
            verified_on=hit.verified_on,
            title_stems=as_field([*title_stems, *_besides(title), *_stems(asked_as)]),
            body_stems=as_field([*body_stems, *_besides(parts), *_stems(asked_as)]),
            title_length=len(title_stems),
            body_length=len(body_stems),
            words=as_field(
                [*(word for part in [*parts, *asked_as] for word in part.words), *names]
            ),
        )


class _Part(NamedTuple):
    """A stretch of text as the index keeps it."""

    tokens: list[analyzer.Token]
    significant: list[analyzer.Token]
    names: list[str]

    @classmethod
    def of(cls, text: str) -> "_Part":
        tokens = list(analyzer.tokens(text))
        return cls(tokens, analyzer.significant(tokens), list(analyzer.joined(text, tokens)))

    @property
    def words(self) -> list[str]:
        return [*(token.word for token in self.tokens), BOUNDARY]


def _stems(parts: Iterable[_Part]) -> list[str]:
    return [token.stem for part in parts for token in part.significant]


def _besides(parts: Sequence[_Part]) -> Iterator[str]:
    """What finds a text besides the stems of its words; not counted in its length."""
    for part in parts:
        yield from (token.other for token in part.significant if token.other)
        yield from map(analyzer.stem, part.names)


def _differs(one: SearchDocument, other: SearchDocument) -> bool:
    return any(getattr(one, field) != getattr(other, field) for field in _FIELDS)


def _count(*, added: list[SearchDocument], removed: list[SearchDocument]) -> None:
    """Keep vocabulary and sums true: they hold exactly what the documents hold."""
    stems: Counter[str] = Counter()
    words: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    for sign, documents in ((1, added), (-1, removed)):
        for document in documents:
            stems.update(dict.fromkeys(document.body_stems.split(), sign))
            words.update(dict.fromkeys(document.words.split(), sign))
            sums["documents"] += sign
            sums["title_words"] += sign * document.title_length
            sums["body_words"] += sign * document.body_length
    del words[BOUNDARY]
    _add(IndexedStem, ["stem"], [(stem, n) for stem, n in sorted(stems.items()) if n])
    spelt = [(word, analyzer.stem(word), n) for word, n in sorted(words.items()) if n]
    _add(IndexedWord, ["word", "stem"], spelt)
    SearchIndex.objects.filter(pk=1).update(**{name: F(name) + n for name, n in sums.items()})


def _add(model: type[models.Model], names: list[str], rows: list[tuple]) -> None:
    """Add to the counts; rows that are missing are made, those that come to nothing deleted."""
    table = model._meta.db_table
    place = f"({', '.join(['%s'] * (len(names) + 1))})"
    for start in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[start : start + ROWS_AT_ONCE]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(names)}, documents) "  # noqa: S608 (own names)
                f"VALUES {', '.join([place] * len(some))} ON CONFLICT ({names[0]}) "
                f"DO UPDATE SET documents = {table}.documents + excluded.documents",
                [value for row in some for value in row],
            )
        fewer = [row[0] for row in some if row[-1] < 0]
        model.objects.filter(**{f"{names[0]}__in": fewer}, documents__lte=0).delete()
