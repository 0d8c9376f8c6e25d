"""What WordPress adds to a classic text when it shows it: the shapes of its own tests."""

import re

import pytest

from guides.wordpress.text.autop import BLOCKS, WITHOUT_AN_END, autop


def same(html: str) -> str:
    """Line ends around tags, and the two ways to write a break, mean nothing."""
    html = re.sub(r"<br\s*/?>", "<br />", html)
    return re.sub(r"\s*(</?[a-z][^>]*>)\s*", r"\1", html.replace("\n", " ")).strip()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Uno.\n\nDue.", "<p>Uno.</p><p>Due.</p>"),
        ("Uno.\nDue.", "<p>Uno.<br />Due.</p>"),
        ("Uno.\r\n\r\n\r\nDue.", "<p>Uno.</p><p>Due.</p>"),
        ("\nuno<br>\ndue<br/>\ntre<br />\nquattro\ncinque\n",
         "<p>uno<br />due<br />tre<br />quattro<br />cinque</p>"),
        ("\nuno<br>\n<br/>\ndue<br/>\n<br />\n", "<p>uno</p><p>due</p>"),
        ("a<div>b</div>", "<p>a</p><div>b</div>"),
        ("uno<hr>due", "<p>uno</p><hr><p>due</p>"),
        ("Prima cosa:\n<ul>\n<li>una</li>\n</ul>\nPoi\naltro.",
         "<p>Prima cosa:</p><ul><li>una</li></ul><p>Poi<br />altro.</p>"),
        ("<blockquote>foo</blockquote>", "<blockquote><p>foo</p></blockquote>"),
        ("<blockquote>uno\n\ndue</blockquote>", "<blockquote><p>uno</p><p>due</p></blockquote>"),
        ("<div>uno\n\ndue</div>", "<div><p>uno</p><p>due</p></div>"),
        ("<p>già\nfatto</p>", "<p>già<br />fatto</p>"),
        ("<p>uno<p>due", "<p>uno</p><p>due"),
        ("Nome: <input type='text' name='n' /><br />Altro",
         "<p>Nome: <input type='text' name='n' /><br />Altro</p>"),
        ("Uno: <select><option>A</option>\n<option>B</option></select>",
         "<p>Uno: <select><option>A</option><option>B</option></select></p>"),
        ("<figure>\n<img src='a.jpg' />\n<figcaption>Parole</figcaption>\n</figure>",
         "<figure><img src='a.jpg' /><figcaption>Parole</figcaption></figure>"),
        ("Ciao <a\nhref='mondo'>qui</a>", "<p>Ciao <a href='mondo'>qui</a></p>"),
        ("Ciao <!-- a\nhref='mondo' -->", "<p>Ciao</p>"),
        ("", ""), (" \n\n ", ""),
    ],
)  # fmt: skip
def test_paragraphs_and_breaks(typed, shown):
    assert same(autop(typed)) == same(shown)


@pytest.mark.parametrize("block", sorted(BLOCKS - WITHOUT_AN_END - {"p", "blockquote"}))
def test_a_block_stands_alone(block):
    html = f"<{block}>foo</{block}>"
    assert autop(html * 2) == autop(f"{html}\n\n{html}")
    assert "<p>" not in autop(html)
    assert same(autop(f"uno {html}")) == same(f"<p>uno</p>{html}")


@pytest.mark.parametrize("name", ["a", "em", "strong", "small", "code", "sub", "span", "del", "q"])
def test_what_is_within_a_line_does_not(name):
    html = f"<{name}>foo</{name}>"
    assert same(autop(f"{html}\n\n{html}")) == same(f"<p>{html}</p><p>{html}</p>")


@pytest.mark.parametrize(
    "kept",
    [
        "<pre>Riga 1<br>Riga 2\n\nRiga 3 &lt;p&gt;</pre>",
        "<p><script>\nvar a = 1;\n\nvar b;\n</script></p>",
        "<p><svg>\n\n<circle r='1'/>\n</svg></p>",
        '<p><video src="a.mp4">\n\n<source src="b.mp4" />\n</video></p>',
    ],
)
def test_code_scripts_and_players_stay_as_they_are(kept):
    typed = kept.removeprefix("<p>").removesuffix("</p>")
    assert autop(f"Guarda\n\n{typed}\n\nBello") == f"<p>Guarda</p>\n{kept}\n<p>Bello</p>"


def test_what_was_left_open_is_closed_with_what_holds_it():
    assert same(autop("<ul><li>uno</ul>dopo")) == "<ul><li>uno</li></ul><p>dopo</p>"
    assert same(autop("</div>uno</p>")) == "<p>uno</p>"
