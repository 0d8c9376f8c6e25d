"""What came is work at the desk, in batches that a person can finish."""

from datetime import date

import pytest
from django.urls import reverse

from guides.guide.models import Guide
from guides.uploads.images import ALT_TO_WRITE
from guides.wordpress.models import A_BATCH, Imported
from tests.desk.every_form import somebody
from tests.wordpress.exports import a_page, a_post, an_export, bring_in

pytestmark = pytest.mark.django_db
LIST = reverse("admin:guides_imported_changelist")


@pytest.fixture
def imported(tmp_path):
    posts = (a_post(n, "Un testo.") for n in range(1, A_BATCH + 4))
    bring_in(an_export(tmp_path, *posts, a_page(90)))


def numbers(client, asked: str) -> set[int]:
    return {row.number for row in client.get(f"{LIST}?{asked}").context["cl"].result_list}


def test_the_first_page_of_the_desk_says_what_is_left_and_where_to_begin(imported):
    _, editor = somebody("Redazione")
    page = editor.get(reverse("admin:index")).content.decode()
    assert "testi portati da WordPress, da guardare" in page
    assert f"{LIST}?lotto=0&amp;fare=si" in page
    Imported.objects.filter(kind="page").delete()
    assert "comincia dal lotto 1: 20 da guardare" in editor.get("/admin/").content.decode()
    _, moderator = somebody("Moderazione")
    assert "WordPress" not in moderator.get("/admin/").content.decode()


def test_a_batch_is_twenty_and_a_published_guide_leaves_it(imported):
    _, editor = somebody("Redazione")
    assert len(numbers(editor, "lotto=1&fare=si")) == A_BATCH
    page = editor.get(LIST).content.decode()
    assert ">Arrivi da WordPress</h1>" in page
    assert "un articolo" in page
    assert numbers(editor, "lotto=2&fare=si") == {21, 22, 23}
    for guide in Guide.objects.filter(slug__in=["articolo-21", "articolo-22"]):
        guide.publish(by=None)
    assert numbers(editor, "lotto=2&fare=si") == {23}
    assert numbers(editor, "lotto=2&fare=no") == {21, 22}


def test_what_was_looked_at_is_done(imported):
    user, editor = somebody("Redazione")
    chosen = list(Imported.objects.filter(batch=2).values_list("pk", flat=True))
    post = {"action": "mark_looked_at", "_selected_action": chosen}
    page = editor.post(LIST, post, follow=True).content.decode()
    assert "Segnati come guardati: 3." in page
    assert not numbers(editor, "lotto=2&fare=si")
    assert {row.looked_by for row in Imported.objects.filter(batch=2)} == {user}


@pytest.mark.parametrize(
    ("lack", "mend"),
    [
        ("problema", lambda guide, section: _set(section, problem="Che faccio?")),
        ("fonti", lambda guide, section: guide.sources.create(
            title="La legge", address="https://legge.example/", publisher="Stato",
            consulted_on=date(2026, 11, 2))),
        ("immagini", lambda guide, section: _set(section, body="![Un pacco](/media/a.webp)")),
        ("lunghe", lambda guide, section: _set(section, body="Breve.")),
        ("vecchie", lambda guide, section: _set(guide, verified_on=date(2026, 11, 2))),
    ],
)  # fmt: skip
def test_what_a_guide_lacks_is_asked_of_the_guide_as_it_is_now(tmp_path, lack, mend):
    bring_in(an_export(tmp_path, a_post(1, "Un testo."), a_page(2)))
    guide = Guide.objects.get()
    section = guide.sections.get()
    _set(section, body=f"![{ALT_TO_WRITE}](/media/a.webp)" + "parole " * 900)
    _, editor = somebody("Redazione")
    assert numbers(editor, f"guardare={lack}") == {1}
    mend(guide, section)
    assert numbers(editor, f"guardare={lack}") == set()


def _set(row, **fields) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


def test_an_items_page_says_what_it_was_what_it_is_and_what_changed(tmp_path):
    text = "<iframe src='https://www.youtube.com/embed/x'></iframe>[su_box a='1']Parole[/su_box]"
    bring_in(an_export(tmp_path, a_post(1, text)))
    _, editor = somebody("Redazione")
    row, guide = Imported.objects.get(), Guide.objects.get()
    page = editor.get(reverse("admin:guides_imported_change", args=[row.pk])).content.decode()
    for said in ("https://vecchio.example/2019/05/articolo-1/", "youtube.com", "[su_box]",
                 reverse("admin:guide_checks", args=[guide.pk]), "non ha fonti"):  # fmt: skip
        assert said in page, said


def test_the_list_asks_the_same_however_long_it_is(imported, django_assert_max_num_queries):
    _, editor = somebody("Redazione")
    with django_assert_max_num_queries(24):
        editor.get(LIST)


@pytest.mark.parametrize(
    "asked", ["lotto=x", "lotto=%C2%B2", "lotto=99999999999", "guardare=mai", "fare=boh"]
)
def test_an_odd_question_is_no_error(imported, asked):
    _, editor = somebody("Redazione")
    assert editor.get(f"{LIST}?{asked}").status_code in (200, 302)


def test_who_may_not_add_pages_puts_none_online(imported):
    _, moderator = somebody("Moderazione")
    assert moderator.post(LIST, {"action": "put_online"}).status_code == 403
