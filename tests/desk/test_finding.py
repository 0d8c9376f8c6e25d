"""One record that is always there; what the desk's search finds; what leads to the site."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client

from guides.mail.kinds import kind_of
from guides.mail.models import Letter
from guides.moderation.preferences import ModerationSettings
from guides.site.models import SiteSettings
from tests.factories import a_guide, a_topic
from tests.voices import a_comment, a_story, public

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(django_user_model):
    user = django_user_model.objects.create_user("marta", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Moderazione"))
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def test_the_one_record_is_always_there(moderator, staff):
    assert ModerationSettings.objects.exists()
    assert SiteSettings.objects.exists()
    for records, client in ((ModerationSettings, moderator), (SiteSettings, staff)):
        records.objects.all().delete()
        name = records._meta.model_name
        page = client.get(f"/admin/guides/{name}/", follow=True)
        assert page.redirect_chain[-1][0] == f"/admin/guides/{name}/1/change/"
        assert page.status_code == 200


def test_looking_at_the_record_needs_its_permission(moderator):
    SiteSettings.objects.all().delete()
    assert moderator.get("/admin/guides/sitesettings/").status_code == 403
    assert not SiteSettings.objects.exists()


@pytest.mark.parametrize(
    "word", ["titolone", "sommarietto", "introdotta", "sezioncina", "problemino", "corpaccio",
             "fonticina", "editorone", "indirizzaccio"]
)  # fmt: skip
def test_a_guide_is_found_by_any_of_its_words(staff, word):
    guide = a_guide(
        title="Il titolone",
        summary="Un sommarietto.",
        introduction="Parola introdotta.",
        sections=[{"title": "La sezioncina", "problem": "Un problemino", "body": "Il corpaccio."}],
    )
    guide.sources.create(
        title="La fonticina",
        publisher="L’editorone",
        address="https://indirizzaccio.example/",
        consulted_on="2026-01-01",
    )
    a_guide(title="Un’altra")
    found = staff.get("/admin/guides/guide/", {"q": word}).context["cl"].result_list
    assert list(found) == [guide]


def test_an_empty_result_says_so_and_what_to_try(staff):
    a_guide()
    page = staff.get("/admin/guides/guide/", {"q": "zzzz"}).content.decode()
    assert "Niente con «zzzz»" in page
    assert "Prova con una parola sola" in page
    assert 'href="?">' in page
    assert "Niente con" not in staff.get("/admin/guides/guide/").content.decode()
    assert "Qui non c’è ancora niente" in staff.get("/admin/guides/page/").content.decode()


def test_only_what_readers_see_leads_to_the_site(staff, editor):
    story, comment = a_story(), a_comment()
    for thing in (story, comment):
        desk = f"/admin/guides/{thing._meta.model_name}/{thing.pk}/change/"
        assert "Vedi sul sito" not in staff.get(desk).content.decode()
        assert f"/admin/guides/queueitem/{thing.queue_item_id}/" in staff.get(desk).content.decode()
        public(thing, by=editor)
        page = staff.get(desk)
        assert "Vedi sul sito" in page.content.decode()
        assert Client().get(page.context["absolute_url"], follow=True).status_code == 200
    comment.discussion.guide.withdraw(by=editor, because="x")
    desk = f"/admin/guides/comment/{comment.pk}/change/"
    assert "Vedi sul sito" not in staff.get(desk).content.decode()


def test_a_moderator_has_a_profile(moderator):
    page = moderator.get("/admin/guides/queueitem/avvisi/").content.decode()
    assert "Il tuo profilo" in page
    assert "/admin/password_change/" in page
    typed = {"first_name": "Marta", "last_name": "Neri", "email": "marta@redazione.example"}
    moderator.post("/admin/guides/queueitem/avvisi/", typed | {"wants_alarm": "on"})
    moderator.user.refresh_from_db()
    assert (moderator.user.get_full_name(), moderator.user.email) == ("Marta Neri", typed["email"])
    assert moderator.user.moderator_preferences.wants_alarm
    wrong = moderator.post("/admin/guides/queueitem/avvisi/", typed | {"email": "marta"})
    assert 'value="marta"' in wrong.content.decode()
    moderator.user.refresh_from_db()
    assert moderator.user.email == typed["email"]
    assert moderator.user.is_staff
    assert not mail.outbox


def test_a_letter_is_known_by_what_it_says(staff):
    template = "contributions/emails/received.txt"
    Letter.objects.create(template=template, to="a@b.example", subject="x")
    page = staff.get("/admin/guides/letter/").content.decode()
    assert "Abbiamo ricevuto quello che ci hai scritto" in page
    assert ">contributions/" not in page
    found = staff.get("/admin/guides/letter/", {"modello": template})
    assert found.context["cl"].result_count == 1
    assert kind_of("niente/emails/niente.txt") == "Una lettera che non scriviamo più"


def test_what_is_found_in_a_section_leads_to_that_section(staff, django_assert_max_num_queries):
    sections = [{"title": f"S{n}", "body": "testo"} for n in range(3)]
    sections[2] |= {"title": "La dogana", "body": "Il pacco resta fermo"}
    guide, other = a_guide(title="Spedizioni", sections=sections), a_guide(title="Fermo posta")
    page = staff.get("/admin/guides/guide/?q=fermo").content.decode()
    assert f"/guide/{guide.pk}/change/?_changelist_filters=q%3Dfermo#sections-2" in page
    assert "nella sezione «La dogana»" in page
    assert f'/guide/{other.pk}/change/?_changelist_filters=q%3Dfermo"' in page
    for _ in range(20):
        a_guide(sections=[{"title": "Fermo", "body": "fermo"}] * 1)
    with django_assert_max_num_queries(14):
        staff.get("/admin/guides/guide/?q=fermo")


def test_of_two_sections_the_one_with_more_of_the_words_is_opened(staff):
    sections = [{"title": "Il pacco", "body": "x"}, {"title": "Altro", "body": "il pacco fermo"}]
    guide = a_guide(sections=sections)
    page = staff.get("/admin/guides/guide/?q=pacco+fermo").content.decode()
    assert f"/guide/{guide.pk}/change/?_changelist_filters=q%3Dpacco%2Bfermo#sections-1" in page


def test_a_box_in_a_list_is_named_by_its_column(staff):
    a_topic()
    page = staff.get("/admin/guides/topic/").content.decode()
    box = next(p for p in page.split("<input")[1:] if 'name="form-0-position"' in p.split(">")[0])
    assert 'aria-label="' in box.split(">")[0]
