"""Fixtures that every room's tests share."""

import os
import shutil
import tempfile

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from tests import prepared

pytest_plugins = ["tests.mail_server"]


def pytest_configure(config):
    """Collect the static files once, as a release does; the workers of xdist share them."""
    if hasattr(config, "workerinput"):
        return
    static, os.environ[prepared.FOLDER] = (
        _a_folder_until_the_end(config, name) for name in ("static", "prepared")
    )
    config.add_cleanup(prepared.drop_what_was_made)  # before its folder: the last comes first
    os.environ["STATIC_ROOT"] = django_settings.STATIC_ROOT = static
    call_command("collectstatic", interactive=False, verbosity=0)


def _a_folder_until_the_end(config, name: str) -> str:
    folder = tempfile.mkdtemp(prefix=f"helpcentre-{name}-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix):
    """The workers of xdist copy one migrated database; who runs alone migrates as ever."""
    if not hasattr(request.config, "workerinput"):
        yield
        return
    held = prepared.fill_the_tests_own()
    yield
    if held:
        held.close()


def _empties_the_database(item) -> bool:
    marker = item.get_closest_marker("django_db")
    fixtures = {"live_server", "transactional_db"} & set(item.fixturenames)
    return bool(fixtures or (marker and marker.kwargs.get("transaction")))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Tests that empty the database come last: with it goes what the migrations wrote there.

    pytest-django puts them last, then pytest brings the tests of one browser together.
    """
    items.sort(key=_empties_the_database)


@pytest.fixture(autouse=True)
def passwords_are_hashed_quickly(settings):
    """Django's own hasher takes a third of a second on purpose, and most tests make an editor."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def the_site_answers_to_any_name(settings):
    """Django's test client calls it "testserver", the browsers' live server has a port."""
    settings.ONE_ADDRESS = False


@pytest.fixture(autouse=True)
def nobody_looks_for_what_is_due(settings):
    """A look every fifteen seconds would be one query more in whichever test counts them."""
    settings.LOOKS_FOR_WHAT_IS_DUE = False


@pytest.fixture(autouse=True)
def published_pages_in_a_folder_of_their_own(settings, tmp_path):
    settings.PAGES_DIR = tmp_path / "pages"


@pytest.fixture(autouse=True)
def media_in_a_folder_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "riservati"


@pytest.fixture
def editor(django_user_model):
    """Somebody of the newsroom who may publish."""
    return django_user_model.objects.create_superuser("elena", "elena@redazione.example", "x")


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
def insults():
    """A reason that every site begins with."""
    from guides.moderation.decisions import Reason

    return Reason.objects.get(code="insulti")


@pytest.fixture
def desk(client, anna):
    """A browser that Anna has signed in with."""
    client.force_login(anna)
    return client
