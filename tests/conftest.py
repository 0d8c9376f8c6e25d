"""Fixtures that every room's tests share."""

import gc
import os
import shutil
import tempfile

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.test import override_settings
from whitenoise import WhiteNoise

from tests import emptying, prepared  # noqa: F401 - how tests that commit are put away
from tests.the_demo import load_the_demo

pytest_plugins = ["tests.mail_server", "tests.uploads.a_bucket"]


def pytest_configure(config):
    """Collect the static files once, as a release does; the workers of xdist share them."""
    _as_no_site_is_set()
    _read_the_static_files_once()
    if hasattr(config, "workerinput"):
        return
    static, os.environ[prepared.FOLDER] = (
        _a_folder_until_the_end(config, name) for name in ("static", "prepared")
    )
    config.add_cleanup(prepared.drop_what_was_made)  # before its folder: the last comes first
    os.environ["STATIC_ROOT"] = django_settings.STATIC_ROOT = static
    call_command("collectstatic", interactive=False, verbosity=0)


def pytest_collection_finish():
    """Eight thousand tests and their code stay to the end: no need to walk them again."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def _as_no_site_is_set() -> None:
    # Django's own hasher takes a third of a second on purpose, and most tests make an editor.
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Its test client calls the site "testserver", the browsers' live server has a port.
    django_settings.ONE_ADDRESS = False
    # A look every fifteen seconds would be one query more in whichever test counts them.
    django_settings.LOOKS_FOR_WHAT_IS_DUE = False


def _read_the_static_files_once() -> None:
    """WhiteNoise looks at all three hundred as a site starts, and each test's client starts one."""
    known, look = {}, WhiteNoise.update_files_dictionary

    def look_once(self, root, prefix):
        if (root, prefix) not in known:
            look(self, root, prefix)
            known[root, prefix] = dict(self.files)
        self.files.update(known[root, prefix])

    WhiteNoise.update_files_dictionary = look_once


def _a_folder_until_the_end(config, name: str) -> str:
    folder = tempfile.mkdtemp(prefix=f"helpcentre-{name}-")
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    return folder


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, django_db_modify_db_settings_parallel_suffix):
    """Every worker of xdist, or who runs alone, begins with a copy of one migrated database."""
    prepared.give_the_tests_a_copy(getattr(request.config, "workerinput", {}).get("workerid", ""))
    yield
    connections.close_all()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb):
    """SQLite's copy is there already, and goes with its folder."""
    return django_db_keepdb or connection.vendor == "sqlite"


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
def files_in_a_folder_of_their_own(settings, tmp_path):
    """Also the turns of the programs that decode: other workers must not take them."""
    settings.DATA_DIR = tmp_path
    settings.PAGES_DIR = tmp_path / "pages"
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "riservati"
    settings.ERASURES_DIR = tmp_path / "cancellazioni"


@pytest.fixture(autouse=True)
def search_remembers_no_other_test(monkeypatch):
    """A worker reads the words that are newer than those it knows; here they begin anew."""
    from guides.search.vocabulary import LoadedWords

    loaded = LoadedWords()
    monkeypatch.setattr("guides.search.finder.LOADED", loaded)
    monkeypatch.setattr("guides.search.terms.LOADED", loaded)


@pytest.fixture(scope="module")
def written_once(django_db_setup, django_db_blocker, tmp_path_factory):
    """What `written_once(write)` writes stays for all tests of a module, then goes.

    Each test is a savepoint within: it may change the rows, and reads them from the database anew.
    A module with tests that commit cannot have it.
    """
    folder, whole = tmp_path_factory.mktemp("module"), transaction.atomic()
    own = {"DATA_DIR": folder, "PAGES_DIR": folder / "pages", "MEDIA_ROOT": folder / "media"}
    with django_db_blocker.unblock():
        whole.__enter__()

    def write_now(write):
        with django_db_blocker.unblock(), override_settings(**own, PRIVATE_ROOT=folder / "private"):
            return write()

    yield write_now
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def the_demo(db):
    """The site as `load_demo` leaves it; ask for it before anybody of the newsroom."""
    load_the_demo()


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
    from guides.moderation.reasons import Reason

    return Reason.objects.get(code="insulti")


@pytest.fixture
def desk(client, anna):
    """A browser that Anna has signed in with."""
    client.force_login(anna)
    return client
