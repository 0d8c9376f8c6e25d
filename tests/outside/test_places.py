"""Every place where an editor may write an address is checked, and leads to its box."""

import pytest

from guides.authorities.models import Authority
from guides.outside.uses import all_uses
from guides.site.models import Page, SiteSettings
from guides.text.commonmark import MarkdownRefused
from guides.text.markdown import render
from tests.desk.every_form import TYPED
from tests.factories import an_author

pytestmark = pytest.mark.django_db


def test_authorities_authors_pages_and_the_foot_are_checked(desk):
    told = TYPED["guides.Authority"](1) | {
        "website": "https://sito.example/",
        "source": "https://fonte.example/#art1",
        "how": "Compila [il modulo](https://modulo.example/?a=1&b=2).",
    }
    authority = Authority.objects.create(**told)
    author = an_author()
    author.biography = "Scrive per [altri](https://altri.example/). [Noi](/guide/)"
    author.save()
    author.links.create(kind="profilo", title="Profilo", address="https://profilo.example/")
    settings = SiteSettings.current()
    settings.save()
    settings.links.create(kind="social", name="Social", address="https://social.example/")
    Page.objects.create(title="Chi siamo", slug="chi", body="[lì](https://pagina.example/)")
    found = all_uses()
    names = ("sito", "fonte", "altri", "profilo", "social", "pagina")
    expected = {f"https://{name}.example/" for name in names}
    assert set(found) == expected | {"https://modulo.example/?a=1&b=2"}
    assert found["https://sito.example/"][0].desk.endswith(f"/authority/{authority.pk}/change/")
    for uses in found.values():
        assert desk.get(uses[0].desk, follow=True).status_code == 200


def test_a_text_past_the_bounds_stops_no_round():
    author, text = an_author(), "> " * 5000 + "[a](https://a.example/)"
    with pytest.raises(MarkdownRefused):
        render(text)
    type(author).objects.filter(pk=author.pk).update(biography=text)
    assert all_uses() == {}
