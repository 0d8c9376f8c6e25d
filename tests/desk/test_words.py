"""Every word of the desk is Italian, whoever looks."""

import ast
import gettext
import re
from pathlib import Path

import html5lib
import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client

from tests.desk.forms import filled_form
from tests.desk.walking import fill, pages_of

pytestmark = pytest.mark.django_db

# Words of Django's English, and of machines, that no Italian sentence has.
ENGLISH = set(
    """
    the and of to for with this that you your are not be can add added change changed delete
    deleted view select selected choose chosen available remove all user users permission
    permissions log entry content type raw stored published error slug save empty results history
    enabled disabled whether authenticate yes search filter reset set based true false by was were
    successfully below again welcome object objects please enter value required hash salt session
    task tasks backend result database stem index telling instance none seen new model
    """.split()  # noqa: SIM905
)
# Django's Italian where it is glued to one gender, or has other words for the same thing.
BAD = [
    *(
        "Cancella",
        "Rimuov",
        "Annulla l",
        "Tracciato",
        "Vista ",
        "Visualizza",
        "oggetto",
        "Si prega",
    ),
    *(" il azienda", " il argomento", " il utente", "un altro azienda", "Un altro azienda"),
    *(".txt", ".html", "algoritmo", "iterazioni", "'", " -None"),
]
# "il utente", "del azienda", "il sconto", "una altra": an article that does not agree.
DOES_NOT_AGREE = re.compile(
    r"\b(?:(?:il|del|al|dal|nel|sul|bel|quel) (?:[aeiouàèéìòù]\w|s[bcdfghlmnpqrtvz]|z|gn|ps)"
    r"|(?:una|della|alla|dalla|nella|sulla) [aeioàèéìò]\w|i (?:[aeiou]|s[bcdfgmnpqrtvz]|z|gn)\w)",
    re.IGNORECASE,
)
SHOWN = ("title", "alt", "aria-label", "placeholder")


def visible(response) -> list[str]:
    """Every piece of text that somebody sees or hears in the page."""
    tree = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
    said = []
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "code"):
            said += [element.get(name) for name in SHOWN] + [element.text]
            if element.get("type") in ("submit", "button"):
                said.append(element.get("value"))
        said.append(element.tail)
    return [" ".join(words.split()) for words in said if words and words.strip()]


def wrong_in(words: str) -> list[str]:
    words = words.replace("destinatario, oggetto o testo", "")  # of a letter: no thing of Django's
    english = ENGLISH & set(re.findall(r"(?<![\w/@.-])[a-z]+(?![\w/@’]|\.\w)", words.lower()))
    articles = [found.group() for found in DOES_NOT_AGREE.finditer(words)]
    return [*english, *articles, *(bad for bad in BAD if bad in words)]


def one_of(group: str, django_user_model) -> Client:
    user = django_user_model.objects.create_user(group.lower(), password="x", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("who", ["admin", "Redazione", "Moderazione"])
def test_no_page_has_a_word_that_is_not_italian(editor, django_user_model, who):
    fill(editor)
    client = Client()
    client.force_login(editor)
    if who != "admin":
        client = one_of(who, django_user_model)
    wrong, seen = {}, pages_of(client)
    for address, answer in seen:
        for words in visible(answer):
            if found := wrong_in(words):
                wrong.setdefault(f"{words} {found}", address)
    assert len(seen) > 20
    assert not wrong, "\n".join(f"{address}: {words}" for words, address in wrong.items())


def test_the_walk_finds_a_word_that_is_not_italian():
    assert wrong_in("Published by")
    assert wrong_in("Visualizza il argomento selezionato")
    assert wrong_in("Il utente")
    assert wrong_in("Salva una altra azienda")
    assert not wrong_in("L’utente, un altro sconto, lo sconto, il sito dell’azienda, all’Arbitro")
    assert not wrong_in("La password di adesso, no: e-mail, spam e link del sito")


def test_what_is_refused_is_said_in_italian(staff):
    page = staff.post("/admin/guides/topic/add/", {"name": "", "slug": "Due parole"})
    for words in visible(page):
        assert not wrong_in(words), words
    assert "senza spazi" in page.content.decode()


def test_a_group_is_given_permissions_in_italian(staff):
    page = staff.get("/admin/auth/group/add/").content.decode()
    assert ">Guide: modificare<" in page
    assert ">Guide: può pubblicare e ritirare le guide<" in page
    assert "search index" not in page
    form = filled_form(staff.get("/admin/auth/group/add/"), "group_form")
    assert staff.post("/admin/auth/group/add/", form | {"name": "Altri"}).status_code == 302


def test_what_the_desks_scripts_say_is_italian(staff):
    script = staff.get("/admin/jsi18n/").content.decode()
    assert "Segna quelli che vuoi" in script
    assert "Scegli tutto" in script


@pytest.mark.parametrize("name", ["django", "djangojs"])
def test_the_compiled_words_are_those_of_the_source(name):
    folder = Path(settings.LOCALE_PATHS[0]) / "it/LC_MESSAGES"
    with (folder / f"{name}.mo").open("rb") as compiled:
        kept = {
            text for key, text in gettext.GNUTranslations(compiled)._catalog.items() if key != ""
        }
    lines = re.findall(r'^msgstr(?:\[\d\])? (".*")$', (folder / f"{name}.po").read_text(), re.M)
    assert {ast.literal_eval(line) for line in lines} - {""} == kept
