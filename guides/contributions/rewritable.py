"""What its author may correct, as a form asks for it and as the private page tells it."""

from django.utils.functional import Promise


class Rewritable:
    """Rooms say which fields are its author's, and what only they know of them."""

    rewritable: tuple[str, ...] = ("text",)
    asked_as: dict[str, str] = {}  # labels that the author reads, where the newsroom's are others
    none_of: dict[str, str] = {}  # what "none of these" is called, for fields that choose a row

    def label_of(self, name: str) -> str:
        label: str | Promise = self.asked_as.get(name) or self._meta.get_field(name).verbose_name
        return f"{label[:1].upper()}{label[1:]}"

    def choices_for(self, name: str) -> list[tuple[str, str]] | None:
        """(value, label) pairs of a field that has some and whose column does not say which."""
        return None

    def wrongs_in(self, words: dict) -> dict[str, str]:
        """Italian sentences on fields that do not go together: {field: sentence}."""
        return {}

    @property
    def facts_for_author(self) -> list[tuple[str, str]]:
        """What was sent beside the text: (label, value) pairs."""
        return []
