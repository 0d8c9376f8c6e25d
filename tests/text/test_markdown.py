"""What the one renderer writes: safe HTML, headings in place, callouts, tables, links, images."""

import re

import html5lib
import pytest

from guides.text.markdown import plain_text, preview, problems, render

ALERT = "javascript:alert(1)"
HOSTILE = [
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "<svg/onload=alert(1)>",
    "a <b onclick=alert(1)>b</b> <!-- c --> <?d?> <![CDATA[e]]>",
    "<div>\n\n*a*\n\n</div>",
    f"[a]({ALERT})",
    "[a](JaVaScRiPt:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](&#106;&#x61;vascript:alert(1))",
    "[a](java&Tab;script:alert(1))",
    "[a](java&NewLine;script:alert(1))",
    "[a](<&#1; javascript:alert(1)>)",
    "[a](javascript%3Aalert(1))",
    "[a](vbscript:msgbox)",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](data:image/png;base64,AAAA)",
    "[a](file:///etc/passwd)",
    "[a](view-source:x) [b](blob:x) [c](ftp://x/) [d](http://x/)",
    f"[a][b]\n\n[b]: {ALERT}",
    f"<{ALERT}>",
    f"![a]({ALERT})",
    "![a](data:image/svg+xml,<svg onload=alert(1)>)",
    "![a](data:image/png;base64,AAAA)",
    "![a](mailto:x@y.it)",
    '[a](/x "\\" onmouseover=alert(1) x=\\"")',
    '![" onerror="alert(1)](/x "\' onerror=alert(1)")',
    '```" onclick="alert(1)\nx\n```',
    '::: attenzione "><script>alert(1)</script>\nx\n:::',
    "::: attenzione\n<script>alert(1)</script>\n:::",
    "|<script>|\n|-|\n|<img src=x onerror=alert(1)>|",
    f"[![a]({ALERT})]({ALERT})",
    "[[a](https://x.it)](javascript:alert(1))",
    "`</code><script>alert(1)</script>`",
    "    </code></pre><script>alert(1)</script>",
]
SAFE_TAGS = re.compile(
    "h[1-6]|p|blockquote|pre|hr|ul|ol|li|a|br|code|em|img|strong|div|table|thead|tbody|tr|th|td"
)
SAFE_ATTRIBUTES = re.compile(
    "href|src|title|rel|alt|width|height|loading|decoding|class|role|tabindex|aria-label|start"
)


def elements(html: str) -> list:
    """The elements that a browser makes of the HTML."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [element for element in tree.iter() if isinstance(element.tag, str)][1:]


@pytest.mark.parametrize("source", HOSTILE)
def test_a_hostile_body_is_made_harmless(source):
    for element in elements(render(source)):
        assert SAFE_TAGS.fullmatch(element.tag)
        assert all(SAFE_ATTRIBUTES.fullmatch(name) for name in element.attrib)
        for address in (element.get("href", "").lower(), element.get("src", "").lower()):
            # What a browser reads as a scheme (URL Standard, 4.4): "java%0Ascript:" is a path.
            scheme = re.match(r"[\x00-\x20]*([a-z][a-z0-9+.-]*):", re.sub(r"[\t\r\n]", "", address))
            assert scheme is None or scheme[1] in ("https", "mailto", "tel")


def test_raw_html_is_text_that_a_reader_sees():
    assert render("a <b>b</b>\n\n<hr>") == ("<p>a &lt;b&gt;b&lt;/b&gt;</p>\n<p>&lt;hr&gt;</p>\n")


@pytest.mark.parametrize(
    ("address", "outside"),
    [
        ("https://example.org/", True),
        ("HTTPS://example.org/", True),
        ("//evil.example", True),
        ("///evil.example", True),
        ("https:evil.example", True),
        ("/guide/aliexpress/", False),
        ("#rimborso", False),
        ("?pagina=2", False),
        ("../altra/", False),
        ("/\\evil.example", False),
        ("mailto:redazione@example.org", False),
        ("tel:+390612345678", False),
    ],
)
def test_a_link_to_the_outside_says_so(address, outside):
    (link,) = [e for e in elements(render(f"[Testo](<{address}>)")) if e.tag == "a"]
    assert link.get("href")
    assert link.get("rel") == ("noopener external" if outside else None)


def test_a_backslash_does_not_lead_a_browser_outside():
    assert 'href="/%5Cevil.example"' in render("[a](/\\\\evil.example)")


def test_a_link_that_is_not_safe_keeps_its_words():
    for address in ("http://example.org", "ftp://example.org", "https://%/"):
        assert render(f"[L’avviso]({address})") == "<p><a>L’avviso</a></p>\n"


def test_an_image_carries_its_size_and_its_alternative_text():
    assert render("![Il modulo *da* `compilare`](/media/ab12-1200x800.webp)") == (
        '<p><img src="/media/ab12-1200x800.webp" alt="Il modulo da compilare" loading="lazy"'
        ' decoding="async" width="1200" height="800"></p>\n'
    )
    assert 'width="30" height="20"' in render("![a](https://example.org/x-30x20.png?v=1)")
    assert "width" not in render("![a](/media/12x13/foto.webp)")


def test_an_image_that_cannot_be_shown_leaves_its_alternative_text():
    for address in ("http://example.org/a.png", "https://%/a.png", "//example.org/a.png", ""):
        assert render(f"![Il *modulo*](<{address}>)") == "<p>Il modulo</p>\n"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1 2 3", "3 4 5"),
        ("4", "3"),
        ("4 4 6 4", "3 3 4 3"),
        ("2 1 2", "3 3 4"),
        ("1 3 2 6", "3 4 4 5"),
        ("1 2 3 4 5 6", "3 4 5 6 6 6"),
    ],
)
def test_headings_fit_below_the_page_without_a_gap(written, shown):
    source = "\n\n".join("#" * int(level) + " Titolo" for level in written.split())
    tags = [element.tag for element in elements(render(source, headings_from=3))]
    assert tags == [f"h{level}" for level in shown.split()]


def test_the_preview_shows_what_the_page_will():
    source = "# Titolo\n\n::: consiglio\n[Testo](/x)\n:::"
    assert preview(source) == render(source, headings_from=3)


def test_headings_in_quotations_and_underlined_ones_fit_too():
    assert render("Titolo\n===\n\n> #### Altro", headings_from=2) == (
        "<h2>Titolo</h2>\n<blockquote>\n<h3>Altro</h3>\n</blockquote>\n"
    )


@pytest.mark.parametrize("name", ["attenzione", "consiglio", "scadenza"])
def test_a_callout_says_its_name_in_words(name):
    assert render(f"Prima\n::: {name}\nUn *testo*\n:::\nDopo") == (
        f'<p>Prima</p>\n<div class="callout callout--{name}" role="note">\n'
        f'<p class="callout__label">{name.capitalize()}</p>\n'
        "<p>Un <em>testo</em></p>\n</div>\n<p>Dopo</p>\n"
    )


def test_a_callout_may_have_a_title():
    html = render("::: Attenzione Non pagare <due> volte\nTesto\n:::")
    assert '<p class="callout__title">Non pagare &lt;due&gt; volte</p>' in html


def test_any_other_colons_stay_text():
    assert render("::: pericolo\na\n:::") == "<p>::: pericolo\na\n:::</p>\n"
    assert render("::: attenzionissima") == "<p>::: attenzionissima</p>\n"


def test_a_table_scrolls_in_a_box_that_a_keyboard_reaches():
    html = render("| | Giorni |\n|---|--:|\n| Recesso | 14 |")
    assert html.startswith(
        '<div class="table-scroll" role="group" tabindex="0" aria-label="Tabella"><table>'
    )
    assert html.endswith("</table></div>\n")
    assert '<td></td>\n<th class="align-right">Giorni</th>' in html
    assert "style" not in html


def test_numbered_steps_keep_the_number_they_start_from():
    assert render("3. Apri\n4. Scrivi").startswith('<ol start="3">\n<li>Apri</li>')


def test_plain_text_is_what_a_reader_reads():
    source = (
        "# Il *titolo*\n\nUn [testo](/x)\nsu due righe <b>.\n\n![Il modulo](/a.webp)\n\n---\n\n"
        "::: scadenza Entro giugno\n- uno\n- `due` &amp; tre\n:::\n\n"
        "| a | b |\n|---|---|\n| c | d |\n\n```\nx < y\n```\n"
    )
    assert plain_text(source) == (
        "Il titolo\nUn testo su due righe <b>.\nIl modulo\nScadenza\nEntro giugno\nuno\n"
        "due & tre\na\tb\nc\td\nx < y"
    )


def test_nothing_gives_nothing():
    assert (render(""), plain_text(" \n"), problems("")) == ("", "", [])


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("\n![](/a.webp)", "Riga 2: l’immagine «/a.webp» non ha un testo alternativo"),
        ("![Modulo](http://x.it/a.png)", "Riga 1: l’immagine «http://x.it/a.png» non si vedrà"),
        ("[Clicca **qui**!](/x)", "Riga 1: il testo del link «Clicca qui!» non dice dove porta"),
        ("[](/x)", "Riga 1: il link a «/x» non ha un testo"),
        ("[Sito](http://x.it)", "Riga 1: il link «http://x.it» non è sicuro"),
        ("[Archivio](ftp://x.it)", "Riga 1: il link «ftp://x.it» non sarà un link"),
        ("[Archivio](https://[x)", "Riga 1: il link «https://%5Bx» non sarà un link"),
        ("[Archivio]()", "Riga 1: il link «Archivio» non ha un indirizzo"),
        ("a\r\n\r\n<b>b</b>", "Riga 3: «<b>» si vedrà scritto così"),
        ("#", "Riga 1: c’è un titolo vuoto"),
        ("a\n\n::: consiglio\nb", "Riga 3: il riquadro «consiglio» non è chiuso"),
        ("> ::: consiglio\n> b\n\nc", "Riga 1: il riquadro «consiglio» non è chiuso"),
        ("::: pericolo\na", "Riga 1: «::: pericolo» non apre né chiude un riquadro"),
    ],
)
def test_an_editor_is_told_what_to_mend(source, problem):
    (found, *_) = problems(source)
    assert found.startswith(problem)
    assert found.endswith(".")


def test_a_good_body_has_no_problem():
    assert not problems(
        "# Il titolo\n\n[Le regole](/regole/) e [il modulo](https://example.org/), a < b.\n\n"
        "![Il modulo](/a.webp)\n\n::: consiglio\n> ::: scadenza\n> a\n> :::\n:::\n\nFine: `<b>`"
    )
