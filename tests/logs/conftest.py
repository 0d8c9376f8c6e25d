import pytest

from tests.published.running_site import RunningSite


@pytest.fixture(scope="module")
def running_site(tmp_path_factory):
    site = RunningSite(tmp_path_factory.mktemp("site"), LOG_FORMAT="json")
    site.act("build")
    yield site.start()
    site.stop()
