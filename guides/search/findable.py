"""What a model must answer to be found. Search itself knows no content."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

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

    def refresh_hits(self) -> None:
        """Bring the index up to date with this row, public or not any more."""
        later = _at_the_end.get()
        if later is None:
            bring_up_to_date(type(self), [self.pk])
        else:
            later.setdefault(type(self), {})[self.pk] = None

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


@transaction.atomic
def bring_up_to_date(model: type[Findable], keys: Sequence) -> None:
    """Make what is found of these rows what is public of them now."""
    index.lock()
    public = {model.search_owner(thing.pk): thing for thing in model.findable().filter(pk__in=keys)}
    owners = (model.search_owner(key) for key in keys)
    index.replace({owner: public[owner].hits() if owner in public else () for owner in owners})


_at_the_end: ContextVar[dict[type[Findable], dict] | None] = ContextVar("_at_the_end", default=None)


@contextmanager
def indexed_at_the_end() -> Iterator[None]:
    """What is refreshed within is indexed once, when it ends; for much that is written at once."""
    with transaction.atomic():
        later: dict[type[Findable], dict] = {}
        before = _at_the_end.set(later)
        try:
            yield
        finally:
            _at_the_end.reset(before)
        for model, keys in later.items():
            bring_up_to_date(model, list(keys))


def findable_models() -> list[type[Findable]]:
    """Every model of the site that can be found, in the order of the rooms."""
    return [model for model in apps.get_models() if issubclass(model, Findable)]
