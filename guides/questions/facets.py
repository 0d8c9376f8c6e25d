"""The ways to narrow a search down: by kind, topic or company, each a link with its count."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from guides.pages.prepared import Parameter, Prepared
from guides.search.documents import SearchDocument
from guides.search.kinds import registered

PARAMETERS = {"kind": "tipo", "topic": "argomento", "company": "azienda"}
HEADINGS = {"kind": "Che cosa", "topic": "Argomento", "company": "Azienda"}
MOST_CHOICES = 8


def _titles(name: str, kind: str) -> Prepared:
    """Slugs and titles of the topics or companies that are given, at most as many as are shown."""
    given = [Parameter(f"value{n}") for n in range(MOST_CHOICES)]
    return Prepared(
        lambda: SearchDocument.objects.filter(kind=kind, **{f"{name}__in": given}).values_list(
            name, "title"
        )
    )


_TITLES = {"topic": _titles("topic", "argomento"), "company": _titles("company", "azienda")}
_NONE = dict.fromkeys((f"value{n}" for n in range(MOST_CHOICES)), "")


@dataclass(frozen=True, slots=True)
class FacetChoice:
    """One link: what it narrows to, how many hits remain, and whether it is in force."""

    name: str
    hits: int
    query: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    heading: str
    choices: list[FacetChoice]


def filters_in(asked: QueryDict) -> dict[str, str]:
    """The filters of an address; values are compared only, so any text is harmless."""
    given = {name: asked.get(parameter, "") for name, parameter in PARAMETERS.items()}
    return {name: value.replace("\x00", "")[:100] for name, value in given.items() if value}


def groups(counts: Mapping[str, Counter[str]], asked: QueryDict) -> list[Group]:
    """The links worth showing: those that would leave something out, or are in force."""
    names = _names(counts)
    return [
        Group(HEADINGS[name], choices)
        for name in PARAMETERS
        if (choices := list(_choices(name, counts.get(name, Counter()), names, asked)))
    ]


def _choices(
    name: str, counts: Counter[str], names: Mapping[tuple[str, str], str], asked: QueryDict
) -> Iterator[FacetChoice]:
    parameter = PARAMETERS[name]
    chosen = asked.get(parameter)
    if len(counts) < 2 and not chosen:
        return
    without = asked.copy()
    without.pop("pagina", None)
    without.pop(parameter, None)
    rest = without.urlencode()
    for value, hits in counts.most_common(MOST_CHOICES):
        if shown := names.get((name, value)):
            narrowed = "&".join(filter(None, (rest, urlencode({parameter: value}))))
            query = rest if value == chosen else narrowed
            yield FacetChoice(shown, hits, query, value == chosen)


def _names(counts: Mapping[str, Counter[str]]) -> dict[tuple[str, str], str]:
    """How each value is shown: topics and companies by the title under which they are found."""
    names = {("kind", kind.name): kind.many for kind in registered()}
    for name, titles in _TITLES.items():
        if values := [value for value, _ in counts.get(name, Counter()).most_common(MOST_CHOICES)]:
            asked = _NONE | {f"value{n}": value for n, value in enumerate(values)}
            names |= {(name, slug): title for slug, title in titles(**asked)}
    return names
