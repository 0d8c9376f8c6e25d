"""Every kind of change, every page: what is served is what would be rendered now.

The oracle is the site itself: with a query string a page is always rendered anew.
"""

PAGES = [
    "/",
    "/guide/",
    "/guide/uno/",
    "/guide/due/",
    "/guide/tre/",
    "/argomenti/",
    "/argomenti/uno/",
    "/argomenti/due/",
    "/aziende/",
    "/aziende/uno/",
    "/aziende/due/",
    "/autori/uno/",
    "/autori/due/",
    "/storie/",
    "/storie/1-storia-uno/",
    "/storie/2-storia-due/",
    "/commenti/1/risposte/1/",
    "/chi-siamo/",
    "/note/",
]
# What an act has nothing to do with, and therefore leaves where it is.
OF_DUE = {"/guide/due/", "/argomenti/due/", "/aziende/due/", "/autori/due/", "/chi-siamo/"}

# name, what is done, pages that stay as they are
ACTS = [
    ("publish", {"slug": "uno", "title": "Titolo nuovo"}, OF_DUE),
    ("publish", {"slug": "uno", "slug_": "uno-nuovo"}, OF_DUE),
    ("publish", {"slug": "uno-nuovo", "slug_": "uno"}, OF_DUE),
    ("publish", {"slug": "uno", "topic": "due"}, {"/autori/due/", "/chi-siamo/"}),
    ("publish", {"slug": "uno", "topic": "uno"}, {"/autori/due/", "/chi-siamo/"}),
    ("publish_new", {"slug": "nuova", "title": "Guida nuova"}, OF_DUE),
    ("withdraw", {"slug": "nuova"}, OF_DUE),
    ("delete", {"model": "Guide", "find": {"slug": "nuova"}}, OF_DUE),
    ("change", {"model": "Topic", "find": {"slug": "uno"}, "name": "Altro nome"}, OF_DUE),
    ("update", {"model": "Topic", "find": {"slug": "uno"}, "description": "Altra."}, OF_DUE),
    ("change", {"model": "Company", "find": {"slug": "uno"}, "name": "Altra ditta"}, OF_DUE),
    ("add_channel", {"company": "uno", "name": "Telefono", "value": "800 123"}, OF_DUE),
    ("change", {"model": "ContactChannel", "find": {"company__slug": "uno"}, "value": "9"}, OF_DUE),
    ("delete", {"model": "ContactChannel", "find": {"company__slug": "uno"}}, OF_DUE),
    ("create", {"model": "Company", "name": "Nuova", "slug": "nuova"}, OF_DUE | {"/guide/uno/"}),
    ("delete", {"model": "Company", "find": {"slug": "nuova"}}, OF_DUE | {"/guide/uno/"}),
    ("change", {"model": "Author", "find": {"slug": "uno"}, "one_line": "Altra."}, OF_DUE),
    ("add_link", {"author": "uno", "title": "Libro"}, OF_DUE),
    ("approve_story", {"title": "Terza", "about": "uno"}, OF_DUE),
    ("change", {"model": "Story", "find": {"title": "Terza"}, "verification": "Sì."}, OF_DUE),
    ("reject_story", {"title": "Terza"}, OF_DUE),
    ("undo_story", {"title": "Terza"}, OF_DUE),
    ("redact_story", {"title": "Terza", "words": "Roma"}, OF_DUE),
    ("erase_story", {"title": "Terza"}, OF_DUE),
    ("approve_comment", {"slug": "uno", "text": "Primo commento"}, OF_DUE),
    ("approve_comment", {"slug": "uno", "text": "Secondo commento"}, OF_DUE | {"/guide/tre/", "/"}),
    ("reject_comment", {"text": "Primo commento"}, OF_DUE | {"/guide/tre/", "/"}),
    ("undo_comment", {"text": "Primo commento"}, OF_DUE | {"/guide/tre/", "/"}),
    ("erase_comment", {"text": "Secondo commento"}, OF_DUE | {"/guide/tre/", "/"}),
    ("approve_story_comment", {"title": "Storia uno", "text": "Anche a me"}, OF_DUE),
    ("approve_update", {"title": "Storia uno", "text": "Rimborsato"}, OF_DUE),
    ("vote", {"slug": "uno", "times": 19}, OF_DUE),
    ("vote", {"slug": "uno", "times": 20}, OF_DUE),
    ("send_comment", {"slug": "uno", "text": "Resta in attesa"}, set(PAGES)),
    ("change", {"model": "Page", "find": {"slug": "note"}, "body": "Altro testo."}, OF_DUE | {"/"}),
    ("change", {"model": "Page", "find": {"slug": "note"}, "title": "Note nuove"}, set()),
    ("create", {"model": "Page", "title": "Ultima", "slug": "ultima", "body": "Sì."}, set()),
    ("delete", {"model": "Page", "find": {"slug": "ultima"}}, set()),
    ("change", {"model": "SiteSettings", "find": {"pk": 1}, "name": "Altro Sportello"}, set()),
    ("add_site_link", {"name": "Video"}, set()),
    ("delete", {"model": "SiteLink", "find": {"name": "Video"}}, set()),
]


def test_what_is_served_after_a_change_is_what_would_be_rendered_now(running_site):
    """One act after the other, as in a newsroom's day: some undo what others did."""
    wrong = [
        mistake
        for act, arguments, untouched in ACTS
        for mistake in mistakes_after(running_site, act, arguments, untouched)
    ]
    assert wrong == []


def mistakes_after(site, act: str, arguments: dict, untouched: set[str]) -> list[str]:
    for path in PAGES:
        if site.get(path).status == 200:
            site.kept(path)
    site.act(act, **arguments)
    done = f"{act} {arguments}"
    wrong = [f"{done} dropped {path}" for path in untouched if not site.has_kept(path)]
    for path in PAGES:
        served, rendered = site.get(path), site.get(f"{path}?adesso")
        if (served.status, served.content) != (rendered.status, rendered.content):
            wrong.append(f"{done} left {path} stale")
    return wrong
