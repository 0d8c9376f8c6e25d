"""One PDF written anew: standard input to standard output. A program, run by decoding.py alone.

What is taken over is listed, not what is dropped: pages with their boxes, what is drawn on them,
the answers of forms and the notes drawn into the page. Whatever acts, embeds, plays, asks or tells
of its author hangs from elsewhere and stays behind. It imports nothing of ours.

    python -I -S -B rewrite.py <pikepdf's folder>
"""

import io
import os
import resource
import sys
import zlib
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

MEMORY = 800 * 1024 * 1024  # bytes of address space
SECONDS = 8  # of CPU
MOST_PAGES = 300
MOST_UNPACKED = 400 * 1024 * 1024  # bytes, all streams together: a colour scan has 25 MB a page
MOST_FILTERS = 3  # of one stream: an honest file has two
MOST_POINTS = 120_000_000  # of one picture: an A3 sheet at 600 dpi has 70
MOST_BYTES = 16 * 1024 * 1024  # of what is written
NO_PDF, EXHAUSTED, ENCRYPTED, TOO_MANY_PAGES, NO_PAGES, DYNAMIC = 3, 5, 6, 7, 8, 9  # exit codes

OF_A_PAGE = {"Type", "Parent", "MediaBox", "CropBox", "Rotate", "UserUnit"}
OF_A_PAGE |= {"Resources", "Contents", "Group"}
OF_A_NOTE = ("Rect", "Contents", "C", "F", "Name")
OF_A_LAYER = {"OCGs", "D"}  # what is hidden stays hidden
# Wherever they stand: metadata, editors' private data, other files, pictures for printers.
NEVER = {"Metadata", "PieceInfo", "AF", "OPI", "Ref", "Alternates", "LastModified", "Thumb"}
NEVER |= {"AA", "OpenAction", "JS", "JavaScript", "EF", "RF", "URI", "PS", "XFA"}
ELSEWHERE = {"F", "FFilter", "FDecodeParms"}  # of a stream: its bytes are another file's
ACTIONS = {"GoTo", "GoToR", "GoToE", "GoToDp", "Launch", "Thread", "URI", "Sound", "Movie", "Hide"}
ACTIONS |= {"Named", "SubmitForm", "ResetForm", "ImportData", "JavaScript", "SetOCGState"}
ACTIONS |= {"Rendition", "Trans", "GoTo3DView", "RichMediaExecute"}
KINDS = {"Action", "Filespec", "F", "EmbeddedFile", "Rendition", "MediaClip", "Sig", "Metadata"}

FULL_NAMES = {"/Fl": "/FlateDecode", "/LZW": "/LZWDecode", "/RL": "/RunLengthDecode"}


def limit_ourselves() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)  # readers first


if __name__ == "__main__":
    limit_ourselves()
    sys.path.append(sys.argv[1])

from pikepdf import (  # noqa: E402 - its folder is known only now
    Array,
    Dictionary,
    Name,
    ObjectStreamMode,
    PasswordError,
    Pdf,
    Stream,
    StreamDecodeLevel,
    String,
)

CONTAINERS = (Dictionary, Stream, Array)


def rewritten(data: bytes) -> bytes:
    """The same pages in a new file, byte for byte the same each time."""
    sent = Pdf.open(io.BytesIO(data), suppress_warnings=True)
    if len(sent.pages) > MOST_PAGES:
        sys.exit(TOO_MANY_PAGES)
    if not sent.pages:
        sys.exit(NO_PAGES)
    if sent.Root.get("/NeedsRendering"):  # a form that a program would draw: the pages are empty
        sys.exit(DYNAMIC)
    _count_unpacked(sent)
    notes = [Array(_notes_of(page.obj)) for page in sent.pages]
    sent.generate_appearance_streams()
    sent.flatten_annotations("all")
    kept = Pdf.new()
    kept.pages.extend(sent.pages)
    for page, its_notes in zip(kept.pages, notes, strict=True):
        _keep_only(page.obj, OF_A_PAGE)
        if len(its_notes):
            page.obj["/Annots"] = its_notes
    _take_layers(sent, kept)
    _clean(kept)
    return _saved(kept)


def _saved(pdf: Pdf) -> bytes:
    written = io.BytesIO()
    pdf.save(
        written,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        stream_decode_level=StreamDecodeLevel.none,
    )
    if written.tell() > MOST_BYTES:
        sys.exit(EXHAUSTED)
    return written.getvalue()


def _count_unpacked(pdf: Pdf) -> None:
    """What a reader's program would have to unpack; little of it is held here."""
    left = MOST_UNPACKED
    for thing in pdf.objects:
        if isinstance(thing, Stream):
            if int(thing.get("/Width", 0)) * int(thing.get("/Height", 0)) > MOST_POINTS:
                sys.exit(EXHAUSTED)
            left -= _unpacked_size(thing, left)


def _unpacked_size(stream: Stream, most: int) -> int:
    said: Any = stream.get("/Filter", Array())
    filters = [FULL_NAMES.get(str(name), str(name)) for name in _listed(said)]
    packs = [name in ("/FlateDecode", "/LZWDecode", "/RunLengthDecode") for name in filters]
    if len(filters) > MOST_FILTERS or sum(packs) > 1:
        sys.exit(EXHAUSTED)
    if filters[:1] == ["/FlateDecode"]:
        return _inflated(stream.read_raw_bytes(), most)
    # Other packings are rare: the limit of memory is theirs.
    return len(stream.read_bytes() if any(packs) else stream.read_raw_bytes())


def _inflated(raw: bytes, most: int) -> int:
    unpack, size = zlib.decompressobj(), 0
    while raw:
        try:
            size += len(unpack.decompress(raw, 1024 * 1024))
        except zlib.error:  # a reader shows what came before
            break
        if size > most:
            sys.exit(EXHAUSTED)
        raw = unpack.unconsumed_tail
    return size


def _listed(thing: Any) -> list:
    return list(thing) if isinstance(thing, Array) else [thing]


def _notes_of(page: Any) -> Iterator[Dictionary]:
    """The words of what was stuck on a page: a place, a text, nothing that does something."""
    for one in _listed(page.get("/Annots", Array())):
        if isinstance(one, Dictionary) and one.get("/Subtype") == Name.Text:
            kept = {f"/{name}": _plain(one.get(f"/{name}")) for name in OF_A_NOTE}
            words = {key: value for key, value in kept.items() if value is not None}
            yield Dictionary({"/Type": Name.Annot, "/Subtype": Name.Text} | words)


def _plain(value: Any) -> Any:
    """A value of its own, for another file; None for all that may lead elsewhere."""
    if isinstance(value, Array):
        return Array([number for number in value if isinstance(number, int | Decimal)])
    if isinstance(value, String):
        return String(bytes(value))
    return value if isinstance(value, int | Decimal | Name) else None


def _take_layers(sent: Pdf, kept: Pdf) -> None:
    layers: Any = sent.Root.get("/OCProperties")
    if isinstance(layers, Dictionary):
        layers = layers if layers.is_indirect else sent.make_indirect(layers)
        kept.Root["/OCProperties"] = kept.copy_foreign(layers)
        _keep_only(kept.Root["/OCProperties"], OF_A_LAYER)


def _keep_only(dictionary: Any, names: set[str]) -> None:
    for key in list(dictionary.keys()):
        if key[1:] not in names:
            del dictionary[key]


def _clean(pdf: Pdf) -> None:
    """Once more through all that is left, however deep: nothing that acts, whatever holds it."""
    waiting: list[tuple[Any, str]] = [(pdf.Root, "")]
    seen = set()
    while waiting:
        thing, place = waiting.pop()
        if thing.is_indirect and thing.objgen in seen:
            continue
        seen.add(thing.objgen if thing.is_indirect else None)
        if isinstance(thing, Array):
            waiting += [(one, "") for one in thing if isinstance(one, CONTAINERS)]
        else:
            waiting += _cleaned(thing, place)


def _cleaned(thing: Any, place: str) -> Iterator[tuple[Any, str]]:
    """What is left in it to look at, and where each stands.

    Names that a page gives to its own fonts and pictures are free, "JS" too: those stay.
    """
    for key in list(thing.keys()):
        value = thing[key]
        if _acts(value) or (place != "names" and _has_to_go(thing, key, value)):
            del thing[key]
        elif isinstance(value, CONTAINERS):
            yield value, "names" if place == "Resources" else key[1:]


def _has_to_go(thing: Any, key: str, value: Any) -> bool:
    if key == "/FontMatrix":  # a viewer that runs scripts has run what stood here
        return not all(isinstance(number, int | Decimal) for number in _listed(value))
    return key[1:] in NEVER or (isinstance(thing, Stream) and key[1:] in ELSEWHERE)


def _acts(value: Any) -> bool:
    if not isinstance(value, Dictionary | Stream):
        return False
    kind, does = str(value.get("/Type", ""))[1:], str(value.get("/S", ""))[1:]
    return kind in KINDS or does in ACTIONS


def main() -> None:
    data = sys.stdin.buffer.read()
    try:
        content = rewritten(data)
    except PasswordError:
        sys.exit(ENCRYPTED)
    except MemoryError:
        sys.exit(EXHAUSTED)
    except Exception:  # a damaged file can make a reader raise anything
        sys.exit(NO_PDF)
    sys.stdout.buffer.write(content)


if __name__ == "__main__":
    main()
