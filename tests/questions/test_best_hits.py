"""The first hit of a clear question says what it is for, whatever it is."""

import html
import re

BEST = re.compile(r'<li class="hit hit--best">(.*?)</li>\s*<li class="hit">', re.DOTALL)


def best(client, question: str) -> str:
    page = html.unescape(client.get("/cerca/", {"q": question}).content.decode())
    return BEST.search(page)[1]


def test_a_letter_says_what_it_is_for_and_its_first_words(the_demo, client):
    shown = best(client, "fac simile disdetta")
    assert "Vuoi disdire un servizio che paghi a rate o ogni mese" in shown
    assert "con questa lettera do disdetta di questo servizio: …." in shown
    assert "{{" not in shown
    assert "riletta il" in shown
    assert "Scrivi la lettera<span" in shown


def test_a_deadline_says_what_it_lets_do_and_what_comes_before(the_demo, client):
    shown = best(client, "entro quando recesso acquisto in rete")
    assert "Puoi ripensarci e riavere i soldi" in shown
    assert "Controlla che non sia un’eccezione" in shown
    assert "controllata il" in shown
    assert "Trova il giorno<span" in shown


def test_a_guided_way_begins_among_the_hits(the_demo, client):
    shown = best(client, "percorso guidato pacco non arriva")
    assert "Per chi aspetta un acquisto che non si vede" in shown
    assert "verificato il" in shown
    first_answer = re.search(r'href="(/risolvi/il-pacco-non-arriva/[\w-]+/[\w-]+/)"', shown)[1]
    assert client.get(first_answer).status_code == 200
