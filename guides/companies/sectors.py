"""What a company deals in: whoever has its trade has the same rules, guides and authorities."""

from guides.pages.tracked import Tracked
from guides.text.alphabet import SortKeyField
from guides.text.fields import CharField


class Sector(Tracked):
    """A trade that companies, guides and authorities have in common: "Telefonia e internet"."""

    shown_as = "sector:{id}"

    name = CharField("nome", max_length=80, unique=True)
    sort_key = SortKeyField("name", db_index=True)
    every_company = CharField(
        "ogni sua azienda",
        max_length=80,
        help_text="Come finisce «Guide che valgono per…»: «ogni operatore telefonico». Sta nella "
        "pagina delle sue aziende.",
    )

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "settore"
        verbose_name_plural = "settori"

    def __str__(self) -> str:
        return self.name
