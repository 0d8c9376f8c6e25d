"""The two acts, whole or not at all: a site into a folder, a folder into an empty site."""

from pathlib import Path

from django.db import transaction

from guides.archive import checking, derived, pictures
from guides.archive.exceptions import in_words
from guides.archive.exporting import Exporter
from guides.archive.folder import NewFolder
from guides.archive.importing import Imported, Importer
from guides.archive.manifest import Manifest
from guides.archive.readme import NAME, readme
from guides.archive.snapshot import one_moment
from guides.site.models import SiteSettings


def export(target: Path, *, with_queue: bool = False) -> Manifest:
    """Write a copy; raises Refused, and then the folder is as it was."""
    undone = "La copia non è stata scritta, e ciò che era a metà è stato tolto."
    with in_words(undone=undone), NewFolder(target) as folder, one_moment():
        exporter = Exporter(folder, with_queue=with_queue)
        exporter.write()
        manifest = Manifest(sito=SiteSettings.current().name, con_la_coda=with_queue)
        manifest.righe = dict(sorted(exporter.rows.items()))
        manifest.immagini_che_mancano = pictures.write_all(folder)
        folder.write(NAME, readme(manifest))
        manifest.write(folder)
    return manifest


def import_(copy: Path, *, accept_changes: bool = False) -> Imported:
    """Make the site that a copy holds; raises Refused, and then nothing has changed."""
    undone = "Non è stato importato nulla: il sito è come prima."
    brought = pictures.Brought()
    with in_words(undone=undone):
        known = checking.looked_at(copy, accept_changes=accept_changes)
        checking.refuse_a_site_in_use()
        try:
            brought.bring(copy, known.hashes)
            with transaction.atomic():
                imported = Importer(copy, known).read()
                derived.make_anew()
        except BaseException:
            brought.take_back()
            raise
    derived.make_findable()
    return imported
