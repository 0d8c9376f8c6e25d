"""Markdown that we write, read by a strict CommonMark: the same words, nothing left open."""

import json
from pathlib import Path

import html5lib
from markdown_it import MarkdownIt

from guides.text.canonical import tidy
from guides.text.markdown import render
from guides.text.markdown_source import name, part, words
from tests.hostile_lines import HOSTILE_LINES
from tests.reading import text_of

EXAMPLES = json.loads(Path(__file__).with_name("commonmark-0.31.2.json").read_text("utf-8"))
SOURCES = [example["markdown"] for example in EXAMPLES["examples"]]
STRICT = MarkdownIt("commonmark").enable("table")  # raw HTML is HTML
PAGE = "https://sportello.example/guide/pacco/"


def tree_of(html: str):
    return html5lib.parse(html, namespaceHTMLElements=False).find("body")


def headings_in(html: str) -> list[tuple[str, str]]:
    return [(e.tag, text_of(e)) for e in tree_of(html).iter() if e.tag in ("h1", "h2", "h3", "h4")]


def as_part(source: str) -> str:
    return part(source, headings_from=3, page=PAGE)


def test_plain_words_say_the_same_in_a_heading_a_paragraph_and_a_link():
    for line in HOSTILE_LINES:
        said = " ".join(tidy(line).split())
        for document in ("# {}", "{}", "- [{}](/x)"):
            shown = text_of(tree_of(STRICT.render(document.format(words(line)))))
            assert shown == said, line


def test_a_link_s_name_has_no_bracket_that_would_end_it():
    assert name("Il [nuovo] reclamo") == "Il (nuovo) reclamo"


def test_no_source_swallows_what_comes_after_it_or_becomes_html():
    for source in [*SOURCES, *(line for line in HOSTILE_LINES if line != "[" * 100)]:
        document = f"# Titolo\n\n{as_part(source)}\n\n## Dopo\n"
        html = STRICT.render(document)
        assert headings_in(html)[-1] == ("h2", "Dopo"), source
        kinds = {token.type for token in STRICT.parse(document)}
        assert "html_block" not in kinds, source
        assert "<script" not in html.lower(), source


def test_headings_stand_where_they_stand_on_the_page():
    source = "# Uno\n\nDue\n===\n\n### Tre\n\n> # Quattro\n\n- # Cinque\n\nsei\nrighe\n---\n"
    assert headings_in(STRICT.render(as_part(source))) == headings_in(
        render(source, headings_from=3)
    )


def test_a_callout_is_a_quotation_with_its_name():
    source = "Prima.\n\n::: scadenza Entro il [31]\nHai **due** mesi.\n\n- uno\n- due\n:::\n\nDopo."
    quotation = tree_of(STRICT.render(as_part(source))).find("blockquote")
    assert text_of(quotation.find("p")) == "Scadenza Entro il [31]"
    assert [text_of(li) for li in quotation.iter("li")] == ["uno", "due"]
    assert ":::" not in as_part(source)


def test_a_callout_in_a_list_stays_in_it():
    source = "- ::: consiglio\n  Chiama prima.\n  :::\n- altro\n"
    items = list(tree_of(STRICT.render(as_part(source))).iter("li"))
    assert [text_of(item) for item in items] == ["Consiglio Chiama prima.", "altro"]
    assert items[0].find("blockquote") is not None


def test_a_link_to_a_section_leads_to_the_page_from_wherever_it_is_read():
    source = "[Qui](#reso), [là](/guide/altra/), [fuori](https://x.example/) e `[no](#no)`"
    links = [a.get("href") for a in tree_of(STRICT.render(as_part(source))).iter("a")]
    other = "https://sportello.example/guide/altra/"
    assert links == [f"{PAGE}#reso", other, "https://x.example/"]
    assert "`[no](#no)`" in as_part(source)


def test_a_table_keeps_its_cells_whatever_is_in_them():
    source = "| a \\| b | **c** |\n|:--|--:|\n| `d \\| e` | [f](/guide/altra/) |\n\nDopo."
    cells = [
        text_of(e) for e in tree_of(STRICT.render(as_part(source))).iter() if e.tag in ("th", "td")
    ]
    assert cells == ["a | b", "c", "d | e", "f"]


def test_callouts_lists_and_tables_stay_one_inside_the_other():
    source = (
        "1. uno\n\n   ::: attenzione Prima\n   - due\n     - tre\n\n"
        "   | a | b |\n   |---|---|\n   | c | d |\n   :::\n\n2. quattro"
    )
    item = next(tree_of(STRICT.render(as_part(source))).iter("li"))
    quotation = item.find("blockquote")
    assert text_of(quotation.find("p")) == "Attenzione Prima"
    assert [text_of(e) for e in quotation.iter() if e.tag in ("th", "td")] == ["a", "b", "c", "d"]


def test_a_line_break_in_a_heading_is_a_space_and_no_tag():
    html = STRICT.render(as_part("Uno\\\ndue\n==="))
    assert headings_in(html) == [("h3", "Uno due")]
