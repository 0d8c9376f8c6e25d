"""The models of the site with the shape that each was given, and which stands within which."""

from collections.abc import Iterator
from functools import cache

from django.apps import apps
from django.db import models

from guides.archive.declared import DECLARED
from guides.archive.shapes import Inside, Lines, Pages, Parts, Shape

Model = type[models.Model]


@cache
def shaped() -> dict[Model, Shape]:
    """Every model of which a copy holds rows, in the order in which an import writes."""
    ours = {model.__name__: model for model in apps.get_app_config("guides").get_models()}
    return {ours[name]: shape for name, shape in DECLARED.items() if isinstance(shape, Shape)}


def with_files() -> Iterator[tuple[Model, Lines | Pages]]:
    """Those whose rows have files of their own."""
    for model, shape in shaped().items():
        if isinstance(shape, Lines | Pages):
            yield model, shape


@cache
def children(parent: Model) -> list[tuple[Model, Inside, str, str]]:
    """What is written within a row of `parent`: model, shape, column that leads up, its name."""
    return [
        (model, shape, column, _called(model, column))
        for model, shape in shaped().items()
        if isinstance(shape, Inside)
        for column in shape.parents
        if model._meta.get_field(column).related_model is parent
    ]


def _called(model: Model, column: str) -> str:
    accessor = model._meta.get_field(column).remote_field.get_accessor_name()
    return model._meta.model_name if accessor == "+" else accessor


@cache
def parts(parent: Model) -> tuple[Model, Parts] | None:
    """What stands under headings in the file of a row of `parent`."""
    found = (
        (model, shape)
        for model, shape in shaped().items()
        if isinstance(shape, Parts) and model._meta.get_field(shape.of).related_model is parent
    )
    return next(found, None)


def word_of(model: Model) -> str:
    """The word in the comment above a part: «sezione», «commento»."""
    return str(model._meta.verbose_name).split()[0].lower()
