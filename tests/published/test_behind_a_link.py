"""The code may stand behind a link, which an upgrade turns while this release still serves."""

from urllib.parse import urlencode

from tests.published.running_site import BASE, RunningSite

FORM = "/raccontaci-la-tua-storia/"
FIRST_ASKED_NOW = (
    *("/", "/storie/", "/cerca/?q=luce", "/cerca.json?q=luc", "/scadenze/", "/lettere/", FORM),
    *("/risolvi/", "/salute/pronta", "/sitemap.xml", "/admin/login/"),
)
SENT = {"Content_Type": "application/x-www-form-urlencoded"}


def test_a_release_goes_on_with_its_own_code_when_the_link_leads_elsewhere(tmp_path):
    site = RunningSite(tmp_path)
    site.code = tmp_path / "adesso"
    site.code.symlink_to(BASE)
    site.start()
    try:
        (tmp_path / "nuova").mkdir()
        site.code.unlink()
        site.code.symlink_to(tmp_path / "nuova")
        answers = {path: site.get(path).status for path in FIRST_ASKED_NOW}
        words = urlencode({"title": "Conguaglio", "text": "Tre anni."})
        answers["sent"] = site.request("POST", FORM, body=words, **SENT).status
        assert max(answers.values()) < 500, (answers, site.last_words)
    finally:
        site.stop()
