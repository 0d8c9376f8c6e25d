"""A guide leads to a guided way by its address; a way leads to sections that readers see."""

import pytest

from guides.guide.checks.checking import checks_of
from guides.guide.publishable import CannotPublish
from tests.factories import a_guide
from tests.solver.making import a_flow, a_live_flow

pytestmark = pytest.mark.django_db
LINK = [{"title": "Il pacco", "body": "Non sai da dove? [Rispondi](/risolvi/pacco/)."}]


def whats(guide) -> list[str]:
    return [check.what for check in checks_of(guide)]


def test_a_guide_and_a_way_lead_to_each_other_the_guide_comes_first():
    flow = a_flow(slug="pacco", title="Il pacco non arriva")
    guide = a_guide(sections=LINK)
    guide.publish(by=None)
    said = "porta a «Il pacco non arriva», che i lettori non vedono ancora."
    assert any(said in what for what in whats(guide))
    flow.publish(by=None)
    assert not any("/risolvi/" in what or "non vedono" in what for what in whats(guide))


def test_a_way_that_is_not_there_or_was_withdrawn_stops_the_guide(editor):
    guide = a_guide(sections=LINK)
    with pytest.raises(CannotPublish, match="in questo sito non c’è"):
        guide.publish(by=None)
    flow = a_live_flow(slug="pacco")
    flow.withdraw(by=editor, because="Superato.")
    with pytest.raises(CannotPublish, match="in questo sito non c’è"):
        guide.publish(by=None)
