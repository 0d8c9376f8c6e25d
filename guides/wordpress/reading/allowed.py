"""The text of an export as a file for the parser: decoded as it says, without what XML forbids."""

import codecs
import re
from typing import BinaryIO

BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]{1,40})["']""")
# XML 1.0, 2.2: what is no Char, as itself and as a reference.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,8})|(\d{1,10}));")
LONGEST_REFERENCE = 14


class Unreadable(Exception):
    """The file cannot be read; the message is an Italian sentence."""


class AllowedText:
    """What the parser reads; `position` is how many bytes of the file have gone by."""

    def __init__(self, file: BinaryIO, encoding: str = "") -> None:
        self.file, self.position, self.removed = file, 0, 0
        start = file.read(1024)
        self.encoding = encoding or _encoding_of(start)
        self._decoder = _decoder_of(self.encoding)
        self._waiting, self._held = start, ""

    def read(self, size: int) -> str:
        """Never "" before the end."""
        while True:
            data = self._waiting or self.file.read(size)
            self._waiting = b""
            text = self._held + self._decode(data)
            self._held = ""
            if data:
                text, self._held = _without_half_a_reference(text)
            if allowed := self._allowed(text):
                return allowed
            if not data:
                return ""

    def _decode(self, data: bytes) -> str:
        try:
            text = self._decoder.decode(data, final=not data)
        except UnicodeError as wrong:
            raise Unreadable(
                f"Il file dice di essere in {self.encoding.upper()}, ma dopo il byte "
                f"{self.position + getattr(wrong, 'start', 0)} ci sono lettere scritte in un altro "
                "modo. Rifai l’esportazione, o di’ com’è scritto con --encoding (per esempio "
                "--encoding windows-1252)."
            ) from wrong
        self.position += len(data)
        return text

    def _allowed(self, text: str) -> str:
        if "&#" in text:
            text = REFERENCE.sub(self._reference, text)
        text, removed = FORBIDDEN.subn("", text)
        self.removed += removed
        return text

    def _reference(self, found: re.Match[str]) -> str:
        code = int(found[1], 16) if found[1] else int(found[2])
        if 0 < code <= 0x10FFFF and not FORBIDDEN.match(chr(code)):
            return found[0]
        self.removed += 1
        return ""


def _encoding_of(start: bytes) -> str:
    marked = next((name for mark, name in BYTE_ORDER_MARKS if start.startswith(mark)), "")
    declared = DECLARED.match(start)
    return marked or (declared[1].decode("ascii") if declared else "utf-8")


def _decoder_of(encoding: str) -> codecs.IncrementalDecoder:
    try:
        lenient = codecs.lookup(encoding).name in ("utf-8", "utf-8-sig")
        # halves of a pair, which some exports have and UTF-8 has not, are taken out with the rest
        return codecs.getincrementaldecoder(encoding)("surrogatepass" if lenient else "strict")
    except LookupError as unknown:
        raise Unreadable(
            f"Il file dice di essere in «{encoding}», che non conosciamo. Rifai l’esportazione, o "
            "di’ com’è scritto con --encoding."
        ) from unknown


def _without_half_a_reference(text: str) -> tuple[str, str]:
    at = text.rfind("&", max(0, len(text) - LONGEST_REFERENCE))
    return (text, "") if at < 0 or ";" in text[at:] else (text[:at], text[at:])
