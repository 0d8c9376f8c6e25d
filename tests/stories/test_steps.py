"""Three short steps: each asks for a part, and every word of the others goes along."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from guides.stories import consents
from guides.stories.models import Story
from guides.stories.steps import STEPS
from tests.factories import a_company, a_live_guide
from tests.reading import tree_of
from tests.stories.test_attachments import PDF
from tests.voices import story_words

pytestmark = pytest.mark.django_db
FORM = "/raccontaci-la-tua-storia/"


def fields_of(page, *tags: str) -> list:
    """The fields of the page's own form."""
    form = next(form for form in tree_of(page).iter("form") if form.get("method") == "post")
    return [field for field in form.iter() if field.tag in tags]


class Reader:
    """Fills in what the page shows and presses a button, as a browser without scripts does."""

    def __init__(self, client) -> None:
        self.client, self.said = client, story_words()
        self.page = client.get(FORM)

    @property
    def shown(self) -> dict[str, str]:
        """What the page's own form would post, without what the reader fills in."""
        fields = {}
        for field in fields_of(self.page, "input", "textarea"):
            is_off = field.get("type") in ("radio", "checkbox") and field.get("checked") is None
            if not is_off and field.get("type") != "file":
                value = (
                    field.text
                    if field.tag == "textarea"
                    else field.get("value", "on" if field.get("type") == "checkbox" else "")
                )
                fields[field.get("name")] = (value or "").removeprefix("\n")
        for field in fields_of(self.page, "select"):
            fields[field.get("name")] = next(
                (o.get("value") for o in field.iter("option") if o.get("selected") is not None), ""
            )
        return fields

    @property
    def step(self) -> str:
        return self.shown.get("passo", "")

    def press(self, button: str = "", value: str = "1", **words):
        asked = STEPS[int(self.step) - 1].fields if self.step else ()
        filled = {name: self.said[name] for name in asked if name in self.said} | words
        self.page = self.client.post(
            FORM, self.shown | filled | ({button: value} if button else {})
        )
        return self


@pytest.fixture
def reader(client):
    return Reader(client)


def test_step_by_step_to_the_preview_and_out_with_every_word(reader):
    steps = []
    while reader.step:
        steps.append(reader.step)
        reader.press()
        assert reader.page.status_code == 200
        assert "C’è qualcosa da correggere" not in reader.page.content.decode()
    assert steps == ["1", "2", "3"]
    for name in ("title", "text", "company", "asked", "answered"):
        assert reader.said[name] in reader.page.content.decode()
    assert reader.press("invia").page.status_code == 302
    story = Story.objects.get()
    assert (story.title, story.asked, story.author_name) == (
        reader.said["title"],
        reader.said["asked"],
        reader.said["name"],
    )
    assert [each["words"] for each in story.consents] == [consents.PUBLISH, consents.PRIVACY]


def test_each_step_asks_for_its_own_fields_and_for_no_other(reader):
    for step in STEPS:
        every = fields_of(reader.page, "input", "textarea", "select")
        seen = {field.get("name") for field in every if field.get("type") != "hidden"}
        assert seen - {"sito_web"} == set(step.fields)
        reader.press()


@pytest.mark.parametrize(("step", "wrong"), [(1, "title"), (2, "outcome"), (3, "name")])
def test_a_step_is_mended_before_the_next_and_loses_no_word(reader, step, wrong):
    for _ in range(step - 1):
        reader.press()
    reader.press(**{wrong: ""})
    assert reader.page.status_code == 422
    assert reader.step == str(step)
    errors = reader.page.context["form"].errors
    assert list(errors) == [wrong]
    kept = reader.shown
    for done in STEPS[:step]:
        for name in set(done.fields) - {wrong, "attachments"}:
            assert kept[name] == reader.said[name], name
    reader.press()
    assert reader.step == ("" if step == 3 else str(step + 1))


def test_going_back_is_always_allowed_and_keeps_what_was_begun(reader):
    reader.press().press("indietro", outcome="", asked="A metà")
    assert (reader.page.status_code, reader.step) == (200, "1")
    assert reader.shown["asked"] == "A metà"
    assert "C’è qualcosa da correggere" not in reader.page.content.decode()
    assert reader.press().shown["asked"] == "A metà"


@pytest.mark.parametrize("step", ["1", "2", "3"])
def test_from_the_preview_one_goes_back_to_any_step(reader, step):
    reader.press().press().press().press("modifica", step)
    assert (reader.page.status_code, reader.step) == (200, step)
    assert "C’è qualcosa da correggere" not in reader.page.content.decode()
    assert reader.shown["title"] == reader.said["title"]


def test_a_token_that_is_lost_or_old_costs_no_word(reader):
    reader.press().press(gettone="vecchio").press(gettone="")
    assert "Rileggi la tua storia" in reader.page.content.decode()
    assert reader.press("invia").page.status_code == 302


def test_a_file_of_the_second_step_goes_along_to_the_end(reader):
    reader.press().press(attachments=SimpleUploadedFile("scontrino.pdf", PDF))
    reader.press("indietro")
    assert "scontrino.pdf" in reader.page.content.decode()
    reader.press().press()
    assert "scontrino.pdf" in reader.page.content.decode()
    reader.press("invia")
    assert Story.objects.get().attachments.get().name == "scontrino.pdf"


def test_what_was_tampered_with_in_a_hidden_word_leads_back_to_its_step(reader):
    reader.press().press()
    reader.press(outcome="boh")
    assert (reader.page.status_code, reader.step) == (422, "2")


def test_what_may_help_already_knows_the_company(reader, client):
    company = a_company(name="Luce Serena")
    sections = [{"title": "Il conguaglio di tre anni", "body": "Controlla le date."}]
    a_live_guide(sections=sections, title="Altrove", slug="altrove")
    a_live_guide(sections=sections, title="Con Luce Serena", slug="serena", company=company)
    reader.said["company"] = "Luce Serena"
    page = reader.press().page.content.decode()
    assert "Forse ti aiuta già" in page
    assert page.index("/guide/serena/") < page.index("/guide/altrove/")


def test_what_only_comes_near_is_not_offered(reader):
    sections = [{"title": "Il pacco non arriva", "body": "Il corriere ha perso il pacco a casa."}]
    a_live_guide(sections=sections, title="Pacchi e corrieri")
    reader.said |= {"title": "L’idraulico è venuto a casa e non mi rimborsa il lavoro fatto male"}
    assert "Forse ti aiuta già" not in reader.press().page.content.decode()


def test_a_company_page_begins_the_story_with_its_name(client):
    company = a_company(name="Luce & Gas")
    page = client.get(company.get_absolute_url()).content.decode()
    assert f"{FORM}?azienda=Luce%20%26%20Gas" in page
    form = client.get(FORM, {"azienda": "Luce & Gas"}).content.decode()
    assert 'value="Luce &amp; Gas"' in form
