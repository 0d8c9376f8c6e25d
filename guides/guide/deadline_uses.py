"""The guides that have a deadline, on their page or only in their working copy."""

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from guides.deadlines import uses
from guides.deadlines.tags import slugs_in
from guides.deadlines.uses import RuleUse
from guides.guide.models import Guide


@uses.register
def in_guides(rule) -> Iterator[RuleUse]:
    shown = f"]({rule.get_absolute_url()})"
    live = Q(live__sections__body_markdown__contains=shown)
    live |= Q(live__introduction_markdown__contains=shown)
    on_the_site = set(Guide.objects.filter(live).values_list("pk", flat=True))
    written = Q(sections__body__icontains="scadenza") | Q(introduction__icontains="scadenza")
    for guide in Guide.objects.filter(written | Q(pk__in=on_the_site)).distinct():
        texts = [guide.introduction, *guide.sections.values_list("body", flat=True)]
        is_live = guide.pk in on_the_site
        if is_live or any(rule.slug in slugs_in(text) for text in texts):
            desk = reverse("admin:guides_guide_change", args=[guide.pk])
            where = f"Guida «{guide}»"
            yield RuleUse(where if is_live else f"{where}, non pubblicata così", desk, is_live)
