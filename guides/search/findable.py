"""What a model must answer to be found. Search itself knows no content."""

from collections.abc import Iterable

from django.apps import apps
from django.db import models, transaction

from guides.search import index
from guides.search.hit import Hit


class Findable:
    """A model whose public rows are found; its verbs call `refresh_hits` in their transaction."""

    @classmethod
    def findable(cls) -> models.QuerySet:
        """The rows that readers may see, by the room's own public queryset."""
        raise NotImplementedError

    def hits(self) -> Iterable[Hit]:
        """What can be found of this row, public as it is now."""
        raise NotImplementedError

    @classmethod
    def search_owner(cls, pk: object) -> str:
        return f"{cls._meta.model_name}:{pk}"

    @transaction.atomic
    def refresh_hits(self) -> None:
        """Bring the index up to date with this row, public or not any more."""
        index.lock()
        public = type(self).findable().filter(pk=self.pk).first()
        index.replace({self.search_owner(self.pk): public.hits() if public else ()})

    @transaction.atomic
    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        index.lock()
        index.replace({self.search_owner(self.pk): ()})
        return super().delete(*args, **kwargs)


class FoundAsSaved(Findable):
    """A model whose every save may change what is found."""

    @transaction.atomic
    def save(self, *args, **kwargs) -> None:
        super().save(*args, **kwargs)
        self.refresh_hits()


def findable_models() -> list[type[Findable]]:
    """Every model of the site that can be found, in the order of the rooms."""
    return [model for model in apps.get_models() if issubclass(model, Findable)]
