"""Somebody without an account reads a draft by a link, and says whether it is right."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from guides.guide import preview
from guides.guide.fact_check.models import OutsideAnswer
from guides.moderation.preferences import ModerationSettings
from guides.privacy.retention import forget_old_data
from tests.desk.forms import desk_of, filled_form, save
from tests.factories import a_guide, a_live_guide

pytestmark = pytest.mark.django_db
SECRET = "arcobalenosegreto"


@pytest.fixture
def guide():
    return a_guide(
        title="Il pacco",
        sections=[{"title": "Uno", "body": SECRET}, {"title": "Due"}, {"title": "Tre", "level": 2}],
    )


@pytest.fixture
def link(guide):
    return preview.shared_link(guide)


@pytest.fixture
def lawyer():
    return Client()


def text(answer) -> str:
    return answer.content.decode()


def hex_of(guide, title: str) -> str:
    return guide.sections.get(title=title).uid.hex


def typed(client, link, **more) -> dict:
    return filled_form(client.get(link), "controllo") | more


def send(client, guide, link, *, name="Avv. Prova", opened=None, **said):
    """`Uno=("errore", "Non è così.")`: the answer under a section, and its words."""
    fields = opened or typed(client, link)
    for title, (verdict, words) in said.items():
        key = hex_of(guide, title)
        fields |= {f"esito-{key}": verdict, f"parole-{key}": words}
    return client.post(link, fields | {"name": name})


def test_the_page_has_two_answers_under_each_section_and_no_cookie(lawyer, guide, link):
    answer = lawyer.get(link)
    page = text(answer)
    assert page.count("Confermo</label>") == page.count("C’è un errore qui</label>") == 3
    assert not answer.cookies
    assert answer["X-Robots-Tag"].startswith("noindex")
    assert answer["Referrer-Policy"] == "strict-origin"
    assert "no-store" in answer["Cache-Control"]


def test_what_was_said_is_kept_by_section(lawyer, guide, link):
    answer = send(lawyer, guide, link, Uno=("conferma", ""), Tre=("errore", "Sono 14 giorni."))
    assert answer.status_code == 302
    assert "Grazie" in text(lawyer.get(answer["Location"]))
    said = {a.section_title: (a.verdict, a.text, a.name) for a in OutsideAnswer.objects.all()}
    assert said == {
        "Uno": ("conferma", "", "Avv. Prova"),
        "Tre": ("errore", "Sono 14 giorni.", "Avv. Prova"),
    }
    assert [a.section_title for a in OutsideAnswer.objects.waiting()] == ["Tre"]


def test_the_same_sending_twice_is_one_and_another_is_added(lawyer, guide, link):
    opened = typed(lawyer, link)
    for _ in range(2):
        send(lawyer, guide, link, opened=dict(opened), Uno=("conferma", ""))
    assert OutsideAnswer.objects.count() == 1
    send(lawyer, guide, link, Uno=("errore", "Ripensandoci, no."))
    assert OutsideAnswer.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "name", "sentence"),
    [
        ({"Uno": ("conferma", "")}, " ", "Scrivi il tuo nome"),
        ({}, "Avv. Prova", "Scegli una risposta sotto almeno una sezione."),
        ({"Uno": ("errore", "")}, "Avv. Prova", "Scrivi che cosa è sbagliato"),
        ({"Due": ("", "Qui manca la PEC.")}, "Avv. Prova", "Scegli una delle due risposte."),
        ({"Due": ("forse", "Boh.")}, "Avv. Prova", "Scegli una delle due risposte."),
        ({"Due": ("errore", "x" * 3000)}, "Avv. Prova", "2000"),
    ],
)
def test_what_is_missing_is_said_and_no_word_is_lost(lawyer, guide, link, said, name, sentence):
    words = {"Tre": ("errore", "Parole da non perdere.")} if said else {}
    answer = send(lawyer, guide, link, name=name, **(words | said))
    page = text(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert not words or "Parole da non perdere." in page
    assert not OutsideAnswer.objects.exists()


@pytest.mark.parametrize("name", ["Avv. Prova", ""])
def test_what_was_said_of_a_section_that_went_meanwhile_is_not_lost(
    desk, lawyer, guide, link, name
):
    opened, key = typed(lawyer, link), hex_of(guide, "Uno")
    save(desk, guide, **{"sections-0-DELETE": "on"})
    assert not guide.sections.filter(title="Uno").exists()
    words = {f"esito-{key}": "errore", f"parole-{key}": "Sono 14 giorni."}
    answer = lawyer.post(link, opened | words | {"name": name})
    if name:
        assert OutsideAnswer.objects.get().section_title == "Uno"
        assert "Sono 14 giorni." in text(desk.get(desk_of(guide)))
    else:
        assert answer.status_code == 422
        assert "Sono 14 giorni." in text(answer)


def test_of_a_section_that_never_was_nothing_is_kept(lawyer, guide, link):
    words = {f"esito-{'0' * 32}": "errore", f"parole-{'0' * 32}": "Eccomi."}
    lawyer.post(link, typed(lawyer, link) | words | {"name": "Avv. Prova"})
    assert not OutsideAnswer.objects.exists()


@pytest.mark.parametrize("opened_at", ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z"])
def test_a_moment_that_no_database_keeps_spoils_no_page(desk, lawyer, guide, link, opened_at):
    opened = typed(lawyer, link, seen_at=opened_at)
    assert send(lawyer, guide, link, opened=opened, Uno=("conferma", "")).status_code == 302
    assert OutsideAnswer.objects.get().seen_at > timezone.now() - timedelta(days=8)
    assert "Avv. Prova" in text(desk.get(desk_of(guide)))


def test_a_revoked_link_shows_nothing_and_takes_nothing(desk, lawyer, guide, link):
    opened = typed(lawyer, link)
    desk.post(f"/admin/guides/guide/{guide.pk}/revoca/")
    answer = lawyer.get(link)
    assert answer.status_code == 410
    assert SECRET not in text(answer)
    assert send(lawyer, guide, link, opened=opened, Uno=("conferma", "")).status_code == 410
    assert lawyer.get(f"{link}grazie/").status_code == 410
    guide.refresh_from_db()
    assert lawyer.get(preview.shared_link(guide)).status_code == 200


def test_a_link_ends_by_itself_and_cannot_be_made_up(lawyer, link, monkeypatch):
    assert lawyer.get(link.replace("/anteprima/", "/anteprima/x")).status_code == 410
    monkeypatch.setattr(preview, "SHARED_FOR", timedelta(seconds=-1))
    assert lawyer.get(link).status_code == 410


def test_a_link_of_the_release_before_is_an_old_one(lawyer, guide):
    from django.core import signing

    token = signing.dumps(guide.pk, salt=preview.SALT)
    assert lawyer.get(f"/anteprima/{token}/").status_code == 410


def test_too_many_sendings_wait_and_no_word_is_lost(lawyer, guide, link, settings):
    settings.PUBLIC_POST_LIMITS = {"fact_check": [(1, timedelta(minutes=10))]}
    send(lawyer, guide, link, Uno=("conferma", ""))
    answer = send(lawyer, guide, link, Due=("errore", "Parole da non perdere."))
    assert answer.status_code == 429
    assert "Parole da non perdere." in text(answer)


def test_the_desk_shows_it_by_section_until_somebody_has_dealt_with_it(desk, lawyer, guide, link):
    send(lawyer, guide, link, Due=("errore", "Sono <b>14</b> giorni."))
    page = text(desk.get(desk_of(guide)))
    assert "Sono &lt;b&gt;14&lt;/b&gt; giorni." in page
    assert 'href="#sections-1">Due</a>' in page
    answer = OutsideAnswer.objects.get()
    desk.post(f"/admin/guides/guide/controlli/{answer.pk}/gestito/")
    assert not OutsideAnswer.objects.waiting().exists()
    assert "Gestito." in text(desk.get(desk_of(guide)))


def test_the_first_page_of_the_desk_says_that_there_is_an_error(desk, lawyer, guide, link):
    assert "errore segnalato da fuori" not in text(desk.get("/admin/"))
    send(lawyer, guide, link, Due=("errore", "Sono 14."), Uno=("conferma", ""))
    page = text(desk.get("/admin/"))
    assert "errore segnalato da fuori" in page
    assert "Il pacco: Due" in page


def test_the_desk_says_when_the_section_was_changed_after(desk, lawyer, guide, link):
    send(lawyer, guide, link, Uno=("conferma", ""), Due=("conferma", ""))
    assert "cambiata dopo" not in text(desk.get(desk_of(guide)))
    save(desk, guide, **{"sections-1-body": "Nuovo."})
    assert text(desk.get(desk_of(guide))).count("cambiata dopo") == 1


def test_nothing_of_it_is_public(client, lawyer, anna):
    guide = a_live_guide(slug="pacco", sections=[{"title": "Uno"}])
    send(lawyer, guide, preview.shared_link(guide), name=SECRET, Uno=("errore", SECRET))
    guide.publish(by=anna)
    for address in ("/", "/guide/pacco/", "/guide/pacco.md", f"/cerca.json?q={SECRET}"):
        said = text(client.get(address)).replace(f'"question": "{SECRET}"', "")
        assert SECRET not in said


def test_who_may_not_write_guides_revokes_and_handles_nothing(
    client, django_user_model, lawyer, guide, link
):
    send(lawyer, guide, link, Uno=("errore", "No."))
    user = django_user_model.objects.create_user("mara", is_staff=True)
    user.user_permissions.add(*Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)
    answer = OutsideAnswer.objects.get()
    assert client.post(f"/admin/guides/guide/{guide.pk}/revoca/").status_code == 403
    handled = client.post(f"/admin/guides/guide/controlli/{answer.pk}/gestito/")
    assert handled.status_code == 403
    assert lawyer.get(link).status_code == 200
    assert OutsideAnswer.objects.waiting().exists()


def test_answers_and_the_names_in_them_have_an_end(lawyer, guide, link):
    send(lawyer, guide, link, Uno=("errore", "No."))
    days = ModerationSettings.current().keep_decisions_days
    forget_old_data(now=timezone.now() + timedelta(days=days - 1))
    assert OutsideAnswer.objects.exists()
    forget_old_data(now=timezone.now() + timedelta(days=days + 1))
    assert not OutsideAnswer.objects.exists()
