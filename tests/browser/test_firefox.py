"""Errands in Debian's Firefox ESR: read, search, comment, vote, tell a story; write a guide."""

import json
import os
import platform
from pathlib import Path

import pytest

from guides.comments.models import Comment
from guides.feedback.votes import SectionVote
from guides.stories.models import Story
from tests.browser.marionette import FIREFOX, Firefox
from tests.factories import a_company, a_live_guide
from tests.voices import WORDS, a_comment

CONTROL = "\ue009"  # as WebDriver writes the key
# In CI a test that wants Firefox fails without it; Ubuntu has no such package.
IS_DEBIANS_CI = "CI" in os.environ and platform.freedesktop_os_release()["ID"] == "debian"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not FIREFOX.exists() and not IS_DEBIANS_CI, reason="wants Debian's firefox-esr"
    ),
]


@pytest.fixture(scope="module")
def firefox():
    with Firefox() as browser:
        yield browser


@pytest.fixture
def guide():
    sections = [{"title": "Il rimborso del biglietto", "body": "Chiedilo subito."}]
    return a_live_guide(title="Treno in ritardo", slug="treno", sections=sections)


def test_a_guide_is_found_by_searching_and_read(firefox, live_server, guide):
    firefox.go(live_server.url)
    firefox.write("[name=q]", "rimborso biglietto")
    firefox.wait_for("return document.querySelectorAll('[role=option]').length > 0")
    firefox.click(".search-box .button")
    firefox.click(".hit__title a")
    firefox.wait_for("return location.pathname.startsWith('/guide/treno')")
    assert "Chiedilo subito." in firefox.says("return document.body.innerText")


def test_a_comment_is_sent_at_the_first_press(firefox, live_server, guide):
    firefox.go(f"{live_server.url}/guide/treno/")
    firefox.click(".door > summary")
    firefox.write("#commento_text", WORDS)
    firefox.write("#commento_name", "Gattonero")
    firefox.wait_for("return document.querySelector('.door [name=gettone]').value")
    firefox.click(".door .button")
    firefox.wait_for("return location.pathname.startsWith('/ricevuta/')")
    assert Comment.objects.get().author_name == "Gattonero"


def test_a_vote_is_answered_on_the_page(firefox, live_server, guide):
    firefox.go(f"{live_server.url}/guide/treno/")
    firefox.click(".useful [name=no]")
    firefox.wait_for("return document.body.innerText.includes('non ti è stato utile?')")
    assert firefox.says("return location.pathname") == "/guide/treno/"
    assert list(SectionVote.objects.values_list("useful", flat=True)) == [False]


def test_a_story_is_told(firefox, live_server):
    a_company(name="Treni Lenti")
    firefox.go(f"{live_server.url}/raccontaci-la-tua-storia/")
    firefox.write("#storia_company", "Treni Lenti")
    firefox.write("#storia_title", "Il rimborso del biglietto")
    firefox.write("#storia_text", WORDS)
    for choices in (("outcome_0", "has_proof_1"), ("consent_publish", "consent_privacy")):
        firefox.click("form[method=post] .button")
        firefox.wait_for(f"return document.getElementById('storia_{choices[0]}').type !== 'hidden'")
        for choice in choices:
            firefox.click(f"#storia_{choice}")
    firefox.write("#storia_name", "Lucciola")
    firefox.click("form[method=post] .button")
    firefox.wait_for("return document.title.startsWith('Rileggi')")
    firefox.click("[name=invia]")
    firefox.wait_for("return location.pathname.startsWith('/ricevuta/')")
    assert Story.objects.get().title == "Il rimborso del biglietto"


def test_an_editor_writes_with_the_toolbar_pastes_from_word_and_saves(
    firefox, live_server, editor, guide
):
    place = f"/admin/guides/guide/{guide.pk}/change/"
    firefox.go(f"{live_server.url}/admin/login/?next={place}")
    firefox.write("#id_username", editor.get_username())
    firefox.write("#id_password", "x")
    firefox.click("input[type=submit]")
    firefox.wait_for("return document.querySelector('.row-toggle')")
    firefox.click(".row-toggle")
    firefox.wait_for("return document.querySelector('#sections-0 .tool')")
    body = "document.querySelector('#id_sections-0-body')"
    firefox.says(f"{body}.focus(); {body}.select()")
    firefox.write("#sections-0 .tool--bold", " ")
    firefox.wait_for(f"return {body}.value === '**Chiedilo subito.**'")
    html = (Path(__file__).parent / "pasted/word.html").read_text()
    firefox.says(
        "document.addEventListener('copy', event => { event.preventDefault();"
        f"event.clipboardData.setData('text/html', {json.dumps(html)});"
        "event.clipboardData.setData('text/plain', 'Prima voce') }, { once: true })"
    )
    firefox.write("#id_title", f"{CONTROL}ac")
    firefox.says(f"{body}.setSelectionRange(99, 99)")
    firefox.write("#id_sections-0-body", f"{CONTROL}v")
    firefox.wait_for(f"return {body}.value.includes('- Prima voce\\n  - Voce interna')")
    firefox.click("[name=_continue]")
    firefox.wait_for("return document.querySelector('.messagelist .success')")
    assert guide.sections.get().body.startswith("**Chiedilo subito.**\n\n# Che cosa fare")


def test_the_queue_is_worked_by_keyboard(firefox, live_server, editor):
    comments = [a_comment() for _ in range(3)]
    firefox.go(f"{live_server.url}/admin/login/?next=/admin/guides/queueitem/")
    firefox.write("#id_username", editor.get_username())
    firefox.write("#id_password", "x")
    firefox.click("input[type=submit]")
    for comment, key in zip(comments, "as", strict=False):
        row = f"#voce-{comment.queue_item_id}"
        firefox.wait_for(f"return document.querySelector('{row}[data-seen]')")
        firefox.write(f"{row}", key)
        firefox.wait_for(f"return !document.querySelector('{row}')")
    for comment in comments:
        comment.refresh_from_db()
    assert [comment.state for comment in comments] == ["approved", "spam", "waiting"]
