"""Comments with their threads, dates and states; nobody is written to, no address in clear beyond
what the moderation's settings keep."""

import re
import uuid
from html import unescape

from bs4 import BeautifulSoup
from django.utils import timezone

from guides.comments.discussion import Discussion
from guides.comments.models import Comment
from guides.moderation.contributors import Contributor
from guides.moderation.decisions import Agent, Verb
from guides.moderation.item import QueueItem
from guides.moderation.preferences import ModerationSettings
from guides.moderation.states import State
from guides.privacy.retention import before
from guides.text.addresses import AddressRefused, email_address
from guides.text.canonical import canonical, in_one_line, is_visible
from guides.wordpress.models import ImportedComment, WordPressSite
from guides.wordpress.reading.items import ExportedComment
from guides.wordpress.reading.survey import Survey

RULE = "importazione da WordPress"
NOBODY = "Anonimo"
LONGEST, LONGEST_NAME = 5_000, 60
STATES = {"1": State.APPROVED, "approve": State.APPROVED, "0": State.WAITING, "": State.WAITING}
STATES |= {"hold": State.WAITING, "spam": State.SPAM, "trash": State.REJECTED}
STATES |= {"post-trashed": State.REJECTED}
VERBS = {State.APPROVED: Verb.APPROVE, State.SPAM: Verb.SPAM, State.REJECTED: Verb.REJECT}
READERS = ("", "comment", "review")
SEVERAL_LINES = re.compile(r"\n{3,}")


class Comments:
    """What was said under one guide."""

    def __init__(self, guide, site: WordPressSite, survey: Survey) -> None:
        self.guide, self.site, self.survey = guide, site, survey
        self.terms, self.now = ModerationSettings.current(), timezone.now()
        self.known: dict[int, Comment] = {}
        self.kept = self.left = self.cut = 0

    def write(self, comments: list[ExportedComment]) -> None:
        """Those that are new, parents before their answers."""
        new = self._new(comments)
        if not new:
            return
        self.discussion = Discussion.objects.under(self.guide)
        for said in sorted(new, key=lambda one: one.id):
            written = self._write(said) if self._belongs(said) else None
            self.kept, self.left = self.kept + bool(written), self.left + (not written)
            ImportedComment.objects.create(site=self.site, number=said.id, comment=written)
        self.discussion.recount()

    def _new(self, comments: list[ExportedComment]) -> list[ExportedComment]:
        numbers = [said.id for said in comments]
        rows = ImportedComment.objects.filter(site=self.site, number__in=numbers)
        there = {row.number: row.comment for row in rows.select_related("comment")}
        self.known = {number: comment for number, comment in there.items() if comment}
        unique = {said.id: said for said in comments if said.id and said.id not in there}
        return list(unique.values())

    def _belongs(self, said: ExportedComment) -> bool:
        """Words of a reader's, within the time that what was refused is kept here."""
        if said.kind not in READERS or said.state not in STATES or not is_visible(said.text):
            return False
        kept = {
            State.SPAM: self.terms.keep_spam_days,
            State.REJECTED: self.terms.keep_rejected_days,
        }
        days = kept.get(STATES[said.state])
        return days is None or self._moment(said) > before(self.now, days)

    def _write(self, said: ExportedComment) -> Comment:
        state, moment = STATES[said.state], self._moment(said)
        decided = None if state == State.WAITING else moment
        comment = self._placed(said, state)
        comment.author_name = in_one_line(said.author)[:LONGEST_NAME].strip() or NOBODY
        comment.text, comment.state = self._text(said), state
        comment.author_email = self._address(said) if self._may_keep_address(moment) else ""
        comment.submitted_at, comment.decided_at = moment, decided
        comment.announced_at = moment  # nobody is told of what was said years ago
        comment.is_editors = bool(said.user) and said.user in self.survey.author_ids
        comment.submission_id = uuid.uuid5(uuid.NAMESPACE_URL, f"{self.site.address}#{said.id}")
        comment.queue_item = self._item(said, state, moment, decided)
        comment.save(force_insert=True)
        self._record(comment, state, moment)
        if state == State.APPROVED:
            comment.take_its_place()
        self.known[said.id] = comment
        return comment

    def _placed(self, said: ExportedComment, state: str) -> Comment:
        """Below what it answers, when it can be read there: else on the first level."""
        parent = self.known.get(said.parent)
        if parent is None or parent.discussion_id != self.discussion.pk:
            return Comment(discussion=self.discussion)
        is_read = parent.state == State.APPROVED and parent.thread_number is not None
        both_wait = parent.state == state == State.WAITING
        return parent.reply() if is_read or both_wait else Comment(discussion=self.discussion)

    def _item(self, said: ExportedComment, state: str, moment, decided) -> QueueItem:
        """With the hash of its author's address, whatever is kept of the address itself."""
        contributor = Contributor.objects.known_as(self._address(said))
        if contributor:
            Contributor.objects.tally(contributor.key, left="", entered=state)
        return QueueItem.objects.create(
            kind="comment",
            state=state,
            submitted_at=moment,
            decided_at=decided,
            contributor=contributor,
        )

    def _record(self, comment: Comment, state: str, moment) -> None:
        """Who looks at it finds how it came to be so."""
        comment.queue_item.decisions.create(
            kind="comment",
            verb=VERBS.get(state, Verb.RECEIVE),
            from_state=State.WAITING,
            to_state=state,
            agent=Agent.RULE,
            rule=RULE,
            text_hash=comment.text_hash,
            at=moment,
        )

    def _moment(self, said: ExportedComment):
        return min(said.moment or self.now, self.now)

    def _may_keep_address(self, moment) -> bool:
        return moment > before(self.now, self.terms.keep_addresses_days)

    def _address(self, said: ExportedComment) -> str:
        try:
            return email_address(said.email) if said.email else ""
        except AddressRefused:
            return ""

    def _text(self, said: ExportedComment) -> str:
        text = plain(said.text)
        if len(text) <= LONGEST:
            return text
        self.cut += 1
        return f"{text[: LONGEST - 1].rstrip()}…"


def plain(html: str) -> str:
    """A comment's words: its links' addresses written out, a line for each break."""
    if "<" not in html and "&" not in html:
        return canonical(html).strip()
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["script", "style"]):
        tag.decompose()
    for link in soup.find_all("a"):
        words, href = link.get_text().strip(), str(link.get("href") or "")
        is_told = not href.startswith("http") or href.rstrip("/") in (words.rstrip("/"), "")
        link.replace_with(words if is_told else f"{words} ({href})")
    for block in soup.find_all(["p", "div", "li", "blockquote", "pre"]):
        block.append("\n\n")
    for line in soup.find_all("br"):
        line.replace_with("\n")
    return SEVERAL_LINES.sub("\n\n", canonical(unescape(soup.get_text()))).strip()
