"""The kinds of fact and the columns of each; units of time."""

from django.db import models


class Kind(models.TextChoices):
    """What sort of thing is said; each has a column of its own, or two."""

    TERM = "termine", "Termine o durata"
    AMOUNT = "importo", "Importo in euro"
    PLACE = "indirizzo", "Indirizzo postale"
    TELEPHONE = "telefono", "Telefono"
    EMAIL = "email", "E-mail"
    PEC = "pec", "PEC"
    LINK = "link", "Collegamento"
    TEXT = "testo", "Testo breve"


COLUMNS: dict[str, tuple[str, ...]] = {
    Kind.TERM: ("number", "unit"),
    Kind.AMOUNT: ("amount",),
    Kind.PLACE: ("place",),
    Kind.TELEPHONE: ("telephone",),
    Kind.EMAIL: ("email",),
    Kind.PEC: ("email",),
    Kind.LINK: ("link", "link_words"),
    Kind.TEXT: ("words",),
}
ALL_COLUMNS = tuple(dict.fromkeys(name for names in COLUMNS.values() for name in names))


class Unit(models.TextChoices):
    MINUTES = "minuti", "minuti"
    HOURS = "ore", "ore"
    DAYS = "giorni", "giorni"
    WORKING_DAYS = "giorni-lavorativi", "giorni lavorativi"
    WEEKS = "settimane", "settimane"
    MONTHS = "mesi", "mesi"
    YEARS = "anni", "anni"
