from guides.text import markdown
from guides.text.openings import ENOUGH, MOST, opening_of

LONG = "Una frase di prova che dice qualche cosa. " * (ENOUGH // 40 + 1)


def opening(source: str) -> str:
    return opening_of(markdown.render(source, headings_from=3), "/guide/pacchi/")


def test_a_short_section_is_shown_whole():
    assert opening("Uno.\n\nDue.") == "<p>Uno.</p>\n<p>Due.</p>"


def test_steps_are_shown_all_or_not_at_all():
    steps = "\n".join(f"{n}. {LONG}" for n in range(1, 4))
    assert opening(f"Prima.\n\n{steps}").count("<li>") == 3
    too_many = "\n".join(f"{n}. {LONG}" for n in range(1, MOST // ENOUGH + 3))
    assert opening(f"Prima.\n\n{too_many}") == "<p>Prima.</p>"


def test_after_enough_letters_no_other_block_begins():
    assert "Dopo." not in opening(f"{LONG}\n\nDopo.")


def test_what_a_sentence_promises_is_kept():
    shown = opening(f"{LONG} In due casi:\n\n- il primo\n- il secondo\n\nDopo.")
    assert "<li>il secondo</li>" in shown
    assert "Dopo." not in shown


def test_a_heading_ends_it():
    assert opening("Prima.\n\n## Titolo\n\nDopo.") == "<p>Prima.</p>"
    assert opening("## Titolo\n\nDopo.") == ""


def test_a_link_inside_the_page_gets_its_address_and_others_keep_theirs():
    shown = opening("[qua](#sotto) e [là](/guide/altra/#x) e [fuori](https://esempio.it/)")
    assert 'href="/guide/pacchi/#sotto"' in shown
    assert 'href="/guide/altra/#x"' in shown
    assert 'href="https://esempio.it/"' in shown


def test_what_looks_like_markup_stays_text():
    shown = opening(
        'Un `<b id="x">` e un <script>alert(1)</script>.\n\n![foto](https://e.it/a.png)'
    )
    assert "<script" not in shown
    assert "<b" not in shown


def test_nothing_gives_nothing():
    assert opening("") == ""
