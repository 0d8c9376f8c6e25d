"""Addresses made from what people write keep its words apart."""

import pytest

from guides.text.slugs import slug_of

SLUGS = {
    "L’ordine non arriva": "l-ordine-non-arriva",
    "L'ordine non arriva": "l-ordine-non-arriva",
    "Lʼordine": "l-ordine",
    "L‘ordine": "l-ordine",
    "L`ordine": "l-ordine",
    "L´ordine": "l-ordine",
    "L′ordine": "l-ordine",
    "L＇ordine": "l-ordine",
    "Non risponde all'e-mail": "non-risponde-all-e-mail",
    "Dell’acqua, dall’11 marzo": "dell-acqua-dall-11-marzo",
    "Quand’è che c’è un po’ d’aiuto?": "quand-e-che-c-e-un-po-d-aiuto",
    "Perché è così": "perche-e-cosi",
    "Perche\u0301 no": "perche-no",
    "Aperto 24/7": "aperto-24-7",
    "Sì/no": "si-no",
    "Roma–Milano": "roma-milano",
    "Roma — Milano": "roma-milano",
    "Aspetta…poi scrivi": "aspetta-poi-scrivi",
    "Scritto su booking.com": "scritto-su-booking-com",
    "Acme S.p.A. non paga": "acme-spa-non-paga",
    "Acme S.p.A non paga": "acme-spa-non-paga",
    "Spesi 1.000 euro": "spesi-1000-euro",
    "Spesi 10,50 €": "spesi-10-50",
    "Il 3.4.2025": "il-3-4-2025",
    "AT&T": "at-t",
    "«Non è nostro», dicono": "non-e-nostro-dicono",
    "x\u00adfono": "xfono",
    "Straße": "strasse",
    "Èspresso": "espresso",
    "  --  spazi  --  ": "spazi",
    "'''": "",
    "日本": "",
    "🙂": "",
}


@pytest.mark.parametrize(("written", "slug"), SLUGS.items())
def test_words_stay_apart_in_an_address(written, slug):
    assert slug_of(written) == slug


def test_an_address_is_cut_and_never_ends_with_a_hyphen():
    assert slug_of("a" * 49 + " b") == "a" * 49
    assert slug_of("abc def", most=4) == "abc"
    assert slug_of("???", otherwise="storia") == "storia"
