"""What a content room tells the queue about its things, and what it is told of decisions."""

from guides.moderation.decisions import Decision


class Described:
    """Content rooms override what they know; the queue asks nothing else."""

    can_be_answered = False  # True where publish_answer() is written
    can_have_files = False  # True where queue_files is

    @property
    def kind_label(self) -> str:
        return self._meta.verbose_name.capitalize()

    @property
    def queue_title(self) -> str:
        """The title, "" when the kind has none."""
        return ""

    @property
    def queue_text(self) -> str:
        """All the words that would become public, as plain text."""
        raise NotImplementedError

    @property
    def queue_facts(self) -> list[tuple[str, str]]:
        """More that a moderator has to know: (label, value) pairs."""
        return []

    @property
    def queue_files(self) -> list[tuple[str, str]]:
        """What came with it and only staff may open: (label, address) pairs."""
        return []

    @property
    def queue_pictures(self) -> list[tuple[str, str]]:
        """Those of the files that a page can show."""
        return []

    @property
    def company_name(self) -> str:
        return ""

    @property
    def where_it_would_appear(self) -> tuple[str, str]:
        """(label, address) of the public page."""
        raise NotImplementedError

    @property
    def parent_excerpt(self) -> str:
        """The words it answers, "" when it answers none."""
        return ""

    def publish_answer(self, *, by, text: str) -> Decision | None:
        """Publish the newsroom's answer under it; None when it was published before."""
        raise NotImplementedError

    # Hooks: called inside the transaction of the verb; purges go through on_commit.

    def on_received(self) -> None: ...
    def on_approved(self, decision: Decision) -> None: ...
    def on_rejected(self, decision: Decision) -> None: ...
    def on_unpublished(self, decision: Decision) -> None: ...
    def on_undone(self, decision: Decision) -> None: ...
    def on_changed(self) -> None: ...
    def on_corrected(self, correction) -> None: ...
    def on_asked(self, question) -> None: ...
    def on_came_back(self, decision: Decision) -> None: ...
