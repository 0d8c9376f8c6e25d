from django.db import models


class Frozen(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise TypeError("An edition is immutable: publish a new one.")
        super().save(*args, **kwargs)
