"""Static files as they are collected: named by content, compressed, the shared sheet folded in.

`@import "tokens.css";` keeps the palette in one file for the site and the desk. Left to the browser
it would be one more request before anything is painted, so what is collected holds the words. A
script that imports another finds it under its new name too.
"""

import posixpath
import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(rb'^@import "([\w./-]+\.css)";\n', re.MULTILINE)


class FoldedSheets:
    """A storage whose style sheets hold the sheets of the same folder that they import."""

    def __init__(self, storage):
        self.storage = storage

    def open(self, path: str) -> ContentFile:
        with self.storage.open(path) as file:
            written = file.read()
        return ContentFile(IMPORT.sub(lambda found: self._imported(path, found), written))

    def _imported(self, path: str, found: re.Match[bytes]) -> bytes:
        return self.open(posixpath.join(posixpath.dirname(path), found[1].decode())).read()


class StaticFiles(CompressedManifestStaticFilesStorage):
    support_js_module_import_aggregation = True

    def post_process(self, paths, dry_run=False, **options):
        # Before names are given: a sheet's name is the digest of all it holds.
        folded = {
            name: (FoldedSheets(storage) if name.endswith(".css") else storage, path)
            for name, (storage, path) in paths.items()
        }
        yield from super().post_process(folded, dry_run, **options)
