import pytest

from tests.accounts.coming_in import RIGHT, an_app_of
from tests.desk.test_nobody import a_desk_with_secrets  # noqa: F401 - a fixture of theirs


@pytest.fixture(autouse=True)
def the_second_step_is_asked(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def elena(django_user_model):
    return django_user_model.objects.create_superuser("elena", "elena@redazione.example", RIGHT)


@pytest.fixture
def app(elena):
    """The one on Elena's telephone."""
    return an_app_of(elena)
