from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from guides.record.models import Verb, record
from guides.topics.models import Topic
from guides.wordpress.importing import ImportOptions, import_export
from guides.wordpress.reading.allowed import Unreadable


class Command(BaseCommand):
    """Parses arguments and calls guides.wordpress."""

    help = (
        "Porta dentro un’esportazione di WordPress (WXR): gli articoli diventano bozze di guide, i "
        "vecchi indirizzi continuano a funzionare. La seconda volta non cambia niente."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "export", type=Path, nargs="+", help="il file .xml di Strumenti, Esporta, o più d’uno"
        )
        parser.add_argument("--media", type=Path, help="una copia di wp-content/uploads")
        parser.add_argument("--dry-run", action="store_true", help="solo il resoconto")
        parser.add_argument(
            "--publish", action="store_true", help="pubblica, con le sue date, ciò che era pubblico"
        )
        parser.add_argument("--topic", help="l’argomento (indirizzo) di ciò che non ne ha uno qui")
        parser.add_argument(
            "--topics", action="store_true", help="un argomento per ogni categoria che non c’è"
        )
        parser.add_argument(
            "--type", action="append", default=[], help="un altro tipo di contenuto: diventa guide"
        )
        parser.add_argument("--category-base", default="category", help="come /category/spesa/")
        parser.add_argument("--tag-base", default="tag", help="come /tag/spesa/")
        parser.add_argument("--encoding", default="", help="se il file non dice com’è scritto")
        parser.add_argument("--by", help="chi importa (nome utente)")
        parser.add_argument("--report", type=Path, help="dove scrivere il resoconto (.csv)")

    def handle(self, *args, **options):
        asked = self._asked(options)
        with _bar(asked.exports, self.stderr) as bar:
            try:
                report = import_export(asked, bar.tell)
            except Unreadable as why:
                raise CommandError(f"{why} Non ho cambiato niente.") from why
        if not asked.dry:
            record(
                Verb.IMPORT,
                by=asked.by,
                command="import_wordpress",
                kind="esportazione di WordPress",
                name=", ".join(path.name for path in asked.exports),
            )
        for line in report.sentences():
            self.stdout.write(line)

    def _asked(self, options: dict) -> ImportOptions:
        exports, media = tuple(options["export"]), options["media"]
        if missing := next((path for path in exports if not path.is_file()), None):
            raise CommandError(f"Il file «{missing}» non c’è.")
        if media and not media.is_dir():
            raise CommandError(f"La cartella «{media}» non c’è.")
        topic = self._topic(options["topic"], makes=options["topics"])
        name = f"{exports[0].stem}-{timezone.localtime():%Y%m%d-%H%M%S}.csv"
        return ImportOptions(
            exports=exports,
            report=options["report"] or Path(name),
            media=media,
            encoding=options["encoding"],
            topic=topic,
            makes_topics=options["topics"],
            types=frozenset(["post", *options["type"]]),
            category_base=options["category_base"].strip("/"),
            tag_base=options["tag_base"].strip("/"),
            publishes=options["publish"],
            dry=options["dry_run"],
            by=self._user(options["by"]),
        )

    def _topic(self, slug: str | None, *, makes: bool) -> Topic | None:
        """Every guide has a topic: which, if its categories are not here, is asked at once."""
        if slug and (found := Topic.objects.filter(slug=slug).first()):
            return found
        if makes and not slug:
            return None
        there = ", ".join(Topic.objects.values_list("slug", flat=True)) or "nessuno"
        if slug:
            raise CommandError(f"L’argomento «{slug}» non c’è. Ci sono: {there}.")
        raise CommandError(
            "Ogni guida ha un argomento: scegli con --topic quello di ciò che non ne ha uno qui "
            f"(ci sono: {there}). Oppure --topics: ogni categoria che manca lo diventa."
        )

    def _user(self, username: str | None):
        if not username:
            return None
        users = get_user_model().objects.filter(username=username)
        if found := users.first():
            return found
        raise CommandError(f"Nessun utente si chiama «{username}».")


class _bar:
    """How far the reading is; only where a person looks at it."""

    def __init__(self, exports: tuple[Path, ...], stream) -> None:
        self.size, self.what = sum(path.stat().st_size for path in exports), ""
        # None: drawn only on a terminal
        self.bar = tqdm(total=self.size, unit="B", unit_scale=True, file=stream, disable=None)

    def tell(self, what: str, position: int) -> None:
        if what != self.what:
            self.what = what
            self.bar.reset(self.size)
            self.bar.set_description(what)
        self.bar.update(position - self.bar.n)

    def __enter__(self):
        return self

    def __exit__(self, *_) -> None:
        self.bar.close()
