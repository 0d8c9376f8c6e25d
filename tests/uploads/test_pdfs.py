"""Of a PDF its pages are kept: what acts, embeds, asks or tells of its author is gone."""

import io
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, StreamDecodeLevel, String
from pypdf import PdfReader

from guides.uploads import decoding, rewrite
from guides.uploads.pdfs import PdfRefused, PdfsBusy, clean
from tests.uploads import made_pdfs
from tests.uploads.made_pdfs import an_action, script, with_annotation, with_page, with_root

WORDS_OF_ATTACKS = (b"app.alert", b"programma", b"Programma", b"cattivo", b"cmd.exe")


def everything_in(pdf: bytes) -> bytes:
    """Every object written out, every stream unpacked."""
    opened = Pdf.open(io.BytesIO(pdf))
    whole = io.BytesIO()
    opened.save(
        whole, qdf=True, stream_decode_level=StreamDecodeLevel.generalized, compress_streams=False
    )
    return whole.getvalue()


URI = an_action("URI", **{"/URI": String("https://cattivo.example/")})
LAUNCH = an_action("Launch", **{"/F": String("cmd.exe")})
IMPORT = an_action("ImportData", **{"/F": String("programma.fdf")})
ELSEWHERE = an_action("GoToR", **{"/F": String("//cattivo/programma.pdf"), "/D": Array([0])})
AND_ANOTHER = an_action("GoTo", **{"/Next": LAUNCH})
ATTACKS = {
    "at opening": with_root(OpenAction=script()),
    "at printing": with_root(AA=Dictionary(WP=script())),
    "by name": with_root(Names=Dictionary(JavaScript=Dictionary(Names=[String("a"), script()]))),
    "at a page": with_page(AA=Dictionary(O=script())),
    "a link": with_annotation(Subtype=Name.Link, A=URI),
    "a program": with_annotation(Subtype=Name.Link, A=LAUNCH),
    "data": with_annotation(Subtype=Name.Link, PA=IMPORT),
    "another file": with_annotation(Subtype=Name.Link, A=ELSEWHERE),
    "an action after another": with_annotation(Subtype=Name.Link, A=AND_ANOTHER),
    "a note that acts": with_annotation(Subtype=Name.Text, Contents=String("Sì"), AA=script()),
    "a film": with_annotation(Subtype=Name.RichMedia, RichMediaContent=Dictionary(X=script())),
    "a screen": with_annotation(
        Subtype=Name.Screen, A=an_action("Rendition", **{"/JS": "app.alert"})
    ),
    "bookmarks": with_root(Outlines=Dictionary(First=Dictionary(Title=String("a"), A=LAUNCH))),
    "a form": made_pdfs.a_form,
    "a file inside": made_pdfs.with_file,
    "metadata": made_pdfs.with_metadata,
    "a font": made_pdfs.with_drawn_script,
    "deep in a drawing": made_pdfs.with_deep_script,
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_nothing_that_acts_is_kept_and_the_page_is(attack):
    pdf = made_pdfs.a_document()
    attack(pdf)
    sent = made_pdfs.written(pdf)
    assert any(word in everything_in(sent) for word in WORDS_OF_ATTACKS)
    kept = clean(sent)
    assert not [word for word in WORDS_OF_ATTACKS if word in everything_in(kept)]
    assert "Pagina 0" in PdfReader(io.BytesIO(kept)).pages[0].extract_text()


def test_what_was_filled_in_is_drawn_into_the_page():
    pdf = made_pdfs.a_document()
    made_pdfs.a_form(pdf)
    kept = clean(made_pdfs.written(pdf))
    assert "/AcroForm" not in Pdf.open(io.BytesIO(kept)).Root
    assert "49,90 euro" in PdfReader(io.BytesIO(kept)).pages[0].extract_text()


def test_a_note_stuck_on_a_page_keeps_its_words_and_its_place():
    pdf = made_pdfs.a_document()
    with_annotation(Subtype=Name.Text, Contents=String("Qui è l’addebito"), A=URI)(pdf)
    kept = Pdf.open(io.BytesIO(clean(made_pdfs.written(pdf))))
    (note,) = kept.pages[0].obj.Annots
    assert str(note.Contents) == "Qui è l’addebito"
    assert [int(number) for number in note.Rect] == [10, 10, 90, 30]
    assert "/A" not in note


def test_what_a_layer_hides_stays_hidden():
    pdf = made_pdfs.a_document()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Codice"), AF=Array([])))
    pdf.Root.OCProperties = Dictionary(OCGs=[layer], D=Dictionary(OFF=[layer]))
    pdf.pages[0].obj.Resources.Properties = Dictionary(L=layer)
    kept = Pdf.open(io.BytesIO(clean(made_pdfs.written(pdf))))
    (hidden,) = kept.Root.OCProperties.D.OFF
    assert hidden.objgen == kept.pages[0].obj.Resources.Properties.L.objgen
    assert "/AF" not in hidden


def test_names_that_a_page_gives_to_its_fonts_are_free():
    pdf = made_pdfs.a_document()
    page = pdf.pages[0].obj
    page.Resources.Font["/JS"] = page.Resources.Font.F1
    page.Contents = pdf.make_stream(b"BT /JS 20 Tf 40 200 Td (Ecco) Tj ET")
    kept = clean(made_pdfs.written(pdf))
    assert b"/JS " in everything_in(kept)
    assert "Ecco" in PdfReader(io.BytesIO(kept)).pages[0].extract_text()


def test_the_bytes_of_a_stream_are_never_another_file_s():
    pdf = made_pdfs.a_document()
    stream = Stream(pdf, b"")
    stream.F, stream.FFilter = String("//cattivo/programma"), Name.FlateDecode
    pdf.pages[0].obj.Resources.XObject = Dictionary(X=pdf.make_indirect(stream))
    assert b"cattivo" not in everything_in(clean(made_pdfs.written(pdf)))


def test_the_same_pdf_is_the_same_each_time_and_its_pages_keep_size_and_turn():
    pdf = made_pdfs.a_document(3)
    pdf.pages[1].obj.Rotate = 90
    sent = made_pdfs.written(pdf)
    assert clean(sent) == clean(sent)
    kept = Pdf.open(io.BytesIO(clean(sent)))
    assert [int(page.obj.get("/Rotate", 0)) for page in kept.pages] == [0, 90, 0]
    assert [float(side) for side in kept.pages[2].mediabox] == [0, 0, 300, 300]


def test_a_pdf_locked_only_against_changes_is_taken():
    kept = clean(made_pdfs.locked(to_read=""))
    assert not Pdf.open(io.BytesIO(kept)).is_encrypted


def of_no_page() -> bytes:
    return made_pdfs.written(Pdf.new())


def drawn_by_a_program() -> bytes:
    pdf = made_pdfs.a_document()
    pdf.Root.NeedsRendering = True
    return made_pdfs.written(pdf)


REFUSED = {
    "locked": (lambda: made_pdfs.locked(to_read="segreta"), "con una password"),
    "long": (lambda: made_pdfs.written(made_pdfs.a_document(301)), "più di 300 pagine"),
    "empty": (of_no_page, "nessuna pagina"),
    "dynamic": (drawn_by_a_program, "si disegna da sé"),
    "broken": (lambda: b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n", "rovinato"),
    "inflating": (lambda: made_pdfs.inflating(450_000_000), "troppa memoria o troppo tempo"),
    "packed twice": (made_pdfs.packed_in_itself, "troppa memoria o troppo tempo"),
    "a wall": (lambda: made_pdfs.a_picture_of(200_000), "troppa memoria o troppo tempo"),
}


@pytest.mark.parametrize(("make", "why"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_made_harmless_is_refused_with_its_sentence(make, why):
    sent = make()
    assert len(sent) < 8 * 1024 * 1024
    with pytest.raises(PdfRefused, match=why):
        clean(sent)


@pytest.mark.parametrize(
    "source",
    ["x = [bytearray(10**7) for _ in range(10**6)]", "while True: pass", "os.kill(os.getpid(), 9)"],
    ids=["memory", "seconds", "killed"],
)
def test_a_program_that_dies_is_a_sentence_and_this_process_lives(tmp_path, monkeypatch, source):
    program = Path(rewrite.__file__).read_text().partition("if __name__")[0]
    limits = program.replace("SECONDS = 8", "SECONDS = 1")
    path = tmp_path / "programma.py"
    path.write_text(f"{limits}\nlimit_ourselves()\n{source}\n")
    monkeypatch.setattr(decoding, "FOR_PDFS", path)
    with pytest.raises(PdfRefused, match="troppa memoria o troppo tempo"):
        clean(made_pdfs.one_page())


def test_when_all_turns_are_taken_a_pdf_waits(monkeypatch):
    monkeypatch.setattr(decoding, "AT_ONCE", 0)
    with pytest.raises(PdfsBusy, match="aspetta un minuto"):
        clean(made_pdfs.one_page())


def test_a_pdf_cut_anywhere_is_a_sentence_or_its_pages():
    sent, said = made_pdfs.one_page(), set()
    for cut in range(0, len(sent), 200):
        try:
            assert Pdf.open(io.BytesIO(clean(sent[:cut]))).pages
        except PdfRefused as refusal:
            said.add(str(refusal)[:12])
    assert said == {"Questo PDF è"}
