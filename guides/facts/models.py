"""A fact: what guides say in many places and somebody has to keep true, in one row."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from guides.facts.formats import first_format, words_of
from guides.facts.keys import keep_former_key
from guides.facts.kinds import ALL_COLUMNS, COLUMNS, Kind, Unit
from guides.facts.one_line import one_line_of_markdown
from guides.facts.sourced import Sourced, bounds_of_a_source
from guides.text.alphabet import SortKeyField
from guides.text.day_field import is_a_sane_day
from guides.text.fields import (
    CharField,
    EmailField,
    SlugField,
    WebAddressField,
    validate_markdown,
)
from guides.text.telephones import telephones_of

BELOW_ZERO = "Un importo non può essere sotto zero."
SOON = 30  # days before it ends, or must be looked at, in which the desk says so


def _is_filled(name: str) -> Q:
    empty = Q(**{f"{name}__isnull": True}) if name in ("number", "amount") else Q(**{name: ""})
    return ~empty


def _columns_of(kind: Kind) -> Q:
    """The row of this kind has its own columns and no other's."""
    asked = Q(kind=kind)
    for name in ALL_COLUMNS:
        asked &= _is_filled(name) if name in COLUMNS[kind] else ~_is_filled(name)
    return asked


def _one_kind() -> Q:
    asked = Q()
    for kind in Kind:
        asked |= _columns_of(kind)
    return asked


class FactQuerySet(models.QuerySet):
    def expired(self, on: date | None = None):
        """Whose validity has ended."""
        return self.filter(valid_until__lt=on or timezone.localdate())

    def to_look_at(self, on: date | None = None, *, within: int = SOON):
        """Expired, to be checked again, or one of the two within so many days."""
        soon = (on or timezone.localdate()) + timedelta(days=within)
        due = Q(valid_until__lte=soon) | Q(check_by__lte=soon) | ~Q(doubt="")
        return self.filter(due).order_by("valid_until", "check_by", "sort_key")

    def with_words(self, text: str):
        """Those that have all the words in their key, name or value."""
        found = self
        for word in text.split():
            any_column = Q(key__icontains=word) | Q(name__icontains=word) | Q(kind__iexact=word)
            for column in ALL_COLUMNS:
                any_column |= Q(**{f"{column}__icontains": word})
            found = found.filter(any_column | Q(former_keys__key__icontains=word))
        return found.distinct()


class Fact(Sourced):
    """One term, amount, address or number, with where it comes from and until when it holds."""

    key = SlugField(
        "nome nel testo",
        unique=True,
        max_length=80,
        help_text="Quello che si scrive nelle guide: {{fatto:rimborso-recesso}}. Se lo cambi, il "
        "vecchio nome continua a funzionare.",
    )
    name = CharField(
        "che cos’è",
        max_length=140,
        help_text="Come lo chiamate in redazione: «Giorni per il recesso». I lettori lo leggono "
        "solo nell’avviso di un fatto scaduto.",
    )
    sort_key = SortKeyField("name", db_index=True)
    kind = models.CharField("tipo", max_length=10, choices=Kind)

    number = models.PositiveIntegerField("quanti", null=True, blank=True)
    unit = models.CharField("di che cosa", max_length=20, choices=Unit, blank=True)
    amount = models.DecimalField(
        "euro",
        max_digits=11,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0, BELOW_ZERO)],
        help_text="Con la virgola.",
    )
    place = CharField("via, numero, CAP, città", max_length=200, blank=True)
    telephone = CharField("numero", max_length=60, blank=True)
    email = EmailField("indirizzo e-mail o PEC", max_length=254, blank=True)
    link = WebAddressField("indirizzo", max_length=500, blank=True)
    link_words = CharField(
        "testo del collegamento", max_length=140, blank=True, help_text="Dice dove porta."
    )
    words = CharField(
        "testo",
        max_length=400,
        blank=True,
        validators=[validate_markdown, one_line_of_markdown],
        help_text="Una frase o poche parole, in Markdown: «25 % del prezzo», «**19 giugno 2026**».",
    )

    valid_from = models.DateField("vale dal", null=True, blank=True)
    valid_until = models.DateField("vale fino al", null=True, blank=True)
    tells_readers = models.BooleanField(
        "avvisa i lettori quando scade",
        default=False,
        help_text="Dal giorno dopo la pagina dice che lo stiamo ricontrollando.",
    )

    revision = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField("creato il", auto_now_add=True)
    updated_at = models.DateTimeField("modificato il", auto_now=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["sort_key", "pk"]
        verbose_name = "fatto"
        verbose_name_plural = "fatti"
        constraints = [
            models.CheckConstraint(
                condition=_one_kind(),
                name="fact_has_the_columns_of_its_kind",
                violation_error_message="Scrivi il valore nelle caselle del suo tipo, e solo lì.",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0),
                name="fact_amount_not_below_zero",
                violation_error_message=BELOW_ZERO,
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=models.F("valid_from")),
                name="fact_ends_after_it_begins",
                violation_error_message="Non può finire di valere prima di cominciare.",
            ),
            is_a_sane_day("valid_from", name="fact_valid_from_a_sane_day"),
            is_a_sane_day("valid_until", name="fact_valid_until_a_sane_day"),
            *bounds_of_a_source("fact"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        before = Fact.objects.filter(pk=self.pk).values_list("key", flat=True).first()
        super().save(*args, **kwargs)
        if before and before != self.key:
            keep_former_key(self, before)

    def clean(self) -> None:
        """What the columns of another kind hold goes; a sentence for each that is missing."""
        wanted = COLUMNS.get(self.kind, ())
        for name in set(ALL_COLUMNS) - set(wanted):
            setattr(self, name, None if name in ("number", "amount") else "")
        missing = {n: "Scrivi il valore." for n in wanted if getattr(self, n) in (None, "")}
        if self.telephone and not telephones_of(self.telephone):
            missing["telephone"] = "Non sembra un numero di telefono: «800 123 456»."
        missing |= self.wrong_with_source()
        if missing:
            raise ValidationError(missing)

    @property
    def value(self) -> str:
        """What it says, as its first format writes it, without markup."""
        return words_of(self, first_format(self))

    def is_expired(self, on: date | None = None) -> bool:
        return self.valid_until is not None and self.valid_until < (on or timezone.localdate())

    def says_the_same_as(self, other: "Fact") -> bool:
        """To readers: its value, and what they are told when it ends."""
        names = ("kind", *ALL_COLUMNS, "valid_until", "tells_readers")
        told = [getattr(self, n) == getattr(other, n) for n in names]
        is_shown = self.tells_readers and self.name != other.name
        return all(told) and not is_shown
