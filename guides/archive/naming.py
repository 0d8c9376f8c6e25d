"""Rows and people in a copy by the names that people know, in a site by their keys."""

from functools import cache

from django.contrib.auth import get_user_model
from django.db import models

from guides.archive.exceptions import BadCopy
from guides.moderation.decisions import name_of
from guides.text.slugs import slug_of

# What a row is called where it has more than one name of its own.
NAMES = ("slug", "code", "key", "name")
LONGEST = 150


@cache
def name_column(model: type[models.Model]) -> str:
    """The column by which others name a row of it, "" where only its number does."""
    own = {field.name for field in model._meta.concrete_fields if field.unique}
    return next((name for name in NAMES if name in own and name != model._meta.pk.name), "")


class Names:
    """The names of the rows that others point at, read once for each model."""

    def __init__(self) -> None:
        self._names: dict[type[models.Model], dict] = {}
        self._keys: dict[type[models.Model], dict] = {}

    def name(self, model: type[models.Model], key) -> str | int | None:
        column = name_column(model)
        if key is None or not column:
            return key
        if model not in self._names:
            rows = model._base_manager.values_list("pk", column)
            self._names[model] = dict(rows.iterator(chunk_size=2000))
        return self._names[model][key]

    def key(self, model: type[models.Model], name) -> int | None:
        column = name_column(model)
        if name is None or not column:
            return name
        if model not in self._keys:
            rows = model._base_manager.values_list(column, "pk")
            self._keys[model] = dict(rows.iterator(chunk_size=2000))
        if name not in self._keys[model]:
            raise BadCopy(f"«{name}» non è fra {model._meta.verbose_name_plural} della copia.")
        return self._keys[model][name]


class People:
    """Colleagues: in a copy their name alone, never how they sign in."""

    def __init__(self) -> None:
        rows = get_user_model()._default_manager.order_by("-pk")
        self._names = {person.pk: _without_address(name_of(person)) for person in rows}
        self._keys = {name: key for key, name in self._names.items()}  # the eldest of a name

    def name(self, key: int | None) -> str | None:
        return self._names.get(key)

    def key(self, name: str | None) -> int | None:
        """Who is called so here; else somebody who cannot sign in, until they are let."""
        if not name:
            return None
        if name not in self._keys:
            self._keys[name] = _somebody_called(name[:LONGEST]).pk
        return self._keys[name]


def _without_address(name: str) -> str:
    """Some sign in with their e-mail address."""
    return name.partition("@")[0]


def _somebody_called(name: str):
    users = get_user_model()._default_manager
    base = slug_of(name, most=100, otherwise="redazione")
    taken = set(users.filter(username__startswith=base).values_list("username", flat=True))
    free = (f"{base}-{n}" if n else base for n in range(len(taken) + 1))
    person = users.model(username=next(n for n in free if n not in taken), first_name=name)
    person.is_active = False
    person.set_unusable_password()
    person.save()
    return person
