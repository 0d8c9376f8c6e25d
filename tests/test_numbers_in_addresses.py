"""No number in any address, and in no form of one, is a number that breaks the site."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter, PathConverter, StringConverter
from django.urls.resolvers import RoutePattern

from tests.factories import a_live_guide
from tests.voices import a_comment, a_story, public

NUMBERS = [-1, 0, 2**31, 2**63, 10**23]
# A page of the desk that ends the session is asked last; what is asked of it has no number.
NOT_ASKED = {"logout"}


def patterns(resolver=None, before: str = ""):
    """Every address of the site as text with converters: its route, and the converters by name."""
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        route = before + _route(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from patterns(entry, route)


def _route(pattern) -> str:
    return pattern._route if isinstance(pattern, RoutePattern) else f"({pattern._regex})"


def filled(route: str, converters: dict, number: int) -> str | None:
    """The address with the number wherever one may stand."""
    for name, converter in converters.items():
        kind = next(part for part in route.split("<")[1:] if part.split(">")[0].endswith(name))
        written = f"<{kind.split('>')[0]}>"
        is_number = isinstance(converter, IntConverter | PathConverter) or "pk" in name
        text = str(number) if is_number else _word(converter, number)
        route = route.replace(written, text)
    return None if "(" in route else f"/{route}"


def _word(converter, number: int) -> str:
    return f"guida-{number}" if isinstance(converter, StringConverter) else f"guide-{number}"


def every_address() -> list[tuple[str, int]]:
    found = {}
    for route, entry in patterns():
        converters = entry.pattern.converters
        if entry.name in NOT_ASKED or not converters:
            continue
        for number in NUMBERS:
            if address := filled(route, converters, number):
                found[address] = entry.name
    return sorted(found)


ADDRESSES = every_address()


@pytest.fixture
def somebody(request, client, editor) -> Client:
    if request.param == "editor":
        client.force_login(editor)
    client.raise_request_exception = False
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("somebody", ["reader", "editor"], indirect=True)
def test_every_address_with_every_number_is_answered_and_never_a_500(somebody):
    broken = []
    for address in ADDRESSES:
        for answer in (somebody.get(address), somebody.post(address, {})):
            if answer.status_code >= 500:
                broken.append((answer.request["REQUEST_METHOD"], address))
    assert not broken


def test_the_addresses_are_those_of_the_whole_site():
    beginnings = {address.split("/")[1] for address in ADDRESSES}
    assert {"admin", "utile", "commenti", "storie", "riservati", "anteprima", "guide"} <= beginnings
    assert any(address.startswith("/sitemap-") for address in ADDRESSES)
    assert len(ADDRESSES) > 300


@pytest.mark.django_db
@pytest.mark.parametrize("number", [str(n) for n in NUMBERS] + ["007", "1e9", "１", "1_0"])
def test_a_number_without_a_row_is_a_404(client, number):
    for address in (
        f"/utile/{number}/0/grazie/",
        f"/utile/1/{number}/perche/",
        f"/sitemap-guide-{number}.xml",
        f"/commenti/{number}/",
        f"/commenti/nuovo/guida/{number}/",
        f"/commenti/segui/storia/{number}/",
        f"/storie/{number}-x/",
    ):
        assert client.get(address).status_code == 404, address
        assert client.post(address).status_code in (404, 405), address


@pytest.mark.django_db
@pytest.mark.parametrize("number", [str(n) for n in NUMBERS] + ["١", "1e5", "NaN", "", "0x1"])
def test_numbers_in_a_query_or_a_form_break_nothing(client, editor, number):
    guide = a_live_guide()
    public(a_story(), by=editor)
    comment = public(a_comment(under=guide), by=editor)
    edition = guide.live_id
    for address in ("/storie/", "/cerca/", "/cerca.json"):
        asked = {"pagina": number, "q": "pacco", "p": number}
        assert client.get(address, asked).status_code < 500
    for address, fields in (
        (f"/utile/{edition}/", {"si": number}),
        (f"/utile/{edition}/", {"no": number}),
        (f"/commenti/nuovo/guida/{guide.pk}/", {"section": number, "text": "x", "name": "y"}),
        (f"/commenti/{comment.pk}/rispondi/", {"section": number}),
        ("/raccontaci-la-tua-storia/", {"company": number, "topic": number, "togli": number}),
        ("/cerca/aperto/", {"n": number, "position": number, "hit": number}),
    ):
        assert client.post(address, fields).status_code < 500, (address, fields)
