"""A reader's text becomes paragraphs and safe links, and nothing else."""

import html5lib
import pytest

from guides.text.canonical import canonical, is_visible, tidy
from guides.text.plain_text import to_html
from tests.hostile_lines import HOSTILE_LINES


def test_blank_lines_part_paragraphs_and_line_ends_stay():
    assert to_html("Uno\ndue\r\n\r\ntre") == (
        '<p dir="auto">Uno<br>\ndue</p>\n<p dir="auto">tre</p>'
    )


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("Vedi https://www.agcom.it.", "https://www.agcom.it"),
        ("(www.consob.it)", "https://www.consob.it"),
        ("https://it.wikipedia.org/wiki/Recesso_(diritto), ecco", None),
        ("https://a.it/x\u200b", "https://a.it/x"),
        ("https://a.it/x\u2060", "https://a.it/x"),
        ("https://a.it/x\u200b\u00ad.", "https://a.it/x"),
        ("https://a.\u200bit/\ufeffx\u202c", "https://a.it/x"),
        ("https://a.it/x%E2%80%8B", "https://a.it/x"),
        ("https://a.it/x\u3164)", "https://a.it/x"),
        ("«https://a.it/x»", "https://a.it/x"),
        ("«Vedi https://a.it/x.»", "https://a.it/x"),
        ("“https://a.it/x”,", "https://a.it/x"),
        ("‹https://a.it/x›", "https://a.it/x"),
        ("(vedi https://a.it/x).", "https://a.it/x"),
        ("[https://a.it/x]!", "https://a.it/x"),
        ("https://a.it/x…", "https://a.it/x"),
        ("**https://a.it/x**", "https://a.it/x"),
    ],
)
def test_an_address_becomes_a_link_without_the_sentences_punctuation(written, address):
    address = address or "https://it.wikipedia.org/wiki/Recesso_(diritto)"
    assert f'<a href="{address}" rel="nofollow ugc noopener">' in to_html(written)


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "https://banca.it@altrove.example/",
        "https://[::1",
        "http://localhost/",
        "scrivi a mario@example.com",
        "ho scritto.La risposta",
        "**grassetto** [qui](https:)",
    ],
)
def test_what_could_deceive_is_left_as_text(written):
    assert "<a" not in to_html(written)


def test_control_characters_are_dropped_and_words_are_kept():
    assert tidy("a\x00b\r\nc\x1b[31m\ud800d") == "ab\nc[31md"


def test_zero_width_signs_alone_are_nothing():
    assert not is_visible("\u200b\u2060 \ufeff\u3000")
    assert is_visible("\u200bè")


@pytest.mark.parametrize("line", HOSTILE_LINES)
def test_a_hostile_line_is_only_text(line):
    """Parsed as a browser would: only p, br and a with our rel; the words are all there."""
    tree = html5lib.parseFragment(to_html(line), namespaceHTMLElements=False)
    for element in tree.iter():
        assert element.tag in {"DOCUMENT_FRAGMENT", "p", "br", "a"}
        if element.tag == "a":
            assert set(element.attrib) == {"href", "rel"}
            assert element.attrib["href"].startswith(("https://", "http://"))
    seen = "".join(tree.itertext())
    assert "".join(seen.split()) == "".join(canonical(line).split())
