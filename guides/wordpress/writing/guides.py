"""A post becomes a guide: a draft, unless it is asked to be published with its own dates."""

from datetime import UTC, date

from django.utils import timezone

from guides.guide.editions import Edition
from guides.guide.models import Guide
from guides.publishing.live_edition import CannotPublish
from guides.text.day_field import EARLIEST
from guides.uploads.images import ALT_TO_WRITE
from guides.uploads.storage import COVERS
from guides.wordpress.reading.items import Item, in_words, number
from guides.wordpress.text.post import LONGEST_TITLE, Converted
from guides.wordpress.text.signs import as_words
from guides.wordpress.writing.pictures import NotFound
from guides.wordpress.writing.post_context import PostContext

LONGEST_SUMMARY = 300
ENDS = (". ", "! ", "? ", "… ")


def write_guide(
    item: Item, said: Converted, context: PostContext, *, slug: str, about: dict
) -> Guide:
    """`about` has topic, author and companies."""
    company, *others = about.pop("companies") or [None]
    guide = Guide(
        title=title_of(item),
        slug=slug,
        summary=summary_of(item, said),
        introduction=said.introduction,
        company=company,
        verified_on=day_of(item),
        **about,
    )
    _cover(guide, item, context)
    guide.save()
    guide.other_companies.set(others)
    for position, piece in enumerate(said.pieces):
        section = guide.sections.model(guide=guide, position=position, level=piece.level)
        section.title, section.body = piece.title[:LONGEST_TITLE] or guide.title, piece.body
        section.save()
    return guide


def title_of(item: Item) -> str:
    title = item.title or f"Senza titolo ({item.id})"
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def summary_of(item: Item, said: Converted) -> str:
    """What WordPress had as its excerpt, or how the text begins."""
    text = in_words(item.excerpt) or in_words(said.opening) or title_of(item)
    text = text.replace("{{", "{ {")
    if len(text) <= LONGEST_SUMMARY:
        return text
    end = max(text.rfind(sign, 0, LONGEST_SUMMARY) for sign in ENDS)
    if end > LONGEST_SUMMARY // 3:
        return text[: end + 1]
    return f"{text[:LONGEST_SUMMARY].rpartition(' ')[0] or text[:LONGEST_SUMMARY]}…"


def day_of(item: Item) -> date:
    """The last day somebody had it in hand; never one to come."""
    moment = item.changed or item.moment
    day = timezone.localtime(moment).date() if moment else timezone.localdate()
    return max(EARLIEST, min(day, timezone.localdate()))


def _cover(guide: Guide, item: Item, context: PostContext) -> None:
    """A picture that nobody has described stands in the text, where publishing asks for words."""
    attachment = context.survey.attachment(number(item.one("_thumbnail_id")))
    if attachment is None:
        return
    alt = " ".join(attachment.alt.split())[:200]
    try:
        if not alt:
            found = context.folder.picture(attachment.file)
            text = f"![{as_words(ALT_TO_WRITE)}]({found.address})\n\n{guide.introduction}"
            guide.introduction = text.strip()
            return
        found = context.folder.picture(attachment.file, COVERS)
    except NotFound as why:
        context.missing[attachment.address] = str(why)
        return
    context.used[attachment.file] = found
    if context.folder.keeps:
        guide.cover, guide.cover_alt = found.name, alt
        guide.cover_width, guide.cover_height = found.width, found.height


def may_be_published(item: Item) -> bool:
    is_past = item.moment is not None and item.moment <= timezone.now()
    return item.status == "publish" and not item.password and is_past


def publish(guide: Guide, item: Item, *, by) -> list[str]:
    """With the dates it had; the obstacles that keep it a draft, when there are."""
    if not may_be_published(item):
        return []
    try:
        edition = guide.publish(by=by)
    except CannotPublish as refused:
        return [f"non pubblicata: {why}" for why in refused.obstacles]
    first = item.moment.astimezone(UTC)
    last = max(first, min(item.changed or first, timezone.now()))
    dates = {"first_published_at": first, "published_at": last}
    Edition.objects.filter(pk=edition.pk).update(**dates)
    return []
