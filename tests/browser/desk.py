"""What a browser's test of the desk starts from: an editor who has signed in."""

from django.test import Client
from playwright.sync_api import Page


def sign_in_by_hand(page: Page, live_server, user) -> None:
    page.set_default_timeout(25_000)
    page.goto(f"{live_server.url}/admin/login/")
    page.fill("#id_username", user.get_username())
    page.fill("#id_password", "x")  # as in the `editor` fixture
    page.click("input[type=submit]")
    page.wait_for_selector("#user-tools")


def sign_in(page: Page, live_server, user) -> None:
    """With the session that signing in makes, and no page open yet."""
    page.set_default_timeout(25_000)
    client = Client()
    client.force_login(user)
    session = client.cookies["sessionid"].value
    cookie = {"name": "sessionid", "value": session, "url": live_server.url}
    page.context.add_cookies([cookie])


def open_guide(page: Page, live_server, guide) -> None:
    page.goto(f"{live_server.url}/admin/guides/guide/{guide.pk}/change/")


def save_and_stay(page: Page) -> None:
    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist")


def ask_to_publish(page: Page) -> None:
    """Open the window of «Pubblica…» and let it say what would change."""
    page.get_by_role("button", name="Pubblica…").click()
    page.wait_for_selector(".asked > *")
