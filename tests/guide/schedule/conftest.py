"""A guide with something to publish."""

import pytest

from tests.factories import a_live_guide
from tests.guide.schedule.coming import SECRET, again, write


@pytest.fixture
def guide(anna):
    """Live, with a draft that says something new."""
    guide = a_live_guide(slug="pacco", sections=[{"title": "Uno", "body": "Prima."}], by=anna)
    write(guide, f"Dopo. {SECRET}")
    return again(guide)
