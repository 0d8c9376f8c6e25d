import pytest

from guides.moderation.decisions import Reason


@pytest.fixture
def anna(django_user_model):
    return django_user_model.objects.create_superuser(
        "anna", "anna@redazione.example", "x", first_name="Anna"
    )


@pytest.fixture
def bea(django_user_model):
    return django_user_model.objects.create_superuser(
        "bea", "bea@redazione.example", "x", first_name="Bea"
    )


@pytest.fixture
def insults() -> Reason:
    return Reason.objects.get(code="insulti")


@pytest.fixture
def desk(client, anna):
    """A browser that Anna has signed in with."""
    client.force_login(anna)
    return client
