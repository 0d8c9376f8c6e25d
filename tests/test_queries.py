"""How many times a reader's page asks the database, with the whole demo: written down, so that
one question more is noticed."""

import pytest

MOST = {
    "/": 7,
    "/guide/": 3,
    "/guide/aliexpress/": 11,  # two for its deadlines, however many: their rules, what they ask
    "/argomenti/": 3,
    "/argomenti/viaggi/": 9,
    "/aziende/": 3,
    "/aziende/aliexpress/": 9,
    "/a-chi-rivolgersi/": 3,
    "/a-chi-rivolgersi/enac/": 7,
    "/autori/redazione/": 5,
    "/regole/": 3,
    "/storie/": 6,
    "/risolvi/": 3,
    "/risolvi/il-pacco-non-arriva/": 4,
    "/risolvi/il-pacco-non-arriva/stato-pacco/consegnato/": 5,
}


@pytest.mark.django_db
def test_no_page_asks_more_than_it_did(client, django_assert_max_num_queries, the_demo):
    for address, most in MOST.items():
        with django_assert_max_num_queries(most, info=address):
            client.get(address)
