"""A real Chromium against the live site: Debian's when it is there, else Playwright's own."""

import os
import threading
from pathlib import Path

import pytest
from playwright.sync_api import expect

# Playwright's own event loop runs in the tests' thread; Django takes that for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# What is expected may take as long as a busy machine needs; Playwright's own five seconds are few.
expect.set_options(timeout=20_000)

BIN = Path("/usr/bin")
DEBIANS = [BIN / "chromium-headless-shell", BIN / "chromium", BIN / "chromium-browser"]
# A container has no user namespaces for the sandbox and a small /dev/shm.
IN_A_CONTAINER = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    here = next((str(path) for path in DEBIANS if path.exists()), None)
    found = {"executable_path": here} if here else {}
    return browser_type_launch_args | found | {"args": IN_A_CONTAINER}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "it-IT", "timezone_id": "Europe/Rome"}


@pytest.fixture
def page(page):
    """What the site refuses, and what a script stumbles over, is read under a test that fails."""
    page.on("response", lambda answer: answer.status >= 400 and print(answer.status, answer.url))
    page.on("pageerror", lambda error: print(error))
    return page


@pytest.fixture(autouse=True)
def static_files_by_their_plain_names(settings):
    """The live server finds static files by name: it knows no hashes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


@pytest.fixture(autouse=True)
def the_browser_leaves_before_the_database_is_emptied(request):
    """Else what its page still asks is written into the next test."""
    if not {"page", "live_server"} <= set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")  # ready before us, so put away after us
    browser = request.getfixturevalue("page").context.browser
    yield
    for context in browser.contexts:
        context.close()
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(10)
