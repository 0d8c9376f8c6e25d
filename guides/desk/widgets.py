"""The boxes an editor writes in."""

from django import forms
from markdownx.widgets import AdminMarkdownxWidget


def script(name: str) -> forms.Script:
    """One of the desk's small scripts: deferred, with a scope of its own."""
    return forms.Script(f"js/desk/{name}.js", type="module")


class MarkdownEditor(AdminMarkdownxWidget):
    """django-markdownx's box and addresses, with a script of ours in the place of its own.

    Its own traps the Tab key, takes AltGr+[ (how Italian keyboards write a bracket) for a
    command, writes "Invalid response" into the text when an upload fails, and stays dead in
    the rows added to a page.

    `completed_by` is the name of an address of the desk that knows what may follow «{{».
    """

    def __init__(self, attrs=None, *, completed_by: str = "") -> None:
        super().__init__(attrs)
        self.completed_by = completed_by

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["completed_by"] = self.completed_by
        return context

    class Media:
        extend = False
        js = [script("markdown_editor")]


class DayInput(forms.DateInput):
    """The browser's own calendar: it speaks the editor's language and the keyboard's."""

    input_type = "date"

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"format": "%Y-%m-%d"} | kwargs)
