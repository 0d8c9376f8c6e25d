"""On which pages an edition is listed: of companies, and of every company of a sector."""

from django.db import models

from guides.guide.frozen import Frozen


class EditionCompany(Frozen):
    """A company on whose page the edition is: its own, and others that it serves."""

    edition = models.ForeignKey("guides.Edition", models.CASCADE, related_name="+")
    company = models.ForeignKey("guides.Company", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "azienda di un’edizione"
        verbose_name_plural = "aziende delle edizioni"
        constraints = [
            models.UniqueConstraint(fields=["company", "edition"], name="edition_company_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.company}"


class EditionSector(Frozen):
    """A sector on whose companies' pages the edition is."""

    edition = models.ForeignKey("guides.Edition", models.CASCADE, related_name="+")
    sector = models.ForeignKey("guides.Sector", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "settore di un’edizione"
        verbose_name_plural = "settori delle edizioni"
        constraints = [
            models.UniqueConstraint(fields=["sector", "edition"], name="edition_sector_once")
        ]

    def __str__(self) -> str:
        return f"{self.edition} · {self.sector}"


def of_working_copy(guide) -> tuple[set[int], set[int]]:
    """Companies and sectors that publishing the working copy now would give the edition."""
    own = {guide.company_id} if guide.company_id else set()
    others = {company.pk for company in guide.other_companies.all()}
    return own | others, {sector.pk for sector in guide.sectors.all()}


def of_edition(edition) -> tuple[set[int], set[int]]:
    """Companies and sectors of a published edition."""
    return (
        set(EditionCompany.objects.filter(edition=edition).values_list("company", flat=True)),
        set(EditionSector.objects.filter(edition=edition).values_list("sector", flat=True)),
    )


def save(edition, placements: tuple[set[int], set[int]]) -> None:
    """Save the companies and sectors of a new edition."""
    companies, sectors = placements
    EditionCompany.objects.bulk_create(
        EditionCompany(edition=edition, company_id=pk) for pk in sorted(companies)
    )
    EditionSector.objects.bulk_create(
        EditionSector(edition=edition, sector_id=pk) for pk in sorted(sectors)
    )
