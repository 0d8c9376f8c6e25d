"""The versions of a guide at the desk: read, compared, restored; by nobody who may not write it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group

from guides.guide.schedule.carrying import now_do
from guides.guide.schedule.moment import moment_in
from guides.guide.with_facts.changing import change
from tests.desk.forms import filled_form, save
from tests.factories import a_company, a_guide, a_live_guide, a_topic, an_author
from tests.facts.making import a_fact

pytestmark = pytest.mark.django_db
SECRET = "arcobalenosegreto"


@pytest.fixture
def guide(anna, bea):
    """Two editions, and a draft that says something else."""
    guide = a_live_guide(title="Il pacco", sections=[{"title": "Uno", "body": "Hai 14 giorni."}])
    guide.sections.update(body="Hai 30 giorni.")
    guide.publish(by=bea, note="Corretti i giorni", internal_note="Lo dice la nuova legge")
    guide.sections.update(body=f"Hai 60 giorni. {SECRET}")
    guide.revise()
    return guide


def at(guide, rest: str = "") -> str:
    return f"/admin/guides/guide/{guide.pk}/{rest}"


def text(answer) -> str:
    """Numbers hold on to their word with a hard space."""
    return answer.content.decode().replace("\u00a0", " ")


def body_of(guide) -> str:
    return guide.sections.get().body


def test_the_list_says_who_when_and_both_notes(desk, guide):
    page = text(desk.get(at(guide, "versioni/")))
    for words in ("2ª edizione", "1ª edizione", "Bea", "Corretti i giorni", "nuova legge"):
        assert words in page
    assert "Sezione «Uno»: testo" in page


def test_the_internal_note_is_never_on_the_site(client, guide):
    for address in (
        "/",
        f"/guide/{guide.slug}/",
        f"/guide/{guide.slug}.md",
        "/feed/guide-aggiornate.xml",
    ):
        assert "nuova legge" not in text(client.get(address))


def test_without_saying_which_what_readers_see_is_compared_with_the_draft(desk, guide):
    page = text(desk.get(at(guide, "confronta/")))
    assert "Da <strong>2ª edizione</strong> a <strong>bozza</strong>" in page
    assert '<del><span class="visually-hidden">[tolto: </span>30<' in page
    assert "<script" not in page.partition('class="versions"')[2].partition("</main>")[0]


def test_any_two_editions_are_compared(desk, guide):
    page = text(desk.get(at(guide, "confronta/?da=edizione-1&a=edizione-2")))
    assert "[tolto: </span>14<" in page
    assert "[aggiunto: </span>30<" in page
    assert SECRET not in page.partition("Ripristina")[0]


def test_a_guide_never_published_is_compared_with_itself(desk):
    guide = a_guide()
    assert "dicono la stessa cosa" in text(desk.get(at(guide, "confronta/")))


@pytest.mark.parametrize(
    "key", ["edizione-9", "edizione-" + "9" * 30, "messa-da-parte-1", "x", "edizione-0"]
)
def test_a_version_that_is_not_there_is_not_found(desk, guide, key):
    assert desk.get(at(guide, f"confronta/?da={key}")).status_code == 404
    assert desk.get(at(guide, f"versioni/{key}/")).status_code == 404
    assert desk.post(at(guide, f"versioni/{key}/ripristina/")).status_code == 404


def test_a_draft_of_another_guide_has_no_address_here(desk, anna, guide):
    kept = guide.restore(guide.editions.first(), by=anna, because="prova").kept
    other = a_live_guide()
    assert desk.get(at(other, f"versioni/messa-da-parte-{kept.pk}/")).status_code == 404


def test_an_old_edition_is_read_as_its_page_looked(desk, guide):
    answer = desk.get(at(guide, "versioni/edizione-1/"))
    assert "Hai 14 giorni." in text(answer)
    assert answer["X-Robots-Tag"].startswith("noindex")


def test_restoring_makes_a_draft_and_readers_see_what_they_saw(desk, client, guide):
    answer = desk.post(at(guide, "versioni/edizione-1/ripristina/"), follow=True)
    assert body_of(guide) == "Hai 14 giorni."
    assert "30 giorni" in text(client.get(f"/guide/{guide.slug}/"))
    assert guide.editions.count() == 2
    assert "Ora la bozza dice quello che diceva la 1ª edizione" in text(answer)
    assert LogEntry.objects.first().change_message == "Ripristinata come bozza: 1ª edizione."
    guide.refresh_from_db()
    assert guide.state.label == "Pubblicata con modifiche"


def test_what_nobody_published_is_shown_set_aside_and_comes_back(desk, guide):
    page = text(desk.get(at(guide, "confronta/?da=edizione-1")))
    assert "le mettiamo da parte" in page
    desk.post(at(guide, "versioni/edizione-1/ripristina/"))
    kept = guide.kept_drafts.get()
    assert kept.name.capitalize() in text(desk.get(at(guide, "versioni/")))
    assert SECRET in text(desk.get(at(guide, f"versioni/messa-da-parte-{kept.pk}/")))
    desk.post(at(guide, f"versioni/messa-da-parte-{kept.pk}/ripristina/"))
    assert SECRET in body_of(guide)


def test_restoring_twice_sets_nothing_aside_twice(desk, guide):
    for _ in range(2):
        desk.post(at(guide, "versioni/edizione-1/ripristina/"))
    assert guide.kept_drafts.count() == 1


def test_a_get_restores_nothing(desk, guide):
    assert desk.get(at(guide, "versioni/edizione-1/ripristina/")).status_code == 405


def test_restoring_brings_back_sections_addresses_sources_and_companies(desk, anna):
    guide = a_live_guide(sections=[{"title": "Uno"}, {"title": "Due"}, {"title": "Tre"}])
    company = a_company()
    guide.other_companies.add(company)
    guide.sources.create(
        title="Legge", address="https://a.example/", publisher="Stato", consulted_on="2026-01-02"
    )
    guide.publish(by=anna)
    uids = list(guide.sections.values_list("uid", flat=True))
    one, two, three = guide.sections.all()
    two.delete()
    one.slug, three.slug = "x", "uno"
    one.save(), three.save()
    guide.sources.all().delete()
    guide.other_companies.clear()
    guide.restore(guide.live, by=anna, because="prova")
    assert list(guide.sections.values_list("uid", flat=True)) == uids
    assert list(guide.sections.values_list("slug", flat=True)) == ["uno", "due", "tre"]
    assert guide.sources.get().title == "Legge"
    assert list(guide.other_companies.all()) == [company]
    assert guide.publish(by=anna) == guide.live


@pytest.mark.parametrize(
    ("what", "make"), [("topic", a_topic), ("author", an_author), ("company", a_company)]
)
def test_of_what_was_deleted_meanwhile_a_draft_set_aside_has_the_guides_own(desk, anna, what, make):
    gone, now = make(), make()
    guide = a_guide(**{what: gone})
    schedule = guide.schedule_publication(by=anna, at=moment_in("2027-12-03T09:00"))
    setattr(guide, what, now)
    guide.save()
    guide.revise()
    gone.delete()
    key = f"messa-da-parte-{schedule.kept_id}"
    for page in ("versioni/", f"versioni/{key}/", f"confronta/?da={key}"):
        assert desk.get(at(guide, page)).status_code == 200
    assert desk.post(at(guide, f"versioni/{key}/ripristina/")).status_code == 302
    assert now_do(schedule, by=anna)
    guide.refresh_from_db()
    assert getattr(guide.live, what) == now


def test_an_address_that_another_guide_has_taken_stays_as_it_is(desk, anna):
    guide = a_live_guide(slug="conteso")
    first = guide.live
    guide.slug = "altrove"
    guide.save()
    guide.publish(by=anna)
    a_guide(slug="conteso")
    page = text(desk.post(at(guide, f"versioni/edizione-{first.number}/ripristina/"), follow=True))
    guide.refresh_from_db()
    assert guide.slug == "altrove"
    assert "L’indirizzo è rimasto «altrove»" in page


def test_who_wrote_in_a_section_between_two_editions_is_said(desk, client, guide, bea, anna):
    client.force_login(bea)
    fields = filled_form(client.get(at(guide, "change/")))
    save(
        client,
        guide,
        opened=fields,
        **{"sections-0-body": "Hai 90 giorni.", "sections-0-problem": "P"},
    )
    client.force_login(anna)
    edit = guide.section_edits.get()
    assert (str(edit), edit.by) == ("Sezione «Uno»: problema, testo", bea)
    assert "Sezione «Uno»: problema, testo (Bea)" in text(client.get(at(guide, "versioni/")))
    assert "Ci ha scritto: Bea." in text(client.get(at(guide, "confronta/")))


def test_a_restored_edition_keeps_the_tags_of_its_facts(anna):
    a_fact(key="recesso")
    guide = a_live_guide(sections=[{"title": "Uno", "body": "Hai {{fatto:recesso}}."}])
    guide.sections.update(body="Altro.")
    guide.restore(guide.live, by=anna, because="prova")
    assert body_of(guide) == "Hai {{fatto:recesso}}."
    assert guide.fact_uses.count() == 1


def test_two_editions_are_compared_by_what_readers_saw_of_a_fact(desk, anna):
    fact = a_fact(key="recesso")
    guide = a_live_guide(sections=[{"title": "Uno", "body": "Hai {{fatto:recesso}}."}])
    fact.number = 30
    change(fact, by=anna, note="Aggiornato")
    page = text(desk.get(at(guide, "confronta/?da=edizione-1&a=edizione-2")))
    assert "[tolto: </span>14<" in page
    assert "[aggiunto: </span>30<" in page
    assert "dicono la stessa cosa" in text(desk.get(at(guide, "confronta/")))


def addresses_of(guide):
    kept = guide.kept_drafts.first()
    keys = ["edizione-1", "edizione-2", f"messa-da-parte-{kept.pk}"]
    yield from (at(guide, "change/"), at(guide, "history/"), f"/anteprima/guide/{guide.pk}/")
    yield from (at(guide, "versioni/"), at(guide, "confronta/"))
    for key in keys:
        yield at(guide, f"versioni/{key}/")
        yield at(guide, f"confronta/?da={key}")
        yield at(guide, f"confronta/?da=edizione-1&a={key}")


@pytest.mark.parametrize("who", ["Moderazione", "nobody", "reader of guides"])
def test_who_may_not_write_a_guide_reads_no_draft_and_no_old_edition(
    client, django_user_model, guide, anna, who
):
    guide.restore(guide.editions.get(number=1), by=anna, because="prova")
    withdrawn = a_live_guide(title="Ritirata")
    withdrawn.withdraw(by=anna, because="Vecchia.")
    user = django_user_model.objects.create_user("mara", is_staff=True)
    if who == "Moderazione":
        user.groups.add(Group.objects.get(name="Moderazione"))
    elif who == "reader of guides":
        from django.contrib.auth.models import Permission

        user.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    for address in [*addresses_of(guide), at(withdrawn, "confronta/"), at(withdrawn, "change/")]:
        answer = client.get(address)
        assert answer.status_code in (403, 404), address
        assert "Hai 14" not in text(answer)
    answer = client.post(at(guide, "versioni/edizione-2/ripristina/"))
    assert answer.status_code in (403, 404)


def test_who_is_not_signed_in_is_asked_to(client, guide):
    for rest in ("versioni/", "confronta/", "versioni/edizione-1/"):
        assert client.get(at(guide, rest)).status_code in (302, 403)
