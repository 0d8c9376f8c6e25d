"""The attachments of a story that its author corrects or sends again: some go, others come."""

from django.http import HttpRequest

from guides.contributions.attached import changed_by
from guides.spam import GuardedForm
from guides.stories.attachment import Attachment
from guides.stories.draft import DROP, Draft
from guides.stories.forms import attachments_field
from guides.stories.models import Story
from guides.uploads.admission import Reception


class ResentFiles:
    """Nothing of the story's own is touched before `keep`: an error changes nothing."""

    name = "attachments"
    template = "stories/_resent.html"

    def __init__(self, story: Story, request: HttpRequest) -> None:
        self.story, self.request = story, request
        self.dropped = request.POST.getlist(DROP)
        self.draft = Draft.of(request, beside=len(self._staying()))
        self.field = attachments_field()
        self.reception = Reception()

    def receive(self, form: GuardedForm) -> None:
        """Look at what was chosen; what is admitted waits with the draft."""
        self.reception = self.draft.receive(self.request, form)

    @property
    def attached(self) -> list[Attachment]:
        return [*self.story.attachments.all(), *self.draft.attached]

    @property
    def is_changed(self) -> bool:
        return bool(self._going()) or self.draft.attached.exists()

    def keep(self) -> None:
        for attachment in self._going():
            attachment.delete()
        self.draft.give_to(self.story)

    def _going(self) -> list[Attachment]:
        return [
            attachment
            for attachment in self.story.attachments.all()
            if str(attachment.pk) in self.dropped
        ]

    def _staying(self) -> list[Attachment]:
        going = self._going()
        return [
            attachment for attachment in self.story.attachments.all() if attachment not in going
        ]


changed_by(Story, ResentFiles)
