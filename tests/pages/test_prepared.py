"""A prepared query answers as its queryset does, and composes its SQL once."""

from threading import Thread

import pytest
from django.db import connection, connections
from django.db.models import CharField, Value
from django.test.utils import CaptureQueriesContext

from guides.guide.editions import Edition
from guides.pages.prepared import Parameter, Prepared, PreparedAmong
from guides.pages.tags import rendering
from tests.factories import a_company, a_live_guide

pytestmark = pytest.mark.django_db


def about(company):
    return Edition.objects.live().for_page().about(company).order_by("pk")


def test_it_gives_the_objects_of_the_queryset_with_what_they_are_joined_to():
    company = a_company(name="Acme")
    guides = [a_live_guide(company=company), a_live_guide(company=company), a_live_guide()]
    prepared = Prepared(lambda: about(Parameter("company")))
    with CaptureQueriesContext(connection) as asked:
        found = prepared(company=company.pk)
        assert [edition.guide for edition in found] == guides[:2]
        assert {edition.company.name for edition in found} == {"Acme"}
    assert len(asked) == 1
    assert [vars(e)["verified_on"] for e in found] == [e.verified_on for e in about(company)]


def test_each_question_has_its_own_value():
    companies = [a_company(), a_company()]
    editions = [a_live_guide(company=company).live for company in companies]
    prepared = Prepared(lambda: about(Parameter("company")))
    assert [prepared(company=company.pk) for company in companies] == [[e] for e in editions]
    assert prepared(company=None) == []


def test_it_gives_annotations_and_tuples_too():
    a_live_guide()
    annotated = Edition.objects.annotate(word=Value("edizione", output_field=CharField()))
    assert Prepared(lambda: annotated)()[0].word == "edizione"
    ((when, title),) = Prepared(lambda: Edition.objects.values_list("verified_on", "title"))()
    assert (when, title) == Edition.objects.values_list("verified_on", "title").get()


def test_what_it_loads_is_noted_on_the_page():
    edition = a_live_guide(company=a_company()).live
    with rendering() as shown:
        Prepared(lambda: about(Parameter("company")))(company=edition.company_id)
    assert {f"guide:{edition.guide_id}", f"company:{edition.company_id}"} <= shown.tags


def test_every_thread_composes_for_its_own_connection():
    prepared = Prepared(lambda: about(Parameter("company")))
    prepared(company=1)
    seen = []

    def elsewhere():
        seen.append(prepared._composed().connection is connections["default"])
        connections.close_all()

    thread = Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert seen == [True]
    assert prepared._composed().connection is connections["default"]


@pytest.mark.parametrize("many", [0, 1, 8, 9])
def test_some_values_are_asked_for_eight_at_a_time(many, django_assert_num_queries):
    guides = [a_live_guide(slug=f"guida-{number}") for number in range(9)]
    among = PreparedAmong(lambda some: Edition.objects.live().filter(slug__in=some))
    with django_assert_num_queries((many + 7) // 8):
        found = among([guide.slug for guide in guides[:many]] * 2)
    assert {edition.guide_id for edition in found} == {guide.pk for guide in guides[:many]}
