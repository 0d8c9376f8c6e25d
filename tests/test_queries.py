"""How many times a reader's page asks the database, with the whole demo: written down, so that
one question more is noticed."""

import pytest
from django.core.management import call_command

MOST = {
    "/": 7,
    "/guide/": 3,
    "/guide/aliexpress/": 8,
    "/argomenti/": 3,
    "/argomenti/viaggi/": 8,
    "/aziende/": 3,
    "/aziende/aliexpress/": 8,
    "/a-chi-rivolgersi/": 3,
    "/a-chi-rivolgersi/enac/": 7,
    "/autori/redazione/": 5,
    "/regole/": 3,
    "/storie/": 6,
}


@pytest.mark.django_db
def test_no_page_asks_more_than_it_did(client, django_assert_max_num_queries):
    call_command("load_demo", verbosity=0)
    for address, most in MOST.items():
        with django_assert_max_num_queries(most, info=address):
            client.get(address)
