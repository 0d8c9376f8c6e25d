import pytest

from tests.published.running_site import RunningSite


@pytest.fixture(scope="session")
def running_site(tmp_path_factory):
    """Two unrelated guides, served by gunicorn with two workers."""
    site = RunningSite(tmp_path_factory.mktemp("site"))
    site.act("build")
    yield site.start()
    site.stop()
