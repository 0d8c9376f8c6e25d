"""Any PDF that is brought -> its pages and nothing else, or an Italian sentence that says why."""

from guides.uploads import decoding

DAMAGED = "Questo PDF è incompleto o rovinato: salvalo di nuovo e riprova."
ENCRYPTED = (
    "Questo PDF si apre solo con una password: salvane una copia senza, o fanne una foto, e "
    "riprova."
)
TOO_MANY_PAGES = "Questo PDF ha più di 300 pagine: manda solo quelle che servono."
NO_PAGES = "Questo PDF non ha nessuna pagina: aprilo, salvalo di nuovo e riprova."
DYNAMIC = (
    "Questo PDF è un modulo che si disegna da sé con un programma: stampalo su PDF e manda quello."
)
TOO_HARD = (
    "Questo PDF chiede troppa memoria o troppo tempo per essere aperto: stampalo su PDF, o fanne "
    "una foto, e riprova."
)
BUSY = "In questo momento stiamo aprendo altri file: aspetta un minuto e riprova."

SENTENCES = {
    decoding.NotReadable: DAMAGED,
    decoding.Encrypted: ENCRYPTED,
    decoding.TooManyPages: TOO_MANY_PAGES,
    decoding.NoPages: NO_PAGES,
    decoding.Dynamic: DYNAMIC,
    decoding.Busy: BUSY,
}


class PdfRefused(ValueError):
    """What was sent is not a PDF we take; the message is an Italian sentence."""


class PdfsBusy(PdfRefused):
    """The PDF was not looked at: too many came at once."""


def clean(data: bytes) -> bytes:
    """The same pages without scripts, actions, other files, media, metadata (rewrite.py).

    Raises PdfRefused, and PdfsBusy when too many came at once.
    """
    try:
        return decoding.rewrite(data)
    except decoding.Undecoded as trouble:
        kind = PdfsBusy if isinstance(trouble, decoding.Busy) else PdfRefused
        raise kind(SENTENCES.get(type(trouble), TOO_HARD)) from trouble
