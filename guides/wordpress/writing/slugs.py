"""The address that a post has here, known before the post is written: others lead to it."""

import itertools
from collections.abc import Iterator
from urllib.parse import unquote

from guides.guide.addresses import OldGuideSlug
from guides.guide.models import Guide
from guides.site.reserved import words_after
from guides.text.slugs import slug_of
from guides.wordpress.models import Imported, WordPressSite
from guides.wordpress.reading.survey import Post, Survey

NEVER_GUIDES = frozenset(["page", "attachment", "nav_menu_item", "revision", "wp_block"])


class Slugs:
    """Of one run: what was chosen once stays."""

    def __init__(self, survey: Survey, site: WordPressSite) -> None:
        self.survey, self.site = survey, site
        self.reserved = words_after("guide/")

    def address_of(self, post: Post) -> str:
        return "" if post.kind in NEVER_GUIDES else f"/guide/{self.slug_of(post.id, post.name)}/"

    def slug_of(self, pk: int, name: str) -> str:
        if slug := self._written(pk) or self.survey.chosen(pk):
            return slug
        base = slug_of(unquote(name), most=46, otherwise=f"articolo-{pk}")
        return self.survey.choose(pk, self._free(base))

    def _written(self, pk: int) -> str:
        rows = Imported.objects.filter(site=self.site, number=pk, guide__isnull=False)
        return rows.values_list("guide__slug", flat=True).first() or ""

    def _free(self, base: str) -> Iterator[str]:
        taken = set(self.reserved)
        for rows in (Guide.objects, OldGuideSlug.objects):
            taken |= set(rows.filter(slug__startswith=base).values_list("slug", flat=True))
        names = itertools.chain([base], (f"{base}-{n}" for n in itertools.count(2)))
        return (name for name in names if name not in taken)
