"""In which week each person was last written to about what they look after."""

from datetime import date

from django.conf import settings
from django.db import models

from guides.pages.once import found_or_made

NEVER = date(2000, 1, 3)  # a Monday


class OwnersWeek(models.Model):
    """The Monday of the last week in which a person got their letter."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    week = models.DateField("settimana", default=NEVER)

    class Meta:
        verbose_name = "settimana di chi segue"
        verbose_name_plural = "settimane di chi segue"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.week:%Y-%m-%d}"

    @classmethod
    def take(cls, person, week: date) -> bool:
        """Of two workers one takes a person's week: the condition is in the UPDATE."""
        found_or_made(cls.objects.all(), person=person)
        return bool(cls.objects.filter(person=person, week__lt=week).update(week=week))
