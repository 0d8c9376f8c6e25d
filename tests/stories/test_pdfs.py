"""A PDF that every reader opens is taken; one that is refused is told so as a PDF."""

import pytest

from guides.stories.attachment_files import AttachmentRefused, CleanAttachment, examine
from tests.uploads import made_pdfs

PDF = made_pdfs.one_page()
WHOLE = PDF.partition(b"\n")[2]


@pytest.fixture(scope="module")
def kept() -> CleanAttachment:
    return examine(PDF)


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"--boundary\r\n",
        b"------=_Part_12_345.678\r\nContent-Type: application/pdf\r\n\r\n",
        b"\n" * 9,
        b"\0" * 500,
        b"%!\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n",
        b" " * 1000,
    ],
    ids=repr,
)
def test_what_stands_before_does_not_matter(before, kept):
    assert examine(before + PDF) == kept


@pytest.mark.parametrize(
    "after", [b"\n" * 50, b"\0" * 20_000, b"\r\n--boundary--\r\n", b"\x1a", b"junk " * 200]
)
def test_what_stands_after_does_not_matter(after, kept):
    assert examine(PDF + after) == kept


@pytest.mark.parametrize("version", ["1.0", "1.9", "2.0", "7.9", "1,4", "1.4.1", "a.b", "", "0.0"])
def test_no_version_in_the_header_is_believed(version):
    assert examine(b"%PDF-" + version.encode() + b"\n" + WHOLE).content_type == "application/pdf"


def test_an_old_header_of_a_printer_is_a_pdf():
    assert examine(b"%!PS-Adobe-3.0 PDF-1.2\n" + WHOLE).ending == "pdf"


def test_a_pdf_without_its_last_word_is_opened_by_readers_and_taken():
    assert examine(PDF.replace(b"%%EOF\n", b"")).ending == "pdf"


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (PDF[:100], "a.pdf", "incompleto o rovinato"),
        (PDF[:60] + b"\0" * 9000, "a.pdf", "incompleto o rovinato"),
        (b" " * 1100 + PDF, "a", "comincia con dati di un altro genere"),
        (PDF[9:], "fattura.PDF", "non comincia come un PDF"),
        (b"<!doctype html><p>Accesso scaduto", "bolletta.pdf", "non comincia come un PDF"),
    ],
)
def test_a_pdf_that_is_refused_says_why_and_never_that_it_is_no_picture(content, name, why):
    with pytest.raises(AttachmentRefused, match=why) as refusal:
        examine(content, name=name)
    assert str(refusal.value).startswith("Questo PDF ")
    assert "immagine" not in str(refusal.value)
