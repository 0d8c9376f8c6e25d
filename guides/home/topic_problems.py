"""The topics as people meet them: each with a few problems of its freshest guides."""

from collections import defaultdict
from functools import cache
from itertools import chain, islice, zip_longest
from typing import NamedTuple

from guides.guide.anchors import anchor_of
from guides.guide.editions import Edition, EditionSection
from guides.pages.addresses import address_of
from guides.pages.prepared import Parameter, Prepared
from guides.pages.tags import shows
from guides.topics.models import Topic

GUIDES = 2  # of each topic
PROBLEMS = 3


class Problem(NamedTuple):
    """A section that answers a problem, and its guide: many are read and few are shown, so that
    rows are not made objects."""

    topic: int
    guide: int
    guide_slug: str
    slug: str
    words: str

    def get_absolute_url(self) -> str:
        return f"{address_of('guide', self.guide_slug)}#{anchor_of(self.slug)}"


class TopicProblems(NamedTuple):
    """A topic and a few of its problems: equal to another that says the same."""

    pk: int
    name: str
    address: str
    description: str
    problems: tuple[Problem, ...]


def problems_by_topic() -> tuple[TopicProblems, ...]:
    """Two SQL queries, whatever there is."""
    topics = _topics()
    if not topics:
        return ()
    by_topic: dict = defaultdict(lambda: defaultdict(list))
    asked = {f"topic{n}": topic.pk for n, topic in enumerate(topics)}
    for row in _problems_on(len(topics))(**asked):
        problem = Problem(*row)
        by_topic[problem.topic][problem.guide].append(problem)
    shows(*(f"guide:{guide}" for guides in by_topic.values() for guide in guides))
    return tuple(
        TopicProblems(
            pk=topic.pk,
            name=topic.name,
            address=topic.get_absolute_url(),
            description=topic.description,
            problems=_in_turn(by_topic[topic.pk].values()),
        )
        for topic in topics
    )


_topics = Prepared(lambda: Topic.objects.all())


@cache
def _problems_on(how_many: int) -> Prepared:
    return Prepared(lambda: _problems([Parameter(f"topic{n}") for n in range(how_many)]))


def _problems(topics: list[Parameter]):
    editions = Edition.objects.live().freshest_on(topics, GUIDES)
    sections = EditionSection.objects.filter(edition__in=editions).exclude(problem="")
    sections = sections.order_by("-edition__verified_on", "-edition", "position")
    return sections.values_list(
        "edition__topic", "edition__guide", "edition__slug", "slug", "problem"
    )


def _in_turn(guides) -> tuple[Problem, ...]:
    """The first problem of each guide, then the second of each: not all of one."""
    rows = chain.from_iterable(zip_longest(*guides))
    return tuple(islice((problem for problem in rows if problem), PROBLEMS))
