from datetime import timedelta

import pytest
from django.test import Client

PASSWORD = "x"


@pytest.fixture
def some_time_later(client):
    """Ages a browser's session, as if the password had been given so long ago."""

    def age(browser: Client = client, *, unused: timedelta | None = None, **since) -> None:
        session, gone = browser.session, timedelta(**since).total_seconds()
        session["began"] -= gone
        session["seen"] -= gone if unused is None else unused.total_seconds()
        session.save()

    return age


@pytest.fixture
def another_browser():
    """Somebody signed in elsewhere, with a browser of their own."""

    def sign_in(user, agent: str = "") -> Client:
        browser = Client(headers={"User-Agent": agent})
        answer = browser.post(
            "/admin/login/", {"username": user.get_username(), "password": PASSWORD}
        )
        assert answer.status_code == 302
        return browser

    return sign_in
