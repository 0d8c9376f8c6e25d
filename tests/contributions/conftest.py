"""A refusal that an author answers."""

import pytest

from guides.moderation.reasons import Reason
from tests.contributions.coming_back import EMAIL
from tests.voices import a_comment, a_story


@pytest.fixture
def other_reason():
    return Reason.objects.get(code="accusa-non-verificabile")


@pytest.fixture(params=[a_story, a_comment], ids=["story", "comment"])
def refused(request, anna, bea, insults):
    mine = request.param(author_email=EMAIL)
    mine.confirm_email()
    mine.refresh_from_db()
    mine.reject(by=anna, because=insults)
    return mine
