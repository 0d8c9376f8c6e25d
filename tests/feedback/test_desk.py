"""What the newsroom sees of the votes: what to mend first, how it went, what readers said."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from guides.feedback.remarks import Remark
from guides.feedback.votes import SectionVote
from guides.privacy.retention import forget_old_data
from tests.factories import a_live_guide
from tests.feedback.voting import many_votes, press, tell
from tests.reading import by_class, links_of, text_of, tree_of

pytestmark = pytest.mark.django_db
FAILING = "/admin/guides/sectionvote/"
REMARKS = "/admin/guides/remark/"


@pytest.fixture
def guide():
    sections = [{"title": "Rimborso", "body": "Chiedilo."}, {"title": "Reso", "body": "Spedisci."}]
    return a_live_guide(title="Pacco perso", slug="pacco", sections=sections)


@pytest.fixture
def colleague(client, django_user_model):
    """Somebody of the newsroom, with the permissions that its group has here."""
    user = django_user_model.objects.create_user("ciro", password="x", is_staff=True)
    names = ["view_sectionvote", "view_remark", "change_remark", "delete_remark"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(user)
    return user


def rows_of(page) -> list[str]:
    part = by_class(page, "votes")
    return [text_of(row) for row in part.iter("tr")][1:]


def a_remark(client, guide, text="Non capisco.", reader="198.51.100.7", **more) -> Remark:
    why = press(client, guide, "no", reader=reader)["Location"]
    tell(client, why, reader=reader, text=text, **more)
    return Remark.objects.latest("pk")


def test_the_section_that_failed_most_people_comes_first(client, guide, colleague):
    many_votes(guide, useful=9, of=12)
    many_votes(guide, useful=0, of=5, section=1)
    a_remark(client, guide, reason="wrong")
    page = tree_of(client.get(FAILING))
    first, second = rows_of(page)
    assert first.startswith("Reso nella guida Pacco perso 5 5")
    assert "Rimborso nella guida Pacco perso 4 13 È sbagliato o non più vero (1) 1" in second
    assert links_of(page)["Pacco perso"] == f"/admin/guides/guide/{guide.pk}/change/"


def test_the_list_looks_back_thirty_or_ninety_days(client, guide, colleague):
    many_votes(guide, useful=0, of=2)
    SectionVote.objects.update(day=timezone.localdate() - timedelta(days=60))
    assert "Nessun «no»" in client.get(FAILING).content.decode()
    for asked, found in (("90", 1), ("30", 0), ("9999999999", 0), ("x", 0)):
        page = tree_of(client.get(FAILING, {"giorni": asked}))
        assert len(rows_of(page)) == found, asked


def test_the_list_says_when_the_guide_was_published_since(client, guide, colleague, editor):
    many_votes(guide, useful=0, of=2)
    assert "pubblicata di nuovo" not in client.get(FAILING).content.decode()
    guide.sections.filter(title="Rimborso").update(body="Riscritta.")
    guide.publish(by=editor)
    assert "pubblicata di nuovo" in client.get(FAILING).content.decode()


def test_ten_times_the_sections_ask_no_more_of_the_database(
    client, colleague, django_assert_max_num_queries
):
    for _ in range(10):
        many_votes(a_live_guide(), useful=0, of=1)
    with django_assert_max_num_queries(12):
        client.get(FAILING)


def test_a_sections_votes_stand_beside_the_edition_that_was_live(client, guide, colleague, editor):
    many_votes(guide, useful=1, of=3)
    SectionVote.objects.update(day=timezone.localdate() - timedelta(weeks=3), reader=None)
    guide.sections.filter(title="Rimborso").update(body="Riscritta.")
    guide.publish(by=editor, note="Riscritto il rimborso.")
    many_votes(guide, useful=4, of=4)
    uid = guide.sections.get(title="Rimborso").uid
    page = tree_of(client.get(f"{FAILING}{uid}/"))
    newest, oldest = rows_of(page)
    assert "2ª, del " in newest
    assert newest.endswith("Riscritto il rimborso. 4 0")
    assert "1ª, del " in oldest
    assert oldest.endswith("1 2")
    bars = [r for r in page.iter() if str(r.tag).endswith("rect") and r.get("height") != "0"]
    assert [(r.get("class"), r.get("height")) for r in bars] == [
        ("yes", "20"),
        ("no", "40"),
        ("yes", "80"),
    ]


def test_a_section_that_does_not_exist_is_not_found(client, colleague):
    assert client.get(f"{FAILING}00000000-0000-4000-8000-000000000000/").status_code == 404


def test_a_sentence_is_read_marked_as_handled_and_put_back(client, guide, colleague):
    remark = a_remark(client, guide, "Il punto tre <b>non</b> si capisce.")
    page = client.get(REMARKS).content.decode()
    assert "Il punto tre &lt;b&gt;non&lt;/b&gt; si capisce." in page
    assert f"/admin/guides/guide/{guide.pk}/change/" in page
    chosen = {"action": "handle", "_selected_action": [remark.pk]}
    client.post(REMARKS, chosen)
    remark.refresh_from_db()
    assert remark.handled_by == colleague
    assert "Il punto tre" not in client.get(REMARKS).content.decode()
    assert "sì, da ciro" in client.get(REMARKS, {"gestita": "si"}).content.decode()
    client.post(f"{REMARKS}?gestita=tutte", chosen | {"action": "reopen"})
    assert "Il punto tre" in client.get(REMARKS).content.decode()


def test_a_sentence_is_deleted_but_never_rewritten(client, guide, colleague):
    remark = a_remark(client, guide)
    client.post(f"{REMARKS}{remark.pk}/change/", {"text": "Altro"})
    remark.refresh_from_db()
    assert remark.text == "Non capisco."
    client.post(f"{REMARKS}{remark.pk}/delete/", {"post": "yes"})
    assert not Remark.objects.exists()
    assert SectionVote.objects.count() == 1


def test_sentences_are_forgotten_when_their_time_is_over(client, guide):
    a_remark(client, guide)
    assert forget_old_data()["frasi dei lettori sulle sezioni"] == 0
    later = timezone.now() + timedelta(days=181)
    assert forget_old_data(now=later)["frasi dei lettori sulle sezioni"] == 1
    assert SectionVote.objects.count() == 1


@pytest.mark.parametrize("address", [FAILING, REMARKS])
def test_who_has_no_permission_does_not_see_it(client, django_user_model, address):
    user = django_user_model.objects.create_user("ada", password="x", is_staff=True)
    client.force_login(user)
    assert client.get(address).status_code == 403
    client.logout()
    assert client.get(address).status_code == 302


def test_nobody_adds_a_sentence_at_the_desk(admin_client):
    assert admin_client.get(f"{REMARKS}add/").status_code == 403


def test_a_sections_votes_lead_to_that_sections_form(client, guide, colleague):
    second = guide.sections.get(title="Reso")
    many_votes(guide, useful=0, of=2, section=1)
    form = f"/admin/guides/guide/{guide.pk}/change/#sections-1"
    assert (
        links_of(tree_of(client.get(f"{FAILING}{second.uid}/")))["Riscrivi questa sezione"] == form
    )
    guide.sections.filter(pk=second.pk).delete()
    page = tree_of(client.get(f"{FAILING}{second.uid}/"))
    assert "non c’è più nella copia di lavoro" in text_of(by_class(page, "votes"))
