"""Runs redraw.py and rewrite.py, which open what comes from outside, within bounds."""

from pathlib import Path

from guides.bounded import running

AT_ONCE = 2
PATIENCE = 3.0  # seconds that a sending waits for its turn
WALL_SECONDS = 20.0  # the programs' SECONDS of CPU on a busy machine
PROGRAM = Path(__file__).with_name("redraw.py")
FOR_PDFS = Path(__file__).with_name("rewrite.py")


class Undecoded(Exception):
    """Nothing came of it."""


class Busy(Undecoded):
    """Both turns are taken: the same file may do in a minute."""


class Exhausted(Undecoded):
    """It asked for more memory or time than a file is given."""


class NotAPicture(Undecoded):
    """No decoder makes anything of it."""


class TooTall(Undecoded):
    """Reduced to the width that is asked, it is still taller than a picture may be."""


class NotReadable(Undecoded):
    """No reader of PDF makes anything of it."""


class Encrypted(Undecoded):
    """It wants a password to be read at all."""


class TooManyPages(Undecoded):
    """More than rewrite.MOST_PAGES."""


class NoPages(Undecoded):
    """There is nothing to read in it."""


class Dynamic(Undecoded):
    """Its pages are drawn by a program in it (XFA): without it they are empty."""


# The programs' exit codes; any other but 0 is a bound it met.
OF_PICTURES = {3: NotAPicture, 4: TooTall}
OF_PDFS = {3: NotReadable, 6: Encrypted, 7: TooManyPages, 8: NoPages, 9: Dynamic}


def redraw(data: bytes, *fit: int) -> bytes:
    """What redraw.py writes for a picture. Raises Undecoded."""
    return _run(PROGRAM, data, OF_PICTURES, running.folder_of("PIL"), *map(str, fit))


def rewrite(data: bytes) -> bytes:
    """What rewrite.py writes for a PDF. Raises Undecoded."""
    return _run(FOR_PDFS, data, OF_PDFS, running.folder_of("pikepdf"))


def _run(path: Path, data: bytes, refusals: dict[int, type[Undecoded]], *arguments: str) -> bytes:
    program = running.Program("turni", path, WALL_SECONDS, at_once=AT_ONCE, patience=PATIENCE)
    try:
        code, written = program.run(data, *arguments)
    except running.Busy as busy:
        raise Busy from busy
    if code:
        raise refusals.get(code, Exhausted)
    return written
