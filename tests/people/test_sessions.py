"""A session has an age and an end, loses no text, and its owner sees and closes it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from guides.people.browsers import in_words
from guides.people.sessions import DeskSession
from guides.privacy import held
from guides.privacy.retention import forget_old_data
from guides.record.models import AdministrativeAct
from tests.desk.forms import desk_of, filled_form
from tests.factories import a_guide
from tests.reading import text_of, tree_of

pytestmark = pytest.mark.django_db
MINE, LEFT = "/admin/sessioni/", "/admin/sessione/"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Safari/604.1"
MINUTE = timedelta(minutes=1)


def is_in(browser: Client) -> bool:
    return browser.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (FIREFOX, "Firefox su Windows"),
        (PHONE, "Safari su iPhone"),
        ("Mozilla/5.0 (X11; Linux) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge su Linux"),
        ("curl/8.5.0", "Un altro programma"),
        ("", "Un altro programma"),
        ("x" * 5000, "Un altro programma"),
    ],
)
def test_a_browser_in_words(agent, words):
    assert in_words(agent) == words


def test_two_hours_without_an_act_end_it(desk, some_time_later):
    some_time_later(minutes=119)
    assert is_in(desk)  # an act: the time begins anew
    some_time_later(minutes=119)
    assert is_in(desk)
    some_time_later(minutes=121)
    assert not is_in(desk)
    assert not DeskSession.objects.exists()


def test_twelve_hours_end_it_whatever_is_done(desk, some_time_later):
    some_time_later(hours=11, minutes=59, unused=MINUTE)
    assert is_in(desk)
    some_time_later(minutes=2, unused=MINUTE)
    assert not is_in(desk)


@pytest.mark.parametrize("asked", ["/admin/lavoro/", "/admin/guides/queueitem/novita/", LEFT])
def test_what_scripts_ask_by_themselves_is_no_act(desk, some_time_later, asked):
    some_time_later(minutes=100)
    desk.get(asked)
    some_time_later(minutes=21)
    assert not is_in(desk)


def test_how_long_is_left_and_staying(desk, some_time_later):
    some_time_later(minutes=118)
    assert 100 < desk.get(LEFT).json()["left"] <= 120
    assert desk.post(LEFT).json()["left"] > 7000
    some_time_later(hours=10, minutes=1, unused=MINUTE)
    said = desk.post(LEFT).json()
    assert said["left"] == said["longest"] < 60
    assert Client().get(LEFT).json() == {"left": 0, "longest": 0}


def test_a_page_says_how_long_is_left_and_a_readers_page_has_no_cookie_of_it(desk, client):
    page = desk.get("/admin/")
    assert 'data-session-left="7' in page.text
    assert "session_age" in page.text
    assert "session_age" not in Client().get("/admin/login/").text
    assert not Client().get("/").cookies


def test_to_know_its_age_costs_no_query(desk, django_assert_num_queries):
    with django_assert_num_queries(2):  # the session, who it is
        desk.get(LEFT)


HERE = {"headers": {"Origin": "http://testserver"}}


def test_words_sent_when_it_is_over_come_back_and_are_saved_by_sending_them_again(
    anna, some_time_later
):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(anna)
    guide = a_guide(title="Prima")
    sent = filled_form(browser.get(desk_of(guide))) | {"title": "Due parole «nuove»"}
    some_time_later(browser, hours=3)
    answer = browser.post(desk_of(guide), sent, **HERE)
    assert answer.status_code == 403
    assert "non è stato salvato ancora niente" in answer.text
    assert "Due parole «nuove»" in answer.text
    browser.force_login(anna)  # in another tab
    again = filled_form(answer, "di-nuovo")
    again["csrfmiddlewaretoken"] = browser.cookies["csrftoken"].value
    assert browser.post(desk_of(guide), again, **HERE).status_code == 302
    guide.refresh_from_db()
    assert guide.title == "Due parole «nuove»"


def test_a_post_from_elsewhere_is_given_nothing_back(client):
    answer = client.post("/admin/guides/guide/add/", {"title": "<b>x"})
    assert (answer.status_code, answer["Location"][:13]) == (302, "/admin/login/")


def test_one_sees_where_one_is_signed_in_and_which_this_is(anna, another_browser):
    here, phone = another_browser(anna, FIREFOX), another_browser(anna, PHONE)
    page = here.get(MINE)
    [devices] = [each for each in tree_of(page).iter("ul") if each.get("class") == "devices"]
    rows = [text_of(row) for row in devices.iter("li")]
    assert sorted("(questa)" in row for row in rows) == [False, True]
    assert any("Firefox su Windows" in row and "(questa)" in row for row in rows)
    assert any("Safari su iPhone" in row and "Chiudi" in row for row in rows)
    for browser in (here, phone):
        assert browser.session.session_key not in page.text
    assert page["Cache-Control"].startswith("max-age=0") or "no-store" in page["Cache-Control"]


def close(browser: Client, *, which: str = "tutte", page: str = MINE):
    return browser.post(page, {"chiudi": which})


def test_one_is_closed_and_all_the_others_are(anna, another_browser):
    here, second, third = (another_browser(anna, a) for a in (FIREFOX, PHONE, "curl"))
    handle = DeskSession.objects.get(browser="Safari su iPhone").handle
    close(here, which=handle)
    assert [is_in(b) for b in (here, second, third)] == [True, False, True]
    close(here, which=handle)  # a second press
    close(here)
    assert [is_in(b) for b in (here, third)] == [True, False]
    assert not AdministrativeAct.objects.exists()


def test_nobody_closes_anothers_but_who_administers(anna, another_browser, django_user_model):
    lia = django_user_model.objects.create_user("lia", password="x", is_staff=True)
    hers, mine = another_browser(lia), another_browser(anna)
    handle = DeskSession.objects.get(user=anna).handle
    close(hers, which=handle)
    assert close(hers, page=f"{MINE}{anna.pk}/").status_code == 403
    assert is_in(mine)
    close(mine, page=f"{MINE}{lia.pk}/")
    assert not is_in(hers)
    act = AdministrativeAct.objects.get()
    assert (act.verb, act.about_name, act.after) == ("sessions", "lia", {"chiuse": 1})
    assert mine.get(f"{MINE}{10**6}/").status_code == 404


def test_another_password_ends_the_others_and_not_this_one(anna, another_browser):
    here, elsewhere = another_browser(anna), another_browser(anna)
    new = "sottomarino-giallo"
    sent = {"old_password": "x", "new_password1": new, "new_password2": new}
    assert here.post("/admin/password_change/", sent).status_code == 302
    assert [is_in(here), is_in(elsewhere)] == [True, False]
    assert DeskSession.objects.of(anna).count() == 1


def test_an_account_that_is_deleted_or_put_out_is_out_at_once(anna, another_browser):
    browser = another_browser(anna)
    anna.is_active = False
    anna.save()
    assert not is_in(browser)
    anna.delete()
    assert not DeskSession.objects.exists()


def test_who_was_signed_in_before_the_table_changed_goes_on(desk, anna):
    """As the migration copies them: the words alone."""
    DeskSession.objects.update(user=None, browser="", began_at=None, seen_at=None)
    session = desk.session
    del session["began"], session["seen"], session["browser"]
    session.save()
    assert is_in(desk)
    assert DeskSession.objects.of(anna).count() == 1


def test_it_is_held_about_its_owner_and_ends_by_itself(anna, another_browser):
    another_browser(anna, FIREFOX)
    assert held.held_about(anna.email)["sessioni della scrivania"][0]["browser"] == (
        "Firefox su Windows"
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE guides_desksession SET expire_date = '2020-01-01'")
    forget_old_data()
    assert not DeskSession.objects.exists()
