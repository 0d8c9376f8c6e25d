import html
import re
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import pytest
from django.utils import timezone

from guides.desk import work
from guides.mail.models import Letter
from guides.questions.follower import QuestionFollower
from guides.questions.models import Counts, SearchQuestion
from guides.search.documents import SearchDocument
from guides.search.editors_words import PromotedAnswer, Synonym
from tests.desk.forms import filled_form
from tests.factories import a_live_guide
from tests.reading import text_of, tree_of
from tests.telling import tell_everybody

pytestmark = pytest.mark.django_db

QUESTIONS = "/admin/guides/searchquestion/"


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def asked():
    happened = {"zanzara velenosa": Counts(5, 5, 0), "rimborso": Counts(9, 0, 9)}
    SearchQuestion.objects.add_to_day(timezone.localdate(), happened)
    return SearchQuestion.objects.get(text="zanzara velenosa")


@pytest.fixture
def guide():
    return a_live_guide(title="La zanzara", sections=[{"title": "Punture", "body": "Fa male."}])


def rows_of(page) -> list[str]:
    table = next(e for e in tree_of(page).iter("table") if e.get("id") == "result_list")
    return [" ".join(text_of(cell) for cell in row).strip() for row in table.find("tbody")]


def said(page) -> str:
    return " ".join(str(message) for message in page.context["messages"])


def remedy(desk, name: str) -> str:
    """The address of the first question's link with that name."""
    page = desk.get(QUESTIONS).content.decode()
    return html.unescape(re.search(f'<a href="([^"]+)">{name}</a>', page)[1])


def test_what_is_most_asked_and_not_found_comes_first(desk, asked):
    shown = desk.get(f"{QUESTIONS}?stato=tutte").content.decode()
    assert shown.index("zanzara velenosa") < shown.index("rimborso")
    assert "Che cosa chiedono i lettori e non trovano" in shown


def test_a_question_says_how_many_hits_it_has_each_time_and_who_waits(desk, asked, guide):
    for _ in range(2):
        desk.get("/cerca/?q=punture")
    asked.add_report(uuid4())
    QuestionFollower.objects.create(question=asked, email="lettrice@posta.example").confirm()
    (row,) = (r for r in rows_of(desk.get(f"{QUESTIONS}?stato=trovate")) if r.startswith("punture"))
    hits = desk.get("/cerca.json?q=punture").json()["total"]
    assert hits > 0
    assert row.endswith(f" 2 {hits} 0 0")
    (row,) = (r for r in rows_of(desk.get(QUESTIONS)) if r.startswith("zanzara velenosa"))
    assert "Detta alla redazione: 1. Aspettano la risposta: 1." in row


def test_one_click_starts_a_section_in_the_nearest_guide(desk, asked, guide):
    response = desk.get(remedy(desk, "Scrivi una sezione"))
    begun = f"/admin/guides/guide/{guide.pk}/change/?domanda={asked.pk}"
    assert response.url.startswith(begun)
    page = html.unescape(desk.get(response.url.split("#")[0]).content.decode())
    assert 'value="Zanzara velenosa"' in page
    assert 'name="sections-TOTAL_FORMS" value="2"' in page


def test_one_click_starts_a_new_guide_when_none_is_near(desk, asked):
    response = desk.get(remedy(desk, "Scrivi una sezione"))
    assert response.url == f"/admin/guides/guide/add/?domanda={asked.pk}"
    page = html.unescape(desk.get(response.url).content.decode())
    assert 'value="Zanzara velenosa"' in page


def test_one_click_adds_a_synonym(desk, asked, guide):
    address = remedy(desk, "Aggiungi un sinonimo")
    assert 'value="zanzara velenosa"' in desk.get(address).content.decode()
    desk.post(address, {"wordings": "insetto cattivo, bestiaccia", "meaning": "zanzara"})
    assert Synonym.objects.get().meaning == "zanzara"
    assert "Punture" in desk.get("/cerca/?q=bestiaccia").content.decode()


def test_a_synonym_that_makes_a_question_find_something_settles_it(desk, asked, guide):
    address = remedy(desk, "Aggiungi un sinonimo")
    words = {"wordings": "zanzara velenosa", "meaning": "bestia che non c’è"}
    page = desk.post(address, words | {"replaces": "on"}, follow=True)
    assert page.redirect_chain == [(QUESTIONS, 302)]
    assert "Nemmeno così «zanzara velenosa» trova qualcosa." in html.unescape(said(page))
    assert SearchQuestion.objects.waiting().filter(pk=asked.pk).exists()
    Synonym.objects.get().delete()
    page = desk.post(address, words | {"meaning": "puntura"}, follow=True)
    assert "Ora «zanzara velenosa» trova qualcosa: è sistemata." in html.unescape(said(page))
    assert not SearchQuestion.objects.waiting().filter(pk=asked.pk).exists()


def test_the_nearest_section_is_already_there_to_be_put_first(desk, asked, guide):
    form = desk.get("/admin/guides/promotedanswer/add/?question=punture").content.decode()
    assert SearchDocument.objects.get(title="Punture").address in form


def test_one_click_promotes_an_answer_and_tells_who_waits(desk, asked, guide):
    waiting = QuestionFollower.objects.create(question=asked, email="lettrice@posta.example")
    waiting.confirm()
    address = remedy(desk, "Metti in evidenza una risposta")
    assert parse_qs(urlsplit(address).query) == {"question": ["zanzara velenosa"]}
    place = SearchDocument.objects.get(title="Punture").address
    answer = f"https://sportello.example{place}"
    response = desk.post(address, {"question": "zanzara velenosa", "address": answer}, follow=True)
    assert "Abbiamo avvisato chi aspettava la risposta: 1." in response.content.decode()
    tell_everybody()
    assert place in Letter.objects.get().text
    assert not QuestionFollower.objects.exists()
    assert not SearchQuestion.objects.waiting().filter(pk=asked.pk).exists()
    shown = html.unescape(desk.get("/cerca/?q=velenosa,+la+zanzara").content.decode())
    assert "Scelto dalla redazione" in shown


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"address": "/guide/assente/"}, "non c’è una pagina pubblicata"),
        ({"question": "???"}, "Scrivi la domanda a parole"),
        ({"question": "Velenosa la zanzara"}, "ha già una risposta in evidenza"),
    ],
)
def test_a_wrong_promotion_is_said_beside_the_field(desk, guide, words, sentence):
    document = SearchDocument.objects.get(title="Punture")
    PromotedAnswer.objects.create(question="zanzara velenosa", document_key=document.key)
    good = {"question": "altra domanda", "address": document.address}
    page = desk.post("/admin/guides/promotedanswer/add/", good | words).content.decode()
    assert sentence in html.unescape(page)
    assert PromotedAnswer.objects.count() == 1


def test_a_promoted_answer_shows_its_address_and_whether_it_is_still_public(desk, guide, editor):
    document = SearchDocument.objects.get(title="Punture")
    answer = PromotedAnswer.objects.create(question="puntura", document_key=document.key)
    page = desk.get(f"/admin/guides/promotedanswer/{answer.pk}/change/").content.decode()
    assert document.address in page
    guide.withdraw(by=editor, because="Prova")
    assert "non è più pubblicata" in desk.get("/admin/guides/promotedanswer/").content.decode()


def test_questions_are_put_aside_and_brought_back(desk, asked):
    act = {"_selected_action": [asked.pk]}
    desk.post(QUESTIONS, act | {"action": "set_aside"})
    assert "zanzara" not in desk.get(QUESTIONS).content.decode()
    desk.post(QUESTIONS + "?stato=sistemate", act | {"action": "bring_back"})
    assert "zanzara" in desk.get(QUESTIONS).content.decode()


def test_the_page_of_questions_costs_few_queries(desk, django_assert_max_num_queries):
    words = [chr(97 + n // 26) + chr(97 + n % 26) + "xyz" for n in range(60)]
    happened = {word: Counts(2, 1, 0) for word in words}
    SearchQuestion.objects.add_to_day(timezone.localdate(), happened)
    with django_assert_max_num_queries(10):
        desk.get(QUESTIONS)


def test_the_desk_is_for_staff_only(client, asked):
    for address in (QUESTIONS, f"{QUESTIONS}{asked.pk}/sezione/"):
        assert client.get(address).status_code == 302


@pytest.fixture
def reader(asked):
    """Somebody who waits for the answer, and said that the address is theirs."""
    follower = QuestionFollower.objects.create(question=asked, email="lettrice@posta.example")
    follower.confirm()
    return follower


def begin_the_section(desk, guide, **fields):
    """The link of the questions' page, and the form it opens, with the section written."""
    begun = desk.get(remedy(desk, "Scrivi una sezione")).url.split("#")[0]
    form = filled_form(desk.get(begun)) | {"sections-1-title": "Se è velenosa"} | fields
    return desk.post(f"/admin/guides/guide/{guide.pk}/change/", form, follow=True)


def test_publishing_the_section_tells_who_waits_for_it(desk, asked, guide, reader):
    assert "riceve una lettera quando la pubblichi: 1." in said(
        desk.get(remedy(desk, "Scrivi una sezione"), follow=True)
    )
    begin_the_section(desk, guide, **{"sections-1-body": "Metti il ghiaccio.", "_save": "1"})
    assert guide.sections.get(title="Se è velenosa").problem == "Zanzara velenosa"
    assert not Letter.objects.exists()  # written, not published
    assert SearchQuestion.objects.waiting().filter(pk=asked.pk).exists()

    page = desk.post(
        f"/admin/guides/guide/{guide.pk}/change/",
        filled_form(desk.get(f"/admin/guides/guide/{guide.pk}/change/")) | {"_publish": "1"},
        follow=True,
    )
    assert "Abbiamo avvisato chi aspettava la risposta: 1." in said(page)
    tell_everybody()
    letter = Letter.objects.get()
    assert letter.to == "lettrice@posta.example"
    assert "/guide/" in letter.text
    assert "#se-e-velenosa" in letter.text
    assert not QuestionFollower.objects.exists()
    assert not SearchQuestion.objects.waiting().filter(pk=asked.pk).exists()

    guide.refresh_from_db()
    guide.publish(by=None)
    assert Letter.objects.count() == 1


def test_saving_and_going_on_does_not_begin_the_section_again(desk, asked, guide):
    begun = desk.get(remedy(desk, "Scrivi una sezione")).url.split("#")[0]
    form = filled_form(desk.get(begun)) | {"sections-1-title": "Se è velenosa", "_continue": "1"}
    page = desk.post(begun, form, follow=True)
    assert "domanda=" in page.redirect_chain[-1][0]
    assert "«La zanzara»: tutto quello che hai scritto è salvo." in said(page)
    assert filled_form(page)["sections-TOTAL_FORMS"] == "2"
    assert guide.sections.count() == 2


def test_a_section_that_stays_a_draft_settles_nothing(desk, asked, guide, reader):
    begin_the_section(desk, guide, **{"sections-1-title": "", "_publish": "1"})
    assert guide.sections.count() == 1
    assert not Letter.objects.exists()
    assert SearchQuestion.objects.waiting().filter(pk=asked.pk).exists()


@pytest.mark.parametrize("number", ["0", "99999999999999999999999", "-1", "²", "x", ""])
def test_a_question_that_is_not_there_begins_nothing(desk, guide, number):
    page = desk.get(f"/admin/guides/guide/{guide.pk}/change/", {"domanda": number})
    assert 'name="sections-TOTAL_FORMS" value="1"' in page.content.decode()


def test_what_was_answered_is_no_question_without_an_answer(desk, editor):
    """On the desk's first page and in the list: a reader who read the answer opened nothing."""
    today = timezone.localdate()
    happened = {"rimborso": Counts(9, 0, 0, 27), "zanzara": Counts(3, 3, 0)}
    SearchQuestion.objects.add_to_day(today, happened)
    (task,) = (task for task in work.tasks_of(editor) if task.name == "domande")
    assert (task.number, [item.words for item in task.items]) == (1, ["zanzara"])
    assert "rimborso" not in " ".join(rows_of(desk.get(QUESTIONS)))
    (found,) = rows_of(desk.get(f"{QUESTIONS}?stato=trovate"))
    assert "rimborso" in found
