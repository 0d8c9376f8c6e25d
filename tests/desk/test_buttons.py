"""Pubblica, Ritira, Anteprima, Vedi sul sito, Elimina: what each does and says."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from tests.desk.forms import desk_of, filled_form, save
from tests.factories import a_guide, a_live_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(django_user_model):
    """Somebody who may write guides and not publish them."""
    user = django_user_model.objects.create_user("vera", password="x", is_staff=True)
    codenames = ["view_guide", "change_guide", "delete_guide", "change_section", "view_section"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def said(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def test_publish_saves_first_and_then_publishes_with_the_note(staff, client, editor):
    guide = a_guide(title="Vecchio")
    page = save(staff, guide, follow=True, title="Nuovo", _publish="1", note="Tempi aggiornati")
    assert "i lettori la vedono da ora" in said(page)
    edition = guide.editions.get()
    assert (edition.title, edition.note, edition.published_by) == (
        *("Nuovo", "Tempi aggiornati"),
        editor,
    )
    assert client.get(f"/guide/{guide.slug}/").status_code == 200


def test_what_stands_in_the_way_of_publishing_is_said_and_nothing_typed_is_lost(staff):
    guide = a_guide(sections=[])
    page = save(staff, guide, follow=True, summary="Sommario nuovo", _publish="1")
    assert "Aggiungi almeno una sezione." in said(page)
    guide.refresh_from_db()
    assert (guide.summary, guide.is_public) == ("Sommario nuovo", False)


@pytest.mark.parametrize("alt", ["", "descrivi l’immagine"])
def test_a_picture_without_alternative_text_is_not_published(staff, alt):
    guide = a_guide(sections=[{"title": "Foto", "body": f"![{alt}](/media/immagini/a-1x1.webp)"}])
    page = save(staff, guide, follow=True, _publish="1")
    assert "Nella sezione «Foto» c’è un’immagine senza testo alternativo" in said(page)
    guide.refresh_from_db()
    assert not guide.is_public


def test_publishing_what_is_already_live_says_so(staff):
    guide = a_live_guide()
    assert "niente di nuovo" in said(save(staff, guide, follow=True, _publish="1"))


def test_what_should_be_mended_in_a_text_is_said_at_each_save(staff):
    guide = a_guide(sections=[{"title": "Uno", "body": "[qui](https://a.example/)"}])
    assert "Sezione «Uno», riga 1" in said(save(staff, guide, follow=True, _continue="1"))


def test_who_may_not_publish_has_no_button_and_no_way_round(writer):
    guide = a_guide()
    page = writer.get(desk_of(guide)).content.decode()
    assert "_publish" not in page
    assert "_preview" in page
    save(writer, guide, _publish="1", title="Salvato lo stesso")
    guide.refresh_from_db()
    assert (guide.title, guide.is_public) == ("Salvato lo stesso", False)


def test_who_may_not_publish_may_not_withdraw(writer):
    guide = a_live_guide()
    answer = writer.post(f"/admin/guides/guide/{guide.pk}/ritira/", {"because": "Perché sì"})
    assert answer.status_code == 403
    guide.refresh_from_db()
    assert guide.is_public


def test_withdraw_asks_for_the_reason_and_shows_it_to_readers(staff, client):
    guide = a_live_guide()
    address = f"/admin/guides/guide/{guide.pk}/ritira/"
    refused = staff.post(address, {"because": "  "})
    assert refused.status_code == 400
    assert "Scrivi perché ritiri la guida" in refused.content.decode()
    assert client.get(f"/guide/{guide.slug}/").status_code == 200
    staff.post(address, {"because": "La legge è cambiata."})
    gone = client.get(f"/guide/{guide.slug}/")
    assert gone.status_code == 410
    assert "La legge è cambiata." in gone.content.decode()


def test_opening_the_address_of_withdraw_withdraws_nothing(staff):
    guide = a_live_guide()
    staff.get(f"/admin/guides/guide/{guide.pk}/ritira/?because=x")
    guide.refresh_from_db()
    assert guide.is_public


def test_preview_saves_and_shows_the_draft_never_cached_nor_indexed(staff, client):
    guide = a_live_guide(title="Pubblico")
    page = save(staff, guide, follow=True, title="Bozza in prova", _preview="1")
    assert "Bozza in prova" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert "noindex" in page["X-Robots-Tag"]
    assert "Pubblico" in Client().get(f"/guide/{guide.slug}/").content.decode()


def test_a_preview_is_shared_by_a_link_that_expires(staff, settings, monkeypatch):
    guide = a_guide(title="Da leggere prima")
    page = staff.get(f"/anteprima/guide/{guide.pk}/").content.decode()
    link = page.partition('shared-link" href="')[2].partition('"')[0]
    reader = Client()
    shown = reader.get(link)
    assert "Da leggere prima" in shown.content.decode()
    assert not shown.cookies
    assert "no-store" in shown["Cache-Control"]
    assert reader.get(link[:-3] + "x/").status_code == 410
    week = 8 * 24 * 3600
    import time

    later = time.time() + week
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert reader.get(link).status_code == 410


def test_a_draft_is_not_shown_to_who_has_not_signed_in(client):
    answer = client.get(f"/anteprima/guide/{a_guide().pk}/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/admin/login/")


def test_a_published_guide_is_deleted_only_once_withdrawn(staff, editor):
    guide = a_live_guide()
    address = f"/admin/guides/guide/{guide.pk}/delete/"
    assert "Prima ritirala" in said(staff.post(address, {"post": "yes"}, follow=True))
    guide.withdraw(by=editor, because="Basta.")
    staff.post(address, {"post": "yes"})
    assert not type(guide).objects.filter(pk=guide.pk).exists()


def test_the_list_says_the_state_and_starts_from_what_was_verified_longest_ago(staff, editor):
    a_guide(title="Mai uscita", verified_on="2026-01-03")
    a_live_guide(title="Uscita", verified_on="2026-01-02")
    changed = a_live_guide(title="Ritoccata", verified_on="2026-01-01")
    changed.revise()
    a_live_guide(title="Tolta", verified_on="2026-01-04").withdraw(by=editor, because="x")
    states = [
        (guide.title, guide.state.label)
        for guide in staff.get("/admin/guides/guide/").context["cl"].result_list
    ]
    assert states == [
        ("Ritoccata", "Pubblicata con modifiche"),
        ("Uscita", "Pubblicata"),
        ("Mai uscita", "Bozza"),
        ("Tolta", "Ritirata"),
    ]
    for title, label in states:
        value = {"Bozza": "bozza", "Pubblicata": "pubblicata", "Ritirata": "ritirata"}.get(label)
        found = staff.get(f"/admin/guides/guide/?stato={value or 'modificata'}")
        assert [guide.title for guide in found.context["cl"].result_list] == [title]


def test_a_save_without_changes_leaves_the_guide_as_published(staff):
    guide = a_live_guide()
    save(staff, guide)
    guide.refresh_from_db()
    assert guide.state.label == "Pubblicata"


def test_the_editions_are_read_and_never_written_here(staff):
    guide = a_live_guide()
    page = staff.get(desk_of(guide))
    assert "Le edizioni pubblicate" in page.content.decode()
    assert "editions-0-note" not in filled_form(page)


def test_pressing_the_buttons_without_changes_changes_nothing_and_leaves_no_trace(staff):
    texts = {"introduction": "Prima riga.  \n\nUltima.\n", "summary": "In breve. "}
    guide = a_live_guide(sections=[{"title": "Uno", "body": "uno\n"}, {"title": "Due"}], **texts)
    for button in ("_continue", "_save", "_preview"):
        save(staff, guide, **{button: "1"})
    guide.refresh_from_db()
    assert (guide.state.label, guide.revision) == ("Pubblicata", 1)
    assert "Cambiato" not in staff.get(f"/admin/guides/guide/{guide.pk}/history/").content.decode()
