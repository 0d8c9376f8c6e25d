"""After the items: the old addresses of pictures, categories, tags and authors."""

from django.db import transaction

from guides.authors.models import Author
from guides.text.folded import fold
from guides.text.slugs import slug_of
from guides.wordpress.models import Imported
from guides.wordpress.old_addresses import key_of_address
from guides.wordpress.reading.survey import Attachment
from guides.wordpress.report import THERE_ALREADY
from guides.wordpress.writing.addresses import address_of_category, write_addresses
from guides.wordpress.writing.item import Outcome, Run
from guides.wordpress.writing.pictures import NotFound


def take_in_attachments(run: Run) -> None:
    for attachment in run.survey.attachments():
        with transaction.atomic():
            _attachment(attachment, run)
            if run.dry:
                transaction.set_rollback(True)


def _attachment(attachment: Attachment, run: Run) -> None:
    """Its file leads to the picture; its page, which nobody needs, to the text it was in."""
    row = Imported(
        site=run.site,
        number=attachment.id,
        kind="attachment",
        title=attachment.title[:300],
        old_address=attachment.address[:1000],
    )
    is_here = Imported.objects.filter(site=run.site, number=attachment.id).exists()
    try:
        picture = run.folder.picture(attachment.file)
    except NotFound as why:
        row.outcome, row.notes = Outcome.LEFT, [str(why)]
        _page_of(attachment, None, run)
        run.report.add(row, outcome=THERE_ALREADY if is_here else "")
        return
    row.outcome = Outcome.KEPT
    if not is_here:
        row.save()
    if run.folder.keeps:
        write_addresses([key_of_address(attachment.address)], picture=picture)
        _page_of(attachment, picture, run)
    run.report.add(row, outcome=THERE_ALREADY if is_here else "")


def _page_of(attachment: Attachment, picture, run: Run) -> None:
    keys = [key_of_address(attachment.link), f"{run.survey.root.strip('/')}?p={attachment.id}"]
    keys = [key for key in dict.fromkeys(keys) if key]
    parent = Imported.objects.filter(site=run.site, number=attachment.parent).first()
    if parent and parent.guide:
        write_addresses(keys, guide=parent.guide)
    elif parent and parent.page:
        write_addresses(keys, page=parent.page)
    elif picture is not None:
        write_addresses(keys, picture=picture)


@transaction.atomic
def write_lists(run: Run, *, category_base: str, tag_base: str) -> None:
    """Where categories, tags and authors were: only those that are something here."""
    root = run.survey.root.strip("/")
    for slug, name in run.survey.categories.items():
        alone = "/".join(filter(None, [root, category_base, slug]))
        keys = [address_of_category(slug, run.survey, category_base), alone]
        keys += [f"{root}?cat={n}"] if (n := run.survey.numbers.get(slug)) else []
        _lead(keys, name, run)
    for slug, name in run.survey.tags.items():
        _lead(["/".join(filter(None, [root, tag_base, slug])), f"{root}?tag={slug}"], name, run)
    for login, name in run.survey.authors.items():
        if author := Author.objects.filter(name__iexact=name).first():
            keys = ["/".join(filter(None, [root, "author", slug_of(login)]))]
            write_addresses(keys, author=author)
    if run.dry:
        transaction.set_rollback(True)


def _lead(keys: list[str], name: str, run: Run) -> None:
    if topic := run.subjects.topics.get(fold(name)):
        write_addresses(keys, topic=topic)
    elif company := run.subjects.company_called(name):
        write_addresses(keys, company=company)
    elif name:
        write_addresses(keys, words=name[:200])
