import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from tests.archive.lived_in import live_in


@pytest.fixture
def lived_in(db, anna, bea):
    """A site in which everything has happened once."""
    live_in(anna, bea)


@pytest.fixture
def copy(tmp_path, lived_in) -> Path:
    """A copy of the site that the test stands on."""
    call_command("export_site", tmp_path / "copia", stdout=StringIO())
    return tmp_path / "copia"


@pytest.fixture(scope="session")
def one_copy(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """A copy of a site that was never there: made once for all tests."""
    folder = tmp_path_factory.mktemp("archive")
    own = {"MEDIA_ROOT": folder / "media", "PRIVATE_ROOT": folder / "riservati"}
    with django_db_blocker.unblock(), override_settings(**own), transaction.atomic():
        people = get_user_model().objects
        live_in(*(people.create_superuser(n, first_name=n.title()) for n in ("anna", "bea")))
        call_command("export_site", folder / "copia", stdout=StringIO())
        transaction.set_rollback(True)
    return folder / "copia"


@pytest.fixture
def at_hand(db, one_copy, tmp_path) -> Path:
    """A copy to do anything with, and a site with nothing in it."""
    return Path(shutil.copytree(one_copy, tmp_path / "copia"))
