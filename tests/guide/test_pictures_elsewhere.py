"""«Immagini»: what letters, days and guided ways show is in use, and is changed there."""

import pytest

from guides.uploads.pictures import Picture
from tests.deadlines.making import a_rule
from tests.guide.test_pictures import LIST, a_kept, desk, page_of, showing  # noqa: F401
from tests.letters.making import a_letter, a_live_letter
from tests.solver.making import a_flow

pytestmark = pytest.mark.django_db


def _in_a_live_letter_that_says_it_no_more(picture: Picture) -> None:
    letter = a_live_letter(title="Reclamo", sending=showing(picture))
    type(letter).objects.filter(pk=letter.pk).update(sending="")


def _in_an_outcome(picture: Picture) -> None:
    a_flow(title="Reclamo").outcomes.update(text=showing(picture))


@pytest.mark.parametrize(
    "shown_by",
    [
        lambda picture: a_letter(title="Reclamo", no_answer=showing(picture)),
        _in_a_live_letter_that_says_it_no_more,
        lambda picture: a_rule(name="Reclamo", if_late=showing(picture)),
        _in_an_outcome,
    ],
    ids=["letter", "letter's edition", "rule", "outcome"],
)
def test_one_that_a_letter_a_day_or_a_way_shows_is_not_deleted(desk, shown_by):  # noqa: F811
    picture = a_kept()
    shown_by(picture)
    page = desk.post(f"{LIST}{picture.pk}/delete/", {"post": "yes"})
    assert "Si cambia da lì: Reclamo" in page.text
    assert Picture.objects.exists()
    assert "Reclamo" in desk.get(page_of(picture)).text
