"""A way to reach a company: what a reader does with it, and where its link leads."""

from urllib.parse import urlsplit

from django.db import models

from guides.pages.tracked import Tracked
from guides.text.addresses import as_kept
from guides.text.day_field import PastDayField, is_a_sane_day
from guides.text.fields import CharField
from guides.text.personal_data import register_public
from guides.text.telephones import linked, telephones_of


class ContactChannel(Tracked):
    """A way to reach a company, with what it costs and when we last checked it."""

    shown_as = "company:{company_id}"

    class Kind(models.TextChoices):
        PHONE = "telefono", "Telefono"
        EMAIL = "email", "E-mail"
        PEC = "pec", "PEC"
        CHAT = "chat", "Chat"
        FORM = "modulo", "Modulo sul sito"
        APP = "app", "App"
        POST = "posta", "Posta"

    company = models.ForeignKey(
        "guides.Company", models.CASCADE, related_name="channels", verbose_name="azienda"
    )
    position = models.PositiveSmallIntegerField("posizione", default=0)
    kind = models.CharField("tipo", max_length=10, choices=Kind)
    name = CharField(
        "nome", max_length=120, help_text="A che cosa serve: «Guasti sulla linea fissa»."
    )
    value = CharField(
        "indirizzo o numero", max_length=300, help_text="Il numero, l’e-mail o l’indirizzo web."
    )
    hours = CharField("orari", max_length=160, blank=True)
    cost = CharField("costo", max_length=160, blank=True)
    note = CharField("nota", max_length=300, blank=True)
    verified_on = PastDayField(
        "verificato il", help_text="Il giorno in cui qualcuno della redazione lo ha controllato."
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name = "contatto"
        verbose_name_plural = "contatti"
        constraints = [is_a_sane_day("verified_on", name="channel_verified_on_a_sane_day")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"

    # What a reader does with it: the words before the value.
    DONE = {
        Kind.PHONE: "Chiama",
        Kind.EMAIL: "Scrivi a",
        Kind.PEC: "Dalla tua PEC scrivi a",
        Kind.CHAT: "Apri la chat",
        Kind.FORM: "Apri il modulo",
        Kind.APP: "Apri l’app",
        Kind.POST: "Scrivi a",
    }

    @property
    def done(self) -> str:
        """What a reader does with it; of a site's front page, its name: it is no form yet."""
        place = urlsplit(self.value) if self.is_a_web_page else None
        if place is not None and place.path in ("", "/") and not place.query:
            return f"Vai a {place.hostname}"
        return self.DONE[self.Kind(self.kind)]

    @property
    def is_an_address_to_copy(self) -> bool:
        return self.kind in (self.Kind.EMAIL, self.Kind.PEC)

    @property
    def is_a_web_page(self) -> bool:
        return self._address.startswith("https://") and self.kind != self.Kind.PHONE

    @property
    def href(self) -> str:
        """Where the value leads when it can be followed: tel:, mailto: or https:, else ''.

        Of two telephone numbers, to the first.
        """
        return next((href for _, href in self.linked if href), "")

    @property
    def linked(self) -> list[tuple[str, str]]:
        """The value cut in (words, where they lead): two numbers are two links."""
        if self.kind == self.Kind.PHONE:
            return linked(self.value, telephones_of(self.value))
        return [(self.value, self._address)]

    @property
    def _address(self) -> str:
        if self.kind in (self.Kind.EMAIL, self.Kind.PEC):
            return f"mailto:{as_kept(self.value)}"
        return self.value if self.value.startswith("https://") else ""


register_public(lambda: ContactChannel.objects.values_list("value", flat=True))
