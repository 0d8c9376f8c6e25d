"""Two people on one guide: what only one of them changed stays theirs, piece by piece."""

import pytest
from django.test import Client

from guides.companies.sectors import Sector
from tests.desk.forms import desk_of, filled_form, save
from tests.factories import a_company, a_guide, a_topic, an_author

pytestmark = pytest.mark.django_db

FIELDS = {
    "title": "Titolo di Marta",
    "slug": "di-marta",
    "summary": "Sommario di Marta.",
    "introduction": "Prima riga.\n\nSeconda riga di Marta.",
    "topic": lambda: str(a_topic().pk),
    "company": lambda: str(a_company().pk),
    "author": lambda: str(an_author().pk),
    "verified_on": "2026-11-25",
    "cover_alt": "Un pacco",
    "sections-0-title": "Uno di Marta",
    "sections-0-level": "2",
    "sections-0-problem": "Non arriva",
    "sections-1-body": "Testo\n\ndi **Marta**",
    "sections-1-slug": "due-di-marta",
    "sources-0-title": "Fonte di Marta",
    "sources-0-address": "https://marta.example.org/",
    "sources-0-publisher": "Marta",
    "sources-0-consulted_on": "2026-11-25",
}


@pytest.fixture
def guide():
    guide = a_guide(title="Titolo", sections=[{"title": title} for title in ("Uno", "Due", "Tre")])
    for title in ("Legge", "Sito"):
        guide.sources.create(
            title=title, address="https://e.org/", publisher="E", consulted_on="2026-11-20"
        )
    return guide


@pytest.fixture
def marta(django_user_model):
    client = Client()
    client.force_login(django_user_model.objects.create_superuser("marta"))
    return client


@pytest.fixture
def two(staff, marta, guide):
    """I open the guide; Marta saves her changes; I save mine. What I am shown."""

    def held(hers: dict, mine: dict):
        opened = filled_form(staff.get(desk_of(guide)))
        assert save(marta, guide, **hers).status_code == 302
        page = save(staff, guide, opened=opened, **mine)
        assert page.status_code == 200
        return page

    return held


def insist(staff, guide, page, **choices):
    fields = filled_form(page) | {"_overwrite": page.context["saved"].revision} | choices
    answer = staff.post(desk_of(guide), fields)
    assert answer.status_code == 302


def titles(guide) -> list[str]:
    return list(guide.sections.values_list("title", flat=True))


def said_by_marta() -> dict[str, str]:
    return {name: value() if callable(value) else value for name, value in FIELDS.items()}


def said_by_me() -> dict[str, str]:
    """Something else in every field; there are two levels, so both can only choose the same."""
    mine = {name: "mia" for name in FIELDS if name != "sections-0-level"}
    mine |= {"topic": str(a_topic().pk), "company": str(a_company().pk)}
    mine |= {"author": str(an_author().pk), "verified_on": "2026-11-26"}
    mine |= {"sources-0-address": "https://io.example.org/"}
    return mine | {"sources-0-consulted_on": "2026-11-26"}


def shown(page) -> dict[str, str]:
    return {name: value.replace("\r", "") for name, value in filled_form(page).items() if value}


@pytest.mark.parametrize("alone", ["", "title", "topic", "sections-1-body"])
def test_what_only_the_other_changed_keeps_her_words_and_mine_stay_too(staff, guide, two, alone):
    hers, mine = said_by_marta(), {"sections-2-body": "tre, di mano mia"}
    hers = {alone: hers[alone]} if alone else hers
    page = two(hers, mine)
    assert shown(page).items() >= hers.items()
    assert 'name="_take"' not in page.content.decode()
    assert staff.post(desk_of(guide), filled_form(page)).status_code == 302  # plain «Salva»
    assert shown(staff.get(desk_of(guide))).items() >= (hers | mine).items()


@pytest.mark.parametrize("of_marta", [0, 1], ids=["from the first", "from the second"])
def test_where_both_wrote_the_editor_chooses_and_an_explicit_act_saves(staff, guide, two, of_marta):
    """Piece by piece: hers, mine, hers, mine."""
    hers, mine = said_by_marta(), said_by_me()
    page = two(hers, mine)
    assert shown(page).items() >= mine.items()
    choices = {change.key: change for change in page.context["adminform"].form.choices}
    assert len(choices) == len(mine)
    assert staff.post(desk_of(guide), filled_form(page)).status_code == 200
    taken = list(choices)[of_marta::2]
    insist(staff, guide, page, _take=taken)
    saved = shown(staff.get(desk_of(guide)))
    of_hers = {name for name in mine if saved[name] == hers[name]}
    assert len(of_hers) == len(taken)
    assert all(saved[name] == mine[name] for name in mine if name not in of_hers)


def test_the_same_change_by_both_is_no_conflict(staff, guide, two):
    page = two({"title": "Uguale"}, {"title": "Uguale", "summary": "Mio."})
    assert not page.context["adminform"].form.choices
    assert staff.post(desk_of(guide), filled_form(page)).status_code == 302


def test_a_row_that_the_other_added_stands_where_she_put_it(staff, guide, two):
    hers = {"sections-TOTAL_FORMS": "4", "sections-3-title": "Di Marta", "sections-3-level": "1"}
    hers |= {"sections-3-position": "1", "sections-3-body": "Suo."}
    mine = {"sections-TOTAL_FORMS": "4", "sections-3-title": "Mia", "sections-3-level": "1"}
    page = two(hers, mine | {"sections-0-body": "uno, mio"})
    assert "Sezione «Di Marta»" in page.content.decode()
    assert staff.post(desk_of(guide), filled_form(page)).status_code == 302
    assert titles(guide) == ["Uno", "Di Marta", "Due", "Tre", "Mia"]
    assert guide.sections.get(title="Di Marta").body == "Suo."
    assert guide.sections.get(title="Uno").body == "uno, mio"


def test_a_row_that_the_other_took_away_stays_away_where_i_wrote_nothing(staff, guide, two):
    page = two({"sections-1-DELETE": "on", "sources-0-DELETE": "on"}, {"title": "Mio"})
    assert "Sezione «Due»" in page.content.decode()
    assert staff.post(desk_of(guide), filled_form(page)).status_code == 302
    assert titles(guide) == ["Uno", "Tre"]
    assert [source.title for source in guide.sources.all()] == ["Sito"]


def test_a_row_that_i_take_away_and_the_other_wrote_in_is_shown_with_her_words(staff, guide, two):
    page = two({"sections-1-body": "due, di Marta"}, {"sections-1-DELETE": "on"})
    shown = filled_form(page)
    assert (shown["sections-1-body"], shown["sections-1-DELETE"]) == ("due, di Marta", "on")
    assert "cambiato, e tu lo togli" in page.content.decode()
    del shown["sections-1-DELETE"]
    assert staff.post(desk_of(guide), shown).status_code == 302
    assert guide.sections.get(title="Due").body == "due, di Marta"


def test_rows_that_only_the_other_moved_stand_as_she_put_them(staff, guide, two):
    hers = {"sections-0-position": "9", "sources-0-position": "9", "sources-1-position": "1"}
    page = two(hers, {"title": "Mio"})
    assert staff.post(desk_of(guide), filled_form(page)).status_code == 302
    assert titles(guide) == ["Due", "Tre", "Uno"]
    assert [source.title for source in guide.sources.all()] == ["Sito", "Legge"]
    guide.refresh_from_db()
    assert guide.title == "Mio"


def test_rows_that_only_i_moved_stand_as_i_put_them(staff, guide, two):
    page = two({"sections-0-body": "uno, di Marta"}, {"sections-0-position": "9"})
    assert staff.post(desk_of(guide), filled_form(page)).status_code == 302
    assert titles(guide) == ["Due", "Tre", "Uno"]
    assert guide.sections.get(title="Uno").body == "uno, di Marta"


@pytest.mark.parametrize(("choice", "first"), [({}, "Due"), ({"_take": "sections"}, "Tre")])
def test_where_both_moved_rows_the_editor_chooses_the_order(staff, guide, two, choice, first):
    numbers = {"sections-0-position": "2", "sections-1-position": "3", "sections-2-position": "4"}
    page = two(numbers | {"sections-2-position": "1"}, numbers | {"sections-1-position": "1"})
    assert "Ordine delle sezioni" in page.content.decode()
    insist(staff, guide, page, **choice)
    assert titles(guide)[0] == first


def test_a_third_save_is_compared_with_what_was_shown_last(staff, marta, guide, two):
    page = two({"title": "Primo di Marta"}, {"summary": "Mio."})
    save(marta, guide, title="Secondo di Marta")
    again = staff.post(desk_of(guide), filled_form(page))
    assert again.status_code == 200
    assert not again.context["adminform"].form.choices
    assert staff.post(desk_of(guide), filled_form(again)).status_code == 302
    guide.refresh_from_db()
    assert (guide.title, guide.summary) == ("Secondo di Marta", "Mio.")


def test_who_writes_again_in_what_was_merged_is_believed(staff, guide, two):
    page = two({"title": "Di Marta"}, {"summary": "Mio."})
    assert staff.post(desk_of(guide), filled_form(page) | {"title": "Titolo"}).status_code == 302
    guide.refresh_from_db()
    assert guide.title == "Titolo"


@pytest.mark.parametrize(
    "seen",
    [
        '{"revision": 0, "pieces": [], "orders": {}, "changes": null}',
        '{"revision": 1e999, "pieces": {}, "orders": {}, "changes": []}',
        '{"revision": 0, "pieces": {}, "orders": {"sections": 3}, "changes": [{"a": 1}]}',
        "[" * 5000,
    ],
)
def test_a_page_that_sends_back_nonsense_is_held_and_no_error(staff, guide, seen):
    assert save(staff, guide, title="Altro", seen=seen).status_code == 200
    guide.refresh_from_db()
    assert guide.title == "Titolo"


@pytest.mark.parametrize("box", ["sectors", "other_companies"])
def test_what_only_the_other_chose_among_several_stays_and_so_does_what_i_chose(
    two, staff, marta, guide, box
):
    one, other = [_to_choose(box) for _ in range(2)]
    getattr(guide, box).add(one)
    page = two({box: [str(one.pk), str(other.pk)]}, {"title": "Il mio titolo"})
    assert set(filled_form(page)[box]) == {str(one.pk), str(other.pk)}
    assert save(staff, guide, opened=filled_form(page)).status_code == 302
    assert set(getattr(guide, box).all()) == {one, other}
    guide.refresh_from_db()
    assert guide.title == "Il mio titolo"


@pytest.mark.parametrize("box", ["sectors", "other_companies"])
def test_where_both_chose_among_several_the_editor_decides(two, staff, guide, box):
    one, hers, mine = [_to_choose(box) for _ in range(3)]
    getattr(guide, box).add(one)
    page = two({box: [str(hers.pk)]}, {box: []})
    assert filled_form(page)[box] == []
    assert str(hers) in page.content.decode()
    chosen = filled_form(page) | {"_overwrite": str(_revision(guide)), "_take": [box]}
    assert save(staff, guide, opened=chosen).status_code == 302
    assert list(getattr(guide, box).all()) == [hers]
    assert mine not in getattr(guide, box).all()


def _revision(guide) -> int:
    guide.refresh_from_db()
    return guide.revision


def _to_choose(box: str):
    if box == "other_companies":
        return a_company()
    n = Sector.objects.count()
    return Sector.objects.create(name=f"Settore {n}", every_company="ogni azienda")


def test_where_both_wrote_the_words_that_differ_are_marked(two):
    page = two(
        {"summary": "Hai 14 giorni.", "sections-1-body": "Scrivi al venditore."},
        {"summary": "Hai 30 giorni.", "sections-1-body": "Scrivi al negozio <b>."},
    ).content.decode()
    assert "[tolto: </span>30<" in page
    assert "[aggiunto: </span>14<" in page
    assert "[aggiunto: </span>venditore<" in page
    assert "<b>" not in page.partition('class="conflict"')[2].partition("</section>")[0]


def test_where_both_chose_another_topic_there_are_no_words_to_mark(two):
    page = two({"topic": str(a_topic(name="Di Marta").pk)}, {"topic": str(a_topic().pk)})
    assert "[tolto: " not in page.content.decode()
    assert "Di Marta" in page.content.decode()
