"""A second pair of eyes: asked, given, and demanded where nobody publishes alone."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from guides.guide.review.models import CannotDecide, Review
from guides.guide.schedule.carrying import carry_out_due
from guides.guide.schedule.models import Schedule
from guides.guide.schedule.moment import Moment
from guides.mail.models import Letter
from guides.publishing.live_edition import CannotPublish
from guides.site.models import SiteSettings
from tests.desk.forms import desk_of, save
from tests.factories import a_guide, a_live_guide

pytestmark = pytest.mark.django_db
SECRET = "arcobalenosegreto"


def text(answer) -> str:
    return answer.content.decode()


def again(row):
    return type(row).objects.get(pk=row.pk)


def letters(name: str) -> list[Letter]:
    return list(Letter.objects.filter(template=f"guide/emails/review_{name}.txt"))


@pytest.fixture
def guide(bea):
    return a_live_guide(
        title="Il pacco", sections=[{"title": "Uno", "body": SECRET}, {"title": "Due"}]
    )


@pytest.fixture
def review(guide, anna, bea):
    return guide.ask_review(by=anna, of=bea, note="Guarda i giorni.")


@pytest.fixture
def in_two(db):
    SiteSettings.objects.update_or_create(pk=1, defaults={"may_publish_alone": False})


def page_of(guide) -> str:
    return f"/admin/guides/guide/{guide.pk}/revisione/"


def test_asked_with_the_guides_own_form(desk, guide, bea):
    answer = save(
        *(desk, guide),
        follow=True,
        title="Salvata",
        _ask_review="1",
        review_of=str(bea.pk),
        review_note="Guarda i giorni.",
    )
    assert "Chiesta a Bea" in text(answer)
    (review,) = Review.objects.waiting().asked_of(bea)
    assert (review.note, again(guide).title) == ("Guarda i giorni.", "Salvata")
    (letter,) = letters("asked")
    assert letter.to == bea.email
    assert "Guarda i giorni." in letter.text
    assert SECRET not in letter.text


def test_without_saying_of_whom_nothing_is_asked(desk, guide, bea):
    answer = save(desk, guide, title="Non salvata", _ask_review="1", review_of="")
    assert "Scegli a chi chiedere la revisione." in text(answer)
    assert again(guide).title == "Il pacco"


def test_it_is_asked_of_a_colleague_and_never_of_oneself(desk, guide, anna, django_user_model):
    stranger = django_user_model.objects.create_user("mara", is_staff=True)
    for pk in (anna.pk, stranger.pk, 9999):
        save(desk, guide, _ask_review="1", review_of=str(pk))
    assert not Review.objects.exists()


def test_what_who_asked_restores_is_what_is_to_be_read(guide, review, anna, bea):
    guide.restore(guide.live, by=anna, because="prima di ripristinare")
    again(review).approve(by=bea, revision=again(guide).revision)
    assert again(guide).is_approved()


def test_asked_again_the_newest_waits(guide, review, anna, bea):
    second = guide.ask_review(by=anna, of=bea)
    assert list(Review.objects.waiting()) == [second]
    assert again(review).state == Review.State.DROPPED


def test_the_page_shows_what_changed_and_a_box_for_each_section(client, guide, bea, anna):
    guide.sections.filter(title="Due").update(body="Nuovo testo.")
    guide.ask_review(by=anna, of=bea)
    client.force_login(bea)
    page = text(client.get(page_of(guide)))
    assert "Nuovo testo." in page
    assert page.count('name="note-') == 2
    assert "Rileggi e decidi" in text(client.get(desk_of(guide)))


def test_approved(client, guide, review, bea):
    client.force_login(bea)
    client.post(page_of(guide), {"approve": "1", "revision": guide.revision})
    review = again(review)
    assert (review.state, review.decided_by) == (Review.State.APPROVED, bea)
    assert letters("approved")[0].to == "anna@redazione.example"


def test_sent_back_with_notes_tied_to_sections(client, guide, review, bea, anna):
    section = guide.sections.get(title="Due")
    client.force_login(bea)
    said = {f"note-{section.uid.hex}": "Sono 14 giorni, non 10.", "send_back": "1"}
    client.post(page_of(guide), said)
    note = again(review).notes.get()
    assert (note.section_uid, note.section_title, note.text) == (
        section.uid,
        "Due",
        "Sono 14 giorni, non 10.",
    )
    (letter,) = letters("sent_back")
    assert "ha una nota" in letter.text
    assert "14 giorni" not in letter.text
    client.force_login(anna)
    assert "Due: Sono 14 giorni, non 10." in text(client.get(desk_of(guide)))


def test_sent_back_without_a_word_is_not_sent(client, guide, review, bea):
    client.force_login(bea)
    answer = client.post(page_of(guide), {"send_back": "1", "answer": "  "})
    assert answer.status_code == 422
    assert "Scrivi almeno una nota" in text(answer)
    assert again(review).is_waiting


def test_who_asked_decides_nothing_and_loses_no_word(client, guide, review, anna):
    section = guide.sections.first()
    client.force_login(anna)
    assert 'name="approve"' not in text(client.get(page_of(guide)))
    answer = client.post(page_of(guide), {"approve": "1", "revision": guide.revision})
    assert answer.status_code == 409
    answer = client.post(page_of(guide), {f"note-{section.uid.hex}": "Mia.", "send_back": "1"})
    assert answer.status_code == 409
    assert again(review).is_waiting


def test_decided_twice_is_decided_once(guide, review, bea):
    review.send_back(by=bea, notes=[], answer="No.")
    with pytest.raises(CannotDecide):
        review.approve(by=bea, revision=guide.revision)


def test_who_asked_goes_on_writing_and_the_newest_words_are_read(desk, client, guide, review, bea):
    save(desk, guide, title="Meglio")
    guide = again(guide)
    assert again(review).revision == guide.revision
    with pytest.raises(CannotDecide):
        review.approve(by=bea, revision=guide.revision - 1)  # a page opened before
    review.approve(by=bea, revision=guide.revision)


def test_nobody_approves_their_own_words(client, guide, review, bea):
    client.force_login(bea)
    save(client, guide, title="Parole di Bea")
    guide = again(guide)
    answer = client.post(page_of(guide), {"approve": "1", "revision": guide.revision})
    assert answer.status_code == 409
    assert again(review).is_waiting


def test_who_may_not_write_guides_reads_no_review(client, django_user_model, guide, review):
    user = django_user_model.objects.create_user("mara", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    assert client.get(page_of(guide)).status_code == 403
    assert client.post(page_of(guide), {"approve": "1", "revision": "1"}).status_code == 403


def test_one_may_publish_alone_as_long_as_the_settings_say_so(anna):
    guide = a_guide()
    guide.publish(by=anna)
    assert again(guide).is_public


def test_in_two_nobody_publishes_alone_by_any_door(in_two, desk, anna):
    guide = a_guide()
    with pytest.raises(CannotPublish) as refusal:
        guide.publish(by=anna)
    assert "Qui si pubblica in due" in refusal.value.obstacles[0]
    at = timezone.now() + timedelta(hours=1)
    with pytest.raises(CannotPublish):
        guide.schedule_publication(by=anna, at=Moment(at, at.replace(tzinfo=None), "Europe/Rome"))
    page = text(save(desk, guide, follow=True, _publish="1"))
    assert "Qui si pubblica in due" in page
    assert not again(guide).is_public


def test_in_two_what_was_approved_goes_out_and_what_was_changed_since_does_not(in_two, anna, bea):
    guide = a_guide()
    guide.ask_review(by=anna, of=bea).approve(by=bea, revision=guide.revision)
    guide.publish(by=anna)
    guide = again(guide)
    guide.sections.update(body="Cambiata dopo.")
    guide.revise()
    with pytest.raises(CannotPublish):
        guide.publish(by=bea)


def test_in_two_a_schedule_publishes_the_words_that_were_approved(in_two, anna, bea):
    guide = a_guide()
    guide.ask_review(by=anna, of=bea).approve(by=bea, revision=guide.revision)
    at = timezone.now() + timedelta(hours=1)
    guide.schedule_publication(by=anna, at=Moment(at, at.replace(tzinfo=None), "Europe/Rome"))
    guide.revise()
    Schedule.objects.update(due_at=timezone.now())
    carry_out_due.call()
    assert again(guide).is_public


def test_what_was_sent_back_is_news_until_it_is_asked_again(guide, review, anna, bea):
    guide.revise()
    review.send_back(by=bea, notes=[], answer="Da rifare.")
    assert list(Review.objects.sent_back().asked_by(anna)) == [review]
    again(guide).ask_review(by=anna, of=bea)
    assert not Review.objects.sent_back().exists()
