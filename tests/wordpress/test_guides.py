"""An import ends with drafts at the desk, once; nothing is published unless it is asked."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from guides.authors.models import Author
from guides.guide.models import Guide
from guides.mail.models import Letter
from guides.site.models import Page
from guides.topics.models import Topic
from guides.wordpress import importing
from guides.wordpress.models import Imported, OldAddress, WordPressSite
from tests.factories import a_company, a_guide, a_topic
from tests.wordpress.exports import (
    SITE,
    a_comment,
    a_page,
    a_post,
    an_export,
    bring_in,
    in_category,
    meta,
    the_report,
)

pytestmark = pytest.mark.django_db
TEXT = "Prima.\n<h2>Che fare</h2>\nAspetta.\n<h2>E poi</h2>\nScrivi."


def everything() -> dict:
    rows = {m: list(m.objects.order_by("pk").values()) for m in (Guide, Imported, OldAddress)}
    return rows | {m: list(m.objects.order_by("pk").values()) for m in (Author, Topic, Page)}


def test_a_post_becomes_a_draft_cut_at_its_headings(tmp_path, client):
    said = bring_in(an_export(tmp_path, a_post(10, TEXT, title="Il <b>pacco</b>")))
    guide = Guide.objects.get()
    assert (guide.title, guide.slug, guide.introduction) == ("Il pacco", "articolo-10", "Prima.")
    assert [(s.title, s.body) for s in guide.sections.all()] == [
        ("Che fare", "Aspetta."),
        ("E poi", "Scrivi."),
    ]
    assert (guide.author.name, guide.verified_on) == ("Anna Verdi", date(2020, 6, 4))
    assert not guide.is_public
    assert client.get("/guide/articolo-10/").status_code == 404
    assert "1 portati com’erano" in said
    assert "/guide/articolo-10/" in the_report(tmp_path / "x")


def test_a_second_run_changes_nothing_and_leaves_editors_words(tmp_path):
    items = [a_post(n, TEXT, more=a_comment(n)) for n in (1, 2)] + [a_page(5)]
    path = an_export(tmp_path, *items)
    bring_in(path, "--publish")
    Guide.objects.filter(slug="articolo-1").update(title="Riscritto da noi")
    before = everything()
    said = bring_in(path, "--publish")
    assert everything() == before
    assert "3 c’erano già" in said
    assert "Commenti" not in said


def test_what_changed_in_wordpress_since_is_said_and_left_alone(tmp_path):
    bring_in(an_export(tmp_path, a_post(1, "Uno.")))
    path = an_export(tmp_path, a_post(1, "Uno, cambiato."), a_post(2, "Nuovo."))
    said = bring_in(path)
    assert "1 c’erano già" in said
    assert "è rimasto com’era" in the_report(path)
    assert [g.sections.get().body for g in Guide.objects.order_by("pk")] == ["Uno.", "Nuovo."]


def test_what_an_editor_deleted_does_not_come_back(tmp_path):
    path = an_export(tmp_path, a_post(1))
    bring_in(path)
    Guide.objects.get().delete()
    bring_in(path)
    assert not Guide.objects.exists()


def test_killed_in_the_middle_it_goes_on_where_it_was(tmp_path, monkeypatch):
    path = an_export(tmp_path, *(a_post(n, TEXT, more=a_comment(n)) for n in range(1, 6)))
    take_in, taken = importing.take_in, []

    def killed(item, run):
        if item.id == 3:
            raise KeyboardInterrupt
        taken.append(item.id)
        take_in(item, run)

    monkeypatch.setattr(importing, "take_in", killed)
    with pytest.raises(KeyboardInterrupt):
        bring_in(path)
    assert Guide.objects.count() == 2
    assert the_report(path).count("articolo-") >= 2
    monkeypatch.setattr(importing, "take_in", take_in)
    bring_in(path)
    assert Guide.objects.count() == 5
    assert Imported.objects.count() == 5
    assert all(guide.sections.count() == 2 for guide in Guide.objects.all())


def test_a_dry_run_leaves_only_its_report(tmp_path):
    path = an_export(tmp_path, a_post(1, TEXT, more=a_comment(1)), a_page(2))
    before = everything()
    bring_in(path, "--dry-run", "--publish")
    assert everything() == before
    assert not WordPressSite.objects.exists()
    assert "Articolo 1" in the_report(path)


def test_published_when_asked_with_its_own_dates(tmp_path, client):
    items = [
        a_post(1, TEXT),
        a_post(2, TEXT, status="draft", post_date_gmt="0000-00-00 00:00:00"),
        a_post(3, TEXT, status="private"),
        a_post(4, TEXT, post_password="segreto"),
        a_post(5, TEXT, status="future", post_date_gmt="2099-01-01 00:00:00"),
        a_post(6, "![](x) [caption][/caption]<img src='/wp-content/uploads/a.jpg'>"),
    ]
    bring_in(an_export(tmp_path, *items), "--publish")
    live = Guide.objects.live()
    assert {guide.slug for guide in live} == {"articolo-1", "articolo-6"}
    edition = Guide.objects.get(slug="articolo-1").live
    assert edition.first_published_at == datetime(2019, 5, 3, 10, tzinfo=UTC)
    assert edition.published_at == datetime(2020, 6, 4, 10, tzinfo=UTC)
    page = client.get("/guide/articolo-1/").content.decode()
    assert "3 maggio 2019" in page
    assert not Letter.objects.exists()
    for n in (2, 3, 4, 5):
        assert client.get(f"/guide/articolo-{n}/").status_code == 404
    notes = {row.number: " ".join(row.notes) for row in Imported.objects.all()}
    assert "era una bozza" in notes[2]
    assert "era privato" in notes[3]
    assert "password" in notes[4]
    assert "era programmato" in notes[5]


def test_what_stands_in_the_way_of_publishing_is_said(tmp_path):
    bring_in(an_export(tmp_path, a_post(1, "")), "--publish")
    assert "non pubblicata: Aggiungi almeno una sezione." in Imported.objects.get().notes
    assert not Guide.objects.get().is_public


def test_categories_and_tags_are_topics_and_companies_by_name_else_notes(tmp_path):
    topic, company = a_topic(name="Spesa Online"), a_company(name="Tizio S.p.A.")
    other = a_topic(name="Altro", slug="altro")
    more = (
        in_category("Spesa online", "online") + in_category("TIZIO S.P.A.", "tizio", "post_tag")
        + in_category("Curiosità", "curiosita", "post_tag")
    )  # fmt: skip
    path = an_export(tmp_path, a_post(1, TEXT, more=more), a_post(2, TEXT))
    bring_in(path, "--topic", "altro")
    first, second = Guide.objects.order_by("pk")
    assert (first.topic, first.company, second.topic) == (topic, company, other)
    assert Imported.objects.get(number=1).notes == [
        "categorie ed etichette che qui non ci sono: Curiosità"
    ]
    assert Topic.objects.count() == 2


def test_topics_are_made_of_categories_only_when_asked(tmp_path):
    more = in_category("Viaggi", "viaggi") + in_category("Senza categoria", "senza-categoria")
    bring_in(an_export(tmp_path, a_post(1, TEXT, more=more), a_post(2, TEXT)), "--topics")
    assert [g.topic.name for g in Guide.objects.order_by("pk")] == ["Viaggi", "Altri argomenti"]


def test_who_never_signed_in_public_is_not_shown_by_an_import(tmp_path):
    path = an_export(tmp_path, a_post(1, status="draft"), a_post(2, creator="ignoto"))
    bring_in(path)
    first, second = Guide.objects.order_by("pk")
    assert (first.author.name, first.author.is_person) == ("La redazione", False)
    assert second.author.name == "ignoto"
    assert not Author.objects.filter(name="Anna Verdi")


def test_a_page_waits_at_the_desk_until_somebody_puts_it_online(tmp_path, client, admin_client):
    bring_in(an_export(tmp_path, a_page(7, f"{TEXT}", post_name="contatti", title="Contatti")))
    assert not Page.objects.exists()
    assert client.get("/contatti/").status_code == 404
    row = Imported.objects.get()
    chosen = {"action": "put_online", "_selected_action": [row.pk]}
    for _ in range(2):
        admin_client.post(reverse("admin:guides_imported_changelist"), chosen)
    page = Page.objects.get()
    assert page.body == "Prima.\n\n## Che fare\n\nAspetta.\n\n## E poi\n\nScrivi."
    assert client.get("/contatti/").status_code == 200
    assert not page.in_footer
    assert client.get("/?p=7")["Location"] == "/contatti/"


def test_a_page_that_is_published_keeps_its_date(tmp_path, client):
    bring_in(an_export(tmp_path, a_page(7, post_name="contatti")), "--publish")
    assert "4 giugno 2020" in client.get("/contatti/").content.decode()


def test_a_page_that_is_here_already_is_not_touched(tmp_path):
    Page.objects.create(title="Privacy", slug="privacy", body="La nostra.")
    bring_in(an_export(tmp_path, a_page(8, post_name="privacy")), "--publish")
    assert Page.objects.get().body == "La nostra."
    assert "c’è già" in Imported.objects.get().notes[0]


def test_what_is_nothing_here_is_left_out_and_listed(tmp_path):
    items = [
        a_post(1, post_type="nav_menu_item"),
        a_post(2, status="trash"),
        a_post(3, post_type="faq", title="=HYPERLINK(1)"),
    ]
    path = an_export(tmp_path, *items)
    assert "3 lasciati fuori" in bring_in(path)
    report = the_report(path)
    assert "«faq» qui non c’è" in report
    assert "'=HYPERLINK" in report
    assert "era nel cestino" in report
    bring_in(path, "--type", "faq")
    assert Guide.objects.get().title == "=HYPERLINK(1)"


def test_links_between_posts_lead_to_the_guides_whatever_their_order(tmp_path, client):
    a_guide(slug="articolo-2")  # taken by one of ours
    text = (
        f"Vedi <a href='{SITE}/2019/05/articolo-2/#x'>due</a>, <a href='/?p=2'>ancora</a>, "
        f"<a href='{SITE}/contatti/'>scrivici</a>, <a href='{SITE}/altrove/'>là</a>."
    )
    items = [a_post(1, text), a_post(2, TEXT), a_page(3, post_name="contatti")]
    bring_in(an_export(tmp_path, *items), "--publish")
    assert Guide.objects.get(slug="articolo-1").sections.get().body == (
        "Vedi [due](/guide/articolo-2-2/), [ancora](/guide/articolo-2-2/), "
        "[scrivici](/contatti/), [là](https://vecchio.example/altrove/)."
    )
    assert Guide.objects.get(slug="articolo-2-2").is_public


@pytest.mark.parametrize(
    ("said", "slug"),
    [
        ({"post_name": "perch%C3%A9-no"}, "perche-no"),
        ({"post_name": "", "title": "Che cos’è?"}, "che-cos-e"),
        ({"post_name": "日本", "title": ""}, "articolo-1"),
        ({"post_name": "x" * 300}, "x" * 46),
    ],
)
def test_an_address_of_a_slug_that_ours_could_not_have(tmp_path, said, slug):
    bring_in(an_export(tmp_path, a_post(1, TEXT, **said)))
    assert Guide.objects.get().slug == slug


def test_titles_and_texts_past_our_bounds_are_kept_within_them(tmp_path):
    text = "".join(f"<h2>{'Parola ' * 60}</h2>{'testo ' * 20_000}" for _ in range(2))
    bring_in(an_export(tmp_path, a_post(1, text, title="Molto " * 60, excerpt="a " * 900)))
    guide = Guide.objects.get()
    guide.full_clean()
    for section in guide.sections.all():
        section.full_clean()
    assert guide.sections.count() > 4
    assert len(guide.title) <= 140


HUGE = "9" * 30


@pytest.mark.parametrize(
    "text",
    [
        f'<!-- wp:block {{"ref":{HUGE}}} /-->',
        f'<!-- wp:block {{"ref":{"[" * 9_000}{"]" * 9_000}}} /-->',
        f'[gallery ids="{HUGE},x"]<img src="a.jpg" class="wp-image-{HUGE}">',
        f'<a href="{SITE}/?p=²">qui</a> <a href="{SITE}/?p={HUGE}">lì</a>',
    ],
)
def test_numbers_that_cannot_be_stop_nothing(tmp_path, text):
    more = meta("_thumbnail_id", "²") + meta("_thumbnail_id", HUGE)
    bring_in(an_export(tmp_path, a_post(1, f"{text}\n\nE il resto.", more=more), a_post(2)))
    first, second = Guide.objects.order_by("pk")
    assert "E il resto." in first.sections.get().body
    assert second.sections.get().body == "Un testo."


def test_words_between_the_signs_of_less_and_more_are_no_tag(tmp_path):
    bring_in(an_export(tmp_path, a_post(1, title="Se <b>3 < 5</b> e 7 > 2 allora")))
    assert Guide.objects.get().title == "Se 3 < 5 e 7 > 2 allora"


def test_a_post_that_was_renamed_keeps_both_addresses(tmp_path, client):
    more = meta("_wp_old_slug", "nome-di-prima")
    bring_in(an_export(tmp_path, a_post(1, TEXT, more=more)), "--publish")
    assert client.get("/2019/05/nome-di-prima/")["Location"] == "/guide/articolo-1/"
