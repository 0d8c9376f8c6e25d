"""Lists of names are in the order an Italian looks for them in, on every database."""

import pytest
from django.test import Client

from guides.companies.models import Company
from guides.guide.editions import Edition
from guides.stories.forms import StoryForm
from guides.text.alphabet import sort_key
from tests.factories import a_company, a_guide, a_live_guide, a_topic, an_author
from tests.reading import by_class, text_of, tree_of

IN_ORDER = [
    *("1&1", "3", "11 Nove", "892424", "A2A", "Acea", "Àncora", "ANAS", "eBay", "E.ON", "Enel"),
    *("Èspresso", "estra", "Iberia", "iliad", "Ikea", "L’Oréal", "Lavazza", "L’ultima"),
    *("Poste Italiane", "PostePay", "Posteria", "TIM", "Trenitalia", "Über", "WINDTRE", "Zalando"),
]


def by_hand(names: list[str]) -> list[str]:
    return sorted(names, key=sort_key)


def test_the_key_has_no_capitals_accents_or_signs():
    assert sort_key("  Èspresso & C. ") == "espresso c"
    assert sort_key("L’Oréal") == sort_key("L'Oreal") == "l oreal"
    assert sort_key("Guida 2") < sort_key("Guida 10")
    assert len(sort_key("1 " * 140)) <= 200


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("eBay", "Zalando"),
        ("iliad", "TIM"),
        ("Èspresso", "Esselunga"),
        ("Poste Italiane", "PostePay"),
        ("3", "Acea"),
        ("L’Oréal", "Lavazza"),
        ("d’Anna", "Dario"),
        ("ÀLTRO", "altro 2"),
    ],
)
def test_who_comes_first(first, then):
    assert sort_key(first) < sort_key(then)


@pytest.fixture
def staff(editor):
    client = Client()
    client.force_login(editor)
    return client


@pytest.fixture
def shuffled(db):
    for number, name in enumerate(IN_ORDER[1::2] + IN_ORDER[::2][::-1]):
        a_company(name=name, slug=f"azienda-{number}")
        a_topic(name=name, slug=f"argomento-{number}", position=0)
        an_author(name=name, slug=f"autrice-{number}")
    return by_hand(IN_ORDER)


def options(form, field: str) -> list[str]:
    return [label for value, label in form.fields[field].choices if value]


def test_the_companies_of_the_site_and_of_the_story_form(client, shuffled):
    shown = by_class(tree_of(client.get("/aziende/")), "index")
    assert [text_of(link) for link in shown.iter("a")] == shuffled
    assert list(StoryForm().fields["company"].known_names) == shuffled
    assert options(StoryForm(), "topic") == shuffled


def test_every_select_list_and_column_of_the_desk(staff, shuffled):
    form = staff.get("/admin/guides/guide/add/").context["adminform"].form
    for field in ("topic", "company", "author"):
        assert options(form, field) == shuffled
    for model in ("company", "author", "topic"):
        for order in ("", "?o=1"):
            rows = staff.get(f"/admin/guides/{model}/{order}").context["cl"].result_list
            assert [row.name for row in rows] == shuffled
        rows = staff.get(f"/admin/guides/{model}/?o=-1").context["cl"].result_list
        assert [row.name for row in rows] == shuffled[::-1]


def test_the_guides_of_the_site_and_of_the_desk(staff, db):
    titles = ["zaino", "Èspresso", "acqua", "Guida 10", "Guida 2", "Banca"]
    topic, author = a_topic(), an_author()
    for number, title in enumerate(titles):
        a_live_guide(title=title, slug=f"g-{number}", topic=topic, author=author)
    shown = by_class(tree_of(Client().get("/guide/")), "guide-list")
    in_order = ["acqua", "Banca", "Èspresso", "Guida 2", "Guida 10", "zaino"]
    assert [text_of(li.find("a")) for li in shown] == in_order
    rows = staff.get("/admin/guides/guide/").context["cl"].result_list
    assert [row.title for row in rows] == in_order  # all were verified on one day
    rows = staff.get("/admin/guides/guide/?o=0").context["cl"].result_list
    assert [row.title for row in rows] == in_order


def test_a_new_name_takes_its_new_place(db):
    company = a_company(name="Zeta")
    a_company(name="media")
    company.name = "alfa"
    company.save()
    assert list(Company.objects.values_list("name", flat=True)) == ["alfa", "media"]


def test_an_order_is_no_change_of_a_guide(db):
    guide = a_live_guide()
    Edition.objects.filter(pk=guide.live_id).update(sort_key="")
    assert guide.publish(by=None).pk == guide.live_id
    assert Edition.objects.count() == 1


def test_two_guides_of_one_name_stand_in_a_fixed_order(db):
    first, second = a_guide(title="Uno"), a_guide(title="UNO")
    assert list(type(first).objects.all()) == [first, second]
