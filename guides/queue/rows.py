"""A contribution as the queue shows it, whole."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from guides.moderation.decisions import Decision, Verb, last_undoable, undone
from guides.moderation.item import QueueItem
from guides.moderation.moderated import Moderated
from guides.pages.addresses import address_of
from guides.queue.coming_back import ComingBack, coming_back
from guides.queue.news import in_hand
from guides.text.personal_data import Found, Public, marked, personal_data_in_all

LONG = 1200  # characters


@dataclass
class Row:
    """A contribution as the queue shows it, whole."""

    item: QueueItem
    content: Moderated
    decisions: list[Decision] = field(default_factory=list)
    failed_act: str = ""  # the tool whose words were refused, to be shown open
    public: Public = field(default_factory=Public)  # rows of one page share it
    following: int | None = None  # the item that comes next, where the reader goes on

    @cached_property
    def coming_back(self) -> ComingBack | None:
        """Its author's answer to a refusal, while that waits."""
        return coming_back(self.content, self.decisions)

    @property
    def pk(self) -> str:
        """Its item's number, thirty times in a row's form: as text, which no template localizes."""
        return str(self.item.pk)

    @property
    def address(self) -> str:
        """Of its own page, that stays whatever is decided."""
        return address_of("admin:guides_queueitem_change", self.item.pk)

    @property
    def name(self) -> str:
        return self.content.queue_title or Truncator(self.content.queue_text).words(8)

    @property
    def heading(self) -> str:
        """The title; what has none is known by its kind and its author."""
        author = self.content.author_name or "nessun nome"
        return self.content.queue_title or f"{self.content.kind_label} di {author}"

    @property
    def handle(self) -> str:
        """Which one, and which version of it, the moderator was looking at."""
        return f"{self.item.pk}:{self.content.version}"

    @property
    def notes(self) -> list[Decision]:
        return [d for d in self.decisions if d.verb == Verb.NOTE]

    @property
    def questions(self) -> list[Decision]:
        return [d for d in self.decisions if d.verb == Verb.ASK]

    @property
    def last_act(self) -> Decision | None:
        quiet = (Verb.RECEIVE, Verb.CLAIM, Verb.RELEASE, Verb.NOTE, Verb.ASK)
        return next((d for d in reversed(self.decisions) if d.verb not in quiet), None)

    @property
    def can_be_undone(self) -> bool:
        return last_undoable(self.decisions) is not None

    @property
    def undone(self) -> set[int]:
        """The ids of its decisions that were taken back."""
        return undone(self.decisions)

    @property
    def in_hand(self) -> str:
        """Whose it is and until when, "" when it is nobody's."""
        return in_hand(self.item)

    @property
    def author_key(self) -> str:
        """What stands for the author's address, "" without one."""
        return self.item.contributor_id or ""

    @property
    def is_long(self) -> bool:
        """Too long to be shown whole beside others."""
        return len(self.content.queue_text) > LONG

    @cached_property
    def personal_data(self) -> list[Found]:
        """What in its words looks like somebody's personal data, each once."""
        said = (self.content.author_name, self.content.queue_title, self.content.queue_text)
        return personal_data_in_all(said, public=self.public)

    @property
    def marked_text(self) -> SafeString:
        """Its words as harmless HTML, what looks like personal data in <mark>."""
        html = linebreaks(self.content.queue_text, autoescape=True)
        return mark_safe(marked(html, self.personal_data))  # noqa: S308 - escaped above

    @property
    def worries(self) -> list[str]:
        """Why the spam guard worried: Italian sentences, the weightiest first."""
        reasons = sorted(self.content.verdict.get("reasons", []), key=lambda r: -r["points"])
        return [reason["sentence"] for reason in reasons if reason["points"] > 0]
