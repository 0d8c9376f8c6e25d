"""The list of guides at the desk leads to the section in which what was searched for stands."""

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils.html import format_html
from django.utils.text import smart_split

from guides.desk.base import InOrder
from guides.guide.models import Section

WHERE = ("title", "problem", "body")
MOST_WORDS = 8


class GuideList(InOrder):
    """Each guide of the page knows the section that says what was searched for."""

    def get_results(self, request) -> None:
        super().get_results(request)
        self.found = found_in([guide.pk for guide in self.result_list], self.query)
        for guide in self.result_list:
            guide.found_section = self.found.get(guide.pk, ("", ""))[1]

    def url_for_result(self, result) -> str:
        row = self.found.get(result.pk, ("", ""))[0]
        return super().url_for_result(result) + (f"#{row}" if row else "")


def found_in(guides: list[int], query: str) -> dict[int, tuple[str, str]]:
    """By guide, the row and title of the section with most of the words; two queries."""
    words = [word.strip("\"'") for word in smart_split(query)][:MOST_WORDS]
    if not words or not guides:
        return {}
    best: dict[int, int] = {}
    hits = Section.objects.filter(guide__in=guides).annotate(words=_how_many(words))
    for guide, pk in (
        hits.filter(words__gt=0).order_by("-words", "position").values_list("guide", "pk")
    ):
        best.setdefault(guide, pk)
    rows, found = Section.objects.filter(guide__in=best).order_by("position", "pk"), {}
    number: dict[int, int] = {}
    for guide, pk, title in rows.values_list("guide", "pk", "title"):
        number[guide] = number.get(guide, -1) + 1
        if best[guide] == pk:
            found[guide] = (f"sections-{number[guide]}", title)
    return found


def _how_many(words: list[str]):
    """How many of the words a section has."""
    has = (
        Case(When(_anywhere(word), then=Value(1)), default=Value(0), output_field=IntegerField())
        for word in words
    )
    total = next(has)
    for each in has:
        total = total + each
    return total


def _anywhere(word: str) -> Q:
    either = Q()
    for name in WHERE:
        either |= Q(**{f"{name}__icontains": word})
    return either


def titled(guide):
    """A guide's title in the list, and the section that was found."""
    section = getattr(guide, "found_section", "")
    if not section:
        return guide.title
    return format_html('{}<span class="found-in">nella sezione «{}»</span>', guide.title, section)
