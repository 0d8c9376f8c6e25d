"""Where facts come from, on the web: their sources are watched, a page that changed is a doubt."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from guides.facts.models import Fact
from guides.facts.normattiva import names_an_article
from guides.facts.sourced import sourced_models
from guides.outside import uses
from guides.outside.uses import Use

CHANGED = "è cambiata la pagina della fonte"
GONE = "nella pagina della fonte non ci sono più le parole citate"


@uses.register
def sources() -> Iterator[Use]:
    for fact in Fact.objects.exclude(source_address="", link="").order_by("pk"):
        # an admin's page of a later room, by its model's name: ours
        desk = reverse("admin:guides_fact_change", args=[fact.pk])
        yield from (
            Use(address, f"Fatto «{fact}»", desk)
            for address in (fact.source_address, fact.link)
            if address
        )


@uses.register_listener
def doubt(address: str, words: str) -> None:
    """The quoted words decide, where somebody copied them; else any change does."""
    here = Q(source_address=address) | Q(source_address__startswith=f"{address}#")
    for model in sourced_models():
        for one in model._base_manager.filter(here, doubt=""):
            if settings.NORMATTIVA and names_an_article(one.source_urn):
                continue  # its article is read where it is written
            quoted = " ".join(one.source_words.split()).lower()
            if quoted and quoted in words.lower():
                continue
            model._base_manager.filter(pk=one.pk).update(doubt=GONE if quoted else CHANGED)
