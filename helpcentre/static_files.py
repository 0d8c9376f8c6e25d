"""Static files as they are collected: named by content, compressed, with what they import in them.

A sheet of ours leaves its comments and margins at home: a sixth of what a visit carries of it.
`@import "tokens.css";` keeps the palette in one file for the site and the desk, and a script of
`js/pages/` lists by `import "../opened.js";` what its page needs. Left to the browser each would be
one more request, so what is collected holds the words. Any other script that imports finds what it
wants under its new name.
"""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = re.compile(rb'^@import "([\w./-]+\.css)";\n', re.MULTILINE)
FOR_WRITERS = re.compile(rb"[ \t]*/\*.*?\*/\n?|(?<=\n)[ \t\n]+", re.DOTALL)
SCRIPT = re.compile(rb'^import "([\w./-]+\.js)";\n', re.MULTILINE)


def import_of(path: str) -> re.Pattern[bytes] | None:
    """What is folded in that file; None: it stays as it was written."""
    if path.startswith("css/") and path.endswith(".css"):
        return SHEET
    return SCRIPT if path.startswith("js/pages/") and path.endswith(".js") else None


class Folded:
    """A storage whose files hold the ones that they import."""

    def __init__(self, storage):
        self.storage = storage

    def open(self, path: str) -> ContentFile:
        with self.storage.open(path) as file:
            written = file.read()
        if pattern := import_of(path):
            written = pattern.sub(lambda found: self._imported(path, found), written)
        return ContentFile(FOR_WRITERS.sub(b"", written) if pattern is SHEET else written)

    def _imported(self, path: str, found: re.Match[bytes]) -> bytes:
        beside = posixpath.join(posixpath.dirname(path), found[1].decode())
        return self.open(posixpath.normpath(beside)).read()


class StaticFiles(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        # Before names are given: a file's name is the digest of all it holds.
        folded = {
            name: (Folded(storage) if import_of(name) else storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(folded, dry_run, **options)
