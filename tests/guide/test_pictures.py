"""«Immagini»: where each picture is, and changing or deleting it from there."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.desk.kept import keep as keep_typed
from guides.guide.models import Guide
from guides.site.models import Page
from guides.uploads.images import clean
from guides.uploads.pictures import Picture, note
from guides.uploads.storage import COVERS, public_pictures, store_picture
from tests.desk.every_form import somebody
from tests.factories import a_guide, a_live_guide
from tests.uploads.heics import a_heic
from tests.uploads.pictures import a_picture, opened

pytestmark = pytest.mark.django_db
LIST, UPLOAD = "/admin/guides/picture/", "/markdownx/upload/"
NEW = (10, 200, 10)


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def a_kept(colour=(200, 30, 30), folder="immagini", **about) -> Picture:
    return note(store_picture(clean(a_picture(colour=colour)), folder), **about)


def showing(picture: Picture, alternative="Il modulo") -> str:
    return f"Guarda:\n\n![{alternative}]({picture.address})\n\nPoi aspetta."


def in_a_section(picture: Picture, alternative="Il modulo") -> list[dict]:
    return [{"title": "Che cosa fare", "body": showing(picture, alternative)}]


def page_of(picture: Picture) -> str:
    return f"{LIST}{picture.pk}/change/"


def changed(desk, picture: Picture, *, file=None, **said):
    shown = desk.get(page_of(picture)).context["everywhere"].initial["shown"]
    sent = {"note": "Immagine nuova.", "alternative": "", "shown": shown} | said
    if file:
        sent["file"] = SimpleUploadedFile("nuova.png", file)
    return desk.post(f"{LIST}{picture.pk}/ovunque/", sent, follow=True)


def test_with_none_the_page_says_where_they_come_from(desk):
    assert "Non c’è ancora nessuna immagine" in desk.get(LIST).text


def test_a_picture_that_is_sent_is_in_the_collection_with_whose_it_is(desk, editor):
    desk.post(UPLOAD, {"image": SimpleUploadedFile("modulo.png", a_picture())})
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.added_by) == (60, 40, editor)
    page = desk.get(LIST).text
    assert "modulo.png" in page
    assert "60 × 40" in page
    assert "Non usata" in page


def test_sent_twice_it_is_one_and_stays_of_who_brought_it_first(desk, editor, admin_user):
    for person in (editor, admin_user):
        desk.force_login(person)
        desk.post(UPLOAD, {"image": SimpleUploadedFile("a.png", a_picture())})
    assert Picture.objects.get().added_by == editor


def test_a_cover_is_in_it_too(desk):
    name = store_picture(clean(a_picture()), COVERS)
    a_guide(title="Reso", cover=name, cover_alt="Un pacco")
    picture = Picture.objects.get(name=name)
    assert "Reso, copertina" in desk.get(page_of(picture)).text


def test_every_place_is_named(desk, editor):
    picture = a_kept()
    guide = a_live_guide(title="Reso", sections=in_a_section(picture))
    guide.publish(by=editor)
    guide.title = "Resi"
    guide.save()
    guide.revise()
    guide.publish(by=editor)
    a_guide(title="Bozza", introduction=showing(picture))
    Page.objects.create(title="Chi siamo", slug="chi", body=showing(picture))
    keep_typed(editor, "/admin/guides/guide/add/", {"introduction": showing(picture)})
    page = desk.get(page_of(picture)).text
    for kind, where in [
        ("Copia di lavoro", "Resi, «Che cosa fare»"),
        ("Copia di lavoro", "Bozza, introduzione"),
        ("Sul sito", "Resi, «Che cosa fare»"),
        ("Vecchia edizione", "Reso, 1ª edizione, «Che cosa fare»"),
        ("Pagina", "Chi siamo"),
        ("Bozza", "Testo non ancora salvato"),
    ]:
        assert f"{kind}: <a" in page
        assert where in page


def test_what_lacks_words_comes_first_and_the_filters_find_it_and_the_unused(desk):
    mute, told, unused = a_kept((1, 1, 1)), a_kept((90, 90, 90)), a_kept((250, 250, 250))
    a_guide(sections=in_a_section(mute, "descrivi l’immagine"))
    a_guide(sections=in_a_section(told))

    def listed(**asked):
        return [each.picture for each in desk.get(LIST, asked).context["page"]]

    assert listed()[0] == mute
    assert "«descrivi" not in desk.get(LIST).text
    assert listed(quali="senza-testo") == [mute]
    assert listed(quali="non-usate") == [unused]
    assert listed(q="MODULO") == [told]
    assert listed(q="niente di simile") == []


def test_many_pictures_and_guides_cost_as_many_queries_as_few(desk):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            desk.get(LIST)
        return len(queries)

    first = a_kept()
    a_live_guide(sections=in_a_section(first))
    few = cost()
    rows = [Picture(name=f"immagini/{n:016x}-9x9.webp", width=9, height=9) for n in range(2_000)]
    Picture.objects.bulk_create(rows)
    for picture in rows[:8]:
        a_live_guide(sections=in_a_section(picture))
    assert cost() == few
    assert len(desk.get(LIST, {"p": 2}).context["page"]) == 24


def test_an_unused_one_is_deleted_with_its_file(desk, django_capture_on_commit_callbacks):
    picture = a_kept()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"})
    assert not Picture.objects.exists()
    assert not public_pictures().exists(picture.name)


def test_one_that_only_an_old_edition_shows_is_not_deleted(desk, editor):
    picture = a_kept()
    guide = a_live_guide(title="Reso", sections=in_a_section(picture))
    guide.sections.update(body="Senza.")
    guide.revise()
    guide.publish(by=editor)
    page = desk.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"})
    assert "Reso, 1ª edizione" in page.text
    assert Picture.objects.exists()


def test_another_file_takes_its_place_in_drafts_and_pages_and_not_in_history(desk, editor):
    old = a_kept()
    live = [a_live_guide(sections=in_a_section(old, f"Modulo {n}")) for n in range(2)]
    draft = a_guide(introduction=showing(old))
    shown_before = live[0].live
    answer = changed(desk, old, file=a_picture(colour=NEW))
    new = Picture.objects.exclude(pk=old.pk).get()
    assert "Cambiata dappertutto. Pubblicate:" in answer.text
    for n, guide in enumerate(Guide.objects.filter(pk__in=[g.pk for g in live]).order_by("pk")):
        body = guide.live.sections.get().body_html
        assert new.address in body
        assert f'alt="Modulo {n}"' in body
        assert (guide.live.number, guide.live.note) == (2, "Immagine nuova.")
        assert guide.live.published_by == editor
        assert guide.state == "pubblicata"
        assert new.address in guide.sections.get().body
    assert new.address in Guide.objects.get(pk=draft.pk).introduction
    assert old.address in shown_before.sections.get().body_html
    assert public_pictures().exists(old.name)


def test_what_an_editor_has_not_published_stays_with_the_editor(desk):
    old = a_kept()
    guide = a_live_guide(title="Reso", sections=in_a_section(old))
    guide.sections.update(body=showing(old) + "\n\nSegreto.")
    guide.title = "Titolo segreto"
    guide.save()
    guide.revise()
    changed(desk, old, file=a_picture(colour=NEW))
    guide = Guide.objects.get(pk=guide.pk)
    assert guide.live.number == 2
    assert guide.live.title == "Reso"
    assert "Segreto" not in guide.live.sections.get().body_markdown
    assert "Segreto" in guide.sections.get().body
    assert old.address not in guide.sections.get().body
    assert guide.state == "modificata"


def test_a_cover_is_changed_with_its_size_and_words(desk):
    old = a_kept(folder=COVERS)
    guide = a_live_guide(cover=old.name, cover_alt="Un pacco")
    changed(desk, old, file=a_picture(size=(90, 30), colour=NEW), alternative="Un furgone")
    guide = Guide.objects.get(pk=guide.pk)
    for row in (guide, guide.live):
        assert str(row.cover).endswith("-90x30.webp")
        assert (row.cover_alt, row.cover_width, row.cover_height) == ("Un furgone", 90, 30)


def test_its_words_are_written_once_for_all_places(desk):
    picture = a_kept()
    guide = a_live_guide(sections=in_a_section(picture))
    Page.objects.create(title="Chi siamo", slug="chi", body=showing(picture))
    changed(desk, picture, alternative="Il [modulo] blu")
    assert 'alt="Il [modulo] blu"' in Guide.objects.get(pk=guide.pk).live.sections.get().body_html
    assert 'alt="Il [modulo] blu"' in desk.get("/chi/").text
    assert Picture.objects.count() == 1


def test_a_place_that_appeared_meanwhile_is_shown_before_anything_changes(desk):
    picture = a_kept()
    guide = a_live_guide(sections=in_a_section(picture))
    page = changed(desk, picture, alternative="Altro", shown="di ieri")
    assert "Non abbiamo cambiato niente" in page.text
    assert 'value="Altro"' in page.text
    assert Guide.objects.get(pk=guide.pk).live.number == 1
    again = desk.post(
        f"{LIST}{picture.pk}/ovunque/",
        {
            "alternative": "Altro",
            "note": "Parole.",
            "shown": page.context["everywhere"]["shown"].value(),
        },
        follow=True,
    )
    assert "Cambiata dappertutto" in again.text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "Scegli un file, scrivi un testo alternativo"),
        ({"alternative": "Altro", "note": ""}, "Scrivi che cosa dire ai lettori"),
        ({"file": b"<script>"}, "non è un’immagine che possiamo usare"),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_keeps_the_words(desk, said, sentence):
    picture = a_kept()
    a_live_guide(sections=in_a_section(picture))
    page = changed(desk, picture, **said)
    assert sentence in page.text
    assert said.get("alternative", "") in page.text
    assert Picture.objects.count() == 1


def test_an_iphones_photograph_may_take_its_place(desk):
    picture = a_kept()
    a_guide(sections=in_a_section(picture))
    assert "Cambiata dappertutto" in changed(desk, picture, file=a_heic()).text


def test_who_may_not_publish_alone_changes_nothing_live(desk):
    picture = a_kept()
    guide = a_live_guide(sections=in_a_section(picture))
    Group.objects.get(name="Redazione").permissions.remove(
        Permission.objects.get(codename="publish_guide")
    )
    desk.force_login(somebody("Redazione")[0])
    assert "serve il permesso di pubblicare" in changed(desk, picture, alternative="Altro").text
    assert Guide.objects.get(pk=guide.pk).live.number == 1


def test_a_moderator_sees_nothing_of_the_collection():
    picture = a_kept()
    client = somebody("Moderazione")[1]
    for address in ("", f"{picture.pk}/change/", f"{picture.pk}/piccola/", "per-parole/"):
        assert client.get(LIST + address).status_code == 403
    assert client.post(f"{LIST}{picture.pk}/ovunque/", {}).status_code == 403


def test_the_toolbar_finds_a_picture_by_its_words(desk):
    picture, other = a_kept(), a_kept((1, 1, 1))
    a_guide(sections=in_a_section(picture))
    found = desk.get(f"{LIST}per-parole/", {"q": "modulo"}).json()["pictures"]
    assert [(each["address"], each["alternative"]) for each in found] == [
        (picture.address, "Il modulo")
    ]
    assert len(desk.get(f"{LIST}per-parole/").json()["pictures"]) == 2
    assert other.address


def test_a_small_copy_is_drawn_once_and_is_small(desk, tmp_path):
    picture = note(store_picture(clean(a_picture(size=(1600, 800)))))
    answers = [desk.get(f"{LIST}{picture.pk}/piccola/") for _ in range(2)]
    assert answers[0].content == answers[1].content
    assert opened(answers[0].content).size == (320, 160)
    assert len(list((tmp_path / "miniature").iterdir())) == 1
