"""What a reader wrote stays text: markup, the typesetter's own language, signs that no face has."""

import pytest

from guides.letters.pdf import signs
from guides.letters.pdf.making import TooLong, pdf_of
from tests.hostile_lines import HOSTILE_LINES
from tests.letters.pdf.sheets import a_sheet, letters_of, opened, words_of

TYPST = [
    '#import "@preview/cetz:0.3.4": canvas',
    '#read("/etc/passwd")',
    "#sys.inputs.sheet",
    "#eval(\"1+1\")#panic('x')",
    "#{while true {}}",
    "$ x^2 $ e $100$, @riferimento <etichetta> \\ \\u{1F600}",
    "*grassetto* _corsivo_ `codice` // commento /* altro */ = Titolo",
    "\\#let x = 1; #set page(width: 1pt)",
    "{{dato}} {{se x è y}} {% now %} ${x} [[collegamento]] - elenco + numero",
]


@pytest.mark.parametrize("line", TYPST)
def test_the_typesetters_language_is_text_wherever_it_is_written(line):
    everywhere = dict.fromkeys(("title", "subject", "channel", "closing", "signature"), line)
    lists = dict.fromkeys(("sender", "recipient", "attachments"), (line,))
    pdf = opened(a_sheet(line, **everywhere, **lists))
    assert letters_of(words_of(pdf)).count(letters_of(line)) >= 7
    assert pdf.metadata.title == line
    assert len(pdf.pages) == 1


def test_every_hostile_line_of_ours_is_a_letter_that_reads_it_out():
    plain = [line for line in HOSTILE_LINES if line.isascii() and line.isprintable()]
    said = letters_of(words_of(opened(a_sheet(*HOSTILE_LINES))))
    lost = [line for line in plain if letters_of(line) not in said]
    assert len(plain) > 80
    assert lost == []


@pytest.mark.parametrize("words", ["Привет, мир", "Ελλάδα", "Ștefan Țăran", "Łódź", "àèéìòù «€»"])
def test_europes_alphabets_are_written(words):
    assert words in words_of(opened(a_sheet(words)))
    assert signs.missing(words) == []


@pytest.mark.parametrize("words", ["שלום", "مرحبا"])
def test_what_is_read_from_the_right_has_its_letters(words):
    assert signs.missing(words) == []
    assert pdf_of(a_sheet(words))


def test_a_sign_that_no_face_has_is_a_box_that_the_sheet_explains():
    said = words_of(opened(a_sheet("Ordine 你好 😶‍🌫️🦄")))
    assert "Ordine □□" in said
    assert "«□» sta al posto di un segno che questo PDF non sa scrivere: U+4F60, U+597D" in said
    assert "sta al posto" not in words_of(opened(a_sheet("Un □ disegnato apposta")))


def test_many_missing_signs_are_named_in_a_line():
    said = words_of(opened(a_sheet("".join(chr(n) for n in range(0x4E00, 0x4E14)))))
    assert "U+4E04 e altri 15." in said


@pytest.mark.parametrize(
    ("written", "drawn"),
    [
        ("a\u202eb\u2066c\u200fd", "abcd"),  # marks of direction
        ("a\x00\x07\x1bb\x85", "ab"),
        ("e\u0301", "é"),
        ("a\tb\u3000c", "a b c"),
        ("☺️", "☺"),
        ("x" * 50, "x" * 40 + "\u200b" + "x" * 10),
        ("e" + "\u0316" * 900, "e" + "\u0316" * 4),
        ("riga\nriga", "riga\nriga"),
    ],
)
def test_what_nobody_sees_is_left_out_and_a_long_word_may_be_broken(written, drawn):
    assert signs.drawable(written) == drawn


def test_a_word_without_end_stays_on_the_paper():
    pdf = opened(a_sheet("parola" * 500))
    assert "parola" * 400 in letters_of(words_of(pdf))


def test_a_hundred_thousand_letters_are_answered_with_a_sentence_and_no_work(monkeypatch):
    monkeypatch.setattr("guides.letters.pdf.making.PROGRAM", "/nowhere")
    with pytest.raises(TooLong) as refused:
        pdf_of(a_sheet("a " * 50_000))
    assert "troppo lunga" in refused.value.sentence
