"""The feeds: new guides, changed guides, stories, the comments of a page."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import escape, linebreaks

from guides.comments.models import Comment
from guides.guide.editions import Edition
from guides.home.atom import ENTRIES, AtomFeed, stable_id
from guides.stories.models import Story


class NewGuides(AtomFeed):
    name = "new_guides_feed"
    name_in_words = "Guide nuove"

    def page_path(self, obj=None):
        return reverse("guides")

    def items(self):
        return Edition.objects.live().for_cards().order_by("-first_published_at", "-pk")[:ENTRIES]

    def item_title(self, edition):
        return edition.title

    def item_description(self, edition):
        return escape(edition.summary)

    def item_guid(self, edition):
        return stable_id("guida", edition.guide_id)

    def item_pubdate(self, edition):
        return edition.first_published_at

    def item_updateddate(self, edition):
        return edition.published_at


class ChangedGuides(NewGuides):
    """One entry for each edition that is live: a new edition is a new entry."""

    name = "changed_guides_feed"
    name_in_words = "Guide aggiornate"

    def items(self):
        return Edition.objects.live().for_cards().order_by("-published_at", "-pk")[:ENTRIES]

    def item_description(self, edition):
        return escape(edition.note or edition.summary)

    def item_guid(self, edition):
        return stable_id("guida", f"{edition.guide_id}/{edition.number}")

    def item_pubdate(self, edition):
        return edition.published_at


class Stories(AtomFeed):
    name = "stories_feed"
    name_in_words = "Storie dei lettori"

    def page_path(self, obj=None):
        return reverse("stories")

    def items(self):
        return Story.objects.approved().for_cards().newest_first()[:ENTRIES]

    def item_title(self, story):
        return story.title

    def item_description(self, story):
        return linebreaks(story.text, autoescape=True)

    def item_guid(self, story):
        return stable_id("storia", story.pk)

    def item_author_name(self, story):
        return story.author_name

    def item_pubdate(self, story):
        return story.decided_at

    def item_updateddate(self, story):
        return story.changed_at


class CommentsOf(AtomFeed):
    """The latest public comments of one page."""

    def heading(self, place):
        return f"Commenti: {place.title}"

    def page_path(self, place):
        return place.get_absolute_url()

    def path(self, place):
        return f"{place.get_absolute_url()}commenti.xml"

    def feed_guid(self, place):
        return stable_id("commenti", self.place_id(place))

    def items(self, place):
        thread = Comment.objects.approved().filter(discussion=self.discussion_of(place))
        return thread.select_related("discussion").order_by("-decided_at", "-pk")[:ENTRIES]

    def discussion_of(self, place):
        return getattr(getattr(place, "guide", place), "discussion", None)

    def item_title(self, comment):
        return f"{comment.author_name} ha scritto"

    def item_description(self, comment):
        return linebreaks(comment.public_text, autoescape=True)

    def item_guid(self, comment):
        return stable_id("commento", comment.pk)

    def item_author_name(self, comment):
        return comment.author_name

    def item_pubdate(self, comment):
        return comment.decided_at

    item_updateddate = item_pubdate


class GuideComments(CommentsOf):
    def place_id(self, edition):
        return f"guida/{edition.guide_id}"

    def get_object(self, request, slug):
        return get_object_or_404(Edition.objects.live().for_page(), slug=slug)


class StoryComments(CommentsOf):
    def place_id(self, story):
        return f"storia/{story.pk}"

    def get_object(self, request, pk, slug):
        return get_object_or_404(Story.objects.approved(), pk=pk)
