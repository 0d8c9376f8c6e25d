"""Old addresses keep working.

An old address points at a guide or a section, never at another address: so a chain or a
loop of redirects cannot be written down.
"""

from django.db import models

from guides.pages.once import made_or_changed
from guides.text.fields import SlugField


class OldGuideSlug(models.Model):
    """A slug under which a guide was once published."""

    slug = SlugField("indirizzo", unique=True)
    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="old_slugs")

    class Meta:
        verbose_name = "vecchio indirizzo di guida"
        verbose_name_plural = "vecchi indirizzi di guide"

    def __str__(self) -> str:
        return self.slug


class OldSectionSlug(models.Model):
    """A slug under which a section was once published in its guide."""

    guide = models.ForeignKey("guides.Guide", models.CASCADE, related_name="old_section_slugs")
    slug = SlugField()
    section_uid = models.UUIDField()

    class Meta:
        verbose_name = "vecchio indirizzo di sezione"
        verbose_name_plural = "vecchi indirizzi di sezioni"
        constraints = [
            models.UniqueConstraint(
                fields=["guide", "slug"], name="old_section_slug_is_unique_in_its_guide"
            )
        ]

    def __str__(self) -> str:
        return f"#{self.slug}"


def leave_behind(old, new) -> None:
    """Remember the addresses that edition `old` had and edition `new` has not.

    An address that is in use again stops being an old one.
    """
    guide = new.guide
    OldGuideSlug.objects.filter(slug=new.slug).delete()
    in_use = {section.slug for section in new.sections.all()}
    guide.old_section_slugs.filter(slug__in=in_use).delete()
    if old is None:
        return
    if old.slug != new.slug:
        made_or_changed(OldGuideSlug.objects, slug=old.slug, to={"guide": guide})
    for section in old.sections.all():
        if section.slug not in in_use:
            made_or_changed(
                guide.old_section_slugs, slug=section.slug, to={"section_uid": section.uid}
            )
