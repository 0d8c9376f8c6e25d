"""A moderator who has signed in; nothing may be said on the console."""

import pytest
from playwright.sync_api import Page

from guides.moderation.reasons import Reason
from tests.browser.desk import sign_in


@pytest.fixture
def insults():
    """Made here: the rows that migrations put in do not survive the tests before."""
    texts = {"label": "Insulti o minacce", "key": "i", "text_for_author": "Riscrivilo senza."}
    return Reason.objects.get_or_create(code="insulti", defaults=texts)[0]


@pytest.fixture
def desk(page: Page, live_server, editor, insults) -> Page:
    sign_in(page, live_server, editor)
    page.wrong = []
    page.on("console", lambda m: page.wrong.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    yield page
    assert page.wrong == []
