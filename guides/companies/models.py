from urllib.parse import urlsplit

from django.db import models

from guides.pages.addresses import address_of
from guides.pages.tracked import Tracked
from guides.search.findable import FoundAsSaved
from guides.search.hit import Hit
from guides.search.kinds import Kind, register
from guides.site.reserved import NotTheSites
from guides.text.alphabet import SortKeyField
from guides.text.fields import CharField, SlugField, TextField, WebAddressField

# What people search for when a company's page, with its numbers, is what they need.
WHY_LOOKED_FOR = "Parlare con un operatore: numeri dell’assistenza clienti, contatti, reclami"

# The tag of "which companies are in which sector".
COMPANY = register(Kind("azienda", "Aziende"))
IN_WHICH_SECTOR = "sectors"


class Company(FoundAsSaved, Tracked):
    """A firm that readers have a problem with."""

    shown_as = "company:{id}"
    listed_in = ("companies",)

    name = CharField("nome", max_length=120, unique=True)
    sort_key = SortKeyField("name", db_index=True)
    slug = SlugField(
        "indirizzo",
        unique=True,
        validators=[NotTheSites("aziende/")],
        help_text="L’ultima parte dell’indirizzo: /aziende/aliexpress/.",
    )
    description = TextField("descrizione", blank=True, help_text="Che cosa fa, in una o due frasi.")
    website = WebAddressField("sito", blank=True)
    sector = models.ForeignKey(
        "guides.Sector",
        models.PROTECT,
        related_name="companies",
        verbose_name="settore",
        null=True,
        blank=True,
        help_text="Nella pagina dell’azienda stanno anche le guide e le autorità del settore.",
    )
    updated_at = models.DateTimeField("aggiornata il", auto_now=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "azienda"
        verbose_name_plural = "aziende"

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address_of("company", self.slug)

    # The sectors it was in when this instance was loaded or saved.
    known_sectors: frozenset[int | None] = frozenset()

    def remember(self) -> None:
        super().remember()
        self.known_sectors |= {vars(self).get("sector_id")}

    def changed_tags(self) -> set[str]:
        is_in_one = any({*self.known_sectors, vars(self).get("sector_id")})
        return super().changed_tags() | ({IN_WHICH_SECTOR} if is_in_one else set())

    def saved_tags(self) -> set[str]:
        """Its name is where it is shown; lists by sector change when it moves."""
        moved = self.known_sectors != {vars(self).get("sector_id")}
        return self.changed_tags() if moved else super().changed_tags()

    @property
    def host(self) -> str:
        """Its site as people say it: "www.tim.it"."""
        return urlsplit(self.website).hostname or self.website

    @property
    def is_reached_by_its_site(self) -> bool:
        """One of its contacts is its front page: that is said once."""
        front = self.website.rstrip("/")
        return any(channel.value.rstrip("/") == front for channel in self.channels.all())

    @property
    def has_addresses_to_copy(self) -> bool:
        return any(channel.is_an_address_to_copy for channel in self.channels.all())

    def useful_guides(self):
        """Live editions about it, then those that its whole sector needs, each `is_about_it` or
        not. Editions are a later room's: hence the reverse relation."""
        editions = Company._meta.get_field("editions").related_model.objects
        return editions.live().for_cards().useful_to(self)

    @classmethod
    def findable(cls) -> models.QuerySet:
        return cls.objects.all()

    def hits(self) -> list[Hit]:
        return [
            Hit(
                key=f"azienda:{self.pk}",
                kind=COMPANY.name,
                title=self.name,
                address=self.get_absolute_url(),
                text=self.description,
                problem=WHY_LOOKED_FOR,
                company=self.slug,
            )
        ]
