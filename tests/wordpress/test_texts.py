"""A post's text as our Markdown, and how much of it arrived."""

import time

import pytest

from guides.wordpress.text.addresses import Shown
from guides.wordpress.text.post import converted


class Nothing:
    """An export of which no picture is here."""

    def picture(self, img):
        return Shown("/media/immagini/a-1x1.webp", img.get("alt") or "Un pacco")

    def leads_to(self, address):
        return "/guide/altra/" if address == "https://vecchio.example/altra/" else ""

    def reusable(self, pk):
        return "<!-- wp:paragraph --><p>Riusato.</p><!-- /wp:paragraph -->" if pk == 7 else ""

    def picture_of(self, pk):
        return f'<img src="{pk}.jpg" alt="Foto {pk}">'


def said_of(content: str, title: str = "Il titolo"):
    return converted(content, title=title, context=Nothing())


def body(content: str) -> str:
    """The Markdown of a text without headings."""
    (piece,) = said_of(content).pieces
    return piece.body


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("Uno.\n\nDue <b>forte </b>qui.", "Uno.\n\nDue **forte** qui."),
        ("Uno\ndue", "Uno\\\ndue"),
        ("<b>Il <strong>doppio</strong></b>", "**Il doppio**"),
        ("<em>corsivo</em>, <i>anche</i>", "*corsivo*, *anche*"),
        ("l<b>«Ciao»</b>a", "l«Ciao»a"),
        ("<b>Uno\n\ndue</b>", "**Uno**\n\ndue"),
        ("<ul>\n<li>uno\n<ol><li>dentro</li></ol></li><li>due</li></ul>",
         "- uno\n  1. dentro\n- due"),
        ("<blockquote>Una frase.</blockquote>", "> Una frase."),
        ("<blockquote><p><br>Uno.<br></p><cite>Chi</cite></blockquote>", "> Uno.\n>\n> *Chi*"),
        ("<a href='http://altro.example/a (b)'>parole</a>",
         "[parole](https://altro.example/a%20%28b%29)"),
        ("<a href='https://vecchio.example/altra/'>l’altra</a>", "[l’altra](/guide/altra/)"),
        ("<a href='https://x.example/'>Corso [B]</a> [C]",
         "[Corso \\[B\\]](https://x.example/) [C\\]"),
        ("<a href='javascript:alert(1)'>qui</a>", "qui"),
        ("<a href='#nota'>qui</a> e <a>là</a>", "qui e là"),
        ("<a href='grande.jpg'><img src='a.jpg' alt='Un pacco'></a>",
         "![Un pacco](/media/immagini/a-1x1.webp)"),
        ("[caption id='1' width='9']<img src='a.jpg' alt='Un pacco'> Le parole[/caption]",
         "![Un pacco](/media/immagini/a-1x1.webp)\n\nLe parole"),
        ("<pre>uno\n  due ```</pre>", "````\nuno\n  due ```\n````"),
        ("<pre lang='php'><?php echo '<h1>'; ?></pre>", "```\n<?php echo '<h1>'; ?>\n```"),
        ("Un <code>a * b</code>.", "Un `a * b`."),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1 | 2</td><td>3</td></tr></table>",
         "| A | B |\n| --- | --- |\n| 1 \\| 2 | 3 |"),
        ("<dl><dt>Voce</dt><dd>Che cosa è.</dd></dl>", "**Voce**\n\nChe cosa è."),
        ("# non è un titolo\n\n1. né un elenco\n\n- né questo\n\n> né > questo",
         "\\# non è un titolo\n\n1\\. né un elenco\n\n\\- né questo\n\n\\> né > questo"),
        ("2 * 3 * 4, a_b_c, _x_, `y`, &lt;b&gt;, &amp;amp;, [q](r), {{fatto:z}}, \\",
         "2 \\* 3 \\* 4, a_b_c, \\_x\\_, \\`y\\`, \\<b>, \\&amp;, [q\\](r), \\{{fatto:z}}, \\\\"),
    ],
)  # fmt: skip
def test_a_text_in_markdown(html, markdown):
    assert body(html) == markdown
    assert said_of(html).is_faithful


def test_what_markdown_does_not_have_is_said_plainly_and_listed():
    said = said_of("<del>no</del> <q>sì</q> H<sub>2</sub>O")
    assert said.pieces[0].body == "no «sì» H2O"
    assert "barrate" in said.notes[0]
    said = said_of("<table><tr><td><ul><li>uno</li></ul></td><td>due</td></tr></table>")
    assert said.pieces[0].body == "uno · due"
    assert "riga per riga" in said.notes[0]
    assert said_of("Il testo di prima.<details>").is_faithful


@pytest.mark.parametrize(
    ("typed", "arrives", "note"),
    [
        ("Prima [sic] e [1] e [...] dopo", "Prima [sic] e [1] e [...] dopo", ""),
        ("[[gallery]] si scrive così", "[gallery] si scrive così", ""),
        ('[su_box title="Nota"]Parole[/su_box]', "Parole", "[su_box]"),
        ('Prima [contact-form-7 id="3"] dopo', "Prima  dopo", "[contact-form-7]"),
        ("[toc]\n\nTesto", "Testo", "[toc]"),
        ("<form><input name=a>Parole</form>", "Parole", "modulo"),
        ("<script>alert(1)</script>Parole", "Parole", "script"),
        ("<!-- wp:latest-posts /--><!-- wp:paragraph --><p>Ciao</p><!-- /wp:paragraph -->",
         "Ciao", "latest-posts"),
    ],
)  # fmt: skip
def test_what_cannot_be_brought_is_listed_and_words_stay(typed, arrives, note):
    said = said_of(typed)
    assert " ".join(said.pieces[0].body.split()) == " ".join(arrives.split())
    assert (note in " ".join(said.notes)) if note else not said.notes


@pytest.mark.parametrize(
    ("typed", "leads"),
    [
        ('<iframe src="https://www.youtube.com/embed/abc"></iframe>',
         "[Video su youtube.com](https://www.youtube.com/watch?v=abc)"),
        ("Guarda:\n\nhttps://youtu.be/a\n\nBello.", "[https://youtu.be/a](https://youtu.be/a)"),
        ("[embed]https://vimeo.com/1[/embed]", "[https://vimeo.com/1](https://vimeo.com/1)"),
        ('[video mp4="https://vecchio.example/a.mp4"][/video]', "(https://vecchio.example/a.mp4)"),
        ('<audio controls><source src="//suoni.example/a.mp3"></audio>',
         "[Audio su suoni.example](https://suoni.example/a.mp3)"),
        ('<object data="https://x.example/gioco.swf"><embed></object>', "[Contenuto su x.example]"),
    ],
)  # fmt: skip
def test_an_embed_is_a_link_and_is_listed(typed, leads):
    said = said_of(f"Testo.\n\n{typed}\n\nFine.")
    assert leads in said.pieces[0].body
    assert "incorporato, ora è un collegamento" in " ".join(said.notes)
    assert said.is_faithful


def test_words_that_stand_for_a_picture_not_found_are_no_difference():
    context = Nothing()
    context.picture = lambda img: Shown("", img.get("alt") or "", "https://vecchio.example/a.jpg")
    album = '<img src="a.jpg" alt="Nonna & zia, nel *2007*"><img src="b.jpg">'
    said = converted(f"Un testo.\n\n{album}", title="Il titolo", context=context)
    assert "[Nonna & zia" in said.pieces[0].body
    assert said.likeness == 1


def test_it_is_cut_at_its_two_highest_headings():
    said = said_of(
        "Prima.\n<h3>Uno</h3>\nTesto uno.\n"
        "<div><h4>Uno bis</h4>Testo.\n<h5>Resta</h5>\nDentro.</div>"
        "<h3><strong>Due</strong> <img src='a.jpg'></h3>"
        "<blockquote><h3>Non taglia</h3></blockquote>"
    )
    assert said.introduction == "Prima."
    assert [(p.level, p.title) for p in said.pieces] == [(1, "Uno"), (2, "Uno bis"), (1, "Due")]
    assert "##### Resta\n\nDentro." in said.pieces[1].body
    assert said.pieces[2].body.startswith("![Un pacco]")
    assert "Non taglia" in said.pieces[2].body


def test_without_headings_it_is_cut_at_short_lines_all_in_bold():
    lines = "<b>Che fare</b>\n\nAspetta.\n\n<b>E poi</b>\n<ul><li>Scrivi</li></ul>"
    said = said_of(f"Prima.\n\n{lines}\n\n<strong>Una frase intera, che finisce.</strong>")
    assert [(p.title, p.level) for p in said.pieces] == [("Che fare", 1), ("E poi", 1)]
    assert "righe in grassetto" in said.notes[0]
    assert said.is_faithful
    assert len(said_of(f"<h2>Vero</h2>{lines}").pieces) == 1
    assert len(said_of("<b>Una sola</b>\n\nAspetta.").pieces) == 1


def test_the_first_part_is_a_section_whatever_heading_it_had():
    said = said_of("<h4>Sotto</h4>a\n<h2>Sopra</h2>b")
    assert [(p.level, p.title) for p in said.pieces] == [(1, "Sotto"), (1, "Sopra")]
    said = said_of("<h1>Il titolo</h1>\n<h3>Sotto</h3>a\n<h1>Sopra</h1>b")
    assert [(p.level, p.title) for p in said.pieces] == [(1, "Sotto"), (1, "Sopra")]


def test_a_heading_that_repeats_the_title_and_a_text_without_any():
    said = said_of("<h1>Il titolo</h1>\nTesto.\n<h2>Uno</h2>\nAltro.")
    assert (said.introduction, [p.title for p in said.pieces]) == ("Testo.", ["Uno"])
    assert said.is_faithful
    said = said_of("Solo testo.")
    assert (said.introduction, [p.title for p in said.pieces]) == ("", ["Il titolo"])
    assert said_of("").pieces == []


def test_blocks_and_a_reusable_one():
    said = said_of(
        '<!-- wp:heading {"level":2} --><h2>Uno</h2><!-- /wp:heading -->\n'
        '<!-- wp:block {"ref":7} /-->\n\nClassico\nin mezzo\n\n'
        '<!-- wp:image {"id":3} --><figure><img src="a.jpg" class="wp-image-3"/>'
        "<figcaption>Foto</figcaption></figure><!-- /wp:image -->"
        '<!-- wp:gallery --><ul class="blocks-gallery-grid"><li><img src="b.jpg"></li></ul>'
        "<!-- /wp:gallery --><!-- wp:nextpage --><!--nextpage--><!-- /wp:nextpage -->"
    )
    assert said.pieces[0].body == (
        "Riusato.\n\nClassico\\\nin mezzo\n\n![Un pacco](/media/immagini/a-1x1.webp)\n\nFoto\n\n"
        "![Un pacco](/media/immagini/a-1x1.webp)"
    )


def test_a_gallery_is_its_pictures():
    assert body('[gallery ids="3,5"]').count("![Foto") == 2


def test_a_section_too_long_is_parted_and_none_is_lost():
    said = said_of("<h2>Lunga</h2>" + "\n\n".join(f"Parola {n}." for n in range(6_000)))
    assert [p.title for p in said.pieces] == ["Lunga", "Lunga (2)", "Lunga (3)"][: len(said.pieces)]
    assert len(said.pieces) > 1
    assert max(len(p.body) for p in said.pieces) <= 40_000
    assert said.is_faithful


def test_a_title_too_long_and_a_text_too_deep_are_said():
    said = said_of(f"<h2>{'parola ' * 40}</h2>Testo.")
    assert len(said.pieces[0].title) <= 140
    assert said.is_faithful is False
    assert "titolo troppo lungo" in said.notes[0]
    said = said_of("<div>" * 3_000 + "Parole." + "</div>" * 3_000)
    assert said.pieces[0].body == "Parole."
    assert "uno dentro l’altro" in said.notes[0]


@pytest.mark.parametrize("sign", ["[a ", "<div ", "[[", "<!-- wp:x ", "<p>", "**", "[caption]"])
def test_what_is_made_to_be_slow_is_not(sign):
    """A ratio: ten times the text takes no more than thirty times as long."""

    def seconds(times: int) -> float:
        begun = time.process_time()
        said_of(sign * times + "x")
        return time.process_time() - begun + 0.01

    # The best of three: what else the machine does is not the text's.
    assert min(seconds(2_000) for _ in range(3)) < 30 * min(seconds(200) for _ in range(3))
