"""The topics as people meet them: each with a few problems of its freshest guides."""

from collections import defaultdict
from itertools import chain, islice, zip_longest

from guides.guide.editions import Edition, EditionSection
from guides.topics.models import Topic

GUIDES = 2  # of each topic
PROBLEMS = 3


def ways_in() -> list[tuple[Topic, list[EditionSection]]]:
    """Two SQL queries, whatever there is."""
    topics = list(Topic.objects.all())
    by_topic = defaultdict(lambda: defaultdict(list))
    for section in _sections(topics):
        by_topic[section.edition.topic_id][section.edition_id].append(section)
    return [(topic, _in_turn(by_topic[topic.pk].values())) for topic in topics]


def _sections(topics: list[Topic]):
    editions = Edition.objects.live().freshest_on(topics, GUIDES)
    sections = EditionSection.objects.filter(edition__in=editions).exclude(problem="")
    shown = ("slug", "problem", "position", "edition__slug", "edition__topic", "edition__guide")
    sections = sections.select_related("edition").only(*shown)
    return sections.order_by("-edition__verified_on", "-edition", "position")


def _in_turn(guides) -> list[EditionSection]:
    """The first problem of each guide, then the second of each: not all of one."""
    rows = chain.from_iterable(zip_longest(*guides))
    return list(islice((section for section in rows if section), PROBLEMS))
