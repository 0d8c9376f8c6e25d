"""Many guides published one after the other: the pages that they lead to are made once for all."""

from unittest.mock import patch

from guides.guide.checks import inside
from guides.guide.checks.checking import errors_in
from guides.guide.checks.inside import pages_made_once
from guides.guide.freezing import draft_of
from tests.factories import a_guide, a_topic


def errors(guide) -> list[str]:
    return [str(error) for error in errors_in(guide, draft_of(guide))]


def leading_to(address: str, slug: str):
    return a_guide(slug=slug, sections=[{"title": "Uno", "body": f"Leggi [qui]({address})."}])


def test_a_page_that_was_good_for_one_is_not_made_for_the_next(db):
    address = a_topic(name="Pacchi").get_absolute_url()
    guides = [leading_to(address, slug) for slug in ("una", "due")]
    with patch.object(inside, "made", wraps=inside.made) as made, pages_made_once():
        assert [errors(guide) for guide in guides] == [[], []]
    assert made.call_count == 1


def test_what_was_missing_for_one_is_looked_at_again_for_the_next(db):
    guides = [leading_to("/argomenti/pacchi/", slug) for slug in ("una", "due")]
    with pages_made_once():
        assert errors(guides[0]) != []
        a_topic(name="Pacchi", slug="pacchi")
        assert errors(guides[1]) == []


def test_a_place_that_came_meanwhile_is_found_on_a_page_made_before(db):
    address = a_topic(name="Pacchi").get_absolute_url()
    before, after = leading_to(address, "una"), leading_to(f"{address}#nuovo", "due")
    with pages_made_once():
        assert errors(before) == []
        assert errors(after) != []
        page = inside.made(address)
        page.content += b'<p id="nuovo"></p>'
        with patch.object(inside, "made", return_value=page):
            assert errors(after) == []
