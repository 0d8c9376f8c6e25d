"""Deadlines in guides: what keeps a guide from going out with one."""

from guides.deadlines.models import Rule
from guides.deadlines.tags import slugs_in
from guides.guide.obstacle import Obstacle


def problems_of(guide) -> list[str]:
    """A rule that readers do not see gives them no day: a sentence each."""
    texts = [("Nell’introduzione", "introduction", guide.introduction)]
    texts += [(f"Nella sezione «{s.title}»", str(s.uid), s.body) for s in guide.sections.all()]
    used = [(where, box, slug) for where, box, text in texts for slug in sorted(slugs_in(text))]
    if not used:
        return []
    rules = Rule.objects.live().filter(slug__in={slug for _, _, slug in used})
    live = set(rules.values_list("slug", flat=True))
    return [
        Obstacle(f"{where}: la scadenza «{slug}» non è pubblicata.", box)
        for where, box, slug in used
        if slug not in live
    ]
