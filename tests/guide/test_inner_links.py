"""A link by identity follows what it leads to; it never reaches a reader as it is written."""

import pytest
from django.contrib.auth.models import Permission

from guides.site.models import Page
from guides.text import markdown, markdown_source
from tests.desk.forms import save
from tests.factories import a_guide, a_live_guide

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture
def target():
    return a_live_guide(title="Rimborsi", slug="rimborsi", sections=[{"title": "Entro 14 giorni"}])


def linking(identity, **fields):
    body = f"Vedi [come fare](guida:{identity})."
    return a_guide(title="Chi collega", sections=[{"title": "Uno", "body": body}], **fields)


def page_of(client, guide) -> str:
    return client.get(guide.get_absolute_url()).text


def test_a_link_to_a_guide_or_to_a_section_is_frozen_as_its_address(client, editor, target):
    section = target.sections.get()
    for identity, address in (
        (target.pk, "/guide/rimborsi/"),
        (section.uid, "/guide/rimborsi/#entro-14-giorni"),
    ):
        guide = linking(identity)
        guide.publish(by=editor)
        page = page_of(client, guide)
        assert f'href="{address}">come fare</a>' in page
        assert f"guida:{identity}" not in page


def test_what_was_frozen_still_leads_there_after_the_address_changed(client, editor, target):
    guide = linking(target.sections.get().uid)
    guide.publish(by=editor)
    target.slug = "rimborso"
    target.save()
    target.sections.update(slug="quattordici-giorni", title="Quattordici giorni")
    target.publish(by=editor)
    assert 'href="/guide/rimborsi/#entro-14-giorni"' in page_of(client, guide)
    moved = client.get("/guide/rimborsi/")
    assert (moved.status_code, moved["Location"]) == (301, "/guide/rimborso/")
    assert 'id="entro-14-giorni"' in page_of(client, target)
    guide.sections.update(title="Altro")
    guide.publish(by=editor)
    assert 'href="/guide/rimborso/#quattordici-giorni"' in page_of(client, guide)


def test_machines_and_search_never_read_the_identity(client, editor, target):
    guide = linking(target.pk)
    guide.publish(by=editor)
    twin = client.get(f"{guide.get_absolute_url().rstrip('/')}.md").content.decode()
    assert "/guide/rimborsi/)" in twin
    assert "guida:" not in twin
    section = guide.live.sections.get()
    assert section.body_text == "Vedi come fare."
    assert all("guida:" not in hit.opening + hit.text for hit in guide.hits())


@pytest.mark.parametrize("identity", ["999999", "no", "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", ""])
def test_what_leads_nowhere_is_refused_when_it_is_saved(staff, identity):
    guide = a_guide(sections=[{"title": "Uno", "body": "Testo."}])
    body = f"Prima riga.\n\nVedi [come fare](guida:{identity})."
    page = save(staff, guide, **{"sections-0-body": body})
    assert "il link «come fare» porta a una guida o a una sezione che non c’è" in page.text
    assert guide.sections.get().body == "Testo."


def test_what_leads_nowhere_is_words_wherever_it_is_shown(target):
    source = f"Vedi [come *fare*](guida:{target.pk + 100}) e [qui](GUIDA:1)."
    assert markdown.render(source) == "<p>Vedi come <em>fare</em> e qui.</p>\n"
    part = markdown_source.part(source, headings_from=2, page="https://x.example/")
    assert part.strip() == "Vedi come *fare* e qui."


def test_a_link_to_a_draft_stops_publication_until_it_is_published(editor):
    draft = a_guide(title="Non ancora")
    guide = linking(draft.pk)
    assert guide.obstacles() == [
        "Nella sezione «Uno» il link «come fare» porta a «Non ancora», che i lettori non vedono: "
        "pubblicala prima, o togli il link."
    ]
    draft.publish(by=editor)
    assert guide.obstacles() == []


def test_a_guide_links_to_its_own_new_sections(client, editor):
    guide = a_guide(sections=[{"title": "Prima"}, {"title": "Dopo"}], slug="sola")
    first, second = guide.sections.all()
    first.body = f"Poi [il resto](guida:{second.uid})."
    first.save()
    guide.publish(by=editor)
    assert 'href="/guide/sola/#dopo"' in page_of(client, guide)


def test_the_preview_follows_the_link_to_a_draft(staff):
    draft = a_guide(slug="non-ancora")
    guide = linking(draft.pk)
    assert 'href="/guide/non-ancora/"' in staff.get(f"/anteprima/guide/{guide.pk}/").text


def test_withdrawing_lists_the_guides_that_lead_there(staff, editor, target):
    guide = linking(target.sections.get().uid)
    guide.publish(by=editor)
    typed = a_live_guide(
        title="A mano", sections=[{"title": "U", "body": "[x y](/guide/rimborsi/)"}]
    )
    a_live_guide(title="Estranea")
    for address in (
        f"/admin/guides/guide/{target.pk}/ritira/",
        f"/admin/guides/guide/{target.pk}/change/",
    ):
        page = staff.get(address).text
        assert "collegata da altre 2" in page
        assert guide.title in page
        assert typed.title in page
        assert "Estranea" not in page


def test_the_chooser_finds_guides_sections_and_drafts_by_words(staff, target):
    a_guide(title="Rimborsi in attesa")
    found = staff.get("/admin/guides/guide/collegamenti/?q=rimborsi").json()["places"]
    leads = {place["title"]: place["leads"] for place in found}
    assert leads["Rimborsi"] == f"guida:{target.pk}"
    assert leads["Entro 14 giorni"] == f"guida:{target.sections.get().uid}"
    assert "Rimborsi in attesa" in leads
    lists = staff.get("/admin/guides/guide/collegamenti/").json()["places"]
    assert "/storie/" in [place["leads"] for place in lists]


def test_the_chooser_shows_drafts_only_to_who_may_read_them(client, django_user_model):
    a_guide(title="Segretissima")
    user = django_user_model.objects.create_user("pagine", password="x", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="change_page"))
    client.force_login(user)
    answer = client.get("/admin/guides/guide/collegamenti/?q=segretissima")
    assert answer.json()["places"] == []


def test_pages_and_authors_may_link_by_identity_too(client, target):
    leads = f"[qui accanto](guida:{target.pk})"
    Page.objects.create(slug="regole-nuove", title="Regole", body=f"Vedi {leads}.")
    target.author.biography = f"Ha scritto {leads}."
    target.author.save()
    for address in ("/regole-nuove/", target.author.get_absolute_url()):
        page = client.get(address).text
        assert 'href="/guide/rimborsi/">qui accanto</a>' in page
        assert f"guida:{target.pk}" not in page


def test_a_link_whose_target_was_withdrawn_or_deleted_stops_the_next_publication(editor, target):
    guide = linking(target.sections.get().uid)
    guide.publish(by=editor)
    target.withdraw(by=editor, because="La legge è cambiata.")
    assert "che i lettori non vedono" in guide.obstacles()[0]
    target.delete()
    assert "a una sezione che non c’è" in guide.obstacles()[0]
