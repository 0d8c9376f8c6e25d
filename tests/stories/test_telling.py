"""From the form to the preview, from the preview to the private link."""

import pytest

from guides.stories import consents
from guides.stories.models import Story
from tests.factories import a_company, a_live_guide, a_topic
from tests.reading import body, by_class, text_of, tree_of
from tests.voices import WORDS, a_story, public, send_story, story_words

pytestmark = pytest.mark.django_db
FORM = "/raccontaci-la-tua-storia/"


def test_the_first_step_is_the_same_for_everybody_and_suggests_companies(client):
    a_company(name="Treni Lenti")
    page, again = client.get(FORM), client.get(FORM)
    assert page.content == again.content
    assert not page.cookies
    assert '<option value="Treni Lenti">' in body(page)


def test_the_title_can_come_from_a_search(client):
    page = client.get(FORM, {"titolo": 'Pacco <b>"perso"\x00\n e basta'})
    assert 'value="Pacco &lt;b&gt;&quot;perso&quot; e basta"' in body(page)


def test_nothing_is_sent_before_the_preview(client):
    page = client.post(FORM, story_words(email="anna@example.com"))
    assert page.status_code == 200
    assert not Story.objects.exists()
    text = body(page)
    for word in ("Conguaglio di tre anni", WORDS, "Luce Serena", "20 maggio 2026", "Lo storno."):
        assert word in text
    for word in ("Una parte.", "Risolta in parte", "Contatore verde", "anna@example.com"):
        assert word in text
    assert page["Cache-Control"] == "no-store"


def lines_of(page) -> list[tuple[str, str]]:
    facts = by_class(by_class(tree_of(page), "letter"), "facts")
    return [(text_of(row[0]), text_of(row[1])) for row in facts]


def test_the_preview_shows_the_lines_that_the_page_will_show_and_no_other(client, editor):
    words = story_words(company=a_company(name="Luce").name, topic=a_topic().pk)
    preview = client.post(FORM, words)
    hidden = {
        field.name: str(field.value() or "")
        for field in preview.context["form"]
        if field.name != "attachments"
    }
    client.post(FORM, hidden | {"invia": "1"})
    story = Story.objects.get()
    story.approve(by=editor)
    page = client.get(story.get_absolute_url())
    *facts, (who, signed) = lines_of(page)
    assert lines_of(preview) == [*facts, (who, signed.partition(", pubblicata")[0])]
    assert len(facts) == 4
    titles = [
        [text_of(h) for h in by_class(tree_of(p), "letter").iter("h2")] for p in (preview, page)
    ]
    assert titles[0][1:] == titles[1]


def test_from_the_preview_one_sends_or_goes_back_to_the_same_words(client):
    preview = client.post(FORM, story_words(gettone=""))
    hidden = {
        field.name: str(field.value() or "")
        for field in preview.context["form"]
        if field.name != "attachments"
    }
    back = client.post(FORM, hidden | {"modifica": "1"})
    assert back.status_code == 200
    for word in ("Conguaglio di tre anni", WORDS, "Luce Serena", "2026-05-20"):
        assert word in body(back)
    assert not Story.objects.exists()
    sent = client.post(FORM, hidden | {"invia": "1"})
    assert sent.status_code == 302
    assert "Ricevuta" in body(client.get(sent["Location"]))
    story = Story.objects.get()
    assert (story.title, story.outcome, story.has_proof) == (
        "Conguaglio di tre anni",
        Story.Outcome.PARTLY,
        True,
    )
    assert [consent["words"] for consent in story.consents] == [consents.PUBLISH, consents.PRIVACY]


def test_sending_without_a_token_shows_the_preview_again(client):
    page = send_story(client, gettone="")
    assert page.status_code == 200
    assert not Story.objects.exists()
    assert "Rileggi la tua storia" in body(page)


def test_a_repeated_sending_makes_one_story(client):
    words = story_words()
    answers = [client.post(FORM, words | {"invia": "1"})["Location"] for _ in range(3)]
    assert Story.objects.count() == 1
    assert len(set(answers)) == 1


@pytest.mark.parametrize(
    ("words", "field", "sentence"),
    [
        ({"title": ""}, "title", "Scrivi un titolo"),
        ({"text": "\u200b"}, "text", "Racconta che cosa è successo"),
        ({"company": ""}, "company", "Scrivi con quale azienda"),
        ({"used_on": "2999-01-01"}, "used_on", "deve ancora venire"),
        ({"used_on": "2026-02-30"}, "used_on", "non c’è nel calendario"),
        ({"outcome": "boh"}, "outcome_0", "Scegli una delle tre"),
        ({"has_proof": ""}, "has_proof_0", "Scegli una delle due risposte"),
        ({"email": "a@"}, "email", "Scrivi l’indirizzo per intero"),
        ({"consent_publish": ""}, "consent_publish", "Senza questo consenso"),
        ({"consent_privacy": ""}, "consent_privacy", "Leggi l’informativa"),
    ],
)
def test_an_error_is_said_beside_its_field_and_keeps_every_word(client, words, field, sentence):
    page = client.post(FORM, story_words(**words))
    text = body(page)
    assert page.status_code == 422
    assert f'href="#storia_{field}"' in text
    assert sentence in text
    assert "Contatore verde" in text
    if "text" not in words:
        assert WORDS in text


@pytest.mark.parametrize("typed", ["Società Luce", "  società  luce ", "SOCIETA LUCE"])
def test_a_company_that_we_know_is_known_however_it_is_written(client, typed):
    company = a_company(name="Società Luce")
    send_story(client, company=typed)
    story = Story.objects.get()
    assert (story.company, story.typed_company) == (company, "")


def test_any_other_name_is_taken_as_it_was_written(client):
    a_company(name="Società Luce")
    send_story(client, company="Società Luce e Gas")
    story = Story.objects.get()
    assert (story.company, story.typed_company) == (None, "Società Luce e Gas")


def test_a_story_is_not_public_before_approval(client, editor):
    topic = a_topic()
    story = a_story(title="Titolosegreto", text="Parolasegreta", topic=topic)
    addresses = ["/", "/storie/", story.get_absolute_url(), story.company.get_absolute_url()]
    addresses += [topic.get_absolute_url(), "/cerca/?q=parolasegreta", "/storie/?ordine=discusse"]

    def seen() -> str:
        return "".join(body(client.get(address)) for address in addresses)

    assert "Titolosegreto" not in seen().replace("/titolosegreto", "")
    assert client.get(story.get_absolute_url()).status_code == 404
    story.approve(by=editor)
    assert "Titolosegreto" in seen()
    story.undo(by=editor)
    assert "Titolosegreto" not in seen()


def test_a_published_story_says_what_it_is(client, editor):
    story = public(a_story(asked="Lo storno.", answered="Niente."), by=editor)
    text = body(client.get(story.get_absolute_url()))
    assert "Questa storia è il racconto di un lettore" in text
    assert "non ha verificato i fatti" in text
    assert "La risposta dell’azienda" not in text
    story.verification = "Abbiamo visto la fattura."
    story.company_answer, story.company_answered_on = "Ci scusiamo.", "2026-11-01"
    story.save()
    text = body(client.get(story.get_absolute_url()))
    assert "Abbiamo visto la fattura." in text
    assert "non ha verificato" not in text
    assert "Ci scusiamo." in text


def test_an_old_title_in_the_address_leads_to_the_story(client, editor):
    story = public(a_story(title="Treno fermo"), by=editor)
    moved = client.get(f"/storie/{story.pk}-altro-titolo/")
    assert (moved.status_code, moved["Location"]) == (301, f"/storie/{story.pk}-treno-fermo/")


def test_a_title_without_letters_still_has_an_address(client, editor):
    story = public(a_story(title="😀"), by=editor)
    assert story.get_absolute_url() == f"/storie/{story.pk}-storia/"
    assert client.get(story.get_absolute_url()).status_code == 200


def test_a_company_page_shows_its_own_stories(client, editor):
    mine, other = (public(a_story(title=title), by=editor) for title in ("Mia", "Altrui"))
    text = body(client.get(mine.company.get_absolute_url()))
    assert mine.get_absolute_url() in text
    assert other.get_absolute_url() not in text


def test_a_story_is_found_only_while_it_is_public(client, editor):
    story = a_story(title="Lavatrice ferma", text="Si è rotta la centrifuga.")

    def is_found() -> bool:
        return story.title in [
            hit["title"] for hit in client.get("/cerca.json", {"q": "centrifuga"}).json()["hits"]
        ]

    assert not is_found()
    story.approve(by=editor)
    assert is_found()
    story.redact(by=editor, words="centrifuga")
    assert not is_found()
    story.undo(by=editor)
    assert is_found()
    story.take_back()
    assert not is_found()


def test_after_sending_parts_of_guides_that_may_help_are_offered(client):
    a_live_guide(sections=[{"title": "Il conguaglio in bolletta", "body": "Controlla le date."}])
    sent = send_story(client, title="Il conguaglio in bolletta")
    assert "Il conguaglio in bolletta</a>" in body(client.get(sent["Location"]))
