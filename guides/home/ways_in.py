"""The topics as people meet them: each with a few problems of its freshest guides."""

from collections import defaultdict
from functools import cache
from itertools import chain, islice, zip_longest

from guides.guide.editions import Edition, EditionSection
from guides.pages.prepared import Parameter, Prepared
from guides.topics.models import Topic

GUIDES = 2  # of each topic
PROBLEMS = 3


def ways_in() -> list[tuple[Topic, list[EditionSection]]]:
    """Two SQL queries, whatever there is."""
    topics = _topics()
    if not topics:
        return []
    by_topic = defaultdict(lambda: defaultdict(list))
    asked = {f"topic{n}": topic.pk for n, topic in enumerate(topics)}
    for section in _sections_on(len(topics))(**asked):
        by_topic[section.edition.topic_id][section.edition_id].append(section)
    return [(topic, _in_turn(by_topic[topic.pk].values())) for topic in topics]


_topics = Prepared(lambda: Topic.objects.all())


@cache
def _sections_on(how_many: int) -> Prepared:
    return Prepared(lambda: _sections([Parameter(f"topic{n}") for n in range(how_many)]))


def _sections(topics: list[Parameter]):
    editions = Edition.objects.live().freshest_on(topics, GUIDES)
    sections = EditionSection.objects.filter(edition__in=editions).exclude(problem="")
    shown = ("slug", "problem", "position", "edition__slug", "edition__topic", "edition__guide")
    sections = sections.select_related("edition").only(*shown)
    return sections.order_by("-edition__verified_on", "-edition", "position")


def _in_turn(guides) -> list[EditionSection]:
    """The first problem of each guide, then the second of each: not all of one."""
    rows = chain.from_iterable(zip_longest(*guides))
    return list(islice((section for section in rows if section), PROBLEMS))
