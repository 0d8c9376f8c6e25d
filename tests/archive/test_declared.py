"""Every model says whether a copy holds it, and no private column slips in unseen."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models

from guides.archive.columns import Columns
from guides.archive.declared import DECLARED
from guides.archive.models_there import shaped
from guides.archive.naming import Names, People
from guides.archive.shapes import MadeAnew, Shape, Stays
from guides.moderation.moderated import Moderated

# Addresses that the newsroom writes for readers to see.
PUBLIC_ADDRESSES = {"Fact.email", "SiteSettings.contact_email"}
PRIVATE = {"network", "verdict", "submission_id", "link_version", "reader", "consents", "uid_hash"}


def leaving() -> dict[str, models.Field]:
    return {
        f"{model.__name__}.{field.name}": field
        for model, shape in shaped().items()
        for field in Columns(model, shape, Names(), People()).fields
    }


def test_every_model_is_in_a_copy_or_says_why_not():
    there = {model.__name__ for model in apps.get_app_config("guides").get_models()}
    assert there == set(DECLARED)


def test_whatever_stays_gives_its_reason():
    stays = {name: shape for name, shape in DECLARED.items() if isinstance(shape, Stays)}
    assert all(len(shape.because) > 10 for shape in stays.values())
    assert any(isinstance(shape, MadeAnew) for shape in stays.values())


def test_what_readers_wrote_leaves_by_the_columns_that_are_named():
    written = [model for model in shaped() if issubclass(model, Moderated)]
    assert written
    assert all(isinstance(DECLARED[model.__name__], Shape) for model in written)
    assert all(DECLARED[model.__name__].only for model in written)
    assert all(DECLARED[model.__name__].which for model in written)


def test_no_address_of_a_reader_and_no_key_of_a_network_leaves(db):
    addresses = {name for name, field in leaving().items() if isinstance(field, models.EmailField)}
    assert addresses == PUBLIC_ADDRESSES
    assert not [name for name in leaving() if name.split(".")[1] in PRIVATE]


def test_a_colleague_leaves_as_a_name(db, django_user_model):
    people = {f.related_model for f in leaving().values() if f.is_relation} & {get_user_model()}
    assert people
    both = django_user_model.objects.create_user("lea@redazione.example", "lea@redazione.example")
    assert People().name(both.pk) == "lea"
