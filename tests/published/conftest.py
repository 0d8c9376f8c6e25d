from pathlib import Path

import pytest

from tests.published.running_site import RunningSite


def pytest_collection_modifyitems(items):
    """One worker has them all (`--dist loadgroup`): each would start sites of its own."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.xdist_group("sites"))


@pytest.fixture(scope="session")
def running_site(tmp_path_factory):
    """Two unrelated guides, served by gunicorn with two workers."""
    site = RunningSite(tmp_path_factory.mktemp("site"))
    site.act("build")
    yield site.start()
    site.stop()
