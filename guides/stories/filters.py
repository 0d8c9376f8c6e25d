"""Which stories a reader asked to see: the query string of /storie/, read with care."""

from dataclasses import dataclass

from django.http import QueryDict

from guides.companies.models import Company
from guides.pages.prepared import Prepared
from guides.stories.models import Story
from guides.topics.models import Topic

NEWEST = "recenti"
DISCUSSED = "discusse"
ORDERS = [(NEWEST, "Le più recenti"), (DISCUSSED, "Le più discusse")]


@dataclass
class StoryFilter:
    """Company, topic, outcome and order; what is unknown counts as not asked for."""

    company: Company | None
    topic: Topic | None
    outcome: str
    order: str

    @classmethod
    def of(cls, asked: QueryDict) -> "StoryFilter":
        outcome = asked.get("esito", "")
        return cls(
            company=_by_slug(Company, asked.get("azienda", "")),
            topic=_by_slug(Topic, asked.get("argomento", "")),
            outcome=outcome if outcome in Story.Outcome.values else "",
            order=DISCUSSED if asked.get("ordine") == DISCUSSED else NEWEST,
        )

    @property
    def is_narrow(self) -> bool:
        return bool(self.company or self.topic or self.outcome)

    @property
    def query(self) -> str:
        """The same choice as a query string, for the next page; "" when nothing was chosen."""
        query = QueryDict(mutable=True)
        if self.company:
            query["azienda"] = self.company.slug
        if self.topic:
            query["argomento"] = self.topic.slug
        if self.outcome:
            query["esito"] = self.outcome
        if self.order != NEWEST:
            query["ordine"] = self.order
        return query.urlencode()

    @property
    def companies(self) -> list[Company]:
        """Those that published stories are about."""
        return _companies()

    @property
    def topics(self) -> list[Topic]:
        return _topics()

    @property
    def outcomes(self):
        return Story.Outcome.choices

    @property
    def orders(self):
        return ORDERS

    def stories(self):
        stories = Story.objects.approved().for_cards()
        if self.company:
            stories = stories.about(self.company)
        if self.topic:
            stories = stories.on(self.topic)
        if self.outcome:
            stories = stories.ended(self.outcome)
        return stories.most_discussed() if self.order == DISCUSSED else stories.newest_first()


_companies = Prepared(
    lambda: Company.objects.filter(stories__in=Story.objects.approved()).distinct()
)
_topics = Prepared(lambda: Topic.objects.filter(stories__in=Story.objects.approved()).distinct())


def _by_slug(model, slug: str):
    slug = slug.replace("\x00", "")
    return model.objects.filter(slug=slug).first() if slug else None
