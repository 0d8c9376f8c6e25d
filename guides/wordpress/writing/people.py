"""Authors, topics and companies of an export: those that are here by the same name, or new ones."""

from functools import lru_cache

from guides.authors.models import Author
from guides.companies.models import Company
from guides.companies.named import company_called
from guides.pages.once import found_or_made
from guides.site.reserved import words_after
from guides.text.folded import fold
from guides.text.slugs import slug_of
from guides.topics.models import Topic
from guides.wordpress.reading.items import Item
from guides.wordpress.reading.survey import Survey

NEWSROOM = "La redazione"
NO_CATEGORY = "Altri argomenti"
FOR_SUBJECTS = ("category", "post_tag")
NO_SUBJECT = frozenset(["uncategorized", "senza-categoria", "non-categorizzato"])


def author_of(item: Item, survey: Survey) -> Author:
    """Who signed it; a name that readers never saw is not shown to them by an import."""
    name = survey.authors.get(item.creator) or item.creator
    if not name or item.status != "publish":
        known = Author.objects.filter(name__iexact=name[:120]).first() if name else None
        return known or _newsroom()
    known = Author.objects.filter(name__iexact=name[:120]).first()
    return known or _made(name[:120], f"Ha scritto per {survey.title or survey.address}"[:200])


def _newsroom() -> Author:
    found = Author.objects.filter(is_person=False).order_by("pk").first()
    return found or _made(NEWSROOM, "Chi scrive le guide di questo sito", is_person=False)


def _made(name: str, one_line: str, *, is_person: bool = True) -> Author:
    slug = free_slug(Author, slug_of(name, most=46, otherwise="autore"), "autori/")
    made = {"slug": slug, "one_line": one_line, "is_person": is_person}
    return found_or_made(Author.objects.all(), name=name, made=made)[0]


def free_slug(model, base: str, root: str) -> str:
    taken = set(model.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    taken |= words_after(root)
    names = (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


class Subjects:
    """What a post is about, by the names of its categories and tags."""

    def __init__(self, *, otherwise: Topic | None, makes_topics: bool, keeps: bool) -> None:
        self.otherwise, self.makes_topics, self.keeps = otherwise, makes_topics, keeps
        self.company_called = lru_cache(1_000)(company_called)
        self.topics = {fold(topic.name): topic for topic in Topic.objects.all()}

    def companies(self, item: Item) -> list[Company]:
        terms = (term for term in item.terms if term.domain in FOR_SUBJECTS and term.name)
        return list(dict.fromkeys(c for term in terms if (c := self.company_called(term.name))))

    def topic(self, item: Item) -> Topic:
        """Of a category first, then of a tag."""
        for domain in FOR_SUBJECTS:
            names = [t.name for t in item.terms if t.domain == domain and t.slug not in NO_SUBJECT]
            if known := next((self.topics[n] for n in map(fold, names) if n in self.topics), None):
                return known
        new = [t for t in item.terms if t.domain == "category" and t.slug not in NO_SUBJECT]
        new = [term for term in new if term.name and not self.company_called(term.name)]
        if self.makes_topics and new:
            return self._made(new[0].name)
        return self.otherwise or self._made(NO_CATEGORY)

    def notes(self, item: Item, topic: Topic, companies: list[Company]) -> list[str]:
        """The names that became nothing, kept for whoever looks at the guide."""
        used = {fold(topic.name), *(fold(company.name) for company in companies)}
        names = [t.name for t in item.terms if t.domain in FOR_SUBJECTS and t.name]
        rest = [name for name in dict.fromkeys(names) if fold(name) not in used]
        return [f"categorie ed etichette che qui non ci sono: {', '.join(rest)}"] if rest else []

    def _made(self, name: str) -> Topic:
        slug = free_slug(Topic, slug_of(name, most=46, otherwise="argomento"), "argomenti/")
        made = {"slug": slug, "description": f"Guide su: {name}."}
        topic = found_or_made(Topic.objects.all(), name=name[:80], made=made)[0]
        if self.keeps:
            self.topics[fold(topic.name)] = topic
        return topic
